"""What the catalog holds of models: their versions, and what each found in which recording."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from pathlib import Path

import numpy as np

from sidecar.catalog.analyses import Analyses, Found
from sidecar.catalog.runs import ModelVersion, StoredVersion, VersionUse
from sidecar.catalog.sqlite.database import Database
from sidecar.catalog.sqlite.door import door, from_rows

# A null channel is the mean of all.
_MEAN = 0

_FOUND = np.dtype(
    [
        ("analysis", "<i8"),
        ("detection", "<i8"),
        ("species", "<i8"),
        ("start", "<f8"),
        ("end", "<f8"),
        ("confidence", "<f8"),
    ]
)

# Detections that show the length of a model's window.
_SHOWING = 1_000


# A version's id, as `ModelVersion.version_id` makes it.
_ID = "substr(v.sha256, 1, 12) || '-' || v.converter"
_WANTED = f"{_ID} IN (SELECT value FROM json_each(?))"


@door
class SqliteModels:
    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def path(self) -> Path:
        return self._database.path

    def versions(self, name: str) -> list[StoredVersion]:
        found = self._database.reader().execute(
            """SELECT v.modelId, v.name, m.name, v.version, v.sha256, v.converter, v.licence
               FROM ModelVersion v JOIN Model m USING (modelId) WHERE v.name = ?
               ORDER BY (SELECT max(analysisId) FROM Analysis a WHERE a.modelId = v.modelId)
                 DESC NULLS LAST, v.modelId DESC""",
            (name,),
        )
        return [StoredVersion(row[0], ModelVersion(*map(str, tuple(row)[1:]))) for row in found]

    def analyses(self, model_id: int) -> Analyses:
        found = self._database.reader().execute(
            f"""SELECT a.recordingId, coalesce(c.channel, {_MEAN}), a.analysisId, a.runId,
                  a.secondsReached
                FROM Analysis a LEFT JOIN AnalysisChannel c USING (analysisId)
                WHERE a.modelId = ? ORDER BY a.current DESC, a.analysisId DESC""",
            (model_id,),
        )
        with from_rows():
            rows = [tuple(row) for row in found]
            whole = np.array([row[:4] for row in rows], np.int64).reshape(-1, 4)
            seconds = np.array([row[4] for row in rows], np.float64)
        # The first of each recording and channel counts.
        _, first = np.unique(whole[:, :2], axis=0, return_index=True)
        recording, channel, analysis, run = whole[first].T
        return Analyses(recording, channel, analysis, run, seconds[first])

    def least_confidence(self, run_ids: Iterable[int]) -> float:
        row = (
            self._database.reader()
            .execute(
                """SELECT max(iif(json_valid(settings), settings, '{}') ->> 'minConfidence')
                   FROM Run WHERE runId IN (SELECT value FROM json_each(?))""",
                (json.dumps(list(run_ids)),),
            )
            .fetchone()
        )
        with from_rows():
            return float(row[0] or 0.0)

    def window_s(self, model_id: int) -> float | None:
        row = (
            self._database.reader()
            .execute(
                f"""SELECT max(endTime - startTime) FROM (
                      SELECT d.startTime, d.endTime FROM Analysis a
                      CROSS JOIN Detection d ON d.analysisId = a.analysisId
                      WHERE a.modelId = ? AND d.windows = 1 LIMIT {_SHOWING})""",
                (model_id,),
            )
            .fetchone()
        )
        with from_rows():
            return None if row[0] is None else float(row[0])

    def found(self, analysis_ids: Iterable[int], confidence: float) -> Found:
        rows = self._database.reader().execute(
            """SELECT d.analysisId, d.detectionId, d.speciesId, d.startTime, d.endTime,
                 d.confidence
               FROM json_each(?) u CROSS JOIN Detection d ON d.analysisId = u.value
               WHERE d.confidence >= ?""",
            (json.dumps(list(analysis_ids)), confidence),
        )
        rows.row_factory = None  # NumPy takes tuples, and these are faster
        with from_rows():
            return Found(np.fromiter(rows, _FOUND))

    def species(self) -> dict[int, tuple[str, str | None]]:
        found = self._database.reader().execute("SELECT speciesId, species, common FROM Species")
        return {number: (species, common) for number, species, common in found}

    def uses(self, version_ids: Collection[str]) -> dict[str, VersionUse]:
        found = self._database.reader().execute(
            f"""SELECT {_ID} AS id,
                  (SELECT json_group_array(runId) FROM
                    (SELECT runId FROM Run r WHERE r.modelId = v.modelId ORDER BY runId DESC))
                    AS runs,
                  (SELECT count(*) FROM Analysis a CROSS JOIN Detection d USING (analysisId)
                   WHERE a.modelId = v.modelId) AS detections
                FROM ModelVersion v WHERE {_WANTED}""",
            (json.dumps([*version_ids]),),
        )
        with from_rows():
            return {
                str(row["id"]): VersionUse(json.loads(row["runs"]), int(row["detections"]))
                for row in found
            }

    def rename(self, name: str, to: str, version_ids: Collection[str]) -> int:
        ids = json.dumps([*version_ids])
        with self._database.transaction() as db:
            row = db.execute(
                f"""SELECT count(DISTINCT a.recordingId) FROM ModelVersion v
                    JOIN Analysis a USING (modelId) WHERE v.name IN (?, ?) AND {_WANTED}""",
                (name, to, ids),
            ).fetchone()
            db.execute(
                f"UPDATE ModelVersion AS v SET name = ? WHERE v.name = ? AND {_WANTED}",
                (to, name, ids),
            )
        with from_rows():
            return int(row[0])
