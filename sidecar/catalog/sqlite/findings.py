"""Writes a model's detections: a few statements for thousands, not some for each detection.

Every function here runs inside a transaction of Catalog's.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import islice

from sidecar.catalog.sqlite.rows import VERDICT, now, species_id
from sidecar.catalog.sqlite.tallies import keep_tallies
from sidecar.run.detections import Detection

# Detections that are staged together: some 10 MB of memory. Rows go to the indexes by species, so
# many of them meet on one page.
_AT_ONCE = 100_000

# Tables of the writer's connection alone.
_STAGES = (
    """CREATE TEMP TABLE IF NOT EXISTS FoundHere (analysisId INTEGER, recordingId INTEGER,
         speciesId INTEGER, startTime REAL, endTime REAL, confidence REAL, occurrence REAL,
         windows INTEGER, regionId INTEGER, annotationId INTEGER)""",
    """CREATE TEMP TABLE IF NOT EXISTS MadeBefore (regionId INTEGER, speciesId INTEGER,
         annotationId INTEGER, PRIMARY KEY (regionId, speciesId)) WITHOUT ROWID""",
    """CREATE TEMP TABLE IF NOT EXISTS RegionHere
         (recordingId INTEGER, startTime REAL, endTime REAL)""",
    "DELETE FROM FoundHere",
    "DELETE FROM RegionHere",
    "DELETE FROM MadeBefore",
)

# Plus signs and CROSS JOINs below keep SQLite from walking all detections of a model.

_ADD_REGIONS = """INSERT OR IGNORE INTO RegionOfInterest (recordingId, starttime, endtime)
  SELECT recordingId, startTime, endTime FROM RegionHere ORDER BY rowid"""
_REGION_IDS = """SELECT h.rowid, r.regionId FROM RegionHere h
  CROSS JOIN RegionOfInterest r ON r.recordingId = h.recordingId AND r.starttime = h.startTime
    AND r.endtime = h.endTime"""

# A model's annotation of a region belongs to its detection there, though the app may have given the
# annotation another species.
_MADE_BEFORE = """INSERT INTO MadeBefore
  SELECT n.regionId, d.speciesId, min(n.annotationId)
  FROM (SELECT DISTINCT regionId FROM FoundHere) h
  CROSS JOIN Annotation n ON n.labelerId = :labeler AND n.regionId = h.regionId
  CROSS JOIN Detection d ON d.annotationId = n.annotationId
  GROUP BY n.regionId, d.speciesId"""
_FIND_DETECTED = """UPDATE FoundHere SET annotationId =
  (SELECT b.annotationId FROM MadeBefore b
   WHERE b.regionId = FoundHere.regionId AND b.speciesId = FoundHere.speciesId)"""
_FIND_NAMED = """UPDATE FoundHere SET annotationId =
  (SELECT min(n.annotationId) FROM Annotation n WHERE n.regionId = FoundHere.regionId
     AND +n.labelerId = :labeler AND n.speciesId = FoundHere.speciesId
     AND NOT EXISTS (SELECT 1 FROM Detection d WHERE d.annotationId = n.annotationId))
  WHERE annotationId IS NULL"""

# Two classes of a model with one species in one region share one annotation.
_ANNOTATE = """INSERT INTO Annotation (annotationId, verified, regionId, labelerId, annotationDate,
    speciesId, speciesProbability, mostRecent)
  SELECT (SELECT coalesce(max(annotationId), 0) FROM Annotation) + rowid, 'UNVERIFIED', regionId,
    :labeler, :today, speciesId, CAST(round(100 * confidence) AS INTEGER), 1
  FROM FoundHere WHERE rowid IN
    (SELECT min(rowid) FROM FoundHere WHERE annotationId IS NULL GROUP BY regionId, speciesId)
  ORDER BY speciesId, rowid"""

_DETECT = """INSERT INTO Detection (detectionId, analysisId, annotationId, speciesId, startTime,
    endTime, confidence, occurrence, windows, current, heardAt)
  SELECT (SELECT coalesce(max(detectionId), 0) FROM Detection) + h.rowid, h.analysisId,
    h.annotationId, h.speciesId, h.startTime, h.endTime, h.confidence, h.occurrence, h.windows, 1,
    (SELECT c.startsAt FROM RecordingClock c WHERE c.recordingId = h.recordingId) + h.startTime
  FROM FoundHere h ORDER BY h.speciesId, h.confidence"""

# A detection has a verdict where people decided in its region, or where the app judged or renamed
# its annotation.
_JUDGE = f"""UPDATE Detection SET verified = {VERDICT}
  WHERE detectionId IN (
    SELECT d.detectionId FROM FoundHere h
    CROSS JOIN Annotation n ON n.annotationId = h.annotationId
    CROSS JOIN Detection d ON d.annotationId = n.annotationId AND +d.analysisId = h.analysisId
    WHERE n.verified <> 'UNVERIFIED' OR n.speciesId IS NOT h.speciesId
      OR h.regionId IN (
        SELECT r.regionId FROM (SELECT DISTINCT regionId FROM FoundHere) r
        WHERE EXISTS (SELECT 1 FROM Decided g WHERE g.regionId = r.regionId)))"""


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
    ids: dict[str, int] = {}
    each = (
        (analysis_id, recording_id, row)
        for analysis_id, recording_id, some in found
        for row in some
    )
    while part := list(islice(each, _AT_ONCE)):
        _stage(db, part, ids)
        db.execute(_MADE_BEFORE, names)
        db.execute(_FIND_DETECTED)
        db.execute(_FIND_NAMED, names)
        db.execute(_ANNOTATE, names)
        db.execute(_FIND_NAMED, names)
        db.execute(_DETECT)
        db.execute(_JUDGE)
    keep_tallies(db, (analysis_id for analysis_id, _, _ in found))


def _stage(
    db: sqlite3.Connection, part: Sequence[tuple[int, int, Detection]], ids: dict[str, int]
) -> None:
    for sql in _STAGES:
        db.execute(sql)
    for _, _, row in part:
        if row.species not in ids:
            ids[row.species] = species_id(db, row.species, row.common)
    regions = list(dict.fromkeys((recording, row.start_s, row.end_s) for _, recording, row in part))
    db.executemany("INSERT INTO RegionHere VALUES (?, ?, ?)", regions)
    db.execute(_ADD_REGIONS)
    region_ids = {regions[row[0] - 1]: row[1] for row in db.execute(_REGION_IDS)}
    db.executemany(
        "INSERT INTO FoundHere VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
        _rows(part, ids, region_ids),
    )


def _rows(
    part: Sequence[tuple[int, int, Detection]],
    ids: dict[str, int],
    region_ids: dict[tuple[int, float, float], int],
) -> Iterator[tuple[object, ...]]:
    for analysis_id, recording_id, row in part:
        yield (
            analysis_id,
            recording_id,
            ids[row.species],
            row.start_s,
            row.end_s,
            row.confidence,
            row.occurrence,
            row.windows,
            region_ids[recording_id, row.start_s, row.end_s],
        )
