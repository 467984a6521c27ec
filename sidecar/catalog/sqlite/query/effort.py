"""Adds up the hours that were recorded and analysed, cut at the ends of days, hours and filters."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sidecar.catalog.sqlite.query.condition import Condition, joined, needed, values
from sidecar.catalog.sqlite.query.conditions import conditions
from sidecar.catalog.sqlite.query.expression import column
from sidecar.catalog.sqlite.query.field import Select
from sidecar.catalog.sqlite.query.filters import MOMENTS, START_S
from sidecar.catalog.sqlite.query.keys import COUNTED, PLACE_KEYS, Value
from sidecar.catalog.sqlite.query.select.detections import DETECTIONS
from sidecar.catalog.sqlite.query.select.recordings import RECORDINGS
from sidecar.catalog.values import Tally, Where
from sidecar.run.windows import spread
from sidecar.values import Float64, Int64

_TIME_KEYS = ("date", "week", "month", "hour")

# Filters that say nothing of the hours: what was heard, and what people think of it.
_FREE = {
    "detections": ("species", "speciesId", "common", "confidence", "occurrence", "verified"),
    "labels": (
        *("species", "speciesId", "common", "verified", "labeler", "isHuman", "annotatedAt"),
        *("mostRecent", "comment", "probability"),
    ),
    "recordings": (),
}

_PLACES, _ANALYSES = frozenset("rptvcfi"), frozenset("rptvcfam")
# A filter on detections names their analysis; here the analysis names itself.
_EQUAL = {column("d", "analysisId"): column("a", "analysisId")}
_CURRENT = Condition("a.current = 1", besides=frozenset("a"))

_DURATION = "coalesce(f.frames * 1.0 / nullif(r.samplerate, 0), r.duration, 0.0)"
# No recorder runs for 30 years without a stop.
_LONGEST_S = 1e9

_HOUR_S, _DAY_S = 3600, 86_400
# Filters know moments to a millisecond.
_JUST_AFTER_S = 2.5e-4


@dataclass(frozen=True)
class Hours:
    """Seconds recorded (None: the keys say nothing of it) and analysed, by cell."""

    cells: dict[tuple[Value, ...], tuple[float, float]]
    recorded: bool

    def of(self, cell: tuple[Value, ...]) -> tuple[float | None, float]:
        recorded, analysed = self.cells.get(cell, (0.0, 0.0))
        return (recorded / _HOUR_S if self.recorded else None), analysed / _HOUR_S


@dataclass(frozen=True)
class _Chosen:
    """The conditions that choose recordings, analyses and stretches of time."""

    places: list[Condition]
    analyses: list[Condition]
    times: Where


@dataclass(frozen=True)
class _Spans:
    """Stretches of sound: begin (NaN if unknown) and length in seconds, analysed seconds, keys."""

    begin: Float64
    length: Float64
    reached: Float64
    south: Int64  # 1 south of the equator, where seasons are opposite
    codes: Int64  # [n, keys]; those of time are filled in when the spans are cut

    def take(self, chosen: Int64) -> _Spans:
        return _Spans(
            begin=self.begin[chosen],
            length=self.length[chosen],
            reached=self.reached[chosen],
            south=self.south[chosen],
            codes=self.codes[chosen],
        )

    def joined(self, more: _Spans) -> _Spans:
        return _Spans(
            begin=np.concatenate([self.begin, more.begin]),
            length=np.concatenate([self.length, more.length]),
            reached=np.concatenate([self.reached, more.reached]),
            south=np.concatenate([self.south, more.south]),
            codes=np.concatenate([self.codes, more.codes]),
        )


def effort(db: sqlite3.Connection, tally: Tally) -> Hours | None:
    """Add up hours by the keys of a tally; None if its keys or filters say nothing of hours."""
    if {"species", "score", "verdict"} & set(tally.by):
        return None
    chosen = _chosen(db, tally)
    if chosen is None:
        return None
    coding = _Coding(tally.by)
    spans = _read(db, chosen, coding)
    timed = [key for key in tally.by if key in _TIME_KEYS]
    if timed or chosen.times:
        spans = _cut(db, spans, chosen.times, coding)
    return Hours(coding.summed(spans), recorded="model" not in tally.by)


def _chosen(db: sqlite3.Connection, tally: Tally) -> _Chosen | None:
    """Part the filters; None if one chooses neither places nor times nor analyses."""
    if tally.of == "recordings":
        of_runs = {name: tally.where[name] for name in ("model", "runId") if name in tally.where}
        places = conditions(db, RECORDINGS, tally.where)[0]
        return _Chosen(places, _analyses(db, DETECTIONS, of_runs), {})
    known = {*MOMENTS.fields, "heardAt"}
    times = {name: wanted for name, wanted in tally.where.items() if name in known}
    rest = {
        name: wanted
        for name, wanted in tally.where.items()
        if name not in known and name not in _FREE[tally.of]
    }
    tested = _analyses(db, COUNTED[tally.of][1], rest)
    analyses = [each for each in tested if not each.needs <= _PLACES]
    if not needed(analyses) <= (_ANALYSES if tally.of == "detections" else {"a"}):
        return None
    return _Chosen([each for each in tested if each not in analyses], analyses, times)


def _analyses(db: sqlite3.Connection, select: Select, where: Where) -> list[Condition]:
    """Turn filters into conditions on analyses, which count now unless a run is named."""
    tested = [(each.driving or each).put(_EQUAL) for each in conditions(db, select, where)[0]]
    return tested if "runId" in where else [*tested, _CURRENT]


class _Coding:
    """Turns keys into whole numbers and back."""

    def __init__(self, by: Sequence[str]) -> None:
        self.by = by
        self._values: list[list[Value]] = [[] for _ in by]
        self._codes: list[dict[Value, int]] = [{} for _ in by]

    def code(self, place: int, value: Value) -> int:
        known = self._codes[place]
        if value not in known:
            known[value] = len(known)
            self._values[place].append(value)
        return known[value]

    def coded(self, place: int, found: Sequence[Value]) -> Int64:
        return np.fromiter((self.code(place, each) for each in found), np.int64, len(found))

    def summed(self, spans: _Spans) -> dict[tuple[Value, ...], tuple[float, float]]:
        """Add up the seconds of each cell."""
        cells, inverse = np.unique(spans.codes, axis=0, return_inverse=True)
        inverse = inverse.reshape(-1)
        sums = [
            np.bincount(inverse, weights=each, minlength=len(cells)).tolist()
            for each in (spans.length, spans.reached)
        ]
        return {
            tuple(self._values[place][code] for place, code in enumerate(cell)): seconds
            for cell, seconds in zip(cells.tolist(), zip(*sums, strict=True), strict=True)
        }


def _read(db: sqlite3.Connection, chosen: _Chosen, coding: _Coding) -> _Spans:
    """Read the recordings and how far each was analysed; by model, each model's own part."""
    keyed = [(place, PLACE_KEYS[key]) for place, key in enumerate(coding.by) if key in PLACE_KEYS]
    columns = "".join(f", {each.sql}" for _, each in keyed)
    found = db.execute(
        f"""SELECT r.recordingId, {START_S.sql}, {_DURATION}, coalesce(t.latitude, 0) < 0 {columns}
            FROM {RECORDINGS.source} WHERE {joined(chosen.places)} ORDER BY r.recordingId""",
        values(chosen.places),
    )
    found.row_factory = None
    rows = found.fetchall()
    spans = _Spans(
        begin=np.array([row[1] for row in rows], np.float64),
        length=np.array([row[2] for row in rows], np.float64),
        reached=np.zeros(len(rows)),
        south=np.array([row[3] for row in rows], np.int64),
        codes=np.zeros((len(rows), len(coding.by)), np.int64),
    )
    if not ((spans.length >= 0) & (spans.length < _LONGEST_S)).all():
        raise ValueError("a recording lasts for less than nothing, or for more than 30 years")
    for column_, (place, _) in enumerate(keyed):
        spans.codes[:, place] = coding.coded(place, [row[4 + column_] for row in rows])
    return _analysed(db, chosen, coding, spans, np.array([row[0] for row in rows], np.int64))


