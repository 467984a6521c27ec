"""One row a site and one column an occasion, as the R packages unmarked and camtrapR read them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import BinaryIO

import numpy as np

from sidecar.export.earlier import Sample
from sidecar.export.occasions import cells, rscripts
from sidecar.export.occasions.form import Form, OccasionFacts
from sidecar.export.occasions.table import OccasionTable

# Names of unmarked's covariates have no dot, which parts a name from the occasion's number.
_SITE_COVARIATES = ("survey", "latitude", "longitude")
_COVARIATES = ("effort", "date", "count", "certain", "score")


class _Unmarked:
    """A file for each species: y, covariates of sites, covariates of occasions, in this order."""

    def __init__(self, files: Mapping[str, BinaryIO], told: OccasionFacts) -> None:
        self._told = told
        self._files = [files[told.files[each]] for each in told.species]
        count = told.calendar.count
        titles = ["site", *cells.numbered("y", count), *_SITE_COVARIATES]
        titles += [title for name in _COVARIATES for title in cells.numbered(name, count)]
        for file in self._files:
            file.write(cells.line(titles))
        self._dates = [told.calendar.name(each) for each in range(count)]

    def add(self, table: OccasionTable) -> None:
        for site, where in enumerate(table.block.sites):
            covariates = (
                cells.text(where.survey),
                cells.number(where.latitude),
                cells.number(where.longitude),
            )
            name = cells.text(self._told.sites(where.site_id, where.site))
            hours: dict[int, list[str]] = {}
            for species, file in enumerate(self._files):
                group = int(table.block.group[species])
                if group not in hours:
                    hours[group] = cells.hours(table.hours[site, :, species])
                at = site, slice(None), species
                found = table.detected[at]
                row = [name, *cells.flags(found), *covariates, *hours[group], *self._dates]
                row += cells.counts(table.count[at], found)
                row += cells.certain(table.y2[at])
                row += cells.numbers(table.best[at])
                file.write(cells.line(row))


class _Histories:
    """A detection history for each species, and the hours of all."""

    def __init__(self, files: Mapping[str, BinaryIO], told: OccasionFacts) -> None:
        self._told = told
        self._files = [files[told.files[each]] for each in told.species]
        self._effort, self._stations = files.get(_EFFORT), files.get(_STATIONS)
        titles = cells.line(["Station", *cells.numbered("o", told.calendar.count, "")])
        for file in (*self._files, self._effort):
            if file is not None:
                file.write(titles)
        if self._stations is not None:
            self._stations.write(cells.line(["Station", *_SITE_COVARIATES]))

    def add(self, table: OccasionTable) -> None:
        for site, where in enumerate(table.block.sites):
            name = cells.text(self._told.sites(where.site_id, where.site))
            for species, file in enumerate(self._files):
                found = table.detected[site, :, species]
                file.write(cells.line([name, *cells.flags(found)]))
            if self._effort is not None:
                self._effort.write(cells.line([name, *cells.hours(most_hours(table)[site])]))
            if self._stations is not None:
                covariates = (
                    cells.text(where.survey),
                    cells.number(where.latitude),
                    cells.number(where.longitude),
                )
                self._stations.write(cells.line([name, *covariates]))


def most_hours(table: OccasionTable) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Give the hours [sites, occasions] of the species that most analyses could name."""
    sites, occasions, _ = table.shape
    return np.asarray(table.left_s.max(axis=0).reshape(sites, occasions) / 3600)


_EFFORT, _STATIONS = "camtrapR.effort.csv", "camtrapR.stations.csv"


def _wrote_unmarked(found: Sample) -> bool:
    begins = ("site", "y.1")
    return found.begins(begins, ",") and ",effort.1," in found.titles


def _wrote_history(found: Sample) -> bool:
    stations = ",".join(("Station", *_SITE_COVARIATES))
    return found.titles == stations or re.match(r"Station,o1(,|$)", found.titles) is not None


UNMARKED = Form(
    "unmarked",
    (),
    _Unmarked,
    _wrote_unmarked,
    by_species="unmarked",
    script=("unmarked.R", rscripts.UNMARKED),
)
CAMTRAP = Form(
    "camtrapR",
    (_EFFORT, _STATIONS),
    _Histories,
    _wrote_history,
    by_species="camtrapR",
    script=("camtrapR.R", rscripts.CAMTRAPR),
)
