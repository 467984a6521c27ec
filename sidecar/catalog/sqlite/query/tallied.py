"""Counts detections from the tallies of analyses: ten million in about a second.

SQLite finds the analyses, whose recordings have the keys of places and the filters on them. NumPy
looks at the detections in their tallies. Few detections are found sooner by an index.
"""

from __future__ import annotations

import operator
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np

from sidecar.catalog.sqlite.query.condition import Condition, joined, needed, values
from sidecar.catalog.sqlite.query.expression import Expression, column
from sidecar.catalog.sqlite.query.filters import PLACE_AND_CLOCK, START_S, sky, times
from sidecar.catalog.sqlite.query.keys import PLACE_KEYS, SKY_KEYS, Value
from sidecar.catalog.sqlite.query.select.detections import DETECTIONS
from sidecar.catalog.sqlite.query.stretches import TIME_FILTERS, TIME_KEYS, Bools, Spans, Stretches
from sidecar.catalog.sqlite.query.sunlit import (
    SUN_TESTS,
    SUN_VALUES,
    Columns,
    sun_codes,
    sun_columns,
    sun_test,
)
from sidecar.catalog.sqlite.tallies import packed_of
from sidecar.catalog.sqlite.totalling import DETECTION
from sidecar.catalog.values import Where
from sidecar.values import Float64, Int64

_ANALYSES = frozenset("rptvcfam")
_CONFIDENCE, _SPECIES = column("d", "confidence"), column("d", "speciesId")
_MOMENTS = {each.value for each in times(column("d", "heardAt")).values()}
# Filters on the sun that NumPy can test. The moon is left to SQLite.
_SUN = {each.value: name for name, each in sky(column("d", "heardAt")).items() if name in SUN_TESTS}
_EQUAL = {column("d", "analysisId"): column("a", "analysisId")}

# Analyses whose detections are looked at together, and how many cells these may have.
_AT_ONCE, _MOST_MARKS = 4_000, 1 << 26
_MOST_CELLS = 5_000_000

# Codes of species are looked up by id, where ids are smaller than this.
_SMALL_ID = 1 << 20

_COMPARED: dict[str, Callable[[Any, Any], Any]] = {
    "lt": operator.lt,
    "le": operator.le,
    "gt": operator.gt,
    "ge": operator.ge,
    "eq": operator.eq,
}

Cells = dict[tuple[Value, ...], dict[str, Any]]


class _BeyondEnd(Exception):
    """A detection lies beyond the end of its recording, so its stretch of time is unknown."""


@dataclass(frozen=True)
class _Asked:
    """Conditions on analyses, and tests of the columns of a tally."""

    analyses: list[Condition]
    tests: list[Callable[[Any], Bools]]
    times: Where
    suns: list[Callable[[Columns], Bools]]


@dataclass(frozen=True)
class _Analyses:
    """Analyses in the order of recordings: begin (NaN if unknown), hemisphere, codes of keys.

    Recordings are numbered in this order.
    """

    ids: Int64
    recordings: Int64
    begin: Float64
    length: Float64
    south: Int64
    codes: list[tuple[int, Int64]]  # by the place of the key
    sky: Float64  # [n, 3] latitude, longitude and seconds ahead of UTC; NaN where unknown


def tallied(
    db: sqlite3.Connection, by: Sequence[str], where: Where, conditions: list[Condition]
) -> Cells | None:
    """Count detections by keys; None if a key or a filter needs more than the tallies hold."""
    asked = _asked(where, conditions)
    if asked is None or "verdict" in by:
        return None
    with one_state(db):
        return _counted(db, asked, by)


def passing(
    db: sqlite3.Connection, where: Where, conditions: list[Condition]
) -> tuple[Int64, Float64, Float64] | None:
    """Find detections by tallies: parallel arrays of analysisIds, starts in seconds, confidences.

    None if a filter needs more than the tallies hold, such as a time or a verdict.
    """
    asked = _asked(where, conditions)
    if asked is None or asked.times or asked.suns:
        return None
    found = []
    with one_state(db):
        analyses = _read(db, asked, _Axes(()), timed=False)
        for owners, rows in _tallies(db, analyses, _AT_ONCE):
            kept = np.ones(len(rows), np.bool_)
            for test in asked.tests:
                kept &= test(rows)
            rows = rows[kept]
            found.append((analyses.ids[owners[kept]], rows["start"].copy(), rows["confidence"]))
    none = (np.zeros(0, np.int64), np.zeros(0), np.zeros(0))
    owners, starts, confidences = (np.concatenate(each) for each in zip(none, *found, strict=True))
    return owners, starts, confidences


