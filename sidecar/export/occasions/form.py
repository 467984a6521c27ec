"""The interface of files about occasions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO, Protocol

from sidecar.export.curves import Curves
from sidecar.export.earlier import Sample
from sidecar.export.names import safe_name
from sidecar.export.occasions.table import OccasionTable
from sidecar.occasions.calendar import OccasionCalendar


@dataclass(frozen=True)
class OccasionFacts:
    """What all files of an export share. `sites` gives each site a name that no other has."""

    calendar: OccasionCalendar
    species: Sequence[str]
    thresholds: Sequence[float]
    model: str
    threshold_set: str | None
    curves: Curves | None
    sites: Callable[[int, str | None], str]
    files: Mapping[str, str] = field(default_factory=dict)  # of each species, where it has one

    def some(self, first: int, end: int) -> OccasionFacts:
        """Tell of some of the species alone."""
        return OccasionFacts(
            self.calendar,
            self.species[first:end],
            self.thresholds[first:end],
            self.model,
            self.threshold_set,
            self.curves,
            self.sites,
            self.files,
        )


class OccasionWriter(Protocol):
    """Writes files from tables, which come in the order of sites."""

    def add(self, table: OccasionTable) -> None:
        """Write the rows of some sites."""


@dataclass(frozen=True)
class Form:
    """A kind of files: those of each species, those of all together, and a script that reads them.

    `begin` takes the open files by name. `wrote` tells whether a file with this sample is one of
    these.
    """

    name: str
    whole: Sequence[str]
    begin: Callable[[Mapping[str, BinaryIO], OccasionFacts], OccasionWriter]
    wrote: Callable[[Sample], bool]
    by_species: str | None = None  # how the name of a species' file begins
    script: tuple[str, str] | None = None  # its name and text

    def of_species(self, species: Sequence[str]) -> dict[str, str]:
        """Name the file of each species; no two names differ in case alone."""
        if self.by_species is None:
            return {}
        found: dict[str, str] = {}
        taken = set[str]()
        for name in species:
            plain = safe_name(name.replace(" ", "_"))
            file, more = f"{self.by_species}.{plain}.csv", 2
            while file.casefold() in taken:
                file, more = f"{self.by_species}.{plain}_{more}.csv", more + 1
            taken.add(file.casefold())
            found[name] = file
        return found
