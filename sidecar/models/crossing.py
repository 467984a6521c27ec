"""Numbers the species of two models, so that one species has one number whoever names it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sidecar.models.labels import Labels
from sidecar.models.names import PAIR, NameIndex, name_index
from sidecar.text import folded
from sidecar.values import Bool, Int64

Named = tuple[str, str | None]
"""A scientific and a common name, as the catalog has them."""


@dataclass(frozen=True)
class Crossing:
    """`number` gives the number of a catalog's species by its id; -1 for an id without a species.

    `known_a` and `known_b` [numbers] tell which model knows a species, and `names` [numbers] how
    the catalog names it. `shared` counts the species of both label files; None without these.
    """

    number: Int64
    known_a: Bool
    known_b: Bool
    names: list[Named]
    shared: int | None


def crossed(species: Mapping[int, Named], a: Labels | None, b: Labels | None) -> Crossing:
    """Number species by the labels of `b`, which may know them by another name than `a`.

    A species has its scientific name, or else its common one, in another model. Without both
    labels, species are those of the catalog's names alone, and both models know each.
    """
    by_labels = a is not None and b is not None
    if b is None or a is None:
        b = Labels(
            tuple(name for name, _ in species.values()),
            tuple(common or name for name, common in species.values()),
        )
    index = name_index(b)
    ours = set() if a is None or not by_labels else _keys(a, index)
    own = None if a is None else name_index(a)
    number = np.full(max(species, default=0) + 1, -1, np.int64)
    numbers: dict[object, int] = {}
    names, known_a, known_b = list[Named](), list[bool](), list[bool]()
    for key, (name, common) in species.items():
        places = _find(index, name, common)
        one: object = places or folded(name)
        if one not in numbers:
            numbers[one] = len(numbers)
            names.append((name, common))
            known_b.append(bool(places))
            known_a.append(
                not by_labels or places in ours or (own is not None and bool(own.find(name)))
            )
        number[key] = numbers[one]
    shared = len(ours) if by_labels else None
    return Crossing(number, np.array(known_a, bool), np.array(known_b, bool), names, shared)


def _keys(labels: Labels, index: NameIndex) -> set[tuple[int, ...]]:
    """Find the species of an index that a model knows."""
    pairs = zip(labels.species, labels.common, strict=True)
    return {found for name, common in pairs if (found := _find(index, name, common))}


def _find(index: NameIndex, name: str, common: str | None) -> tuple[int, ...]:
    """Find the classes of one species; none if the common name means several species."""
    whole = f"{name}{PAIR}{common}" if common and common != name else name
    places = index.taxon(whole)
    return places if len({folded(index.species[place]) for place in places}) == 1 else ()
