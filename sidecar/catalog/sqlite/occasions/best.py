"""The detection that gave an occasion its best score."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from sidecar.catalog.occasions import BestDetection, CellPlace
from sidecar.catalog.sqlite.door import from_rows

# The species' index in the order of time leads to a night's detections.
_BEST = """SELECT d.detectionId, r.url, d.startTime, d.endTime, lower(hex(i.sampleDigest))
  FROM Species s CROSS JOIN Detection d INDEXED BY DetectionBySpeciesTime
    ON d.current = 1 AND d.speciesId = s.speciesId AND d.heardAt >= ? AND d.heardAt < ?
  CROSS JOIN Analysis a ON a.analysisId = d.analysisId
  JOIN ModelVersion m ON m.modelId = a.modelId AND m.name = ?
  CROSS JOIN Recording r ON r.recordingId = a.recordingId
  JOIN Deployment p ON p.deploymentId = r.deploymentId AND p.siteId = ?
  LEFT JOIN RecordingIdentity i ON i.recordingId = r.recordingId
  WHERE s.species = ? AND d.confidence = ? ORDER BY d.heardAt, d.detectionId LIMIT 1"""


def best_of(
    db: sqlite3.Connection, model: str, cells: Sequence[CellPlace]
) -> list[BestDetection | None]:
    """Find the first detection of each cell that has the cell's score."""
    found: list[BestDetection | None] = []
    for each in cells:
        bound = (each.begin_s, each.end_s, model, each.site_id, each.species, each.confidence)
        row = db.execute(_BEST, bound).fetchone()
        with from_rows():
            found.append(
                None
                if row is None
                else BestDetection(row[0], row[1], row[2], row[3], row[4] or None)
            )
    return found
