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

# Tests whether two channels share sound (`share` in `catalog/counting.py`); NULL: the mean of all.
SHARE = "({0} IS NULL OR {1} IS NULL OR {0} = {1})"

CHANNEL = "(SELECT channel FROM WindowSetChannel c WHERE c.windowSetId = {}.windowSetId)"

# Ranks a window set: those of the present file come first, then those of a current analysis.
_RANK = """(2 * EXISTS (SELECT 1 FROM RecordingFacts x WHERE x.recordingId = {0}.recordingId
      AND x.sizeBytes = {0}.sizeBytes AND x.modifiedNs = {0}.modifiedNs)
    + EXISTS (SELECT 1 FROM Analysis n WHERE n.windowSetId = {0}.windowSetId
      AND +n.modelId = {0}.modelId AND +n.current = 1))"""

# Tests whether a window set `w` counts for its recording. Of several (other overlaps or channels),
# those of the best rank count; of two that share sound, the later one. The plus signs keep SQLite
# from reading all windows or analyses of the model.
STANDS = f"""(w.firstVector IS NOT NULL AND w.windows > 0 AND NOT EXISTS (
  SELECT 1 FROM WindowSet o WHERE o.recordingId = w.recordingId AND +o.modelId = w.modelId
    AND o.windowSetId <> w.windowSetId AND o.firstVector IS NOT NULL AND o.windows > 0
    AND ({_RANK.format("o")} > {_RANK.format("w")}
      OR {_RANK.format("o")} = {_RANK.format("w")} AND o.windowSetId > w.windowSetId
        AND {SHARE.format(CHANNEL.format("o"), CHANNEL.format("w"))})))"""


def stored_windows(
    db: sqlite3.Connection, model_id: int, recordings: Collection[int] | None = None
) -> Windows:
    """List the windows that count for all or some recordings, by row."""
    found = db.execute(
        f"""SELECT w.windowSetId, w.recordingId, w.firstVector, w.windows, w.secondsReached,
              {CHANNEL.format("w")}, r.url
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
