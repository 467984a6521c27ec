"""One row for each site, occasion and species."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO

import numpy as np

from sidecar.catalog.occasions import OccasionSite
from sidecar.export.earlier import Sample
from sidecar.export.occasions import cells
from sidecar.export.occasions.form import Form, OccasionFacts
from sidecar.export.occasions.table import OccasionTable

_FILE = "occasions.csv"
TITLES = (
    *("survey", "site", "siteId", "latitude", "longitude", "occasion", "date", "start", "end"),
    *("species", "detected", "unknown", "n", "maxScore", "maxProbability", "firstHeardAt"),
    *("lastHeardAt", "hoursAnalysed", "recorderHours", "hoursMasked", "recordings", "failed"),
    *("verified", "y2", "threshold", "model", "thresholdSet"),
)


class _Long:
    def __init__(self, files: Mapping[str, BinaryIO], told: OccasionFacts) -> None:
        self._file, self._told = files[_FILE], told
        self._species = [cells.text(each) for each in told.species]
        self._ends = [
            ",".join((cells.number(each), cells.text(told.model), cells.text(told.threshold_set)))
            for each in told.thresholds
        ]
        self._file.write(cells.line(TITLES))

    def add(self, table: OccasionTable) -> None:
        for site, where in enumerate(table.block.sites):
            begin = self._site(where)
            for occasion in range(self._told.calendar.count):
                lines = self._lines(table, site, occasion, f"{begin},{self._when(occasion)}")
                self._file.write("".join(lines).encode("utf-8", "replace"))

    def _site(self, where: OccasionSite) -> str:
        return ",".join(
            (
                cells.text(where.survey),
                cells.text(self._told.sites(where.site_id, where.site)),
                str(where.site_id),
                cells.number(where.latitude),
                cells.number(where.longitude),
            )
        )

    def _when(self, occasion: int) -> str:
        calendar = self._told.calendar
        begin, end = calendar.begins_at(occasion), calendar.begins_at(occasion + 1)
        return f"{occasion + 1},{calendar.name(occasion)},{begin},{end}"

    def _lines(self, table: OccasionTable, site: int, occasion: int, begin: str) -> Iterator[str]:
        at = site, occasion
        key = site * self._told.calendar.count + occasion
        found = table.detected[at]
        known = found >= 0
        masked = table.masked_hours
        none = [cells.NA] * len(self._species)
        columns = (
            self._species,
            cells.flags(found),
            cells.reasons(table.why[at]),
            cells.counts(table.count[at], found),
            cells.numbers(table.best[at]),
            self._probabilities(table.best[at].tolist()),
            [cells.moment(each) for each in np.where(known, table.first[at], np.inf).tolist()],
            [cells.moment(each) for each in np.where(known, table.last[at], np.inf).tolist()],
            cells.hours(table.hours[at]),
            cells.hours(table.recorder_hours[at]),
            none if masked is None else cells.hours(masked[at]),
            [str(table.block.recordings[key])] * len(self._species),
            [str(table.block.failed[key])] * len(self._species),
            cells.said(table.checked[at], found),
            cells.certain(table.y2[at]),
            self._ends,
        )
        for row in zip(*columns, strict=True):
            yield f"{begin},{','.join(row)}\n"

    def _probabilities(self, best: list[float]) -> list[str]:
        curves = self._told.curves
        if curves is None:
            return [cells.NA] * len(best)
        return [
            cells.number(
                curves.probability(curves.sha256, name, each) if np.isfinite(each) else None
            )
            for name, each in zip(self._told.species, best, strict=True)
        ]


def _wrote(found: Sample) -> bool:
    return found.begins(TITLES, ",")


LONG = Form("long", (_FILE,), _Long, _wrote)
