"""Finds the classes of a model among the species of a geomodel."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from sidecar.models.labels import Labels
from sidecar.models.ranges.labels import GeoLabels
from sidecar.values import Int64

CodeOf = Callable[[str], str | None]
"""Gives a scientific name's species code, in the codes of the geomodel; None without one."""

Alike = Callable[[str], Iterable[str]]
"""Gives all scientific names of the same species."""


def no_code(name: str) -> str | None:
    """Know no code of any name."""
    return None


def itself(name: str) -> Iterable[str]:
    """Know no other name of any species."""
    return (name,)


@dataclass(frozen=True)
class Naming:
    """What a taxonomy knows of scientific names; `digest` identifies its content."""

    code_of: CodeOf = no_code
    alike: Alike = itself
    digest: str | None = None


PLAIN = Naming()


def join(geo: GeoLabels, labels: Labels, naming: Naming = PLAIN) -> Int64:
    """Give each class [classes] its place among the geomodel's species, or -1.

    A class is found by its scientific name, then by other names of the same species, then by the
    species code of its name, then by the code in its own label file. Common names are not asked:
    two species may share one.
    """
    own = labels.codes or ("",) * len(labels)
    found = []
    for name, code in zip(labels.species, own, strict=True):
        place = geo.named(name)
        if place is None:
            others = map(geo.named, naming.alike(name))
            place = next((each for each in others if each is not None), None)
        if place is None:
            place = geo.coded(naming.code_of(name) or "")
        if place is None:
            place = geo.coded(code)
        found.append(-1 if place is None else place)
    return np.array(found, np.int64)
