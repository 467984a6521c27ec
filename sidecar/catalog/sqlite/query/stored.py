"""Finds the stored windows that count for each recording."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from dataclasses import replace

import numpy as np

from sidecar.catalog.sqlite.door import from_rows
from sidecar.catalog.sqlite.vectors import windows_of
from sidecar.run.windows import Windows

# Tests whether a window set `w` counts for its recording. Of several (other overlaps), the one of
# the present file comes first, then the one of the model's current analysis, then the latest. The
# plus sign keeps SQLite from reading all windows of the model.
STANDS = """w.windowSetId = (
  SELECT o.windowSetId FROM WindowSet o LEFT JOIN RecordingFacts x USING (recordingId)
  LEFT JOIN Analysis n ON n.windowSetId = o.windowSetId AND n.modelId = o.modelId AND n.current = 1
  WHERE o.recordingId = w.recordingId AND +o.modelId = w.modelId
    AND o.firstVector IS NOT NULL AND o.windows > 0
  ORDER BY coalesce(o.sizeBytes = x.sizeBytes AND o.modifiedNs = x.modifiedNs, 0) DESC,
    n.analysisId IS NULL, o.windowSetId DESC LIMIT 1)"""


def stored_windows(
    db: sqlite3.Connection, model_id: int, recordings: Collection[int] | None = None
) -> Windows:
    """List the windows that count for all or some recordings, by row."""
    found = db.execute(
        f"""SELECT w.windowSetId, w.recordingId, w.firstVector, w.windows, w.secondsReached, r.url
            FROM WindowSet w JOIN Recording r USING (recordingId)
            WHERE w.modelId = ? AND {STANDS} ORDER BY w.firstVector""",
        (model_id,),
    )
    wanted = None if recordings is None else set(recordings)
    kept = (row for row in found if wanted is None or row["recordingId"] in wanted)
    return windows_of(model_id, kept)


@from_rows()
def cut(db: sqlite3.Connection, windows: Windows) -> Windows:
    """Look up the first samples of windows; leaves out recordings whose windows are gone."""
    found = db.execute(
        """SELECT windowSetId, firstVector, offsets FROM WindowSet
           WHERE windowSetId IN (SELECT value FROM json_each(?))""",
        [json.dumps(windows.set_id.tolist())],
    )
    # SQLite may reuse an id, but a row of the embeddings' file is never used twice.
    offsets = {(key, first): np.frombuffer(begins, "<i8") for key, first, begins in found}
    keys = list(zip(windows.set_id.tolist(), windows.first.tolist(), strict=True))
    there = windows.take(np.flatnonzero([key in offsets for key in keys]).astype(np.int64))
    begins = [offsets[key] for key in keys if key in offsets]
    if [len(each) for each in begins] != there.count.tolist():
        raise ValueError("a window set has another number of offsets than windows")
    return replace(there, offsets=np.concatenate([np.empty(0, np.int64), *begins]))
