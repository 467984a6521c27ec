"""Which moments pass the filters of a question on times."""

from __future__ import annotations

import sqlite3

import numpy as np

from sidecar.catalog.sqlite.query.stretches import Spans, Stretches
from sidecar.catalog.values import Where
from sidecar.occasions.calendar import OccasionCalendar
from sidecar.values import Bool, Float64, Int64

# Edges of stretches are compared as whole microseconds elsewhere.
_JUST_AFTER_S = 1e-6


class PassingMoments:
    """The stretches of a calendar in which filters on times hold; without filters, all do."""

    def __init__(self, db: sqlite3.Connection, times: Where, calendar: OccasionCalendar) -> None:
        self.edges: Float64 | None = None
        if not times:
            return
        begin = np.array([float(calendar.begin_s)])
        spans = Spans(begin, np.array([float(calendar.end_s)]) - begin)
        stretches = Stretches(db, times, (), spans)
        self.edges = stretches.edges
        self._passes = np.array([stretches.passing(south=bool(south)) for south in (0, 1)])

    def tell(self, moments: Float64, south: Int64) -> Bool:
        """Tell which moments [n] pass, each in its hemisphere."""
        if self.edges is None:
            return np.ones(len(moments), np.bool_)
        place = np.searchsorted(self.edges, moments, side="right") - 1
        last = len(self.edges) - 1
        inside = (place >= 0) & (place < last)
        found: Bool = self._passes[south, np.clip(place, 0, last)] & inside
        return found

    def begins(self, moments: Float64, south: Int64) -> Bool:
        """Tell the same of the begins of pieces that are cut at the edges."""
        return self.tell(moments + _JUST_AFTER_S, south)
