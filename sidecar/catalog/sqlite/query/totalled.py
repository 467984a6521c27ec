"""Counts and hours from the totals of recordings: ten million detections in tenths of a second.

They answer for the keys and filters of places, species and whole hours. All others need each
detection, or the moment at which a recording begins.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
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
from sidecar.catalog.sqlite.query.unpacked import Clock, Elsewhere, Unpacked, unpacked
from sidecar.catalog.sqlite.totalling import CELL, DAY_H, HOUR, NO_HOUR
from sidecar.catalog.sqlite.totals import are_due
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
# Recordings of no known time or of more than a day, and all others.
_SPECIAL, _PLAIN = f"fromHour = {NO_HOUR}", f"fromHour > {NO_HOUR}"
_WITHIN = "fromHour >= ? AND fromHour < ?"

_HOUR_S = 3600
_MOST_RANGES, _MOST_CELLS = 60, 2_000_000
# Recordings whose cells are looked at together: few enough for a processor's cache.
_AT_ONCE = 2_000
# Species are looked up by id in a table, where ids are smaller than this.
_SMALL_ID = 1 << 20

Rows = list[tuple[Any, ...]]


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
        self._special = self._rows(_SPECIAL, [], "hours")
        self._clock: Clock | None = None
        self._stretches: Stretches | None = None
        self._passes: Bools | None = None
        self._ranges: list[tuple[int, int]] | None = None  # None: all recordings
        if times or any(key in TIME_KEYS for key in self._by):
            self._part(times)
        self._read: list[Unpacked] | None = None

    def hours(self) -> Hours:
        """Add up the hours that were recorded and analysed."""
        axes = self._axes()
        count, *sums = (np.zeros(axes.size) for _ in range(3))
        for part in self._hours():
            there = np.flatnonzero(~np.isnan(part.rows["recorded"]))
            codes = axes.coded(part)[there]
            count += np.bincount(codes, minlength=axes.size)
            for known, name in zip(sums, ("recorded", "analysed"), strict=True):
                known += np.bincount(codes, part.rows[name][there], axes.size)
        cells = np.flatnonzero(count)
        found = zip(*(each[cells].tolist() for each in sums), strict=True)
        return Hours(dict(zip(axes.named(cells), found, strict=True)), recorded=True)

    def counts(self, species: list[Callable[[Any], Bools]]) -> Cells:
        """Count detections and the recordings that have them; `species` are tests of their ids."""
        axes = self._axes()
        if not species and "species" not in self._by:
            for part in self._hours():
                axes.add(part.take(np.flatnonzero(part.rows["detections"])), several=False)
            return axes.cells()
        for part in self._cells():
            for test in species:
                part = part.take(np.flatnonzero(test(part.rows["species"])))
            axes.add(part, several="species" not in self._by)
        return axes.cells()

    def _axes(self) -> _Axes:
        return _Axes(self._db, self._by, self._places, self._stretches, self._clock)

    def _part(self, times: Where) -> None:
        """Part the time of all recordings; raises Elsewhere if a part is no whole hour."""
        first, last = self._db.execute(_ENDS).fetchone()
        ends = [0] if first is None else [first, last + DAY_H]
        special = unpacked(self._special, HOUR, self._places.codes, plain=False).rows["hour"]
        dated = special[special != NO_HOUR]
        if len(dated):
            ends += [int(dated.min()), int(dated.max())]
        begin, end = np.array([[min(ends)], [max(ends) + 1]], np.float64) * _HOUR_S
        self._stretches = Stretches(self._db, times, self._by, Spans(begin, end - begin))
        self._clock = Clock(self._stretches, min(ends), max(ends))
        if not times:
            return
        each = [self._stretches.passing(south=bool(south)) for south in (0, 1)]
        self._passes = np.array(each)[:, self._clock.stretches]
        ranges = self._clock.runs(self._passes[0] | self._passes[1])
        if len(ranges) > _MOST_RANGES:
            ranges = [(ranges[0][0], ranges[-1][1])]
        self._ranges = ranges

    def _rows(self, where: str, bound: Sequence[int], column: str) -> Rows:
        found = self._db.execute(
            f"SELECT deploymentId, {column} FROM {_BY_HOUR} WHERE {where} AND {self._test}",
            [*bound, *self._bound],
        )
        found.row_factory = None
        return found.fetchall()

    def _hours(self) -> list[Unpacked]:
        if self._read is None:
            rows: Rows = [] if self._ranges is not None else self._rows(_PLAIN, [], "hours")
            for ends in self._ranges or ():
                rows += self._rows(_WITHIN, ends, "hours")
            parts = [(self._special, False), (rows, True)]
            self._read = [self._passing(some, HOUR, plain=plain) for some, plain in parts if some]
        return self._read

    def _cells(self) -> Iterator[Unpacked]:
        if self._special:
            yield self._passing(self._rows(_SPECIAL, [], "cells"), CELL, plain=False)
        found = self._cells_of_all() if self._ranges is None else self._cells_within(self._ranges)
        for rows in found:
            yield self._passing(rows, CELL, plain=True)

    def _cells_of_all(self) -> Iterator[Rows]:
        found = self._db.execute(
            f"""SELECT deploymentId, cells FROM RecordingTotal NOT INDEXED
                WHERE {_PLAIN} AND {self._test}""",
            self._bound,
        )
        found.row_factory = None
        while rows := found.fetchmany(_AT_ONCE):
            yield rows

    def _cells_within(self, ranges: list[tuple[int, int]]) -> Iterator[Rows]:
        for ends in ranges:
            rows = self._rows(_WITHIN, ends, "cells")
            for first in range(0, len(rows), _AT_ONCE):
                yield rows[first : first + _AT_ONCE]

    def _passing(self, rows: Rows, kind: np.dtype[Any], *, plain: bool) -> Unpacked:
        """Unpack rows, and leave out those that do not pass."""
        part = unpacked(rows, kind, self._places.codes, plain=plain)
        if self._clock is not None:
            part = part.timed(self._clock)
        passing: Bools | None = None
        if not self._places.passing[part.codes].all():
            passing = self._places.passing[part.places]
        if self._passes is not None:
            timely = self._passes[self._places.south[part.places], part.hours]
            passing = timely if passing is None else timely & passing
        return part if passing is None else part.take(np.flatnonzero(passing))


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
    except Elsewhere:
        return None


def hours_of(found: Totals) -> Hours | None:
    """Add up hours; None if the totals do not tell."""
    try:
        return found.hours()
    except Elsewhere:
        return None


def counts_of(found: Totals, db: sqlite3.Connection, tally: Tally, few: int) -> Cells | None:
    """Count detections from totals; None if a key or a filter needs each detection.

    None too if only a `few` detections are of the species that are asked for: an index finds these.
    """
    of_species = {name: tally.where[name] for name in _SPECIES_FILTERS if name in tally.where}
    if tally.of != "detections" or {"score", "verdict"} & set(tally.by):
        return None
    if not set(tally.where) <= {*_PLACE_FILTERS, *TIME_FILTERS, *_SPECIES_FILTERS}:
        return None
    tested = conditions(db, COUNTED[tally.of][1], of_species)[0]
    tests = [species_test(each) for each in tested]
    if None in tests or (tests and _are_few(db, tested, few)):
        return None
    try:
        return found.counts([each for each in tests if each is not None])
    except Elsewhere:
        return None


def _are_few(db: sqlite3.Connection, of_species: list[Condition], most: int) -> bool:
    wanted = [each.put({column("d", "speciesId"): column("t", "speciesId")}) for each in of_species]
    (count,) = db.execute(
        f"SELECT total(t.detections) FROM SpeciesTotal t WHERE {joined(wanted)}", values(wanted)
    ).fetchone()
    return bool(count <= most)


def _places(db: sqlite3.Connection, where: Where) -> _Places:
    tested = conditions(db, RECORDINGS, where)[0]
    named = json.dumps([each for each in values(tested) if isinstance(each, int)])
    found = db.execute(_DEPLOYMENTS.format(f"({joined(tested)})"), [*values(tested), named])
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
    if places.passing[places.codes[None]]:
        return "1", []
    wanted = [number for number, code in places.codes.items() if places.passing[code]]
    return "+deploymentId IN (SELECT value FROM json_each(?))", [json.dumps(wanted)]


class _Axes:
    """The keys of cells: each has values, and a cell is a place along all of them."""

    def __init__(
        self,
        db: sqlite3.Connection,
        by: Sequence[str],
        places: _Places,
        stretches: Stretches | None,
        clock: Clock | None,
    ) -> None:
        axes = [_axis(db, key, places, stretches, clock) for key in by]
        self._code = [codes for codes, _ in axes]
        self._named = [named for _, named in axes]
        # Within a plain recording, each row of a species has an hour of its own.
        self._hourly = "hour" in by
        sizes = [max(1, len(each)) for each in self._named]
        self.size = int(np.prod(sizes, dtype=np.float64))
        if self.size > _MOST_CELLS:
            raise Elsewhere
        self._weights = [int(np.prod(sizes[place + 1 :])) for place in range(len(sizes))]
        self._count = np.zeros(self.size)
        self._best = np.full(self.size, -np.inf)
        self._recordings = np.zeros(self.size, np.int64)

    def coded(self, part: Unpacked) -> Int64:
        """Give the cell of each row."""
        cells = np.zeros(len(part.rows), np.int64) if not self._code else None
        for code, weight in zip(self._code, self._weights, strict=True):
            own = code(part) if weight == 1 else code(part) * weight
            cells = own if cells is None else cells + own
        assert cells is not None
        return cells

    def add(self, part: Unpacked, *, several: bool) -> None:
        """Add rows of recordings; `several` rows of one hour may differ in species alone."""
        if not len(part.rows):
            return
        cells = self.coded(part)
        self._count += np.bincount(cells, part.rows["detections"], self.size)
        np.maximum.at(self._best, cells, part.rows["best"].copy())
        alone = part.plain and not several
        once = cells if alone and self._hourly else part.once(cells, alone=alone)
        self._recordings += np.bincount(once, minlength=self.size)

    def named(self, cells: Int64) -> list[tuple[Value, ...]]:
        """Give the values of cells."""
        columns = [
            [named[code] for code in (cells // weight % len(named)).tolist()]
            for named, weight in zip(self._named, self._weights, strict=True)
        ]
        return [*zip(*columns, strict=True)] if columns else [() for _ in cells]

    def cells(self) -> Cells:
        """Give what was counted."""
        found = np.flatnonzero(self._count)
        measures = (self._count.astype(np.int64), self._recordings, self._best)
        rows = zip(*(each[found].tolist() for each in measures), strict=True)
        return {
            cell: {"count": count, "recordings": recordings, "best": best}
            for cell, (count, recordings, best) in zip(self.named(found), rows, strict=True)
        }


def _axis(
    db: sqlite3.Connection,
    key: str,
    places: _Places,
    stretches: Stretches | None,
    clock: Clock | None,
) -> tuple[Callable[[Unpacked], Int64], list[Value]]:
    """Give what codes rows by a key, and the values by code."""
    if key in _PLACE_KEYS:
        of: list[Value] = [*(places.sites if key == "site" else places.codes)]
        known = {value: code for code, value in enumerate(dict.fromkeys(of))}
        codes = np.array([known[each] for each in of], np.int64)
        return (lambda part: codes.take(part.places)), [*known]
    if key == "species":
        ids = np.array([row[0] for row in db.execute("SELECT speciesId FROM Species ORDER BY 1")])
        table = _table(ids)
        return (lambda part: _among(ids, table, part.rows["species"])), ids.tolist()
    assert stretches is not None and clock is not None
    moments, named = stretches.keyed(key)
    by_hour = moments[clock.stretches]
    return (lambda part: by_hour.take(part.hours)), named


def _table(ids: np.ndarray[Any, Any]) -> Int64:
    """Give the places of small ids; -1 where there is none."""
    if not len(ids) or ids[0] < 0 or ids[-1] >= _SMALL_ID:
        return np.zeros(0, np.int64)
    table = np.full(int(ids[-1]) + 1, -1, np.int64)
    table[ids] = np.arange(len(ids))
    return table


def _among(ids: np.ndarray[Any, Any], table: Int64, wanted: np.ndarray[Any, Any]) -> Int64:
    """Find the places of species; raises Elsewhere if one is unknown."""
    if not len(wanted):
        return np.zeros(0, np.int64)
    if not len(ids) or wanted.min() < ids[0] or wanted.max() > ids[-1]:
        raise Elsewhere
    if len(table):
        codes = table.take(wanted)
    else:
        codes = np.searchsorted(ids, wanted).astype(np.int64)
        codes[ids[codes] != wanted] = -1
    if codes.min() < 0:
        raise Elsewhere
    return codes
