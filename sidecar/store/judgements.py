"""Writing what a head found in many recordings at once: a few statements, not some a detection."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from sidecar.store.rows import now, species_id

# recordingId, class, start and end in seconds, confidence
FoundRow = tuple[int, int, float, float, float]


@dataclass(frozen=True)
class Judge:
    """Who judges, in which run: `species` are the classes' scientific and common names."""

    run_id: int
    model_id: int
    settings_digest: str
    species: Sequence[tuple[str, str]]


# Plus signs and CROSS JOINs below keep SQLite from walking all that a model ever found.


def put_judgements(
    db: sqlite3.Connection, judge: Judge, window_sets: Sequence[int], found: Sequence[FoundRow]
) -> None:
    """Make analyses of stored windows, with all their detections; recordings are not repeated.

    They take over from what this head, and earlier ones of its name, found in these recordings
    before. What a person judged is not touched. Runs inside a transaction of Catalog's.
    """
    names = _names(db, judge)
    _stage(db, judge, window_sets, found)
    before = db.execute(
        """SELECT EXISTS (SELECT 1 FROM Analysis a WHERE +a.modelId IN (SELECT modelId FROM Judges)
             AND a.recordingId IN (SELECT recordingId FROM Judged))"""
    ).fetchone()[0]
    if before:
        _step_back(db, names)
    _insert(db, names)
    if before:
        _step_forward(db)


# Tables of the writer's connection alone: the models of this head's name, the windows that are
# judged, and what was found in them.
_STAGE = {
    "Judges": "modelId INTEGER PRIMARY KEY, labelerId INTEGER",
    "Judged": "recordingId INTEGER PRIMARY KEY, windowSetId INTEGER, startsAt INTEGER",
    "FoundHere": "recordingId INTEGER, speciesId INTEGER, startTime REAL, endTime REAL,"
    " confidence REAL, regionId INTEGER, annotationId INTEGER",
}


def _names(db: sqlite3.Connection, judge: Judge) -> dict[str, object]:
    (labeler_id,) = db.execute(
        "SELECT labelerId FROM ModelVersion WHERE modelId = ?", (judge.model_id,)
    ).fetchone()
    return {
        "run": judge.run_id,
        "model": judge.model_id,
        "labeler": labeler_id,
        "digest": judge.settings_digest,
        "today": now(),
    }


def _stage(
    db: sqlite3.Connection, judge: Judge, window_sets: Sequence[int], found: Sequence[FoundRow]
) -> None:
    for table, columns in _STAGE.items():
        db.execute(f"CREATE TEMP TABLE IF NOT EXISTS {table} ({columns})")
        db.execute(f"DELETE FROM {table}")
    db.execute(
        """INSERT INTO Judges SELECT modelId, labelerId FROM ModelVersion
           WHERE name = (SELECT name FROM ModelVersion WHERE modelId = ?)""",
        (judge.model_id,),
    )
    db.executemany(
        """INSERT INTO Judged SELECT recordingId, windowSetId, startsAt
           FROM WindowSet JOIN RecordingClock USING (recordingId) WHERE windowSetId = ?""",
        ((each,) for each in window_sets),
    )
    ids = [species_id(db, *names) for names in judge.species]
    db.executemany(
        "INSERT OR IGNORE INTO RegionOfInterest (recordingId, starttime, endtime) VALUES (?, ?, ?)",
        ((recording, start, end) for recording, _, start, end, _ in found),
    )
    db.executemany(
        """INSERT INTO FoundHere SELECT ?1, ?2, ?3, ?4, ?5,
             (SELECT regionId FROM RegionOfInterest
              WHERE recordingId = ?1 AND starttime = ?3 AND endtime = ?4), NULL""",
        ((recording, ids[label], *rest) for recording, label, *rest in found),
    )


def _step_back(db: sqlite3.Connection, names: dict[str, object]) -> None:
    """Let what was found before be no longer current, and gone where it is now replaced."""
    db.execute(
        """UPDATE Annotation SET mostRecent = 0
           WHERE mostRecent = 1 AND verified = 'UNVERIFIED'
             AND +labelerId IN (SELECT labelerId FROM Judges)
             AND regionId IN
               (SELECT g.regionId FROM Judged j
                CROSS JOIN RegionOfInterest g ON g.recordingId = j.recordingId)"""
    )
    db.execute(
        """DELETE FROM Analysis WHERE modelId = :model AND settingsDigest = :digest
             AND recordingId IN (SELECT recordingId FROM Judged)""",
        names,
    )
    db.execute(
        """UPDATE Analysis SET current = 0
           WHERE +current = 1 AND +modelId IN (SELECT modelId FROM Judges)
             AND recordingId IN (SELECT recordingId FROM Judged)"""
    )


