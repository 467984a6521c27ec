"""What was measured of minutes, in SQLite: one value for each recording."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sidecar.catalog.measured import Measured
from sidecar.catalog.sqlite.database import Database
from sidecar.catalog.sqlite.door import door, from_rows
from sidecar.indices.columns import VERSION
from sidecar.indices.minutes import Minutes, unpacked
from sidecar.values import Float64

_ALL = f"""SELECT recordingId, seconds, minutes FROM RecordingMinutes WHERE version = {VERSION}"""

# A digest may be of the beginning alone, and a recording that was only imported may have none.
_SAME = """SELECT 1 FROM Recording r LEFT JOIN RecordingIdentity i USING (recordingId)
  WHERE coalesce(substr(?, 1, length(i.sampleDigest)) = i.sampleDigest, 1) AND r.recordingId = ?"""


@door
class SqliteMeasurements:
    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def path(self) -> Path:
        return self._database.path

    def put(self, found: Sequence[Measured]) -> list[bool]:
        kept = []
        with self._database.transaction() as db:
            for each in found:
                same = db.execute(_SAME, (each.digest, each.recording_id)).fetchone() is not None
                if same:
                    put_minutes(db, each.recording_id, each.minutes)
                kept.append(same)
        return kept

    def of(self, recording_ids: Sequence[int]) -> dict[int, Minutes]:
        return dict(self._read(recording_ids))

    def measured(self) -> frozenset[int]:
        sql = f"SELECT recordingId FROM RecordingMinutes WHERE version = {VERSION}"
        return frozenset(row[0] for row in self._database.reader().execute(sql))

    def masked(
        self, mask: Mapping[str, float], recording_ids: Sequence[int] | None = None
    ) -> dict[int, float]:
        return {each: minutes.masked_s(mask) for each, minutes in self._read(recording_ids)}

    def masked_spans(
        self, mask: Mapping[str, float], recording_ids: Sequence[int] | None = None
    ) -> dict[int, Float64]:
        return {each: minutes.masked(mask) for each, minutes in self._read(recording_ids)}

    def _read(self, recording_ids: Sequence[int] | None) -> Iterator[tuple[int, Minutes]]:
        some, bound = "", tuple[str, ...]()
        if recording_ids is not None:
            some = " AND recordingId IN (SELECT value FROM json_each(?))"
            bound = (json.dumps([*recording_ids]),)
        for row in self._database.reader().execute(_ALL + some, bound):
            yield _minutes(row)


@from_rows()
def _minutes(row: sqlite3.Row) -> tuple[int, Minutes]:
    return row["recordingId"], unpacked(row["minutes"], float(row["seconds"]))


def put_minutes(db: sqlite3.Connection, recording_id: int, minutes: Minutes) -> None:
    """Keep what was measured of a recording, in a transaction of the caller's."""
    db.execute(
        "INSERT OR REPLACE INTO RecordingMinutes VALUES (?, ?, ?, ?)",
        (recording_id, minutes.version, minutes.seconds, minutes.packed()),
    )
