"""Computes the totals of recordings: their detections by hour, and by species and hour."""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sidecar.catalog.sqlite.query.effort import DURATION
from sidecar.catalog.sqlite.query.filters import START_S
from sidecar.catalog.sqlite.tallies import PACKED
from sidecar.run.windows import spread
from sidecar.values import Float64, Int64

# Its deployment, or NO_DEPLOYMENT; how many rows of the kinds below it has.
HEAD = np.dtype([("deployment", "<i8"), ("hours", "<i4"), ("cells", "<i4")])
# `recorded` is NaN where a detection lies outside its recording; `best` is -inf without detections.
HOUR = np.dtype(
    [
        ("hour", "<i4"),
        ("recorded", "<f8"),
        ("analysed", "<f8"),
        ("detections", "<i4"),
        ("best", "<f8"),
    ]
)
# In the order of species, then of hours.
CELL = np.dtype([("hour", "<i4"), ("species", "<i4"), ("detections", "<i4"), ("best", "<f8")])
DETECTION = np.dtype([("confidence", "<f8"), ("start", "<f8"), ("species", "<i4")])

# An hour of no known time, and the first hour of a recording of more than a day.
NO_HOUR = -(2**31)

NO_DEPLOYMENT = -(2**63)

# A recording of more hours than this spans more than a day.
DAY_H = 24
_HOUR_S = 3600
# Of longer recordings no total is kept, nor of those of strange times.
_LONGEST_S = 400 * 86_400
_FURTHEST_S = 1e12
_AT_ONCE = 4_000

_RECORDINGS = f"""SELECT r.recordingId, {START_S.sql} AS begin, {DURATION} AS length,
    r.deploymentId, coalesce((SELECT max(a.secondsReached) FROM Analysis a
      WHERE a.recordingId = r.recordingId AND a.current = 1), 0) AS reached
  FROM json_each(?) j CROSS JOIN Recording r ON r.recordingId = j.value
  LEFT JOIN RecordingFacts f ON f.recordingId = r.recordingId ORDER BY r.recordingId"""
_TALLIES = """SELECT a.recordingId, a.analysisId, k.detections
  FROM json_each(?) j CROSS JOIN Analysis a ON a.recordingId = j.value AND +a.current = 1
  LEFT JOIN DetectionTally k ON k.analysisId = a.analysisId ORDER BY a.recordingId, a.analysisId"""

_NO_LONGER_DUE = "DELETE FROM TotalsDue WHERE recordingId IN (SELECT value FROM json_each(?))"
_NO_TOTAL = "DELETE FROM RecordingTotal WHERE recordingId IN (SELECT value FROM json_each(?))"
_STILL_DUE = """INSERT INTO TotalsDue SELECT recordingId FROM Recording
  WHERE recordingId IN (SELECT value FROM json_each(?))"""

# A row of RecordingTotal.
Total = tuple[int, int, int, int | None, bytes, bytes, bytes]


@dataclass(frozen=True)
class _Recordings:
    """Recordings in the order of their ids, with their tallies; some may have no total."""

    ids: list[int]
    deployments: list[int | None]
    begin: Float64  # NaN if unknown
    length: Float64
    reached: Float64
    tallies: list[list[bytes]]


def put_totals(db: sqlite3.Connection, recordings: Sequence[int]) -> None:
    """Keep the totals of recordings; a recording of strange values stays due."""
    for first in range(0, len(recordings), _AT_ONCE):
        some = recordings[first : first + _AT_ONCE]
        found = totals(db, some)
        db.executemany("INSERT OR REPLACE INTO RecordingTotal VALUES (?, ?, ?, ?, ?, ?, ?)", found)
        db.execute(_NO_LONGER_DUE, (json.dumps([*some]),))
        done = {row[0] for row in found}
        if rest := [each for each in some if each not in done]:
            listed = json.dumps(rest)
            db.execute(_NO_TOTAL, (listed,))
            db.execute(_STILL_DUE, (listed,))


