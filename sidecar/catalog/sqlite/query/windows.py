"""Finds stored windows that pass a `where`: by their detections, or by recording and time."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from sidecar.audio.windows import Grid
from sidecar.catalog.similar import HeardInWindow, Passing, StoredWindow
from sidecar.catalog.sqlite.door import from_rows, made
from sidecar.catalog.sqlite.query.condition import joined, values
from sidecar.catalog.sqlite.query.conditions import conditions
from sidecar.catalog.sqlite.query.expression import Expression
from sidecar.catalog.sqlite.query.field import Field, Select, number, text
from sidecar.catalog.sqlite.query.filters import MOMENTS, PLACE_JOINS, PLACES, START_S
from sidecar.catalog.sqlite.query.search import scan
from sidecar.catalog.sqlite.query.select.detections import DETECTIONS
from sidecar.catalog.sqlite.query.select.recordings import RECORDINGS
from sidecar.catalog.sqlite.query.stored import CHANNEL, SHARE, STANDS
from sidecar.catalog.sqlite.vectors import windows_of
from sidecar.catalog.values import RecordingSpan, Where
from sidecar.errors import InvalidParams
from sidecar.run.windows import Windows, spread
from sidecar.values import Float64, Int64

# Times are rounded, and a request may give fewer digits than the catalog has.
_ROUNDING_S = 1e-3

# Windows whose times are tested together.
_TESTED = 100_000

_COLUMNS = f"""w.windowSetId, w.recordingId, w.firstVector, w.windows, w.secondsReached,
  {CHANNEL.format("w")} AS channel, w.offsets"""

_OF_RECORDINGS = ("path", "duration", "sampleRate", "channels", "serial", "missingSince")

# Stored windows, with or without detections.
_SETS = Select(
    source=" ".join(
        (
            "WindowSet w JOIN Recording r ON r.recordingId = w.recordingId",
            "JOIN ModelVersion m ON m.modelId = w.modelId",
            *(join.sql for join in PLACE_JOINS),
            "LEFT JOIN RecordingIdentity i ON i.recordingId = r.recordingId",
        )
    ),
    fields={
        "recordingId": number("r", "recordingId", required=True),
        **{name: RECORDINGS.fields[name] for name in _OF_RECORDINGS},
        "recordedAt": text("r", "datetime"),
        **PLACES,
        "runId": RECORDINGS.filters["runId"],
        "windowSetId": number("w", "windowSetId", required=True),
        "channel": Field(Expression(CHANNEL.format("w"), frozenset("w")), "number"),
        "modelId": number("w", "modelId", required=True),
        "model": text("m", "name", required=True),
    },
    key="windowSetId",
)


def windows(db: sqlite3.Connection, model_id: int, where: Where, grid: Grid) -> Passing:
    """Find a model's stored windows that pass `where`, whose fields are those of `detections`.

    If it names only places, times, recordings and runs, windows without a detection pass too.
    Raises InvalidParams with the name of the wrong field.
    """
    _check(where)
    if all(name in _SETS.known or name in MOMENTS.known for name in where):
        return Passing(_stored(db, model_id, where, grid))
    return _detected(db, model_id, where, grid)


def _check(where: Where) -> None:
    known = {**DETECTIONS.known, **_SETS.known}
    for name in where:
        if name not in known:
            raise InvalidParams(
                f'There is no field "{name}" to filter by.',
                field=f"where.{name}",
                hint=f"Fields: {', '.join(known)}.",
            )


@from_rows()
def _stored(db: sqlite3.Connection, model_id: int, where: Where, grid: Grid) -> Int64:
    timed = {name: wanted for name, wanted in where.items() if name in MOMENTS.known}
    placed = {name: wanted for name, wanted in where.items() if name not in timed}
    tested, _ = conditions(db, _SETS, placed)
    columns = "w.firstVector, w.windows"
    if timed:
        columns += f", w.offsets, {START_S.sql} AS startsAt, t.latitude"
    found = db.execute(
        f"""SELECT {columns} FROM {_SETS.source}
            WHERE w.modelId = ? AND {STANDS} AND {joined(tested)} ORDER BY w.firstVector""",
        [model_id, *values(tested)],
    )
    if timed:
        return _joined(_on_time(db, timed, _moments(found, grid)))
    return _joined(np.arange(first, first + count) for first, count in found)


def _joined(parts: Iterable[Int64]) -> Int64:
    return np.concatenate([np.empty(0, np.int64), *parts])


@dataclass(frozen=True)
class _Moments:
    """The begins of windows in one hemisphere: rows [n] and seconds [n] since 1970."""

    rows: Int64
    seconds: Float64
    latitude: float | None


def _moments(found: sqlite3.Cursor, grid: Grid) -> Iterator[_Moments]:
    for first, _, offsets, starts_at, latitude in found:
        if starts_at is not None:
            begins = np.frombuffer(offsets, "<i8") / grid.rate_hz
            yield _Moments(np.arange(first, first + len(begins)), starts_at + begins, latitude)


def _on_time(db: sqlite3.Connection, where: Where, moments: Iterator[_Moments]) -> Iterator[Int64]:
    tested, _ = conditions(db, MOMENTS, where)
    sql = f"SELECT x.key FROM {MOMENTS.source} WHERE {joined(tested)}"
    for each in _batches(moments):
        bound = [json.dumps(each.seconds.tolist()), each.latitude, *values(tested)]
        yield each.rows[[key for (key,) in db.execute(sql, bound)]]


def _batches(moments: Iterator[_Moments]) -> Iterator[_Moments]:
    """Join consecutive moments of one hemisphere, in order."""
    waiting: list[_Moments] = []
    south = False
    count = 0
    for each in moments:
        if waiting and (count > _TESTED or south != ((each.latitude or 0) < 0)):
            yield _together(waiting)
            waiting, count = [], 0
        south = (each.latitude or 0) < 0
        waiting.append(each)
        count += len(each.rows)
    if waiting:
        yield _together(waiting)


def _together(waiting: list[_Moments]) -> _Moments:
    rows = np.concatenate([each.rows for each in waiting])
    seconds = np.concatenate([each.seconds for each in waiting])
    return replace(waiting[0], rows=rows, seconds=seconds)


@from_rows()
def _detected(db: sqlite3.Connection, model_id: int, where: Where, grid: Grid) -> Passing:
    """Find the windows of detections, and the surest detection of each."""
    found = scan(
        db,
        "detections",
        where=where,
        order_by=["detectionId"],
        fields=["windowSetId", "detectionId", "start", "end", "confidence"],
    )
    kept = (value for row in found if row[0] is not None for value in row)
    columns = np.fromiter(kept, np.float64).reshape(-1, 5)
    columns = columns[np.argsort(columns[:, 0], kind="stable")]
    sets, begins = np.unique(columns[:, 0], return_index=True)
    rows, places = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    ends = np.append(begins, len(columns))[1:]
    for window_set, begin, end in zip(sets, begins, ends, strict=True):
        for stored in _sets(db, model_id, int(window_set)):
            # The detections are from windows of another cutting: take those that share half.
            beyond_s = 0.0 if stored.set_id[0] == window_set else grid.window_s / 2
            times_s = columns[begin:end, 2], columns[begin:end, 3]
            first, last = _within(stored, *times_s, grid, beyond_s=beyond_s)
            rows.append(stored.first[0] + spread(first, last - first))
            places.append(np.repeat(np.arange(begin, end), last - first))
    row, place = np.concatenate(rows), np.concatenate(places)
    order = np.lexsort((-columns[place, 4], row))
    unique, surest = np.unique(row[order], return_index=True)
    return Passing(unique, columns[place[order][surest], 1].astype(np.int64))


def _within(
    stored: Windows, start_s: Float64, end_s: Float64, grid: Grid, *, beyond_s: float
) -> tuple[Int64, Int64]:
    """Find one recording's windows within times [n]: the first, and the one after the last.

    Windows may reach `beyond_s` seconds beyond the times.
    """
    begins, ends = _times(stored, grid)
    first = np.searchsorted(begins, start_s - beyond_s - _ROUNDING_S)
    last = np.searchsorted(ends, end_s + beyond_s + _ROUNDING_S, side="right")
    return first.astype(np.int64), np.maximum(last, first).astype(np.int64)


def _times(stored: Windows, grid: Grid) -> tuple[Float64, Float64]:
    assert stored.offsets is not None
    return grid.times(stored.offsets, float(stored.reached_s[0]))


def _sets(db: sqlite3.Connection, model_id: int, window_set_id: int) -> list[Windows]:
    """Find the windows that count, of the same recording and sound as a window set of the model."""
    found = db.execute(
        f"""SELECT {_COLUMNS} FROM WindowSet i JOIN WindowSet w ON w.recordingId = i.recordingId
              AND +w.modelId = i.modelId
            WHERE i.windowSetId = ? AND i.modelId = ? AND {STANDS}
              AND {SHARE.format(CHANNEL.format("i"), CHANNEL.format("w"))}""",
        (window_set_id, model_id),
    ).fetchall()
    return [_as_set(model_id, row) for row in found]


@from_rows()
def _as_set(model_id: int, row: sqlite3.Row) -> Windows:
    stored = windows_of(model_id, [row[:6]])
    return replace(stored, offsets=np.frombuffer(row["offsets"], "<i8"))


@from_rows()
def overlapping(
    db: sqlite3.Connection,
    model_id: int,
    stretch: RecordingSpan,
    grid: Grid,
) -> Int64:
    """Find the rows of the windows that hold a stretch of a recording.

    A window must share at least half of the shorter of the two; else the one that shares most is
    taken. The answer is empty if the recording has no stored windows. A stretch without a channel
    has windows of every channel.
    """
    # The plus sign makes SQLite start from the recording, not from all windows of the model.
    found = db.execute(
        f"""SELECT {_COLUMNS} FROM WindowSet w
            WHERE w.recordingId = ? AND +w.modelId = ? AND {STANDS}
              AND {SHARE.format("?3", CHANNEL.format("w"))} ORDER BY w.firstVector""",
        (stretch.recording_id, model_id, stretch.channel),
    ).fetchall()
    return _joined(_holding(_as_set(model_id, row), stretch, grid) for row in found)


def _holding(stored: Windows, stretch: RecordingSpan, grid: Grid) -> Int64:
    """Find the rows of one recording's windows that hold a stretch of it."""
    begins, ends = _times(stored, grid)
    shared = np.minimum(ends, stretch.end_s) - np.maximum(begins, stretch.start_s)
    shorter = np.minimum(ends - begins, stretch.end_s - stretch.start_s)
    chosen = np.flatnonzero(shared >= 0.5 * shorter - _ROUNDING_S)
    chosen = chosen if len(chosen) else np.array([shared.argmax()])
    return np.asarray(stored.first[0] + chosen, np.int64)


