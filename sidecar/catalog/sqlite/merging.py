"""Joins two rows of one recording and keeps the detections and decisions of both.

The caller, Catalog, holds the transaction.
"""

from __future__ import annotations

import sqlite3

from sidecar.catalog.counting import counting
from sidecar.catalog.sqlite.identity import change_start, keep_alias
from sidecar.catalog.sqlite.rows import VERDICT, start_was_set, verdicts_at_end
from sidecar.catalog.sqlite.speech import join_speech
from sidecar.catalog.sqlite.takeover import make_current
from sidecar.values import Channel


def merge(db: sqlite3.Connection, kept: int, gone: int) -> None:
    """Move all that recording `gone` has to recording `kept`, and remove `gone` from the catalog.

    Equal detections of a model become one, unless the app judged the two differently. All
    decisions of people stay; the latest on a species in a region counts.
    """
    with verdicts_at_end(db):
        for region in db.execute(
            "SELECT regionId, starttime, endtime FROM RegionOfInterest WHERE recordingId = ?",
            (gone,),
        ).fetchall():
            _join_region(db, kept, region)
    _join_window_sets(db, kept, gone)
    _join_analyses(db, kept, gone)
    _join_starts(db, kept, gone)
    db.execute(
        "UPDATE OR IGNORE SoundDoubt SET recordingId = ? WHERE recordingId = ?", (kept, gone)
    )
    db.execute(
        "UPDATE OR IGNORE CancellingSound SET recordingId = ? WHERE recordingId = ?", (kept, gone)
    )
    db.execute(  # the same samples have the same minutes; a lossy form of them has others
        """UPDATE OR IGNORE RecordingMinutes SET recordingId = ?1 WHERE recordingId = ?2
             AND (SELECT sampleDigest FROM RecordingIdentity WHERE recordingId = ?1)
               = (SELECT sampleDigest FROM RecordingIdentity WHERE recordingId = ?2)""",
        (kept, gone),
    )
    join_speech(db, kept, gone)
    db.execute(  # an own rule of the kept one comes first
        "UPDATE OR IGNORE ClockRule SET recordingId = ? WHERE recordingId = ?", (kept, gone)
    )
    keep_alias(db, kept, of=gone)
    db.execute(
        "UPDATE OR IGNORE RecordingAlias SET recordingId = ?, own = 0 WHERE recordingId = ?",
        (kept, gone),
    )
    deployment = "SELECT deploymentId FROM Recording WHERE recordingId = ?"
    db.execute(
        f"UPDATE Recording SET deploymentId = coalesce(deploymentId, ({deployment}))"
        " WHERE recordingId = ?",
        (gone, kept),
    )
    db.execute("DELETE FROM Recording WHERE recordingId = ?", (gone,))
    _tell_detections(db, kept)


def _join_starts(db: sqlite3.Connection, kept: int, gone: int) -> None:
    """Keep a start that a person or the app set in either recording."""
    ours, theirs = (
        db.execute(
            """SELECT r.datetime, f.start, f.sizeBytes FROM Recording r
               LEFT JOIN RecordingFacts f USING (recordingId) WHERE r.recordingId = ?""",
            (recording,),
        ).fetchone()
        for recording in (kept, gone)
    )
    if start_was_set(theirs) and not start_was_set(ours):
        change_start(db, kept, theirs["datetime"])


def _tell_detections(db: sqlite3.Connection, recording: int) -> None:
    """Update verdicts and times of day, since no trigger sees the moved regions."""
    db.execute(
        f"""UPDATE Detection
           SET verified = {VERDICT}, heardAt = startTime
               + (SELECT startsAt FROM RecordingClock WHERE recordingId = :recording)
           WHERE analysisId IN (SELECT analysisId FROM Analysis WHERE recordingId = :recording)""",
        {"recording": recording},
    )


def _join_region(db: sqlite3.Connection, kept: int, region: sqlite3.Row) -> None:
    there = db.execute(
        "SELECT regionId FROM RegionOfInterest"
        " WHERE recordingId = ? AND starttime = ? AND endtime = ?",
        (kept, region["starttime"], region["endtime"]),
    ).fetchone()
    if there is None:
        db.execute(
            "UPDATE RegionOfInterest SET recordingId = ? WHERE regionId = ?",
            (kept, region["regionId"]),
        )
        return
    target = there["regionId"]
    for row in db.execute(
        """SELECT n.*, l.isHuman FROM Annotation n LEFT JOIN Labeler l USING (labelerId)
           WHERE regionId = ?""",
        (region["regionId"],),
    ).fetchall():
        _join_annotation(db, target, row)
    db.execute("DELETE FROM RegionOfInterest WHERE regionId = ?", (region["regionId"],))


