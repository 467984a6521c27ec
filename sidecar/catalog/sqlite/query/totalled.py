"""Counts and hours from the totals of recordings: ten million detections in a tenth of a second.

They answer for the keys and filters of places, species and whole hours. All others need each
detection, or the moment at which a recording begins.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from sidecar.catalog.sqlite.query.condition import Condition, joined, values
from sidecar.catalog.sqlite.query.conditions import conditions
from sidecar.catalog.sqlite.query.effort import FREE, Hours
from sidecar.catalog.sqlite.query.expression import column
from sidecar.catalog.sqlite.query.keys import COUNTED, Value
from sidecar.catalog.sqlite.query.select.recordings import RECORDINGS
from sidecar.catalog.sqlite.query.stretches import TIME_FILTERS, TIME_KEYS, Bools, Spans, Stretches
from sidecar.catalog.sqlite.query.tallied import Cells, species_test
from sidecar.catalog.sqlite.totalling import CELL, DAY_H, HOUR
from sidecar.catalog.sqlite.totals import NO_HOUR, are_due
from sidecar.catalog.values import Tally, Where
from sidecar.values import Int64

_PLACE_KEYS = ("site", "deployment")
_PLACE_FILTERS = ("siteId", "site", "surveyId", "survey", "recorderId", "deploymentId")
_SPECIES_FILTERS = ("species", "speciesId", "common")

# All deployments, those that conditions name, and none; the aliases are those of PLACE_JOINS.
_DEPLOYMENTS = """SELECT r.deploymentId, p.siteId, coalesce(t.latitude, 0) < 0, {}
  FROM (SELECT deploymentId FROM Deployment UNION SELECT value FROM json_each(?)
    UNION SELECT NULL) r
  LEFT JOIN Deployment p ON p.deploymentId = r.deploymentId
  LEFT JOIN Site t ON t.siteId = p.siteId LEFT JOIN Survey v ON v.surveyId = t.surveyId
  LEFT JOIN Recorder c ON c.recorderId = p.recorderId"""

_BY_HOUR = "RecordingTotal INDEXED BY RecordingTotalByHour"
_ENDS = f"""SELECT (SELECT min(fromHour) FROM {_BY_HOUR} WHERE fromHour > {NO_HOUR}),
  (SELECT max(fromHour) FROM {_BY_HOUR} WHERE fromHour > {NO_HOUR})"""

_HOUR_S = 3600
_MOST_RANGES, _MOST_CELLS = 60, 2_000_000
# Recordings whose cells are looked at together: few enough for a processor's cache.
_AT_ONCE = 2_000
# Hours whose stretches are looked up in a table: 200 years.
_MOST_HOURS = 2_000_000


class _Elsewhere(Exception):
    """The totals do not tell; the detections do."""


@dataclass(frozen=True)
class _Places:
    """Deployments by code: their sites and hemispheres, and whether they pass the filters."""

    codes: dict[int | None, int]
    sites: list[int | None]
    south: Int64
    passing: Bools


class Totals:
    """The totals of the recordings that pass the filters of a tally on places and times."""

    def __init__(self, db: sqlite3.Connection, tally: Tally) -> None:
        self._db, self._by = db, tally.by
        times = {name: wanted for name, wanted in tally.where.items() if name in TIME_FILTERS}
        at = {name: wanted for name, wanted in tally.where.items() if name in _PLACE_FILTERS}
        self._places = _places(db, at)
        self._test, self._bound = _in_sql(self._places)
        self._special = self._rows(f"fromHour = {NO_HOUR}", [], "hours")
        self._timed = bool(times) or any(key in TIME_KEYS for key in self._by)
        self._stretches = self._parted(times) if self._timed else None
        self._passes: Bools | None = None
        if self._stretches is not None and times:
            each = [self._stretches.passing(south=bool(south)) for south in (0, 1)]
            self._passes = np.array(each)
        self._ranges = [*self._passed()]
        self._read: _Packed | None = None

    def hours(self) -> Hours:
        """Add up the hours that were recorded and analysed."""
        part = self._hours()
        there = ~np.isnan(part.rows["recorded"])
        axes = self._axes()
        codes = axes.coded(part)[there]
        count = np.bincount(codes, minlength=axes.size)
        sums = [
            np.bincount(codes, part.rows[name][there], axes.size)
            for name in ("recorded", "analysed")
        ]
        cells = np.flatnonzero(count)
        found = zip(*(each[cells].tolist() for each in sums), strict=True)
        return Hours(dict(zip(axes.named(cells), found, strict=True)), recorded=True)

    def counts(self, species: list[Callable[[Any], Bools]]) -> Cells:
        """Count detections and the recordings that have them; `species` are tests of their ids."""
        axes = self._axes()
        if not species and "species" not in self._by:
            hours = self._hours()
            axes.add(hours.take(np.flatnonzero(hours.rows["detections"])), single=True)
            return axes.cells()
        for part in self._cells():
            for test in species:
                part = part.take(np.flatnonzero(test(part.rows["species"])))
            axes.add(part, single="species" in self._by)
        return axes.cells()

    def _axes(self) -> _Axes:
        return _Axes(self._db, self._by, self._places, self._stretches)

    def _parted(self, times: Where) -> Stretches:
        """Part the time of all recordings; raises _Elsewhere if a part is no whole hour."""
        first, last = self._db.execute(_ENDS).fetchone()
        ends = [] if first is None else [first, last + DAY_H]
        dated = _packed(self._special, HOUR, self._places).rows["hour"]
        dated = dated[dated != NO_HOUR]
        if len(dated):
            ends += [int(dated.min()), int(dated.max())]
        begin = np.array([min(ends)] if ends else [], np.float64) * _HOUR_S
        length = np.array([max(ends) + 1 - min(ends)] if ends else [], np.float64) * _HOUR_S
        found = Stretches(self._db, times, self._by, Spans(begin, length))
        if (found.edges % _HOUR_S).any():
            raise _Elsewhere
        return found

    def _passed(self) -> Iterator[tuple[int, int]]:
        """Give the ranges of first hours of recordings that reach into what passes."""
        if self._passes is None or self._stretches is None:
            yield NO_HOUR + 1, 1 << 40
            return
        hours = (self._stretches.edges / _HOUR_S).astype(np.int64)
        turns = np.diff(np.concatenate([[0], self._passes[:, :-1].any(axis=0).astype(int), [0]]))
        found = [
            (int(hours[first]) - DAY_H, int(hours[end]))
            for first, end in zip(np.flatnonzero(turns > 0), np.flatnonzero(turns < 0), strict=True)
        ]
        if len(found) > _MOST_RANGES:
            found = [(found[0][0], found[-1][1])]
        low, high = NO_HOUR + 1, NO_HOUR + 1
        for first, end in found:
            if first > high:
                yield low, high
                low = max(first, NO_HOUR + 1)
            high = end
        yield low, high

    def _rows(self, where: str, bound: list[Any], column: str) -> list[tuple[Any, ...]]:
        found = self._db.execute(
            f"SELECT deploymentId, {column} FROM {_BY_HOUR} WHERE {where} AND {self._test}",
            [*bound, *self._bound],
        )
        found.row_factory = None
        return found.fetchall()

    def _hours(self) -> _Packed:
        if self._read is None:
            rows = [*self._special]
            for ends in self._ranges:
                rows += self._rows("fromHour >= ? AND fromHour < ?", [*ends], "hours")
            self._read = self._in_time(_packed(rows, HOUR, self._places))
        return self._read

    def _cells(self) -> Iterator[_Packed]:
        found = self._cells_of_all() if self._passes is None else self._cells_of_ranges()
        for rows in found:
            yield self._in_time(_packed(rows, CELL, self._places))

    def _cells_of_all(self) -> Iterator[list[tuple[Any, ...]]]:
        found = self._db.execute(
            f"SELECT deploymentId, cells FROM RecordingTotal NOT INDEXED WHERE {self._test}",
            self._bound,
        )
        found.row_factory = None
        while rows := found.fetchmany(_AT_ONCE):
            yield rows

    def _cells_of_ranges(self) -> Iterator[list[tuple[Any, ...]]]:
        yield self._rows(f"fromHour = {NO_HOUR}", [], "cells")
        for ends in self._ranges:
            yield self._rows("fromHour >= ? AND fromHour < ?", [*ends], "cells")

    def _in_time(self, part: _Packed) -> _Packed:
        """Find the stretch of each row, and leave out the rows that do not pass."""
        if self._stretches is not None:
            part = part.put(self._stretch(part.rows["hour"]))
        passing = self._places.passing[part.places]
        if self._passes is not None:
            passing = passing & self._passes[self._places.south[part.places], part.stretches]
        return part if passing.all() else part.take(np.flatnonzero(passing))

    def _stretch(self, hours: np.ndarray[Any, Any]) -> Int64:
        """Find the stretch of each hour; one of no known time is in the last."""
        assert self._stretches is not None
        found = np.full(len(hours), self._stretches.undated, np.int64)
        dated = np.flatnonzero(hours != NO_HOUR)
        if not len(dated):
            return found
        some = hours.astype(np.int64) if len(dated) == len(hours) else hours[dated].astype(np.int64)
        first, table = self._table
        some -= first
        if some.min() < 0 or some.max() >= len(table):
            raise _Elsewhere
        found[dated] = table.take(some)
        return found

    @cached_property
    def _table(self) -> tuple[int, Int64]:
        """The stretches of all hours, from a first one on."""
        assert self._stretches is not None
        edges = (self._stretches.edges / _HOUR_S).astype(np.int64)
        if len(edges) < 2 or edges[-1] - edges[0] > _MOST_HOURS:
            raise _Elsewhere
        hours = np.arange(edges[0], edges[-1])
        return int(edges[0]), np.asarray(np.searchsorted(edges, hours, side="right") - 1, np.int64)


def totals(db: sqlite3.Connection, tally: Tally) -> Totals | None:
    """Read the totals for the hours of a tally; None where they do not tell."""
    free = FREE[tally.of]
    times = () if tally.of == "recordings" else TIME_FILTERS
    if not set(tally.where) <= {*_PLACE_FILTERS, *times, *free} or are_due(db):
        return None
    if not set(tally.by) <= {*_PLACE_KEYS, *TIME_KEYS, "species", "score", "verdict"}:
        return None
    try:
        return Totals(db, tally)
    except _Elsewhere:
        return None


def hours_of(found: Totals) -> Hours | None:
    try:
        return found.hours()
    except _Elsewhere:
        return None


def counts_of(found: Totals, db: sqlite3.Connection, tally: Tally, few: int) -> Cells | None:
    """Count detections from totals; None if a key or a filter needs each detection.

    None too if only a `few` detections are of the species that are asked for: an index finds these.
    """
    of_species = {name: tally.where[name] for name in _SPECIES_FILTERS if name in tally.where}
    if tally.of != "detections" or not set(tally.where) <= {
        *_PLACE_FILTERS,
        *TIME_FILTERS,
        *_SPECIES_FILTERS,
    }:
        return None
    if {"score", "verdict"} & set(tally.by):
        return None
    tested = conditions(db, COUNTED[tally.of][1], of_species)[0]
    tests = [species_test(each) for each in tested]
    if None in tests or (tests and _are_few(db, tested, few)):
        return None
    try:
        return found.counts([each for each in tests if each is not None])
    except _Elsewhere:
        return None


def _are_few(db: sqlite3.Connection, of_species: list[Condition], most: int) -> bool:
    wanted = [each.put({column("d", "speciesId"): column("t", "speciesId")}) for each in of_species]
    (count,) = db.execute(
        f"SELECT total(t.detections) FROM SpeciesTotal t WHERE {joined(wanted)}", values(wanted)
    ).fetchone()
    return bool(count <= most)


def _places(db: sqlite3.Connection, where: Where) -> _Places:
    tested = conditions(db, RECORDINGS, where)[0]
    named = [each for each in values(tested) if isinstance(each, int)]
    found = db.execute(
        _DEPLOYMENTS.format(f"({joined(tested)})"), [*values(tested), json.dumps(named)]
    )
    found.row_factory = None
    rows = found.fetchall()
    return _Places(
        codes={row[0]: code for code, row in enumerate(rows)},
        sites=[row[1] for row in rows],
        south=np.array([row[2] for row in rows], np.int64),
        passing=np.array([bool(row[3]) for row in rows]),
    )


def _in_sql(places: _Places) -> tuple[str, list[Any]]:
    """Write a condition that lets recordings pass, and those of deployments that nobody knows."""
    if places.passing.all() or places.passing[places.codes[None]]:
        return "1", []
    wanted = [number for number, code in places.codes.items() if places.passing[code]]
    return "+deploymentId IN (SELECT value FROM json_each(?))", [json.dumps(wanted)]


@dataclass(frozen=True)
class _Packed:
    """Unpacked rows of recordings, all of one recording together."""

    rows: np.ndarray[Any, Any]
    recordings: Int64
    places: Int64
    stretches: Int64

    def put(self, stretches: Int64) -> _Packed:
        return _Packed(self.rows, self.recordings, self.places, stretches)

    def take(self, chosen: Int64) -> _Packed:
        if len(chosen) == len(self.rows):
            return self
        stretches = self.stretches[chosen] if len(self.stretches) else self.stretches
        return _Packed(self.rows[chosen], self.recordings[chosen], self.places[chosen], stretches)


def _packed(rows: Sequence[tuple[Any, ...]], kind: np.dtype[Any], places: _Places) -> _Packed:
    try:
        codes = np.fromiter((places.codes[row[0]] for row in rows), np.int64, len(rows))
    except KeyError as unknown:
        raise _Elsewhere from unknown
    blobs = [row[1] for row in rows]
    counts = np.fromiter(map(len, blobs), np.int64, len(rows)) // kind.itemsize
    return _Packed(
        np.frombuffer(b"".join(blobs), kind),
        np.repeat(np.arange(len(rows)), counts),
        np.repeat(codes, counts),
        np.zeros(0, np.int64),
    )


class _Axes:
    """The keys of cells: each has values, and a cell is a place along all of them."""

    def __init__(
        self,
        db: sqlite3.Connection,
        by: Sequence[str],
        places: _Places,
        stretches: Stretches | None,
    ) -> None:
        self._by = by
        self._named: list[list[Value]] = []
        self._code: list[Callable[[_Packed], Int64]] = []
        for key in by:
            codes, named = _axis(db, key, places, stretches)
            self._code.append(codes)
            self._named.append(named)
        sizes = [max(1, len(each)) for each in self._named]
        self.size = int(np.prod(sizes, dtype=np.float64))
        if self.size > _MOST_CELLS:
            raise _Elsewhere
        self._weights = [int(np.prod(sizes[place + 1 :])) for place in range(len(sizes))]
        self._count = np.zeros(self.size)
        self._best = np.full(self.size, -np.inf)
        self._recordings = np.zeros(self.size, np.int64)

    def coded(self, part: _Packed) -> Int64:
        cells = np.zeros(len(part.rows), np.int64)
        for code, weight in zip(self._code, self._weights, strict=True):
            cells += code(part) * weight
        return cells

    def add(self, part: _Packed, *, single: bool) -> None:
        """Add rows of recordings.

        If `single`, rows of one recording and cell follow each other, unless it spans days.
        """
        cells = self.coded(part)
        self._count += np.bincount(cells, part.rows["detections"], self.size)
        np.maximum.at(self._best, cells, part.rows["best"].copy())
        self._recordings += np.bincount(_once(part, cells, single=single), minlength=self.size)

    def named(self, cells: Int64) -> list[tuple[Value, ...]]:
        columns = [
            [named[code] for code in (cells // weight % len(named)).tolist()]
            for named, weight in zip(self._named, self._weights, strict=True)
        ]
        return [*zip(*columns, strict=True)] if columns else [() for _ in cells]

    def cells(self) -> Cells:
        found = np.flatnonzero(self._count)
        measures = (self._count.astype(np.int64), self._recordings, self._best)
        rows = zip(*(each[found].tolist() for each in measures), strict=True)
        return {
            cell: {"count": count, "recordings": recordings, "best": best}
            for cell, (count, recordings, best) in zip(self.named(found), rows, strict=True)
        }


def _once(part: _Packed, cells: Int64, *, single: bool) -> Int64:
    """Give the cell of each recording once, however many of its rows are there."""
    if not len(cells):
        return cells
    hours, owner = part.rows["hour"], part.recordings
    new = np.append(True, (owner[1:] != owner[:-1]) | (cells[1:] != cells[:-1]))
    starts = np.flatnonzero(np.append(True, owner[1:] != owner[:-1]))
    spans = np.maximum.reduceat(hours, starts).astype(np.int64) - np.minimum.reduceat(hours, starts)
    if single and (spans < DAY_H).all():
        return np.asarray(cells[new], np.int64)
    pairs = np.unique(np.stack([owner[new], cells[new]]), axis=1)
    return np.asarray(pairs[1], np.int64)


def _axis(
    db: sqlite3.Connection, key: str, places: _Places, stretches: Stretches | None
) -> tuple[Callable[[_Packed], Int64], list[Value]]:
    """Give what codes rows by a key, and the values by code."""
    if key in _PLACE_KEYS:
        of: list[Value] = [*(places.sites if key == "site" else places.codes)]
        known = {value: code for code, value in enumerate(dict.fromkeys(of))}
        codes = np.array([known[each] for each in of], np.int64)
        return (lambda part: codes[part.places]), [*known]
    if key == "species":
        ids = np.array([row[0] for row in db.execute("SELECT speciesId FROM Species ORDER BY 1")])
        return (lambda part: _among(ids, part.rows["species"])), ids.tolist()
    assert stretches is not None
    moments, named = stretches.keyed(key)
    return (lambda part: moments[part.stretches]), named


def _among(ids: np.ndarray[Any, Any], wanted: np.ndarray[Any, Any]) -> Int64:
    """Find the places of species; raises _Elsewhere if one is unknown."""
    if not len(wanted):
        return np.zeros(0, np.int64)
    low, high = int(wanted.min()), int(wanted.max())
    if not len(ids) or low < ids[0] or high > ids[-1]:
        raise _Elsewhere
    if high < 1 << 20 and low >= 0:
        known = np.full(high + 1, -1, np.int64)
        small = ids[(ids >= 0) & (ids <= high)]
        known[small] = np.searchsorted(ids, small)
        codes = known.take(wanted)
    else:
        codes = np.searchsorted(ids, wanted).astype(np.int64)
        codes[ids[codes] != wanted] = -1
    if codes.min() < 0:
        raise _Elsewhere
    return codes