@from_rows()
def window_of(db: sqlite3.Connection, model_id: int, row: int, grid: Grid) -> StoredWindow | None:
    """Find the window of a row of the vector file.

    None if the window is gone, or if other windows count for its recording.
    """
    found = db.execute(
        f"""SELECT {_COLUMNS}, {STANDS} AS stands
            FROM WindowSet w WHERE w.modelId = ? AND w.firstVector <= ? AND w.windows > 0
            ORDER BY w.firstVector DESC LIMIT 1""",
        (model_id, row),
    ).fetchone()
    if found is None or not found["stands"] or row >= found["firstVector"] + found["windows"]:
        return None
    offset = np.frombuffer(found["offsets"], "<i8")[row - found["firstVector"]]
    start_s, end_s = grid.times(offset, found["secondsReached"])
    return StoredWindow(
        row,
        found["windowSetId"],
        found["recordingId"],
        float(start_s),
        float(end_s),
        found["channel"],
    )


# The surest detection in a window, by any model that judged these windows; one that a person
# refused comes last.
_BEST = """SELECT d.detectionId FROM Analysis a JOIN Detection d USING (analysisId)
  WHERE a.recordingId = ? AND a.windowSetId = ? AND a.current = 1
    AND d.startTime < ? AND d.endTime > ?
  ORDER BY d.verified = 'NO', d.confidence DESC LIMIT 1"""

