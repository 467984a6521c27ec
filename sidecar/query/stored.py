"""Which stored windows stand for each recording."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from sidecar.values import Int64

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


@dataclass(frozen=True)
class StoredSet:
    """The windows of one recording: rows `first` to `first + count` of the model's embeddings."""

    window_set_id: int
    recording_id: int
    url: str
    first: int
    count: int
    reached_s: float


def stored_sets(
    db: sqlite3.Connection, model_id: int, recordings: Collection[int] | None = None
) -> list[StoredSet]:
    """List one set of windows a recording, by row; of all recordings or of some."""
    found = db.execute(
        f"""SELECT w.windowSetId, w.recordingId, r.url, w.firstVector, w.windows, w.secondsReached
            FROM WindowSet w JOIN Recording r USING (recordingId)
            WHERE w.modelId = ? AND {STANDS} ORDER BY w.firstVector""",
        (model_id,),
    )
    wanted = None if recordings is None else set(recordings)
    return [StoredSet(*row) for row in found if wanted is None or row["recordingId"] in wanted]


def copies(db: sqlite3.Connection) -> dict[int, int]:
    """Find recordings with the samples of an earlier one, and which that is."""
    found = db.execute(
        """SELECT recordingId, first FROM (
             SELECT recordingId, min(recordingId) OVER (PARTITION BY sampleDigest) AS first
             FROM RecordingIdentity WHERE sampleDigest IS NOT NULL)
           WHERE recordingId <> first"""
    )
    return {row["recordingId"]: row["first"] for row in found}


def offsets_of(db: sqlite3.Connection, sets: Sequence[StoredSet]) -> list[tuple[StoredSet, Int64]]:
    """Read the first samples of the windows of sets, at the model's rate; of those still there."""
    found = db.execute(
        """SELECT windowSetId, firstVector, offsets FROM WindowSet
           WHERE windowSetId IN (SELECT value FROM json_each(?))""",
        [json.dumps([each.window_set_id for each in sets])],
    )
    # An id may be given out again, a row of the file of embeddings never is.
    offsets = {(key, first): np.frombuffer(begins, "<i8") for key, first, begins in found}
    keyed = [(each, offsets.get((each.window_set_id, each.first))) for each in sets]
    return [(each, begins) for each, begins in keyed if begins is not None]
