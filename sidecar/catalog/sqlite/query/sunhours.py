"""Cuts stretches of sound where counts by the sun begin another cell, to add up hours of effort."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from sidecar.catalog.sqlite.query.conditions import conditions
from sidecar.catalog.sqlite.query.field import Select
from sidecar.catalog.sqlite.query.stretches import Bools
from sidecar.catalog.sqlite.query.sunlit import SUN_TESTS, Columns, sun_columns, sun_test
from sidecar.catalog.values import Where
from sidecar.run.windows import spread
from sidecar.sky.sun import solar_day
from sidecar.sky.turns import Turns, turns
from sidecar.values import Float64, Int64

# Places are rounded to this part of a degree: recorders with GPS tell another one each time. The
# sun needs 2.4 seconds to go so far.
_PER_DEGREE = 100


@dataclass(frozen=True)
class SunTests:
    """Filters on the sun: what each tests, and the hours that they compare with."""

    tests: Sequence[Callable[[Columns], Bools]] = ()
    hours: Sequence[float] = ()

    def passing(self, columns: Columns) -> Bools:
        """Tell which moments [n] pass all of them."""
        passes = np.ones(len(columns["sun"]), bool)
        for test in self.tests:
            passes &= test(columns)
        return passes


NO_TESTS = SunTests()


def sun_tests(db: sqlite3.Connection, select: Select, where: Where) -> SunTests | None:
    """Read the filters on the sun; None if one cannot be tested here, such as for null."""
    tests, hours = list[Callable[[Columns], Bools]](), list[float]()
    for name in SUN_TESTS:
        if name not in where:
            continue
        for each in conditions(db, select, {name: where[name]})[0]:
            test = sun_test(name, each)
            if test is None:
                return None
            tests.append(test)
            hours += [value for value in each.values if isinstance(value, int | float)]
    return SunTests(tests, hours)


@dataclass(frozen=True)
class SunPieces:
    """Pieces [n] of stretches: the stretch of each, its begin and end in UTC, and its sun."""

    owner: Int64
    begin: Float64
    end: Float64
    columns: Columns


def sun_pieces(sky: Float64, begin: Float64, end: Float64, hours: Sequence[float]) -> SunPieces:
    """Cut stretches [n] at the turns of the sun, and where it is one of some hours away.

    `sky` [n, 2] are latitude and longitude; begins and ends are in seconds since 1970 UTC. What is
    unknown is NaN, and such a stretch stays whole.
    """
    known = np.flatnonzero(np.isfinite(sky).all(axis=1) & np.isfinite(begin))
    rounded = np.round(sky[known] * _PER_DEGREE) / _PER_DEGREE
    places, which = np.unique(rounded, axis=0, return_inverse=True)
    which = which.reshape(-1).astype(np.int64)
    found = turns(places, *_days(places, which, begin[known], end[known]), hours)
    owner, low, high = _cut(found, which, begin[known], end[known])
    whole = np.setdiff1d(np.arange(len(begin)), known)
    middle = np.append((low + high) / 2, np.full(len(whole), np.nan))
    # A stretch without a place is of any; its moment is unknown.
    of_place = np.append(which[owner], np.zeros(len(whole), np.int64))
    nowhere = places if len(places) else np.zeros((1, 2))
    return SunPieces(
        owner=np.append(known[owner], whole).astype(np.int64),
        begin=np.append(low, begin[whole]),
        end=np.append(high, end[whole]),
        columns=sun_columns(nowhere, of_place, middle),
    )


def _days(places: Float64, which: Int64, begin: Float64, end: Float64) -> tuple[Int64, Int64]:
    """List the solar days that stretches [n] touch, with a day on each side: place and day."""
    east = places[which, 1]
    first = solar_day(east, begin).astype(np.int64) - 1
    count = solar_day(east, end).astype(np.int64) + 2 - first
    return np.repeat(which, count), spread(first, count)


def _cut(
    found: Turns, which: Int64, begin: Float64, end: Float64
) -> tuple[Int64, Float64, Float64]:
    """Cut stretches at the turns of their places: the stretch, begin and end of each piece."""
    if not len(begin):
        return np.empty(0, np.int64), np.empty(0), np.empty(0)
    # Places stand one after the other on one line, so that one search serves all.
    zero = begin.min()
    line_s = end.max() - zero + 1.0
    inside = (found.utc_s > zero) & (found.utc_s < end.max())
    edges = found.utc_s[inside]
    on_line = found.place[inside] * line_s + (edges - zero)
    first = np.searchsorted(on_line, which * line_s + (begin - zero), side="right")
    last = np.searchsorted(on_line, which * line_s + (end - zero), side="left")
    count = np.maximum(last - first, 0).astype(np.int64) + 1
    owner = np.repeat(np.arange(len(count), dtype=np.int64), count)
    place = spread(first.astype(np.int64), count)
    ends = np.append(edges, np.inf)
    starts = np.append(-np.inf, edges)
    low = np.maximum(starts[place], begin[owner])
    high = np.minimum(ends[place], end[owner])
    # The first piece begins with its stretch, and the last one ends with it.
    head = np.cumsum(count) - count
    low[head], high[head + count - 1] = begin, end
    return owner, low, high
