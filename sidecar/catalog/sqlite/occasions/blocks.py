"""OccasionBlocks of occasions: sites whose hours and detections are added up together."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np

from sidecar.catalog.occasions import (
    OccasionBlock,
    OccasionQuestion,
    OccasionSite,
    Reportable,
)
from sidecar.catalog.sqlite.door import from_rows
from sidecar.catalog.sqlite.occasions.chosen import chosen
from sidecar.catalog.sqlite.occasions.effort import effort
from sidecar.catalog.sqlite.occasions.judged import FailedRecordings, failed
from sidecar.catalog.sqlite.occasions.measured import masks_of
from sidecar.catalog.sqlite.occasions.passing import PassingMoments
from sidecar.catalog.sqlite.occasions.recorded import SiteRecordings, recorded
from sidecar.catalog.sqlite.occasions.sums import Detected
from sidecar.occasions.calendar import OccasionCalendar
from sidecar.occasions.union import most_sites
from sidecar.values import Bool, Int64

# Cells that are added up together, some 50 MB; one site may have more.
_MOST_CELLS = 1_000_000
# Sites of few occasions and species share a block.
_MOST_SITES = 1_000

_SITES = """SELECT t.siteId, v.surveyname, t.site_code, t.latitude, t.longitude
  FROM json_each(?) j CROSS JOIN Site t ON t.siteId = j.value
  LEFT JOIN Survey v ON v.surveyId = t.surveyId"""


class OccasionBlocks:
    """Makes blocks for one question; what all of them need is read once."""

    def __init__(
        self,
        db: sqlite3.Connection,
        asked: OccasionQuestion,
        calendar: OccasionCalendar,
        reportable: Reportable,
    ) -> None:
        self._db, self._asked, self._calendar = db, asked, calendar
        self._reportable = reportable
        self._chosen = chosen(db, asked)
        self._passing = PassingMoments(db, self._chosen.times, calendar)
        self._detected = Detected(db, asked, self._chosen)

    def all(self, sites: Sequence[int]) -> Iterator[OccasionBlock]:
        """Make the blocks of sites, in their order."""
        cells = self._calendar.count * max(1, len(self._asked.species))
        at_once = min(max(1, _MOST_CELLS // max(1, cells)), _MOST_SITES, most_sites(self._calendar))
        for first in range(0, len(sites), at_once):
            with from_rows():
                block = self._block(sites[first : first + at_once])
            yield block

    def _block(self, sites: Sequence[int]) -> OccasionBlock:
        calendar, keys = self._calendar, len(sites) * self._calendar.count
        known = recorded(self._db, self._chosen, sites)
        masks = masks_of(self._db, self._chosen, sites)
        named, group = self._groups(known)
        spent = effort(known, named, masks, calendar, self._passing, keys)
        sums, yes, no = self._detected.of(known, masks, calendar, self._passing, keys)
        return OccasionBlock(
            calendar=calendar,
            sites=self._sites(sites),
            group=group,
            analysed=spent.analysed,
            recorder=spent.recorder,
            masked=spent.masked,
            recorded=spent.recorded,
            recordings=spent.recordings,
            failed=self._failures(known, sites, keys),
            sums=sums,
            yes=yes,
            no=no,
        )

    def _groups(self, known: SiteRecordings) -> tuple[Bool, Int64]:
        """Group species that the same analyses could name: masks [bases, groups], and groups."""
        species = len(self._asked.species)
        if not known.bases:
            return np.zeros((0, 1), np.bool_), np.zeros(species, np.int64)
        all_ = np.ones(species, np.bool_)
        named = np.array([self._reportable.get(each, all_) for each in known.bases])
        groups, place = np.unique(named, axis=1, return_inverse=True)
        return groups, place.reshape(-1).astype(np.int64)

    def _sites(self, sites: Sequence[int]) -> list[OccasionSite]:
        found = self._db.execute(_SITES, (json.dumps([*sites]),))
        return [OccasionSite(*row) for row in found]

    @cached_property
    def _failed(self) -> FailedRecordings:
        return failed(self._db, self._chosen)

    def _failures(self, known: SiteRecordings, sites: Sequence[int], keys: int) -> Int64:
        """Count the recordings that failed, each in the occasion in which it begins."""
        order = np.argsort(np.array(sites, np.int64))
        rising = np.array(sites, np.int64)[order]
        at = np.clip(np.searchsorted(rising, self._failed.site), 0, len(rising) - 1)
        ours = np.flatnonzero(rising[at] == self._failed.site)
        place, begin = order[at[ours]], self._failed.begin[ours]
        south = np.zeros(len(sites), np.int64)
        south[known.site] = known.south
        occasion = self._calendar.places(begin)
        inside = (occasion >= 0) & (occasion < self._calendar.count)
        inside &= self._passing.tell(begin, south[place])
        key = place[inside] * self._calendar.count + occasion[inside]
        return np.bincount(key, minlength=keys).astype(np.int64)