def wrong(db: sqlite3.Connection) -> Iterator[int]:
    """List the recordings whose kept total is wrong or missing, and not due."""
    found = db.execute(
        """SELECT recordingId FROM Recording WHERE recordingId NOT IN
             (SELECT recordingId FROM TotalsDue) ORDER BY recordingId"""
    )
    ids = [row[0] for row in found.fetchall()]
    for first in range(0, len(ids), _AT_ONCE):
        some = ids[first : first + _AT_ONCE]
        rows = db.execute(
            """SELECT t.* FROM json_each(?) j
               CROSS JOIN RecordingTotal t ON t.recordingId = j.value""",
            (json.dumps(some),),
        )
        kept = {row[0]: tuple(row) for row in rows}
        right = {row[0]: row for row in totals(db, some)}
        yield from (each for each in some if kept.get(each) != right.get(each))


def totals(db: sqlite3.Connection, recordings: Sequence[int]) -> list[Total]:
    """Compute the totals of recordings; leaves out those that are gone, and of strange values."""
    known = _read(db, recordings)
    if not known.ids:
        return []
    cell_of, cells = _cells(known)
    hour_of, hours = _hours(known, cell_of, cells)
    places = np.arange(len(known.ids) + 1)
    of_cells, of_hours = np.searchsorted(cell_of, places), np.searchsorted(hour_of, places)
    packed_cells, packed_hours = cells.tobytes(), hours.tobytes()
    counts = np.bincount(hour_of, hours["detections"], len(known.ids)).astype(np.int64).tolist()
    first, last = hours["hour"][of_hours[:-1]], hours["hour"][of_hours[1:] - 1]
    plain = (first != NO_HOUR) & (last.astype(np.int64) - first < DAY_H)
    begins = np.where(plain, first, NO_HOUR).tolist()
    heads = np.zeros(len(known.ids), HEAD)
    heads["deployment"] = [NO_DEPLOYMENT if at is None else at for at in known.deployments]
    heads["hours"], heads["cells"] = np.diff(of_hours), np.diff(of_cells)
    ends_of_cells = (of_cells * CELL.itemsize).tolist()
    ends_of_hours = (of_hours * HOUR.itemsize).tolist()
    return [
        (
            number,
            counts[at],
            begins[at],
            known.deployments[at],
            heads[at].tobytes(),
            packed_hours[ends_of_hours[at] : ends_of_hours[at + 1]],
            packed_cells[ends_of_cells[at] : ends_of_cells[at + 1]],
        )
        for at, number in enumerate(known.ids)
    ]


def _read(db: sqlite3.Connection, recordings: Sequence[int]) -> _Recordings:
    listed = json.dumps([*recordings])
    tallies = _tallies(db, listed)
    rows = [
        row
        for row in map(tuple, db.execute(_RECORDINGS, (listed,)).fetchall())
        if _plain(row) and _whole(tallies.get(row[0], []))
    ]
    return _Recordings(
        ids=[row[0] for row in rows],
        deployments=[row[3] for row in rows],
        begin=np.array([row[1] for row in rows], np.float64),
        length=np.array([row[2] for row in rows], np.float64),
        reached=np.array([row[4] for row in rows], np.float64),
        tallies=[[each for each in tallies.get(row[0], []) if each] for row in rows],
    )


def _plain(row: tuple[Any, ...]) -> bool:
    _, begin, length, deployment, reached = row
    return (
        (begin is None or isinstance(begin, int))
        and (deployment is None or isinstance(deployment, int))
        and all(isinstance(each, int | float) and math.isfinite(each) for each in (length, reached))
        and 0 <= length <= _LONGEST_S
    )


def _whole(tallies: list[bytes | None]) -> bool:
    """Tell whether all detections of a recording can be counted."""
    for each in tallies:
        if not isinstance(each, bytes) or len(each) % DETECTION.itemsize:
            return False
        starts = np.frombuffer(each, DETECTION)["start"]
        if not (np.abs(starts) < _FURTHEST_S).all():
            return False
    return True


def _tallies(db: sqlite3.Connection, listed: str) -> dict[int, list[bytes | None]]:
    """Read the packed detections of current analyses, by recording; None if unreadable."""
    found = db.execute(_TALLIES, (listed,)).fetchall()
    lacking = [row[1] for row in found if row[2] is None]
    packed = dict[int, bytes | None]()
    if lacking:
        packed = dict(map(tuple, db.execute(PACKED, (json.dumps(lacking),)).fetchall()))
    tallies: dict[int, list[bytes | None]] = {}
    for recording, analysis, kept in found:
        tally = packed.get(analysis, b"") if kept is None else kept
        tallies.setdefault(recording, []).append(tally)
    return tallies


