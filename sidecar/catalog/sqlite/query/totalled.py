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
from sidecar.catalog.sqlite.totalling import CELL, DAY_H, HEAD, NO_DEPLOYMENT, NO_HOUR
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
  LEFT JOIN Recorder c ON c.recorderId = p.recorderId ORDER BY r.deploymentId"""

_BY_HOUR = "RecordingTotal INDEXED BY RecordingTotalByHour"
_ENDS = f"""SELECT (SELECT min(fromHour) FROM {_BY_HOUR} WHERE fromHour > {NO_HOUR}),
  (SELECT max(fromHour) FROM {_BY_HOUR} WHERE fromHour > {NO_HOUR})"""
# Recordings of no known time or of more than a day, and all others.
_SPECIAL, _PLAIN = f"fromHour = {NO_HOUR}", f"fromHour > {NO_HOUR}"
_WITHIN = "fromHour >= ? AND fromHour < ?"

_CONFIRMED = f"""SELECT coalesce(r.deploymentId, {NO_DEPLOYMENT}), d.heardAt, d.speciesId
  FROM Detection d INDEXED BY DetectionByDecision
  CROSS JOIN Analysis a ON a.analysisId = d.analysisId
  CROSS JOIN Recording r ON r.recordingId = a.recordingId
  WHERE d.current = 1 AND d.verified = 'YES' AND d.verified <> 'UNVERIFIED'"""

# SQLite joins blobs faster than Python, as long as text is stored as UTF-8.
_JOINED = """SELECT CAST(group_concat(head, '') AS BLOB), CAST(group_concat({0}, '') AS BLOB){1}
  FROM ({2})"""

_HOUR_S = 3600
_MOST_RANGES, _MOST_CELLS = 60, 2_000_000
# Recordings whose cells are looked at together: few enough for a processor's cache.
_AT_ONCE = 2_000
# Species are looked up by id in a table, where ids are smaller than this.
_SMALL_ID = 1 << 20

Joined = tuple[bytes, bytes]


@dataclass(frozen=True)
class _Places:
    """Deployments in order: their sites and hemispheres, and whether they pass the filters."""

    ids: Int64  # first NO_DEPLOYMENT
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
        if db.execute("PRAGMA encoding").fetchone()[0] != "UTF-8":
            raise Elsewhere
        self._special = self._joined("hours", _SPECIAL, [])
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

    def confirmed(self, species: list[Callable[[Any], Bools]]) -> Cells:
        """Count detections with the verdict YES, which an index finds."""
        axes = self._axes()
        part = self._passing(_of_confirmed(self._db), "cells", plain=False)
        for test in species:
            part = part.take(np.flatnonzero(test(part.rows["species"])))
        count = np.bincount(axes.coded(part), minlength=axes.size)
        cells = np.flatnonzero(count)
        found = zip(axes.named(cells), count[cells].tolist(), strict=True)
        return {cell: {"count": each} for cell, each in found}

    def _axes(self) -> _Axes:
        return _Axes(self._db, self._by, self._places, self._stretches, self._clock)

    def _part(self, times: Where) -> None:
        """Part the time of all recordings; raises Elsewhere if a part is no whole hour."""
        first, last = self._db.execute(_ENDS).fetchone()
        ends = [0] if first is None else [first, last + DAY_H]
        special = unpacked(self._special, "hours", self._places.ids, plain=False).rows["hour"]
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

    def _joined(self, kind: str, where: str, bound: Sequence[int]) -> Joined:
        rows = f"SELECT head, {kind} FROM {_BY_HOUR} WHERE {where} AND {self._test}"
        found = self._db.execute(_JOINED.format(kind, "", rows), [*bound, *self._bound])
        head, parts = found.fetchone()
        return head or b"", parts or b""

    def _hours(self) -> Iterator[Unpacked]:
        """Give the hours that pass; they are read once."""
        if self._read is None:
            ranges = self._ranges
            parts = [(self._special, False)]
            if ranges is None:
                parts.append((self._joined("hours", _PLAIN, []), True))
            parts += [(self._joined("hours", _WITHIN, ends), True) for ends in ranges or ()]
            self._read = [self._passing(each, "hours", plain=plain) for each, plain in parts]
        yield from self._read

    def _cells(self) -> Iterator[Unpacked]:
        yield self._passing(self._joined("cells", _SPECIAL, []), "cells", plain=False)
        if self._ranges is None:
            for joined in self._cells_of_all():
                yield self._passing(joined, "cells", plain=True)
        for ends in self._ranges or ():
            yield self._passing(self._joined("cells", _WITHIN, ends), "cells", plain=True)

    def _cells_of_all(self) -> Iterator[Joined]:
        rows = f"""SELECT recordingId, head, cells FROM RecordingTotal NOT INDEXED
          WHERE recordingId > ? AND {_PLAIN} AND {self._test}
          ORDER BY recordingId LIMIT {_AT_ONCE}"""
        sql = _JOINED.format("cells", ", max(recordingId)", rows)
        last: int | None = -(2**63)
        while last is not None:
            head, cells, last = self._db.execute(sql, [last, *self._bound]).fetchone()
            if last is not None:
                yield head, cells

    def _passing(self, joined: Joined, kind: str, *, plain: bool) -> Unpacked:
        """Unpack rows, and leave out those that do not pass."""
        part = unpacked(joined, kind, self._places.ids, plain=plain)
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
    tests = _tests(db, tally, few)
    try:
        return None if tests is None else found.counts(tests)
    except Elsewhere:
        return None


def confirmed_of(found: Totals, db: sqlite3.Connection, tally: Tally) -> Cells | None:
    """Count confirmed detections; None if a key or a filter needs more than the totals have.

    None too if SQLite's index alone tells: without places, it is as quick.
    """
    if not {*tally.by, *tally.where} & {*_PLACE_KEYS, *_PLACE_FILTERS, "season"}:
        return None
    tests = _tests(db, tally, -1)
    try:
        return None if tests is None else found.confirmed(tests)
    except Elsewhere:
        return None


def _tests(db: sqlite3.Connection, tally: Tally, few: int) -> list[Callable[[Any], Bools]] | None:
    """Give tests of ids of species; None if a filter or a key is on anything else."""
    of_species = {name: tally.where[name] for name in _SPECIES_FILTERS if name in tally.where}
    if tally.of != "detections" or {"score", "verdict"} & set(tally.by):
        return None
    if not set(tally.where) <= {*_PLACE_FILTERS, *TIME_FILTERS, *_SPECIES_FILTERS}:
        return None
    tested = conditions(db, COUNTED[tally.of][1], of_species)[0]
    tests = [species_test(each) for each in tested]
    if None in tests or (tests and _are_few(db, tested, few)):
        return None
    return [each for each in tests if each is not None]


def _of_confirmed(db: sqlite3.Connection) -> Joined:
    """Pack detections with the verdict YES, as if each were alone in a recording."""
    found = db.execute(_CONFIRMED)
    found.row_factory = None
    rows = found.fetchall()
    heads, cells = np.zeros(len(rows), HEAD), np.zeros(len(rows), CELL)
    if rows:
        deployments, heard, species = zip(*rows, strict=True)
        heads["deployment"], heads["cells"] = deployments, 1
        moments = np.array(heard, np.float64)
        known = ~np.isnan(moments)
        cells["hour"], cells["species"] = NO_HOUR, species
        cells["hour"][known] = np.floor(moments[known] / _HOUR_S)
    return heads.tobytes(), cells.tobytes()


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
    rows = found.fetchall()  # None first, then in order
    return _Places(
        ids=np.array([NO_DEPLOYMENT, *(row[0] for row in rows[1:])], np.int64),
        sites=[row[1] for row in rows],
        south=np.array([row[2] for row in rows], np.int64),
        passing=np.array([bool(row[3]) for row in rows]),
    )


def _in_sql(places: _Places) -> tuple[str, list[Any]]:
    """Write a condition that lets recordings pass, and those of deployments that nobody knows."""
    if places.passing[0]:
        return "1", []
    wanted = json.dumps(places.ids[places.passing].tolist())
    return "+deploymentId IN (SELECT value FROM json_each(?))", [wanted]


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
        of: list[Value] = [*places.sites]
        if key == "deployment":
            of = [None, *places.ids[1:].tolist()]
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
