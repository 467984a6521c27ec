"""Speech in recordings, and copies without it, in SQLite."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path

from sidecar.catalog.speech import Redaction
from sidecar.catalog.sqlite.database import Database
from sidecar.catalog.sqlite.door import door, from_rows, made
from sidecar.catalog.sqlite.rows import now
from sidecar.errors import InvalidParams
from sidecar.speech.intervals import HeardSpeech, Interval

_HEARD = """SELECT h.recordingId, h.detector, h.secondsHeard, z.startMs, z.endMs, z.probability
  FROM json_each(?) u CROSS JOIN SpeechHearing h ON h.recordingId = u.value
  LEFT JOIN SpeechInterval z ON z.recordingId = h.recordingId
  ORDER BY h.recordingId, z.startMs"""
_REDACTIONS = """SELECT recordingId, originalId, digest, detector, muted, madeBy, madeAt
  FROM Redaction WHERE recordingId IN (SELECT value FROM json_each(:ids))
    OR originalId IN (SELECT value FROM json_each(:ids)) ORDER BY recordingId"""


@door
class SqliteSpeech:
    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def path(self) -> Path:
        return self._database.path

    def put(self, heard: Mapping[int, HeardSpeech]) -> None:
        with self._database.transaction() as db:
            for recording_id, each in heard.items():
                there = db.execute("SELECT 1 FROM Recording WHERE recordingId = ?", (recording_id,))
                if there.fetchone():
                    put_speech(db, recording_id, each)

    def heard(self, recording_ids: Sequence[int]) -> dict[int, HeardSpeech]:
        ids = json.dumps([*set(recording_ids)])
        return _heard(self._database.reader().execute(_HEARD, (ids,)).fetchall())

    def listened(self, recording_ids: Sequence[int], detector: str | None = None) -> set[int]:
        found = self._database.reader().execute(
            """SELECT h.recordingId FROM json_each(?) u
               CROSS JOIN SpeechHearing h ON h.recordingId = u.value
               WHERE h.detector = coalesce(?, h.detector)""",
            (json.dumps([*recording_ids]), detector),
        )
        return {row["recordingId"] for row in found}

    @property
    def any(self) -> bool:
        found = self._database.reader().execute("SELECT 1 FROM SpeechHearing LIMIT 1")
        return found.fetchone() is not None

    def link(self, redaction: Redaction) -> None:
        muted = json.dumps([*map(list, redaction.muted)])
        values = (
            *(redaction.recording_id, redaction.original_id, redaction.digest),
            *(redaction.detector, muted, redaction.made_at or now(), redaction.made_by),
        )
        with self._database.transaction() as db:
            there = "SELECT 1 FROM Recording WHERE recordingId = ?"
            if db.execute(there, (redaction.recording_id,)).fetchone() is None:
                raise InvalidParams(
                    f"The catalog has no recording {redaction.recording_id}.", field="recordingId"
                )
            db.execute("INSERT OR REPLACE INTO Redaction VALUES (?, ?, ?, ?, ?, ?, ?)", values)

    def redactions(self, recording_ids: Sequence[int]) -> list[Redaction]:
        found = self._database.reader().execute(_REDACTIONS, {"ids": json.dumps([*recording_ids])})
        return [_redaction(row) for row in found.fetchall()]


def put_speech(db: sqlite3.Connection, recording_id: int, heard: HeardSpeech) -> None:
    """Keep what was heard of a recording, in place of what was heard before."""
    lengths = [each.end_ms - each.start_ms for each in heard.intervals]
    # With the hearing go its stretches.
    db.execute("DELETE FROM SpeechHearing WHERE recordingId = ?", (recording_id,))
    db.execute(
        """INSERT INTO SpeechHearing
             (recordingId, detector, secondsHeard, speechMs, longestMs, heardAt)
           VALUES (?, ?, ?, ?, ?, ?)""",
        (
            *(recording_id, heard.detector, heard.seconds),
            *(sum(lengths), max(lengths, default=0), now()),
        ),
    )
    db.executemany(
        """INSERT INTO SpeechInterval (recordingId, startMs, endMs, probability)
           VALUES (?, ?, ?, ?)""",
        ((recording_id, each.start_ms, each.end_ms, each.probability) for each in heard.intervals),
    )


def join_speech(db: sqlite3.Connection, kept: int, gone: int) -> None:
    """Give a recording what was heard of another row of it, unless it was listened to itself."""
    there = "SELECT 1 FROM SpeechHearing WHERE recordingId = ?"
    if db.execute(there, (kept,)).fetchone() is None:
        columns = "detector, secondsHeard, speechMs, longestMs, heardAt"
        db.execute(
            f"""INSERT INTO SpeechHearing (recordingId, {columns})
                SELECT ?, {columns} FROM SpeechHearing WHERE recordingId = ?""",
            (kept, gone),
        )
        db.execute("UPDATE SpeechInterval SET recordingId = ? WHERE recordingId = ?", (kept, gone))
    db.execute("UPDATE OR IGNORE Redaction SET recordingId = ? WHERE recordingId = ?", (kept, gone))
    db.execute("UPDATE Redaction SET originalId = ? WHERE originalId = ?", (kept, gone))
    # A copy that became its original's file is a copy of nothing that is still there.
    db.execute("UPDATE Redaction SET originalId = NULL WHERE originalId = recordingId")


@from_rows()
def _heard(rows: Sequence[sqlite3.Row]) -> dict[int, HeardSpeech]:
    found: dict[int, HeardSpeech] = {}
    for recording_id, own in groupby(rows, lambda row: int(row["recordingId"])):
        stretches = list(own)
        found[recording_id] = HeardSpeech(
            detector=str(stretches[0]["detector"]),
            seconds=float(stretches[0]["secondsHeard"]),
            intervals=tuple(
                made(Interval, tuple(row)[3:]) for row in stretches if row["startMs"] is not None
            ),
        )
    return found


@from_rows()
def _redaction(row: sqlite3.Row) -> Redaction:
    values = dict(zip(row.keys(), row, strict=True))
    muted = [(int(start), int(end)) for start, end in json.loads(values["muted"])]
    return Redaction(
        recording_id=int(values["recordingId"]),
        original_id=None if values["originalId"] is None else int(values["originalId"]),
        digest=None if values["digest"] is None else bytes(values["digest"]),
        detector=str(values["detector"]),
        muted=muted,
        made_by=str(values["madeBy"]),
        made_at=str(values["madeAt"]),
    )