def _analysed(
    db: sqlite3.Connection, chosen: _Chosen, coding: _Coding, spans: _Spans, ids: Int64
) -> _Spans:
    by_model = "model" in coding.by
    tested = [each for each in (*chosen.analyses, *chosen.places) if each.needs <= _ANALYSES]
    model = "m.name" if by_model else "NULL"
    assert DETECTIONS.routes is not None
    chain = DETECTIONS.routes.chains["r" if chosen.places else "a"]
    needs = needed(tested) | {"a"} | ({"m"} if by_model else set())
    found = db.execute(
        f"""SELECT a.recordingId, {model}, max(a.secondsReached) FROM {chain.source("", needs)}
            WHERE {joined(tested)} GROUP BY 1, 2 ORDER BY 1""",
        values(tested),
    )
    found.row_factory = None
    rows = found.fetchall()
    at = np.searchsorted(ids, np.array([row[0] for row in rows], np.int64))
    there = np.flatnonzero(np.append(ids, -1)[at] == [row[0] for row in rows])
    reached = np.array([row[2] for row in rows], np.float64)[there]
    at = at[there].astype(np.int64)
    if by_model:
        spans = spans.take(at)
        place = list(coding.by).index("model")
        spans.codes[:, place] = coding.coded(place, [rows[each][1] for each in there])
        at = np.arange(len(at), dtype=np.int64)
    spans.reached[at] = np.clip(reached, 0, spans.length[at])
    return spans


