"""Files for the R package spOccupancy: detections one a row, and matrices of covariates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import BinaryIO

from sidecar.export.earlier import Sample
from sidecar.export.occasions import cells, rscripts
from sidecar.export.occasions.form import Form, OccasionFacts
from sidecar.export.occasions.table import OccasionTable
from sidecar.export.occasions.wide import most_hours

_Y, _EFFORT = "spOccupancy.y.csv", "spOccupancy.effort.csv"
_DATES, _SITES = "spOccupancy.dates.csv", "spOccupancy.sites.csv"
_Y_TITLES = ("species", "site", "replicate", "y")
_DATE_TITLES = ("replicate", "date")
_SITE_TITLES = ("site", "survey", "latitude", "longitude")


class _SpOccupancy:
    def __init__(self, files: Mapping[str, BinaryIO], told: OccasionFacts) -> None:
        self._told, self._files = told, files
        self._species = [cells.text(each) for each in told.species]
        count = told.calendar.count
        files[_Y].write(cells.line(_Y_TITLES))
        files[_EFFORT].write(cells.line(["site", *cells.numbered("r", count, "")]))
        files[_SITES].write(cells.line(_SITE_TITLES))
        files[_DATES].write(cells.line(_DATE_TITLES))
        for place in range(count):
            files[_DATES].write(cells.line((str(place + 1), told.calendar.name(place))))

    def add(self, table: OccasionTable) -> None:
        hours = most_hours(table)
        for site, where in enumerate(table.block.sites):
            name = cells.text(self._told.sites(where.site_id, where.site))
            for of, species in enumerate(self._species):
                found = cells.flags(table.detected[site, :, of])
                begin = f"{species},{name}"
                lines = (f"{begin},{place},{y}\n" for place, y in enumerate(found, 1))
                self._files[_Y].write("".join(lines).encode("utf-8", "replace"))
            self._files[_EFFORT].write(cells.line([name, *cells.hours(hours[site])]))
            place = cells.number(where.latitude), cells.number(where.longitude)
            self._files[_SITES].write(cells.line((name, cells.text(where.survey), *place)))


def _wrote(found: Sample) -> bool:
    known = {",".join(each) for each in (_Y_TITLES, _DATE_TITLES, _SITE_TITLES)}
    return found.titles in known or re.match(r"site,r1(,|$)", found.titles) is not None


SPOCCUPANCY = Form(
    "spOccupancy",
    (_Y, _EFFORT, _DATES, _SITES),
    _SpOccupancy,
    _wrote,
    script=("spOccupancy.R", rscripts.SPOCCUPANCY),
)
