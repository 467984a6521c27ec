"""Which stored windows stand for each recording."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection

from sidecar.run.windows import Stored
from sidecar.store.runs import stored_of

# That a window set `w` is the one that stands for its recording: of several (other overlaps) that
# of the file as it is now, that of the model's current analysis, or the latest. The plus sign keeps
# SQLite from all windows of the model.
STANDS = """w.windowSetId = (
  SELECT o.windowSetId FROM WindowSet o LEFT JOIN RecordingFacts x USING (recordingId)
  LEFT JOIN Analysis n ON n.windowSetId = o.windowSetId AND n.modelId = o.modelId AND n.current = 1
  WHERE o.recordingId = w.recordingId AND +o.modelId = w.modelId
    AND o.firstVector IS NOT NULL AND o.windows > 0
  ORDER BY coalesce(o.sizeBytes = x.sizeBytes AND o.modifiedNs = x.modifiedNs, 0) DESC,
    n.analysisId IS NULL, o.windowSetId DESC LIMIT 1)"""


def stored_sets(
    db: sqlite3.Connection, model_id: int, recordings: Collection[int] | None = None
) -> list[Stored]:
    """List one set of windows a recording, by row; of all recordings or of some."""
    found = db.execute(
        f"""SELECT w.*, r.url, r.samplerate, f.frames
            FROM WindowSet w JOIN Recording r USING (recordingId)
            LEFT JOIN RecordingFacts f USING (recordingId)
            WHERE w.modelId = ? AND {STANDS} ORDER BY w.firstVector""",
        (model_id,),
    )
    wanted = None if recordings is None else set(recordings)
    return [stored_of(row) for row in found if wanted is None or row["recordingId"] in wanted]


def copies(db: sqlite3.Connection) -> dict[int, int]:
    """Find recordings with the samples of an earlier one, and which that is."""
    found = db.execute(
        """SELECT recordingId, first FROM (
             SELECT recordingId, min(recordingId) OVER (PARTITION BY sampleDigest) AS first
             FROM RecordingIdentity WHERE sampleDigest IS NOT NULL)
           WHERE recordingId <> first"""
    )
    return {row["recordingId"]: row["first"] for row in found}