def _cut(db: sqlite3.Connection, spans: _Spans, times: Where, coding: _Coding) -> _Spans:
    """Cut spans where a key or a filter may change, and leave out the parts that do not pass."""
    tested = {name: _on_moments(db, name, wanted) for name, wanted in times.items()}
    every = [each for found in tested.values() for each in found]
    undated = np.isnan(spans.begin)
    unknown = spans.take(np.flatnonzero(undated))
    cut = _pieces(spans.take(np.flatnonzero(~undated)), tested, by_hour="hour" in coding.by)
    cut = cut.take(_passing(db, every, cut))
    unknown = unknown.take(_passing(db, every, unknown))
    _fill_in_times(cut, coding)
    for place, key in enumerate(coding.by):
        if key in _TIME_KEYS:
            unknown.codes[:, place] = coding.code(place, None)
    return cut.joined(unknown)


def _pieces(spans: _Spans, tested: Mapping[str, list[Condition]], *, by_hour: bool) -> _Spans:
    """Cut dated spans; each piece begins where its stretch of time does."""
    edges = _edges(spans, tested, by_hour=by_hour)
    end, reached = spans.begin + spans.length, spans.begin + spans.reached
    first = np.searchsorted(edges, spans.begin, side="right").astype(np.int64) - 1
    count = np.maximum(np.searchsorted(edges, end, side="left") - first, 0).astype(np.int64)
    owner, piece = np.repeat(np.arange(len(first)), count), spread(first, count)
    low = np.maximum(edges[piece], spans.begin[owner])
    return _Spans(
        begin=edges[piece],
        length=np.minimum(edges[piece + 1], end[owner]) - low,
        reached=np.maximum(np.minimum(edges[piece + 1], reached[owner]) - low, 0),
        south=spans.south[owner],
        codes=spans.codes[owner],
    )


def _on_moments(db: sqlite3.Connection, name: str, wanted: object) -> list[Condition]:
    field = "date" if name == "heardAt" else name
    return conditions(db, MOMENTS, {field: wanted})[0]


def _edges(spans: _Spans, tested: Mapping[str, list[Condition]], *, by_hour: bool) -> Float64:
    """List the moments between which no key changes, and no filter begins or ends."""
    first = np.floor(spans.begin / _DAY_S).astype(np.int64)
    last = np.floor((spans.begin + spans.length) / _DAY_S).astype(np.int64)
    days = np.unique(spread(first, last + 2 - first))
    clock = set(range(0, _DAY_S, _HOUR_S)) if by_hour else {0}
    # A time of day changes with the second; a number of hours may be rounded.
    for hours in _numbers(tested, "timeOfDay"):
        clock |= {(int(hours * _HOUR_S) + more) % _DAY_S for more in range(3)}
    daily = days[:, np.newaxis] * _DAY_S + np.array(sorted(clock), np.float64)
    calendar = [*_numbers(tested, "date"), *_numbers(tested, "heardAt")]
    return np.unique(np.concatenate([daily.reshape(-1), np.array(calendar, np.float64)]))


def _numbers(tested: Mapping[str, list[Condition]], name: str) -> list[float]:
    """List the numbers that a field is compared with."""
    bound = values(tested.get(name, []))
    return [each for each in bound if isinstance(each, int | float)]


def _passing(db: sqlite3.Connection, tested: list[Condition], spans: _Spans) -> Int64:
    """Find the pieces whose stretch of time passes; many recordings share one.

    The stretch is tested just after its begin, since filters and keys change at its ends alone.
    """
    passing = np.zeros(len(spans.begin), bool)
    for south in (0, 1):
        own = np.flatnonzero(spans.south == south)
        moments, inverse = np.unique(spans.begin[own] + _JUST_AFTER_S, return_inverse=True)
        listed = [None if np.isnan(each) else each for each in moments.tolist()]
        found = db.execute(
            f"SELECT x.key FROM {MOMENTS.source} WHERE {joined(tested)}",
            [json.dumps(listed), -1.0 if south else 1.0, *values(tested)],
        )
        passes = np.zeros(len(moments), bool)
        passes[[key for (key,) in found]] = True
        passing[own] = passes[inverse.reshape(-1)]
    return np.flatnonzero(passing).astype(np.int64)


def _fill_in_times(cut: _Spans, coding: _Coding) -> None:
    day = np.floor(cut.begin / _DAY_S).astype(np.int64)
    for place, key in enumerate(coding.by):
        if key == "hour":
            units = np.floor(cut.begin / _HOUR_S).astype(np.int64) % 24
        elif key == "week":  # 1970 began on a Thursday
            units = day - (day + 3) % 7
        elif key in ("date", "month"):
            units = day
        else:
            continue
        known, inverse = np.unique(units, return_inverse=True)
        values_: list[Value] = known.tolist()
        if key == "month":
            values_ = np.datetime_as_string(known.astype("M8[D]"), unit="M").tolist()
        cut.codes[:, place] = coding.coded(place, values_)[inverse.reshape(-1)]
