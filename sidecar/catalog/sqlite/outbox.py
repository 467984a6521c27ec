"""The outbox: results that wait until a receiver has them."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from sidecar.audio.path import path_text, url_path
from sidecar.catalog.outbox import Body, LastTry, OutboxState, OutboxStream, Queued, Refusal
from sidecar.catalog.sqlite.database import Database
from sidecar.catalog.sqlite.door import door, from_rows, made
from sidecar.catalog.sqlite.rows import now

# Analyses whose results are queued in one transaction: some 10,000 results.
_AT_ONCE = 1_000

_HEADS = """SELECT a.analysisId, a.status, a.settingsDigest, a.secondsReached, a.sizeBytes,
    a.modifiedNs, r.url, r.datetime, s.site_code, u.startedAt, m.name, m.version, m.sha256,
    m.converter,
    (SELECT channel FROM AnalysisChannel c WHERE c.analysisId = a.analysisId) AS channel,
    (SELECT count(*) FROM Detection d WHERE d.analysisId = a.analysisId) AS detections
  FROM json_each(?) i CROSS JOIN Analysis a ON a.analysisId = i.value
  CROSS JOIN Recording r ON r.recordingId = a.recordingId
  CROSS JOIN Run u ON u.runId = a.runId
  CROSS JOIN ModelVersion m ON m.modelId = a.modelId
  LEFT JOIN Deployment d ON d.deploymentId = r.deploymentId
  LEFT JOIN Site s ON s.siteId = d.siteId
  ORDER BY i.key"""

# The order does not depend on the ids of rows, so queued again a result has the same place.
_DETECTIONS = """INSERT OR IGNORE INTO OutboxResult (stream, sequence, queuedAt, body)
  SELECT :stream, row_number() OVER found, :queuedAt,
    json_object('kind', 'detection', 'start', d.startTime, 'end', d.endTime,
      'species', s.species, 'common', s.common, 'confidence', d.confidence)
  FROM Detection d INDEXED BY DetectionByAnalysis
  CROSS JOIN Species s ON s.speciesId = d.speciesId
  WHERE d.analysisId = :analysis
  WINDOW found AS (ORDER BY d.startTime, d.endTime, s.species, d.confidence)
  ORDER BY 2"""

_ADD = "INSERT OR IGNORE INTO OutboxResult (stream, sequence, queuedAt, body) VALUES (?, ?, ?, ?)"

_WAITING = """SELECT o.resultId, s.streamId, o.sequence, o.queuedAt, s.head, o.body
  FROM OutboxResult o CROSS JOIN OutboxStream s ON s.stream = o.stream
  ORDER BY o.resultId LIMIT ?"""

_REFUSALS = """SELECT s.streamId, f.sequence, s.head, f.status, f.reason, f.refusedAt
  FROM OutboxRefused f CROSS JOIN OutboxStream s ON s.stream = f.stream
  ORDER BY f.refusedAt DESC, f.stream DESC, f.sequence DESC LIMIT ?"""

# The catalog may be another by now, or was repaired: a row counts only if it is the same result.
_THIS = """ WHERE resultId = ? AND sequence = ?
  AND stream = (SELECT stream FROM OutboxStream WHERE streamId = ?)"""

_REFUSE = """INSERT OR REPLACE INTO OutboxRefused
    (stream, sequence, queuedAt, body, status, reason, refusedAt)
  SELECT stream, sequence, queuedAt, body, ?, ?, ? FROM OutboxResult"""

_STATE = "SELECT sent, lastSent, trouble, troubleSince, nextTry FROM OutboxState"

_FORGET = """DELETE FROM OutboxStream WHERE streamId IN (SELECT value FROM json_each(?))
  AND NOT EXISTS (SELECT 1 FROM OutboxResult o WHERE o.stream = OutboxStream.stream)
  AND NOT EXISTS (SELECT 1 FROM OutboxRefused f WHERE f.stream = OutboxStream.stream)"""


@door
class SqliteOutbox:
    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def path(self) -> Path:
        return self._database.path

    def add(self, stream: OutboxStream, first: int, bodies: Sequence[Body]) -> None:
        if not bodies:
            return
        with self._database.transaction() as db:
            number, queued_at = _stream(db, stream), now()
            db.executemany(
                _ADD,
                [
                    (number, place, queued_at, json.dumps(body))
                    for place, body in enumerate(bodies, first)
                ],
            )

    def add_runs(self, since: str) -> int:
        ids = [
            row["analysisId"]
            for row in self._database.reader().execute(
                """SELECT a.analysisId FROM Analysis a JOIN Run u USING (runId)
                   WHERE a.current = 1 AND u.startedAt >= ? ORDER BY a.analysisId""",
                (since,),
            )
        ]
        added = 0
        for place in range(0, len(ids), _AT_ONCE):
            with self._database.transaction() as db:
                added += queue_analyses(db, ids[place : place + _AT_ONCE])
        return added

    def waiting(self, most: int) -> list[Queued]:
        found = self._database.reader().execute(_WAITING, (most,))
        return [made(Queued, row) for row in found]

    def sent(self, results: Sequence[Queued]) -> None:
        with self._database.transaction() as db:
            gone = _remove(db, results)
            _have_state(db)
            db.execute(
                """UPDATE OutboxState SET sent = sent + ?, lastSent = ?, trouble = NULL,
                     troubleSince = NULL, nextTry = NULL""",
                (gone, now()),
            )

    def refuse(self, result: Queued, status: int, reason: str) -> None:
        with self._database.transaction() as db:
            db.execute(_REFUSE + _THIS, (status, reason, now(), *_this(result)))
            _remove(db, [result])

    def add_refused(self) -> int:
        with self._database.transaction() as db:
            added = db.execute(
                """INSERT OR IGNORE INTO OutboxResult (stream, sequence, queuedAt, body)
                   SELECT stream, sequence, ?, body FROM OutboxRefused
                   ORDER BY stream, sequence""",
                (now(),),
            ).rowcount
            db.execute("DELETE FROM OutboxRefused")
            return added

    def refusals(self, most: int) -> list[Refusal]:
        found = self._database.reader().execute(_REFUSALS, (most,))
        return [made(Refusal, row) for row in found]

    def note_trouble(self, trouble: str, next_try: str) -> None:
        with self._database.transaction() as db:
            _have_state(db)
            db.execute(
                """UPDATE OutboxState SET trouble = ?, nextTry = ?,
                     troubleSince = coalesce(troubleSince, ?)""",
                (trouble, next_try, now()),
            )

    def state(self) -> OutboxState:
        db = self._database.reader()
        oldest = db.execute("SELECT queuedAt FROM OutboxResult ORDER BY resultId LIMIT 1")
        first = oldest.fetchone()
        last = db.execute(_STATE).fetchone()
        return OutboxState(
            waiting=_count(db, "OutboxResult"),
            oldest=None if first is None else first["queuedAt"],
            refused=_count(db, "OutboxRefused"),
            last=LastTry() if last is None else made(LastTry, last),
        )


def queue_analyses(db: sqlite3.Connection, ids: Sequence[int]) -> int:
    """Queue what analyses found, inside the caller's transaction; returns how many were added."""
    if not ids:
        return 0
    queued_at, added = now(), 0
    for row in db.execute(_HEADS, (json.dumps(list(ids)),)).fetchall():
        number = _stream(db, _of_analysis(row))
        body = {
            "kind": "recording",
            "status": row["status"],
            "seconds": row["secondsReached"],
            "detections": row["detections"],
        }
        added += db.execute(_ADD, (number, 0, queued_at, json.dumps(body))).rowcount
        own = {"stream": number, "queuedAt": queued_at, "analysis": row["analysisId"]}
        added += db.execute(_DETECTIONS, own).rowcount
    return added