@contextmanager
def one_state(db: sqlite3.Connection) -> Iterator[None]:
    """Read the catalog as it is now, whatever a run writes between two statements."""
    if db.in_transaction:
        yield
        return
    db.execute("BEGIN")
    try:
        yield
    finally:
        db.execute("ROLLBACK")


def _counted(db: sqlite3.Connection, asked: _Asked, by: Sequence[str]) -> Cells | None:
    axes = _Axes(by)
    timed = bool(asked.times) or any(key in TIME_KEYS for key in by)
    sunny = bool(asked.suns) or bool(SKY_KEYS & set(by))
    analyses = _read(db, asked, axes, timed=timed or sunny)
    stretches = None
    if timed:
        dated = np.flatnonzero(~np.isnan(analyses.begin))
        spans = Spans(analyses.begin[dated], analyses.length[dated])
        stretches = Stretches(db, asked.times, by, spans)
    axes.complete(db, stretches)
    if axes.size > _MOST_CELLS:
        return None
    counting = _Counting(axes, analyses, asked, stretches)
    try:
        for some in _tallies(db, analyses, max(1, min(_AT_ONCE, _MOST_MARKS // axes.size))):
            counting.add(*some)
    except _BeyondEnd:
        return None
    return counting.cells()


def _asked(where: Where, conditions: list[Condition]) -> _Asked | None:
    """Part the conditions; those on time are tested by stretches."""
    asked = _Asked([], [], {n: wanted for n, wanted in where.items() if n in TIME_FILTERS}, [])
    for each in conditions:
        form = (each.driving or each).put(_EQUAL)
        test = _test(each)
        if each.usual:
            asked.analyses.append(Condition("a.current = 1", besides=frozenset("a")))
        elif test is not None:
            asked.tests.append(test)
        elif each.on in _SUN:
            of_sun = sun_test(_SUN[each.on], each)
            if of_sun is None:
                return None
            asked.suns.append(of_sun)
        elif form.needs and form.needs <= _ANALYSES:
            asked.analyses.append(form)
        elif not _of_time(each):
            return None
    return asked


def _of_time(condition: Condition) -> bool:
    return condition.on in _MOMENTS


def _test(condition: Condition) -> Callable[[Any], Bools] | None:
    """Give a test of the column that a condition compares with numbers."""
    name = {_CONFIDENCE: "confidence", _SPECIES: "species"}.get(condition.on or Expression(""))
    wanted = condition.values
    if name is None or None in wanted:
        return None
    match condition.operator:
        case "in":
            return lambda rows: np.isin(rows[name], np.array(wanted, np.float64))
        case "between" if len(wanted) == 2:
            return lambda rows: (rows[name] >= wanted[0]) & (rows[name] <= wanted[1])
        case word if word in _COMPARED and len(wanted) == 1:
            return lambda rows: np.asarray(_COMPARED[word](rows[name], wanted[0]))
    return None


def species_test(condition: Condition) -> Callable[[Any], Bools] | None:
    """Give a test of ids of species; None for a condition on anything else."""
    test = _test(condition) if condition.on == _SPECIES else None
    if test is None:
        return None
    return lambda ids: test({"species": ids})


class _Axes:
    """The keys of cells: each has values, and a cell is a place along all of them."""

    def __init__(self, by: Sequence[str]) -> None:
        self.by = by
        self._values: list[list[Value]] = [[] for _ in by]
        self._weights: list[int] = []
        self._species = np.zeros(0, np.int64)  # all speciesIds, rising
        self._species_codes = np.zeros(0, np.int64)  # code by speciesId, where ids are small
        self._moments: dict[int, Int64] = {}  # code by stretch

    @property
    def size(self) -> int:
        return int(np.prod([max(1, len(each)) for each in self._values], dtype=np.float64))

    def coded(self, place: int, found: Sequence[Value]) -> Int64:
        """Code the values of a key of analyses, once for all of them."""
        known = dict.fromkeys(found)
        self._values[place] = [*known]
        codes = {value: code for code, value in enumerate(known)}
        return np.fromiter((codes[each] for each in found), np.int64, len(found))

    def complete(self, db: sqlite3.Connection, stretches: Stretches | None) -> None:
        """Add the keys that each detection has of its own, and weigh all keys."""
        for place, key in enumerate(self.by):
            if key == "score":
                self._values[place] = [*range(20)]
            elif key == "species":
                ids = [row[0] for row in db.execute("SELECT speciesId FROM Species ORDER BY 1")]
                self._values[place] = ids
                self._species = np.array(ids, np.int64)
                if ids and ids[0] >= 0 and ids[-1] < _SMALL_ID:
                    self._species_codes = np.full(ids[-1] + 1, -1, np.int64)
                    self._species_codes[self._species] = np.arange(len(ids))
            elif key in SKY_KEYS:
                self._values[place] = SUN_VALUES[key]
            elif key in TIME_KEYS and stretches is not None:
                self._moments[place], self._values[place] = stretches.keyed(key)
        sizes = [max(1, len(each)) for each in self._values]
        self._weights = [int(np.prod(sizes[place + 1 :])) for place in range(len(sizes))]

    def weigh(self, codes: Sequence[tuple[int, Int64]], count: int) -> Int64:
        """Join codes, given with the places of their keys, into those of cells."""
        cells = np.zeros(count, np.int64)
        for place, each in codes:
            weight = self._weights[place]
            cells += each if weight == 1 else each * weight
        return cells

    def own(self, rows: np.ndarray[Any, Any], stretch: Int64 | None, sun: Columns | None) -> Int64:
        """Code what each detection has of its own."""
        codes: list[tuple[int, Int64]] = []
        for place, key in enumerate(self.by):
            if key == "score":
                codes.append((place, np.minimum((rows["confidence"] * 20).astype(np.int64), 19)))
            elif key == "species":
                codes.append((place, self._of_species(rows["species"])))
            elif key in SKY_KEYS and sun is not None:
                codes.append((place, sun_codes(key, sun)))
            elif place in self._moments and stretch is not None:
                codes.append((place, self._moments[place][stretch]))
        return self.weigh(codes, len(rows))

    def _of_species(self, ids: np.ndarray[Any, Any]) -> Int64:
        known = self._species_codes
        if len(known) and len(ids) and ids.min() >= 0 and ids.max() < len(known):
            codes = known.take(ids)
            lacking = codes.min() < 0
        else:
            codes = np.searchsorted(self._species, ids).astype(np.int64)
            lacking = (np.append(self._species, -1)[codes] != ids).any()
        if lacking:
            raise ValueError("a tally names a species that is not there")
        return codes

    def cell(self, code: int) -> tuple[Value, ...]:
        return tuple(
            known[code // weight % max(1, len(known))]
            for known, weight in zip(self._values, self._weights, strict=True)
        )


class _Counting:
    """Adds up the detections of analyses by cell."""

    def __init__(
        self, axes: _Axes, analyses: _Analyses, asked: _Asked, stretches: Stretches | None
    ) -> None:
        self._axes, self._analyses, self._asked = axes, analyses, asked
        self._stretches = stretches
        self._passes = None
        if stretches is not None and asked.times:
            self._passes = np.array([stretches.passing(south=bool(each)) for each in (0, 1)])
        self._sunny = bool(asked.suns) or bool(SKY_KEYS & set(axes.by))
        places, which = np.unique(analyses.sky[:, :2], axis=0, return_inverse=True)
        self._places = places, which.reshape(-1)
        self._count = np.zeros(axes.size, np.int64)
        self._best = np.full(axes.size, -np.inf)
        self._recordings = np.zeros(axes.size, np.int64)
        self._codes = axes.weigh(analyses.codes, len(analyses.ids))

    def add(self, owners: Int64, rows: np.ndarray[Any, Any]) -> None:
        """Add detections, given with the places of their analyses."""
        passing: Bools | None = None
        stretch = None
        if self._stretches is not None:
            stretch = self._stretch(owners, rows)
            if self._passes is not None:
                passing = self._passes[self._analyses.south[owners], stretch]
        sun = self._sun(owners, rows) if self._sunny else None
        tested = [test(rows) for test in self._asked.tests]
        tested += [test(sun) for test in self._asked.suns if sun is not None]
        for passed in tested:
            passing = passed if passing is None else passing & passed
        if passing is not None:
            rows, owners = rows[passing], owners[passing]
            stretch = None if stretch is None else stretch[passing]
            sun = {name: each[passing] for name, each in sun.items()} if sun else None
        cells = self._axes.own(rows, stretch, sun)
        if self._analyses.codes:
            cells += self._codes[owners]
        self._count += np.bincount(cells, minlength=len(self._count))
        # NumPy is slow at columns of records.
        np.maximum.at(self._best, cells, rows["confidence"].copy())
        if "score" not in self._axes.by and len(cells):
            self._mark(self._analyses.recordings[owners], cells)

    def _mark(self, recordings: Int64, cells: Int64) -> None:
        """Count recordings by cell; all detections of a recording come together."""
        first, size = int(recordings[0]), len(self._count)
        many = int(recordings[-1]) - first + 1
        marks = np.zeros(many * size, bool)
        marks[(recordings - first) * size + cells] = True
        self._recordings += np.count_nonzero(marks.reshape(many, size), axis=0)

    def _sun(self, owners: Int64, rows: np.ndarray[Any, Any]) -> Columns:
        places, which = self._places
        begin = self._analyses.begin - self._analyses.sky[:, 2]
        return sun_columns(places, which[owners], begin[owners] + rows["start"])

    def _stretch(self, owners: Int64, rows: np.ndarray[Any, Any]) -> Int64:
        assert self._stretches is not None
        heard = self._analyses.begin[owners] + rows["start"]
        edges, undated = self._stretches.edges, self._stretches.undated
        found = np.searchsorted(edges, heard, side="right") - 1
        found[np.isnan(heard)] = undated
        if (found < 0).any() or (found[~np.isnan(heard)] >= undated).any():
            raise _BeyondEnd
        return np.asarray(found, np.int64)

    def cells(self) -> Cells:
        scored = "score" in self._axes.by
        return {
            self._axes.cell(int(code)): {
                "count": int(self._count[code]),
                "recordings": None if scored else int(self._recordings[code]),
                "best": float(self._best[code]),
            }
            for code in np.flatnonzero(self._count)
        }


def _read(db: sqlite3.Connection, asked: _Asked, axes: _Axes, *, timed: bool) -> _Analyses:
    """Read the analyses that pass, with the keys of their recordings, and their times if asked."""
    keys = {**PLACE_KEYS, "model": column("m", "name")}
    own = [(place, keys[key]) for place, key in enumerate(axes.by) if key in keys]
    needs = {"a", *needed(asked.analyses), *(table for _, each in own for table in each.needs)}
    time, sky = "NULL, 0, 0", "NULL, NULL, NULL"
    if timed:
        needs |= {"r", "t", "f"}
        sky = PLACE_AND_CLOCK.sql
        time = f"""{START_S.sql}, max(a.secondsReached, coalesce(r.duration, 0)),
          coalesce(t.latitude, 0) < 0"""
    assert DETECTIONS.routes is not None
    placed = any(each.needs - {"a", "m"} for each in asked.analyses)
    chain = DETECTIONS.routes.chains["r" if placed else "a"]
    columns = "".join(f", {each.sql}" for _, each in own)
    found = db.execute(
        f"""SELECT a.analysisId, a.recordingId, {time} {columns}, {sky}
            FROM {chain.source("", needs)} WHERE {joined(asked.analyses)} ORDER BY 2, 1""",
        values(asked.analyses),
    )
    found.row_factory = None
    rows = found.fetchall()
    coded = [
        (place, axes.coded(place, [row[5 + number] for row in rows]))
        for number, (place, _) in enumerate(own)
    ]
    recordings = np.array([row[1] for row in rows], np.int64)
    return _Analyses(
        ids=np.array([row[0] for row in rows], np.int64),
        recordings=np.cumsum(np.diff(recordings, prepend=recordings[:1]) != 0),
        begin=np.array([row[2] for row in rows], np.float64),
        length=np.array([row[3] for row in rows], np.float64),
        south=np.array([row[4] for row in rows], np.int64),
        codes=coded,
        sky=np.array([row[-3:] for row in rows], np.float64).reshape(-1, 3),
    )


def _tallies(
    db: sqlite3.Connection, analyses: _Analyses, at_once: int
) -> Iterator[tuple[Int64, np.ndarray[Any, Any]]]:
    """Give detections with the places of their analyses; all of a recording come together."""
    ends = np.flatnonzero(np.append(np.diff(analyses.recordings) != 0, True)) + 1
    first = 0
    while first < len(analyses.ids):
        end = int(ends[min(int(np.searchsorted(ends, first + at_once)), len(ends) - 1)])
        ids = analyses.ids[first:end]
        found = packed_of(db, ids.tolist())
        packed = [found.get(each, b"") for each in ids.tolist()]
        counts = np.array([len(each) for each in packed], np.int64) // DETECTION.itemsize
        owners = np.repeat(np.arange(first, first + len(ids)), counts)
        yield owners, np.frombuffer(b"".join(packed), DETECTION)
        first = end
