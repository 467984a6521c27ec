"""Which species may be named: lists, and the range model's place and week."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from sidecar.errors import InvalidParams
from sidecar.models.labels import Labels
from sidecar.models.names import CELLS, did_you_mean, name_index

# A note shows few examples, and each suggestion compares a name with all others.
_MOST_SUGGESTED = 5


def week_of(day: date) -> int:
    """Count BirdNET's weeks 1..48: four a month, the fourth taking days 22 to 31."""
    return (day.month - 1) * 4 + min((day.day - 1) // 7 + 1, 4)


@dataclass(frozen=True)
class UnknownName:
    """A name in a list that matches no class, its line, and a name that is almost the same."""

    line: int
    name: str
    near: str | None

    @property
    def told(self) -> str:
        """Say what stands where, and what it may mean."""
        told = f"line {self.line}: {self.name.replace(CELLS, ', ')}"
        return f"{told}. {did_you_mean(self.near)}" if self.near else told


@dataclass(frozen=True)
class ListedClasses:
    """The classes of a model that a species list names.

    `marked` [classes] holds these classes. `newly` names the species that earlier versions of
    Linnet did not find in the list, because the spelling of a name counted then.
    """

    marked: npt.NDArray[np.bool_]
    unknown: list[UnknownName]
    newly: list[str]


def listed(labels: Labels, names: Iterable[str]) -> ListedClasses:
    """Find the classes that a species list names; a name's place in the list is its line."""
    index = name_index(labels)
    marked = np.zeros(len(labels), np.bool_)
    unknown: list[UnknownName] = []
    newly: set[str] = set()
    exact = _exact(labels)
    for line, name in enumerate(names, start=1):
        found = list(index.taxon(name))
        marked[found] = True
        if name.strip().casefold() not in exact:
            newly.update(labels.species[place] for place in found)
        if name.strip() and not found:
            near = index.near(name) if len(unknown) < _MOST_SUGGESTED else None
            unknown.append(UnknownName(line, name.strip(), near))
    return ListedClasses(marked, unknown, sorted(newly))


def allowed(labels: Labels, names: Iterable[str]) -> ListedClasses:
    """Find the only classes that may be named.

    Raises InvalidParams when no name matches: then the file is probably the wrong one.
    """
    listing = listed(labels, names)
    if not listing.marked.any():
        first = f" {listing.unknown[0].told.replace('line', 'Line', 1)}" if listing.unknown else ""
        raise InvalidParams(
            "The model knows none of the species in the list.",
            field="speciesList",
            hint=f"Write one species a line, by scientific or common name.{first}",
        )
    return listing


def _exact(labels: Labels) -> set[str]:
    """List the names that have always matched, by case alone."""
    pairs = zip(labels.species, labels.common, strict=True)
    return {
        name.casefold()
        for species, common in pairs
        for name in (f"{species}_{common}", species, common)
    }


def thresholds(
    labels: Labels, minimum: float, per_species: Mapping[str, float]
) -> npt.NDArray[np.float64]:
    """Give each class [classes] its smallest confidence; some have their own, by name."""
    values = np.full(len(labels), minimum)
    if not per_species:
        return values
    index = name_index(labels)
    for name, value in per_species.items():
        found = index.taxon(name)
        if not found:
            raise InvalidParams(
                f'The model does not know the species "{name}".',
                field="speciesConfidence",
                hint=did_you_mean(index.near(name)),
            )
        values[list(found)] = value
    return values
