"""Adds up the hours that were recorded and analysed, cut at the ends of days, hours and filters."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from sidecar.catalog.sqlite.query.condition import Condition, joined, needed, values
from sidecar.catalog.sqlite.query.conditions import conditions
from sidecar.catalog.sqlite.query.expression import column
from sidecar.catalog.sqlite.query.field import Select
from sidecar.catalog.sqlite.query.filters import PLACE_AND_CLOCK, START_S
from sidecar.catalog.sqlite.query.keys import COUNTED, PLACE_KEYS, SKY_KEYS, Value
from sidecar.catalog.sqlite.query.select.detections import DETECTIONS
from sidecar.catalog.sqlite.query.select.recordings import RECORDINGS
from sidecar.catalog.sqlite.query.stretches import TIME_FILTERS, TIME_KEYS, Spans, Stretches
from sidecar.catalog.sqlite.query.sunhours import NO_TESTS, SunTests, sun_pieces, sun_tests
from sidecar.catalog.sqlite.query.sunlit import SUN_TESTS, SUN_VALUES, sun_codes
from sidecar.catalog.values import Tally, Where
from sidecar.run.windows import spread
from sidecar.values import Float64, Int64

# Keys that say nothing of the hours.
OF_NO_HOURS = frozenset(("species", "score", "verdict"))

# Filters that say nothing of the hours: what was heard, and what people think of it.
FREE = {
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

DURATION = "coalesce(f.frames * 1.0 / nullif(r.samplerate, 0), r.duration, 0.0)"
# No recorder runs for 30 years without a stop.
LONGEST_S = 1e9

_HOUR_S = 3600


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
    """The conditions that choose recordings, analyses and stretches of time, also by the sun."""

    places: list[Condition]
    analyses: list[Condition]
    times: Where
    suns: SunTests = NO_TESTS


@dataclass(frozen=True)
class _Spans:
    """Stretches of sound: begin (NaN if unknown) and length in seconds, analysed seconds, keys."""

    begin: Float64
    length: Float64
    reached: Float64
    south: Int64  # 1 south of the equator, where seasons are opposite
    sky: Float64  # [n, 3] latitude, longitude and seconds ahead of UTC; NaN where unknown
    codes: Int64  # [n, keys]; those of time and sun are filled in when the spans are cut

    def take(self, chosen: Int64) -> _Spans:
        return _Spans(
            begin=self.begin[chosen],
            length=self.length[chosen],
            reached=self.reached[chosen],
            south=self.south[chosen],
            sky=self.sky[chosen],
            codes=self.codes[chosen],
        )

    def joined(self, more: _Spans) -> _Spans:
        return _Spans(
            begin=np.concatenate([self.begin, more.begin]),
            length=np.concatenate([self.length, more.length]),
            reached=np.concatenate([self.reached, more.reached]),
            south=np.concatenate([self.south, more.south]),
            sky=np.concatenate([self.sky, more.sky]),
            codes=np.concatenate([self.codes, more.codes]),
        )


def effort(db: sqlite3.Connection, tally: Tally) -> Hours | None:
    """Add up hours by the keys of a tally; None if its keys or filters say nothing of hours."""
    if OF_NO_HOURS & set(tally.by):
        return None
    chosen = _chosen(db, tally)
    if chosen is None:
        return None
    coding = _Coding(tally.by)
    spans = _read(db, chosen, coding)
    timed = [key for key in tally.by if key in TIME_KEYS]
    if timed or chosen.times:
        spans = _cut(db, spans, chosen.times, coding)
    if SKY_KEYS & set(tally.by) or chosen.suns.tests:
        spans = _cut_by_sun(spans, chosen.suns, coding)
    return Hours(coding.summed(spans), recorded="model" not in tally.by)


def _chosen(db: sqlite3.Connection, tally: Tally) -> _Chosen | None:
    """Part the filters; None if one chooses neither places nor times nor analyses."""
    if tally.of == "recordings":
        of_runs = {name: tally.where[name] for name in ("model", "runId") if name in tally.where}
        places = conditions(db, RECORDINGS, tally.where)[0]
        return _Chosen(places, _analyses(db, DETECTIONS, of_runs), {})
    times = {name: wanted for name, wanted in tally.where.items() if name in TIME_FILTERS}
    suns = sun_tests(db, COUNTED[tally.of][1], tally.where)
    if suns is None:
        return None
    apart = {*TIME_FILTERS, *SUN_TESTS, *FREE[tally.of]}
    rest = {name: wanted for name, wanted in tally.where.items() if name not in apart}
    tested = _analyses(db, COUNTED[tally.of][1], rest)
    analyses = [each for each in tested if not each.needs <= _PLACES]
    if not needed(analyses) <= (_ANALYSES if tally.of == "detections" else {"a"}):
        return None
    return _Chosen([each for each in tested if each not in analyses], analyses, times, suns)


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
        f"""SELECT r.recordingId, {START_S.sql}, {DURATION}, coalesce(t.latitude, 0) < 0,
              {PLACE_AND_CLOCK.sql} {columns}
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
        sky=np.array([row[4:7] for row in rows], np.float64).reshape(-1, 3),
        codes=np.zeros((len(rows), len(coding.by)), np.int64),
    )
    if not ((spans.length >= 0) & (spans.length < LONGEST_S)).all():
        raise ValueError("a recording lasts for less than nothing, or for more than 30 years")
    for column_, (place, _) in enumerate(keyed):
        spans.codes[:, place] = coding.coded(place, [row[7 + column_] for row in rows])
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
    undated = np.isnan(spans.begin)
    unknown = spans.take(np.flatnonzero(undated))
    dated = spans.take(np.flatnonzero(~undated))
    stretches = Stretches(db, times, coding.by, Spans(dated.begin, dated.length))
    cut, place = _pieces(dated, stretches.edges)
    cut = cut.joined(unknown)
    place = np.append(place, np.full(len(unknown.begin), stretches.undated))
    for number, key in enumerate(coding.by):
        if key in TIME_KEYS:
            codes, named = stretches.keyed(key)
            cut.codes[:, number] = coding.coded(number, named)[codes][place]
    if not times:
        return cut
    passes = np.array([stretches.passing(south=bool(south)) for south in (0, 1)])
    return cut.take(np.flatnonzero(passes[cut.south, place]))


