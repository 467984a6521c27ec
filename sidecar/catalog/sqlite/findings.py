"""Writes a model's detections: a few statements for all, not some for each detection.

Every function here runs inside a transaction of Catalog's.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from sidecar.catalog.sqlite.rows import now, species_id
from sidecar.run.detections import Detection

# A table of the writer's connection alone.
_STAGE = """CREATE TEMP TABLE IF NOT EXISTS FoundHere (analysisId INTEGER, recordingId INTEGER,
  speciesId INTEGER, startTime REAL, endTime REAL, confidence REAL, occurrence REAL,
  windows INTEGER, regionId INTEGER, annotationId INTEGER)"""

# Plus signs and CROSS JOINs below keep SQLite from walking all detections of a model.

# A model's annotation of a region belongs to its detection there, though the app may have given the
# annotation another species.
_FIND_DETECTED = """UPDATE FoundHere SET annotationId =
  (SELECT min(n.annotationId) FROM Annotation n CROSS JOIN Detection d USING (annotationId)
   WHERE n.regionId = FoundHere.regionId AND +n.labelerId = :labeler
     AND +d.speciesId = FoundHere.speciesId)"""
_FIND_NAMED = """UPDATE FoundHere SET annotationId =
  (SELECT min(n.annotationId) FROM Annotation n WHERE n.regionId = FoundHere.regionId
     AND +n.labelerId = :labeler AND n.speciesId = FoundHere.speciesId
     AND NOT EXISTS (SELECT 1 FROM Detection d WHERE d.annotationId = n.annotationId))
  WHERE annotationId IS NULL"""

# Two classes of a model with one species in one region share one annotation.
_ANNOTATE = """INSERT INTO Annotation (verified, regionId, labelerId, annotationDate, speciesId,
    speciesProbability, mostRecent)
  SELECT 'UNVERIFIED', regionId, :labeler, :today, speciesId,
    CAST(round(100 * confidence) AS INTEGER), 1
  FROM FoundHere WHERE rowid IN
    (SELECT min(rowid) FROM FoundHere WHERE annotationId IS NULL GROUP BY regionId, speciesId)
  ORDER BY rowid"""

_DETECT = """INSERT INTO Detection (analysisId, annotationId, speciesId, startTime, endTime,
    confidence, occurrence, windows, current, heardAt)
  SELECT h.analysisId, h.annotationId, h.speciesId, h.startTime, h.endTime, h.confidence,
    h.occurrence, h.windows, 1, c.startsAt + h.startTime
  FROM FoundHere h CROSS JOIN RecordingClock c ON c.recordingId = h.recordingId
  ORDER BY h.rowid"""


def put_findings(
    db: sqlite3.Connection, model_id: int, found: Sequence[tuple[int, int, Sequence[Detection]]]
) -> None:
    """Add the detections of analyses, given as analysisId, recordingId and detections.

    Each detection has an annotation for the app, new unless the model made it before.
    """
    if not any(each for _, _, each in found):
        return
    (labeler_id,) = db.execute(
        "SELECT labelerId FROM ModelVersion WHERE modelId = ?", (model_id,)
    ).fetchone()
    names = {"labeler": labeler_id, "today": now()}
    _stage(db, found)
    db.execute(_FIND_DETECTED, names)
    db.execute(_FIND_NAMED, names)
    db.execute(_ANNOTATE, names)
    db.execute(_FIND_NAMED, names)
    db.execute(_DETECT, names)


def _stage(db: sqlite3.Connection, found: Sequence[tuple[int, int, Sequence[Detection]]]) -> None:
    db.execute(_STAGE)
    db.execute("DELETE FROM FoundHere")
    common = {row.species: row.common for _, _, some in found for row in some}
    ids = {species: species_id(db, species, name) for species, name in common.items()}
    db.executemany(
        "INSERT OR IGNORE INTO RegionOfInterest (recordingId, starttime, endtime) VALUES (?, ?, ?)",
        ((recording, row.start_s, row.end_s) for _, recording, some in found for row in some),
    )
    db.executemany(
        """INSERT INTO FoundHere SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8,
             (SELECT regionId FROM RegionOfInterest
              WHERE recordingId = ?2 AND starttime = ?4 AND endtime = ?5), NULL""",
        _rows(found, ids),
    )


def _rows(
    found: Sequence[tuple[int, int, Sequence[Detection]]], ids: dict[str, int]
) -> Iterator[tuple[object, ...]]:
    for analysis_id, recording_id, some in found:
        for row in some:
            yield (
                analysis_id,
                recording_id,
                ids[row.species],
                row.start_s,
                row.end_s,
                row.confidence,
                row.occurrence,
                row.windows,
            )