_OF_RECORDING = f"""SELECT r.url, r.datetime,
    {Field(Expression(f"{START_S.sql} + ?2", frozenset("r")), "time").shown} AS heardAt,
    {DETECTIONS.fields["utcOffset"].shown}, r.samplerate, r.duration, i.missingSince
  FROM Recording r LEFT JOIN RecordingIdentity i ON i.recordingId = r.recordingId
  WHERE r.recordingId = ?1"""


def heard(
    db: sqlite3.Connection, window: StoredWindow, detection_id: int | None
) -> HeardInWindow | None:
    """Give the surest detection in a window, or the given one; None: the recording is gone."""
    recording = db.execute(_OF_RECORDING, (window.recording_id, window.start_s)).fetchone()
    if recording is None:
        return None
    if detection_id is None:
        span = (window.recording_id, window.window_set_id, window.end_s, window.start_s)
        best = db.execute(_BEST, span).fetchone()
        detection_id = best["detectionId"] if best else None
    detection = db.execute(
        """SELECT d.detectionId, s.species, s.common, d.confidence, d.verified
           FROM Detection d JOIN Species s USING (speciesId) WHERE detectionId = ?""",
        (detection_id,),
    ).fetchone()
    return made(HeardInWindow, (*recording, *(detection or (None,) * 5)))
