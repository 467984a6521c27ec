"""Finds the classes of a model among the species of a geomodel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from sidecar.models.labels import Labels
from sidecar.models.ranges.labels import GeoLabels
from sidecar.values import Int64

CodeOf = Callable[[str], str | None]
"""Gives a scientific name's species code, in the codes of the geomodel; None without one."""


@dataclass(frozen=True)
class Codes:
    """A way from names to species codes, such as a taxonomy; `digest` identifies its content."""

    code_of: CodeOf
    digest: str | None


def no_code(name: str) -> str | None:
    """Know no code of any name."""
    return None


NO_CODES = Codes(no_code, None)


def join(geo: GeoLabels, labels: Labels, codes: Codes = NO_CODES) -> Int64:
    """Give each class [classes] its place among the geomodel's species, or -1.

    A class is found by its scientific name, then by the code that `codes` has for this name, then
    by the code in its own label file. Common names are not asked: two species may share one.
    """
    own = labels.codes or ("",) * len(labels)
    found = []
    for name, code in zip(labels.species, own, strict=True):
        place = geo.named(name)
        if place is None:
            place = geo.coded(codes.code_of(name) or "")
        if place is None:
            place = geo.coded(code)
        found.append(-1 if place is None else place)
    return np.array(found, np.int64)