@from_rows()
def _of_analysis(row: sqlite3.Row) -> OutboxStream:
    """Name an analysis by what makes it, so that it has the same name whenever it is queued."""
    model = {name: row[name] for name in ("name", "version", "sha256")}
    path = url_path(row["url"])
    makes = ("url", "sizeBytes", "modifiedNs", "channel", "sha256", "converter", "settingsDigest")
    names = [row[name] for name in (*makes, "startedAt")]
    recording: dict[str, object] = {"path": path_text(path), "start": row["datetime"]}
    if row["channel"] is not None:
        recording["channel"] = row["channel"]
    head = {
        "site": row["site_code"],
        "recording": recording,
        "model": model,
    }
    digest = hashlib.sha256(json.dumps(names).encode())
    return OutboxStream(digest.hexdigest()[:32], json.dumps(head), live=False)


def _stream(db: sqlite3.Connection, stream: OutboxStream) -> int:
    """Find or add a stream; returns its number."""
    db.execute(
        "INSERT OR IGNORE INTO OutboxStream (streamId, head, live) VALUES (?, ?, ?)",
        (stream.stream_id, stream.head, int(stream.live)),
    )
    row = db.execute("SELECT stream FROM OutboxStream WHERE streamId = ?", (stream.stream_id,))
    return int(row.fetchone()["stream"])


def _remove(db: sqlite3.Connection, results: Sequence[Queued]) -> int:
    """Remove results that no longer wait, and the streams that have no others."""
    delete = "DELETE FROM OutboxResult" + _THIS
    removed = db.executemany(delete, [_this(each) for each in results]).rowcount
    db.execute(_FORGET, (json.dumps([*{each.stream_id for each in results}]),))
    return removed


def _this(result: Queued) -> tuple[int, int, str]:
    return result.row, result.sequence, result.stream_id


def _have_state(db: sqlite3.Connection) -> None:
    db.execute("INSERT OR IGNORE INTO OutboxState (one) VALUES (1)")


def _count(db: sqlite3.Connection, table: str) -> int:
    return int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
