"""Writing what a head found in many recordings at once: a few statements, not some a detection."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from sidecar.errors import RecordingNotFound
from sidecar.store.rows import now, set_verdicts, species_id
from sidecar.store.takeover import make_current

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
    db: sqlite3.Connection,
    judge: Judge,
    window_sets: Sequence[tuple[int, int]],
    found: Sequence[FoundRow],
) -> set[int]:
    """Make analyses of stored windows, with all their detections; recordings are not repeated.

    `window_sets` are their ids and first rows in the file of embeddings. Returns the recordings
    that were judged: all but those whose windows are gone by now, of which nothing is kept.

    They take over from what this head, and earlier ones of its name, found in these recordings
    before. What a person judged is not touched. Runs inside a transaction of Catalog's.
    """
    names = _names(db, judge)
    judged = _stage(db, judge, window_sets, found)
    for analysis_id in _insert(db, names):
        make_current(db, analysis_id)
    return judged


# Tables of the writer's connection alone: the windows that are judged, and what was found in them.
_STAGE = {
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
    db: sqlite3.Connection,
    judge: Judge,
    window_sets: Sequence[tuple[int, int]],
    found: Sequence[FoundRow],
) -> set[int]:
    for table, columns in _STAGE.items():
        db.execute(f"CREATE TEMP TABLE IF NOT EXISTS {table} ({columns})")
        db.execute(f"DELETE FROM {table}")
    db.executemany(
        """INSERT INTO Judged SELECT recordingId, windowSetId, startsAt
           FROM WindowSet JOIN RecordingClock USING (recordingId)
           WHERE windowSetId = ? AND firstVector = ?""",
        window_sets,
    )
    judged = {recording for (recording,) in db.execute("SELECT recordingId FROM Judged")}
    found = [row for row in found if row[0] in judged]
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
    return judged


# A model's annotation of a region is the one of what it detected there, though the app may have
# given it another species.
_FIND_DETECTED = """UPDATE FoundHere SET annotationId =
  (SELECT min(n.annotationId) FROM Annotation n CROSS JOIN Detection d USING (annotationId)
   WHERE n.regionId = FoundHere.regionId AND +n.labelerId = :labeler
     AND +d.speciesId = FoundHere.speciesId)"""
_FIND_NAMED = """UPDATE FoundHere SET annotationId =
  (SELECT min(n.annotationId) FROM Annotation n WHERE n.regionId = FoundHere.regionId
     AND +n.labelerId = :labeler AND n.speciesId = FoundHere.speciesId
     AND NOT EXISTS (SELECT 1 FROM Detection d WHERE d.annotationId = n.annotationId))
  WHERE annotationId IS NULL"""


def _insert(db: sqlite3.Connection, names: dict[str, object]) -> list[int]:
    """Add analyses with their detections; returns the analysisIds."""
    db.execute(
        """UPDATE Analysis SET settingsDigest = settingsDigest || ' before ' || analysisId
           WHERE +modelId = :model AND settingsDigest = :digest
             AND recordingId IN (SELECT recordingId FROM Judged)""",
        names,
    )
    db.execute(
        """INSERT INTO Analysis (recordingId, modelId, runId, windowSetId, settingsDigest, current,
             status, trouble, secondsReached, windows, quietWindows, sizeBytes, modifiedNs)
           SELECT w.recordingId, :model, :run, w.windowSetId, :digest, 1, w.status, w.trouble,
             w.secondsReached, w.windows, w.quietWindows, w.sizeBytes, w.modifiedNs
           FROM Judged j JOIN WindowSet w USING (windowSetId)""",
        names,
    )
    db.execute(_FIND_DETECTED, names)
    db.execute(_FIND_NAMED, names)
    db.execute(
        """INSERT INTO Annotation (verified, regionId, labelerId, annotationDate, speciesId,
              speciesProbability, mostRecent)
            SELECT 'UNVERIFIED', regionId, :labeler, :today, speciesId,
              CAST(round(100 * confidence) AS INTEGER), 1
            FROM FoundHere f WHERE annotationId IS NULL""",
        names,
    )
    db.execute(_FIND_NAMED, names)
    db.execute(
        """INSERT INTO Detection (analysisId, annotationId, speciesId, startTime, endTime,
              confidence, windows, current, heardAt)
            SELECT a.analysisId, f.annotationId, f.speciesId, f.startTime, f.endTime, f.confidence,
              1, 1, j.startsAt + f.startTime
            FROM FoundHere f CROSS JOIN Judged j ON j.recordingId = f.recordingId
            CROSS JOIN Analysis a ON a.recordingId = f.recordingId AND a.modelId = :model
              AND a.settingsDigest = :digest""",
        names,
    )
    made = db.execute(
        """SELECT w.status, a.analysisId, w.trouble, a.runId, r.url
           FROM Judged j CROSS JOIN Recording r ON r.recordingId = j.recordingId
           CROSS JOIN WindowSet w ON w.windowSetId = j.windowSetId
           CROSS JOIN Analysis a ON a.recordingId = j.recordingId AND a.modelId = :model
             AND a.settingsDigest = :digest""",
        names,
    ).fetchall()
    db.executemany(
        "UPDATE RunFile SET status = ?, analysisId = ?, message = ? WHERE runId = ? AND url = ?",
        made,
    )
    analyses = [row["analysisId"] for row in made]
    for analysis_id in analyses:
        set_verdicts(db, analysis_id)
    return analyses


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


def give_up(db: sqlite3.Connection, run_id: int) -> None:
    """Note why files of a run that ends were not judged: others replaced or removed what was."""
    db.execute(
        """UPDATE RunFile SET status = 'failed', code = ?, message = ?
           WHERE runId = ? AND status = 'waiting'""",
        (RecordingNotFound.code, "Its windows were replaced or taken out meanwhile.", run_id),
    )