def _pieces(spans: _Spans, edges: Float64) -> tuple[_Spans, Int64]:
    """Cut dated spans at the edges of stretches; gives the pieces, and the stretch of each."""
    end, reached = spans.begin + spans.length, spans.begin + spans.reached
    first = np.searchsorted(edges, spans.begin, side="right").astype(np.int64) - 1
    # What has no length is in the stretch in which it begins.
    count = np.maximum(np.searchsorted(edges, end, side="left") - first, 1).astype(np.int64)
    owner, place = np.repeat(np.arange(len(first)), count), spread(first, count)
    low = np.maximum(edges[place], spans.begin[owner])
    pieces = _Spans(
        begin=low,
        length=np.minimum(edges[place + 1], end[owner]) - low,
        reached=np.maximum(np.minimum(edges[place + 1], reached[owner]) - low, 0),
        south=spans.south[owner],
        sky=spans.sky[owner],
        codes=spans.codes[owner],
    )
    return pieces, place


def _cut_by_sun(spans: _Spans, suns: SunTests, coding: _Coding) -> _Spans:
    """Cut spans where the sun begins another cell, and leave out the parts that do not pass."""
    begin = spans.begin - spans.sky[:, 2]
    pieces = sun_pieces(spans.sky[:, :2], begin, begin + spans.length, suns.hours)
    cut = spans.take(pieces.owner)
    # Of what has no known moment, the whole length and all that was analysed is one piece.
    known = np.isfinite(pieces.begin)
    skipped = np.where(known, pieces.begin - begin[pieces.owner], 0.0)
    length = np.where(known, pieces.end - pieces.begin, cut.length)
    cut = replace(
        cut,
        begin=cut.begin + skipped,
        length=length,
        reached=np.clip(cut.reached - skipped, 0, length),
    )
    for number, key in enumerate(coding.by):
        if key in SKY_KEYS:
            codes = sun_codes(key, pieces.columns)
            cut.codes[:, number] = coding.coded(number, SUN_VALUES[key])[codes]
    return cut.take(np.flatnonzero(suns.passing(pieces.columns)))
