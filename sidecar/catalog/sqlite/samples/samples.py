"""The catalog's samples in SQLite."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from sidecar.catalog.runs import ModelVersion, StoredVersion
from sidecar.catalog.samples import (
    FoundWindows,
    FrameQuestion,
    Growth,
    Look,
    NewSample,
    Sample,
    SampledRecordings,
)
from sidecar.catalog.sqlite.database import Database
from sidecar.catalog.sqlite.door import door, from_rows
from sidecar.catalog.sqlite.query.tallied import one_state
from sidecar.catalog.sqlite.samples import keeping, reading
from sidecar.catalog.sqlite.samples.frame import ends, recordings, windows
from sidecar.values import Float64, Int64

_KNOWN = """SELECT 1 FROM RecordingIdentity WHERE sampleDigest = ?1
  UNION ALL SELECT 1 FROM RecordingAlias WHERE digest = ?1 LIMIT 1"""


@door
class SqliteSamples:
    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def path(self) -> Path:
        return self._database.path

    def models(self) -> list[StoredVersion]:
        found = self._database.reader().execute(
            """SELECT v.modelId, v.name, m.name, v.version, v.sha256, v.converter, v.licence
               FROM ModelVersion v JOIN Model m USING (modelId)
               WHERE EXISTS (SELECT 1 FROM Analysis a WHERE a.modelId = v.modelId AND a.current = 1)
               ORDER BY v.modelId"""
        )
        return [StoredVersion(row[0], ModelVersion(*map(str, tuple(row)[1:]))) for row in found]

    def windows(self, question: FrameQuestion) -> FoundWindows:
        return windows(self._database.reader(), question)

    def recordings(self, recording_ids: Sequence[int]) -> SampledRecordings:
        return recordings(self._database.reader(), recording_ids)

    def unjudged(self, model_id: int, recording_ids: Sequence[int]) -> tuple[int, int]:
        row = (
            self._database.reader()
            .execute(
                """SELECT count(DISTINCT CASE WHEN a.windowSetId IS NULL AND a.windows > 0
                     THEN a.recordingId END), coalesce(sum(a.quietWindows), 0)
                   FROM json_each(?) u CROSS JOIN Analysis a ON a.recordingId = u.value
                   WHERE +a.modelId = ? AND +a.current = 1""",
                (json.dumps([*recording_ids]), model_id),
            )
            .fetchone()
        )
        with from_rows():
            return int(row[0]), int(row[1])

    def ends(self, species: str, analysis: Int64, start_s: Float64, confidence: Float64) -> Float64:
        return ends(self._database.reader(), species, analysis, start_s, confidence)

    def known(self, digests: Collection[str]) -> set[str]:
        db = self._database.reader()
        return {each for each in digests if db.execute(_KNOWN, (bytes.fromhex(each),)).fetchone()}

    def add(self, sample: NewSample) -> int:
        with self._database.transaction() as db:
            return keeping.add(db, sample)

    def number(self, name: str) -> int | None:
        return keeping.number(self._database.reader(), name)

    def read(self, sample_id: int) -> Sample | None:
        db = self._database.reader()
        with one_state(db):
            return reading.read(db, sample_id)

    def whole(self, sample_id: int) -> NewSample | None:
        db = self._database.reader()
        with one_state(db):
            head = reading.head(db, sample_id)
            if head is None:
                return None
            return NewSample(head, reading.parts(db, sample_id, items=True))

    def grow(self, sample_id: int, growths: Iterable[Growth]) -> int:
        with self._database.transaction() as db:
            return keeping.grow(db, sample_id, growths)

    def skip(
        self,
        item_ids: Sequence[int],
        by: str,
        *,
        because: int | None = None,
        reason: str | None = None,
    ) -> int:
        with self._database.transaction() as db:
            return keeping.skip(db, item_ids, by, because=because, reason=reason)

    def unskip(self, item_ids: Collection[int]) -> int:
        with self._database.transaction() as db:
            return keeping.unskip(db, item_ids)

    def look(self, sample_id: int, shown: Look) -> None:
        with self._database.transaction() as db:
            keeping.look(db, sample_id, shown)

    def remove(self, sample_id: int) -> bool:
        with self._database.transaction() as db:
            found = db.execute("DELETE FROM Sample WHERE sampleId = ?", (sample_id,))
            return bool(found.rowcount)
