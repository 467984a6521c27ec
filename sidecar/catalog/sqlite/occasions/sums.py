"""The detections of some sites, added up by occasion and species from the tallies of analyses."""

from __future__ import annotations

import json
import sqlite3
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from sidecar.catalog.occasions import OccasionQuestion
from sidecar.catalog.sqlite.occasions.chosen import ChosenRecordings
from sidecar.catalog.sqlite.occasions.judged import JudgedDetections, judged
from sidecar.catalog.sqlite.occasions.passing import PassingMoments
from sidecar.catalog.sqlite.occasions.recorded import SiteRecordings
from sidecar.catalog.sqlite.tallies import packed_of
from sidecar.catalog.sqlite.totalling import DETECTION
from sidecar.occasions.calendar import OccasionCalendar
from sidecar.occasions.cells import Sums, no_sums
from sidecar.occasions.masks import Masks
from sidecar.values import Float64, Int64

# Analyses whose detections are looked at together.
_AT_ONCE = 2_000
# Species are looked up in a table by id, where ids are smaller than this.
_SMALL_ID = 1 << 20

_IDS = """SELECT s.speciesId, j.key FROM json_each(?) j
  CROSS JOIN Species s ON s.species = j.value"""


class Detected:
    """Adds up detections of the asked species; the verdicts are read once."""

    def __init__(
        self, db: sqlite3.Connection, asked: OccasionQuestion, chosen: ChosenRecordings
    ) -> None:
        self._db, self._chosen = db, chosen
        found = db.execute(_IDS, (json.dumps([*asked.species]),))
        self._codes = {int(number): int(place) for number, place in found}
        self._count = len(asked.species)
        self._thresholds = np.array(asked.thresholds, np.float64)

    def of(
        self,
        known: SiteRecordings,
        masks: Masks | None,
        calendar: OccasionCalendar,
        passing: PassingMoments,
        keys: int,
    ) -> tuple[Sums, Int64, Int64]:
        """Add up by cell: key * species + species; gives sums, and verdicts YES and NO."""
        adding = _Adding(known, masks, calendar, passing, self._thresholds)
        sums = no_sums(keys * self._count)
        there = np.flatnonzero(known.basis >= 0)
        for first in range(0, len(there), _AT_ONCE):
            some = there[first : first + _AT_ONCE]
            ids = known.analysis[some].tolist()
            found = packed_of(self._db, ids)
            packed = [found.get(each, b"") for each in ids]
            counts = np.fromiter(map(len, packed), np.int64, len(packed)) // DETECTION.itemsize
            owner = np.repeat(some, counts)
            rows = np.frombuffer(b"".join(packed), DETECTION)
            code = self._coded(rows["species"])
            cells, kept, heard = adding.cells(owner, code, rows["start"])
            confidence = rows["confidence"].copy()  # NumPy is slow at columns of records
            if len(kept) < len(code):
                confidence, code = confidence[kept], code[kept]
            sums.add(cells, confidence, self._thresholds[code], heard)
        return sums, *self._verdicts(known, adding, keys)

    def _coded(self, found: npt.NDArray[np.integer[Any]]) -> Int64:
        """Give the places of species among those asked for; -1 for all others."""
        known, ids = self._codes, found.astype(np.int64)
        most = max(known, default=-1)
        if -1 <= most < _SMALL_ID and min(known, default=0) >= 0:
            if len(ids) and (ids.min() < 0 or ids.max() > most):
                ids = np.where((ids < 0) | (ids > most), most + 1, ids)
            return self._table.take(ids)
        return np.fromiter((known.get(each, -1) for each in ids.tolist()), np.int64, len(ids))

    @cached_property
    def _table(self) -> Int64:
        table = np.full(max(self._codes, default=-1) + 2, -1, np.int64)
        for number, place in self._codes.items():
            table[number] = place
        return table

    @cached_property
    def _judged(self) -> JudgedDetections:
        return judged(self._db, self._chosen, [*self._codes])

    def _verdicts(self, known: SiteRecordings, adding: _Adding, keys: int) -> tuple[Int64, Int64]:
        said, cells = self._judged, keys * self._count
        ours = np.flatnonzero(known.basis >= 0)
        order = ours[np.argsort(known.analysis[ours])]
        if not len(order) or not len(said.analysis):
            return np.zeros(cells, np.int64), np.zeros(cells, np.int64)
        at = np.clip(np.searchsorted(known.analysis[order], said.analysis), 0, len(order) - 1)
        some = np.flatnonzero(known.analysis[order[at]] == said.analysis)
        code = self._coded(said.species[some])
        code[said.confidence[some] < self._thresholds[code]] = -1
        found, kept, _ = adding.cells(order[at[some]], code, said.start[some])
        yes = said.yes[some][kept]
        return (
            np.bincount(found[yes], minlength=cells).astype(np.int64),
            np.bincount(found[~yes], minlength=cells).astype(np.int64),
        )


class _Adding:
    """Finds the cells of detections that count."""

    def __init__(
        self,
        known: SiteRecordings,
        masks: Masks | None,
        calendar: OccasionCalendar,
        passing: PassingMoments,
        thresholds: Float64,
    ) -> None:
        self._known, self._masks, self._passing = known, masks, passing
        self._calendar, self._species = calendar, len(thresholds)

    def cells(self, owner: Int64, code: Int64, start: Float64) -> tuple[Int64, Int64, Float64]:
        """Give cells, the places of their detections, and their moments.

        A detection has its recording's row (`owner`), its species (`code`, or -1), and its begin in
        seconds. It belongs to the occasion in which it begins.
        """
        known, calendar = self._known, self._calendar
        heard = known.begin[owner] + start
        occasion = calendar.places(heard)
        counts = (code >= 0) & (occasion >= 0) & (occasion < calendar.count)
        if self._passing.edges is not None:
            counts &= self._passing.tell(heard, known.south[owner])
        if self._masks is not None:
            counts &= ~self._masks.covers(known.site[owner], heard)
        kept = np.flatnonzero(counts)
        if len(kept) < len(counts):
            owner, occasion, code = (each[kept] for each in (owner, occasion, code))
            heard = heard[kept]
        key = known.site[owner] * calendar.count + occasion
        return key * self._species + code, kept, heard