def _cells(known: _Recordings) -> tuple[Int64, np.ndarray[Any, Any]]:
    """Count detections by recording, species and hour; gives the place of each cell's recording."""
    joined = [b"".join(each) for each in known.tallies]
    counts = np.array([len(each) for each in joined], np.int64) // DETECTION.itemsize
    owner = np.repeat(np.arange(len(joined)), counts)
    rows = np.frombuffer(b"".join(joined), DETECTION)
    hour = _hour(known.begin[owner] + rows["start"])
    species, confidence = rows["species"].astype(np.int64), rows["confidence"].copy()
    order = np.lexsort((hour, species, owner))
    owner, species, hour, confidence = (each[order] for each in (owner, species, hour, confidence))
    first = _firsts(owner, species, hour)
    cells = np.zeros(len(first), CELL)
    cells["hour"], cells["species"] = hour[first], species[first]
    cells["detections"] = np.diff(np.append(first, len(owner)))
    if len(first):
        cells["best"] = np.maximum.reduceat(confidence, first)
    return owner[first], cells


def _hours(
    known: _Recordings, cell_of: Int64, cells: np.ndarray[Any, Any]
) -> tuple[Int64, np.ndarray[Any, Any]]:
    """Join cells into hours, and add what was recorded and analysed in each."""
    piece_of, pieces = _pieces(known)
    owner = np.concatenate([piece_of, cell_of])
    parts = np.zeros(len(owner), HOUR)
    parts[: len(pieces)] = pieces
    rest = parts[len(pieces) :]
    rest["recorded"] = np.nan
    for name in ("hour", "detections", "best"):
        rest[name] = cells[name]
    order = np.lexsort((parts["hour"], owner))
    owner, parts = owner[order], parts[order]
    first = _firsts(owner, parts["hour"])
    hours = parts[first]
    if len(first):
        # Each hour of a recording has one piece at most.
        hours["recorded"] = np.fmax.reduceat(parts["recorded"].copy(), first)
        hours["analysed"] = np.maximum.reduceat(parts["analysed"].copy(), first)
        hours["detections"] = np.add.reduceat(parts["detections"].copy(), first)
        hours["best"] = np.maximum.reduceat(parts["best"].copy(), first)
    return owner[first], hours


def _pieces(known: _Recordings) -> tuple[Int64, np.ndarray[Any, Any]]:
    """Cut recordings at full hours; one of no known time stays whole."""
    dated = ~np.isnan(known.begin)
    begin = np.where(dated, known.begin, 0.0)
    end = begin + known.length
    reached = begin + np.clip(known.reached, 0, known.length)
    first = np.floor(begin / _HOUR_S).astype(np.int64)
    count = np.maximum(np.ceil(end / _HOUR_S).astype(np.int64) - first, 1)
    count = np.where(dated, count, 1)
    owner = np.repeat(np.arange(len(begin)), count)
    hour = spread(first, count)
    low = np.maximum(hour * float(_HOUR_S), begin[owner])
    high = np.where(dated[owner], (hour + 1.0) * _HOUR_S, np.inf)
    pieces = np.zeros(len(owner), HOUR)
    pieces["hour"] = np.where(dated[owner], hour, NO_HOUR)
    pieces["recorded"] = np.minimum(high, end[owner]) - low
    pieces["analysed"] = np.maximum(np.minimum(high, reached[owner]) - low, 0)
    pieces["best"] = -np.inf
    return owner, pieces


def _hour(moment: Float64) -> Int64:
    known = ~np.isnan(moment)
    hour = np.full(len(moment), NO_HOUR, np.int64)
    hour[known] = np.floor(moment[known] / _HOUR_S).astype(np.int64)
    return hour


def _firsts(*keys: np.ndarray[Any, Any]) -> Int64:
    """Find where each group of equal keys begins, in sorted order."""
    changes = np.ones(len(keys[0]), bool)
    if len(changes):
        changes[1:] = False
        for key in keys:
            changes[1:] |= key[1:] != key[:-1]
    return np.flatnonzero(changes)
