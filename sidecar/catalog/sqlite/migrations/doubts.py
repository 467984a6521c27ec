"""Recordings of older catalogs whose sound may have changed under their labels."""

from __future__ import annotations

import sqlite3
from pathlib import Path

# Of versions 1 and 2. One detection of equal confidence in both files proves that only the file was
# touched.
DOUBTS = """
SELECT f.recordingId,
  (SELECT min(u.startedAt) FROM Analysis a JOIN Run u USING (runId)
   WHERE a.recordingId = f.recordingId
     AND a.sizeBytes = f.sizeBytes AND a.modifiedNs = f.modifiedNs) AS since
FROM RecordingFacts f
WHERE (
    EXISTS (SELECT 1 FROM Analysis a WHERE a.recordingId = f.recordingId
      AND (a.sizeBytes <> f.sizeBytes OR a.modifiedNs <> f.modifiedNs))
    OR EXISTS (SELECT 1 FROM WindowSet w WHERE w.recordingId = f.recordingId
      AND (w.sizeBytes <> f.sizeBytes OR w.modifiedNs <> f.modifiedNs)))
  AND EXISTS (SELECT 1 FROM RegionOfInterest r JOIN Annotation n USING (regionId)
    LEFT JOIN Labeler l USING (labelerId)
    WHERE r.recordingId = f.recordingId AND (l.isHuman = 1 OR n.verified <> 'UNVERIFIED'))
  AND NOT EXISTS (SELECT 1 FROM Analysis a JOIN Detection d USING (analysisId)
    JOIN Analysis b ON b.recordingId = a.recordingId AND b.modelId = a.modelId
    JOIN Detection e ON e.analysisId = b.analysisId AND e.speciesId = d.speciesId
      AND e.startTime = d.startTime AND e.confidence = d.confidence
    WHERE a.recordingId = f.recordingId AND d.confidence < 0.99
      AND (a.sizeBytes <> f.sizeBytes OR a.modifiedNs <> f.modifiedNs)
      AND b.sizeBytes = f.sizeBytes AND b.modifiedNs = f.modifiedNs)"""


def keep_doubts(db: sqlite3.Connection, _: Path) -> None:
    """Keep the evidence, which later analyses remove."""
    db.execute(f"INSERT INTO SoundDoubt {DOUBTS}")