_FIND_ANNOTATIONS = """UPDATE FoundHere SET annotationId =
  (SELECT min(n.annotationId) FROM Annotation n WHERE n.regionId = FoundHere.regionId
     AND +n.labelerId = :labeler AND n.speciesId = FoundHere.speciesId)
  WHERE annotationId IS NULL"""


def _insert(db: sqlite3.Connection, names: dict[str, object]) -> None:
    db.execute(
        """INSERT INTO Analysis (recordingId, modelId, runId, windowSetId, settingsDigest, current,
             status, trouble, secondsReached, windows, quietWindows, sizeBytes, modifiedNs)
           SELECT w.recordingId, :model, :run, w.windowSetId, :digest, 1, w.status, w.trouble,
             w.secondsReached, w.windows, w.quietWindows, w.sizeBytes, w.modifiedNs
           FROM Judged j JOIN WindowSet w USING (windowSetId)""",
        names,
    )
    db.execute(_FIND_ANNOTATIONS, names)
    db.execute(
        """INSERT INTO Annotation (verified, regionId, labelerId, annotationDate, speciesId,
              speciesProbability, mostRecent)
            SELECT 'UNVERIFIED', regionId, :labeler, :today, speciesId,
              CAST(round(100 * confidence) AS INTEGER), 1
            FROM FoundHere f WHERE annotationId IS NULL""",
        names,
    )
    db.execute(_FIND_ANNOTATIONS, names)
    db.execute(
        """INSERT INTO Detection (analysisId, annotationId, speciesId, startTime, endTime,
              confidence, windows, current, verified, heardAt)
            SELECT a.analysisId, f.annotationId, f.speciesId, f.startTime, f.endTime, f.confidence,
              1, 1, (SELECT verified FROM Verdict v WHERE v.annotationId = f.annotationId),
              j.startsAt + f.startTime
            FROM FoundHere f CROSS JOIN Judged j ON j.recordingId = f.recordingId
            CROSS JOIN Analysis a ON a.recordingId = f.recordingId AND a.modelId = :model
              AND a.settingsDigest = :digest""",
        names,
    )
    ended = db.execute(
        """SELECT w.status, a.analysisId, w.trouble, a.runId, r.url
           FROM Judged j CROSS JOIN Recording r ON r.recordingId = j.recordingId
           CROSS JOIN WindowSet w ON w.windowSetId = j.windowSetId
           CROSS JOIN Analysis a ON a.recordingId = j.recordingId AND a.modelId = :model
             AND a.settingsDigest = :digest""",
        names,
    ).fetchall()
    db.executemany(
        "UPDATE RunFile SET status = ?, analysisId = ?, message = ? WHERE runId = ? AND url = ?",
        ended,
    )


def _step_forward(db: sqlite3.Connection) -> None:
    """Let annotations of before that are found again be recent again."""
    db.execute(
        """UPDATE Annotation SET mostRecent = 1,
             speciesProbability = CAST(round(100 * f.confidence) AS INTEGER)
           FROM FoundHere f
           WHERE Annotation.annotationId = f.annotationId AND Annotation.verified = 'UNVERIFIED'"""
    )


def judged_before(db: sqlite3.Connection, model_id: int, settings_digest: str) -> dict[int, int]:
    """Find current analyses with these settings: analysisId by the windows that were judged."""
    found = db.execute(
        """SELECT windowSetId, analysisId FROM Analysis
           WHERE modelId = ? AND current = 1 AND settingsDigest = ? AND windowSetId IS NOT NULL""",
        (model_id, settings_digest),
    )
    return {row["windowSetId"]: row["analysisId"] for row in found}


def let_stand(db: sqlite3.Connection, run_id: int, analyses: Sequence[int]) -> None:
    """Let earlier analyses stand for files of a run."""
    db.executemany(
        """UPDATE RunFile SET status = 'skipped', analysisId = a.analysisId
           FROM Analysis a JOIN Recording r USING (recordingId)
           WHERE a.analysisId = ? AND RunFile.runId = ? AND RunFile.url = r.url""",
        ((analysis_id, run_id) for analysis_id in analyses),
    )