def _join_annotation(db: sqlite3.Connection, region: int, row: sqlite3.Row) -> None:
    twin = None
    if not row["isHuman"]:
        twin = db.execute(
            """SELECT annotationId, verified FROM Annotation
               WHERE regionId = :region AND +labelerId IS :labelerId AND speciesId IS :speciesId
                 AND (verified = :verified OR 'UNVERIFIED' IN (verified, :verified))""",
            {**dict(row), "region": region},
        ).fetchone()
    if twin is None:
        db.execute(
            "UPDATE Annotation SET regionId = ? WHERE annotationId = ?",
            (region, row["annotationId"]),
        )
        if row["isHuman"] and row["mostRecent"]:
            _let_latest_count(db, region, row["speciesId"])
        return
    ids = (twin["annotationId"], row["annotationId"])
    db.execute("UPDATE Detection SET annotationId = ? WHERE annotationId = ?", ids)
    db.execute("UPDATE AnnotationFacts SET replaced = ? WHERE replaced = ?", ids)
    db.execute("DELETE FROM Annotation WHERE annotationId = ?", (row["annotationId"],))
    if twin["verified"] == "UNVERIFIED" and row["verified"] != "UNVERIFIED":
        # The app writes a person's decision into the model's annotation.
        db.execute(
            "UPDATE Annotation SET verified = ? WHERE annotationId = ?",
            (row["verified"], twin["annotationId"]),
        )


def _let_latest_count(db: sqlite3.Connection, region: int, species: int | None) -> None:
    standing = db.execute(
        """SELECT annotationId FROM Annotation n JOIN Labeler l USING (labelerId)
           WHERE n.regionId = ? AND n.speciesId IS ? AND n.mostRecent = 1 AND l.isHuman = 1
           ORDER BY n.annotationDate DESC, n.annotationId DESC""",
        (region, species),
    ).fetchall()
    for earlier in standing[1:]:
        ids = (standing[0]["annotationId"], earlier["annotationId"])
        db.execute("INSERT OR IGNORE INTO AnnotationReplaced VALUES (?, ?)", ids)
        db.execute("UPDATE Annotation SET mostRecent = 0 WHERE annotationId = ?", ids[1:])


def _join_window_sets(db: sqlite3.Connection, kept: int, gone: int) -> None:
    """Keep one window set of each cutting: the one with embeddings, else the older."""
    pairs = db.execute(
        """SELECT a.windowSetId AS ours, b.windowSetId AS theirs,
             a.firstVector IS NULL AND b.firstVector IS NOT NULL AS worse
           FROM WindowSet a JOIN WindowSet b USING (modelId, windowsDigest)
           WHERE a.recordingId = ? AND b.recordingId = ?""",
        (kept, gone),
    ).fetchall()
    for pair in pairs:
        stays, leaves = pair["ours"], pair["theirs"]
        if pair["worse"]:
            stays, leaves = leaves, stays
        db.execute("UPDATE Analysis SET windowSetId = ? WHERE windowSetId = ?", (stays, leaves))
        db.execute("DELETE FROM WindowSet WHERE windowSetId = ?", (leaves,))
    db.execute("UPDATE WindowSet SET recordingId = ? WHERE recordingId = ?", (kept, gone))


def _join_analyses(db: sqlite3.Connection, kept: int, gone: int) -> None:
    """Keep one of two analyses with the same settings: the finished one, else the older.

    Of the current ones of each model, the latest stay current.
    """
    twins = db.execute(
        """SELECT a.analysisId AS ours, b.analysisId AS theirs,
             a.analysisId IN (SELECT analysisId FROM Unfinished)
               AND b.analysisId NOT IN (SELECT analysisId FROM Unfinished) AS worse
           FROM Analysis a JOIN Analysis b USING (modelId, settingsDigest)
           WHERE a.recordingId = ? AND b.recordingId = ?""",
        (kept, gone),
    ).fetchall()
    current: dict[int, list[tuple[int, Channel]]] = {}
    for model_id, analysis_id, channel in db.execute(
        """SELECT modelId, analysisId, channel FROM Analysis LEFT JOIN AnalysisChannel
           USING (analysisId) WHERE recordingId IN (?, ?) AND current = 1""",
        (kept, gone),
    ):
        current.setdefault(model_id, []).append((analysis_id, channel))
    # Triggers count totals when `current` changes, so no analysis may count while it moves.
    db.execute("UPDATE Analysis SET current = 0 WHERE recordingId = ? AND current = 1", (gone,))
    stays = {}
    for twin in twins:
        ids = (twin["ours"], twin["theirs"])
        if twin["worse"]:
            ids = ids[::-1]
            db.execute("UPDATE Analysis SET current = 0 WHERE analysisId = ?", ids[1:])
        db.execute("UPDATE RunFile SET analysisId = ? WHERE analysisId = ?", ids)
        # One run may have made both; a row that stays names what is deleted, and goes with it.
        db.execute("UPDATE OR IGNORE RunChannel SET analysisId = ? WHERE analysisId = ?", ids)
        db.execute("DELETE FROM Analysis WHERE analysisId = ?", ids[1:])
        stays[ids[1]] = ids[0]
    db.execute("UPDATE Analysis SET recordingId = ? WHERE recordingId = ?", (kept, gone))
    latest = [sorted(counting(own)) for own in current.values()]
    make_current(db, [[stays.get(each, each) for each in own] for own in latest])
