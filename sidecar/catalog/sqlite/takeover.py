"""A later analysis replaces earlier ones as the current one; people's decisions stay."""

from __future__ import annotations

import sqlite3

from sidecar.catalog.sqlite.door import from_rows

# People's decisions that replace a model's annotation `n`: on any species, and on its own.
_HUMAN = """FROM Annotation h JOIN Labeler p ON p.labelerId = h.labelerId AND p.isHuman = 1
  WHERE h.regionId = n.regionId AND h.mostRecent = 1"""
_ON_ITS_SPECIES = f"{_HUMAN} AND h.speciesId = n.speciesId"


def make_current(db: sqlite3.Connection, analysis_id: int) -> None:
    """Make an analysis the current one of its model, and of the model's earlier versions.

    The app's annotations follow. One that the analysis does not repeat stays, but is no longer the
    most recent. One that a person judged, renamed or set aside does not change.
    """
    found = db.execute(
        """SELECT recordingId, modelId, labelerId FROM Analysis JOIN ModelVersion USING (modelId)
           WHERE analysisId = ?""",
        (analysis_id,),
    ).fetchone()
    with from_rows():  # a damaged catalog may lack the model
        (recording_id, model_id, labeler_id) = found
    before = db.execute(
        """SELECT DISTINCT a.modelId, v.labelerId
           FROM Analysis a CROSS JOIN ModelVersion v ON v.modelId = a.modelId
           WHERE a.recordingId = ? AND +a.current = 1 AND a.modelId <> ?
             AND v.name = (SELECT name FROM ModelVersion WHERE modelId = ?)""",
        (recording_id, model_id, model_id),
    ).fetchall()
    for version, labeler in before:
        _take_over(db, recording_id, version, labeler, None)
    _take_over(db, recording_id, model_id, labeler_id, analysis_id)


def _take_over(
    db: sqlite3.Connection,
    recording_id: int,
    model_id: int,
    labeler_id: int,
    analysis_id: int | None,
) -> None:
    """Make one analysis of a recording a model's current one; None: none of them."""
    names: dict[str, object] = {
        "recordingId": recording_id,
        "modelId": model_id,
        "labelerId": labeler_id,
        "analysisId": analysis_id,
    }
    _remember(db, names)
    db.execute(
        """UPDATE Analysis SET current = (analysisId IS :analysisId)
           WHERE recordingId = :recordingId AND modelId = :modelId
             AND current <> (analysisId IS :analysisId)""",
        names,
    )
    _follow(db, names)
    db.execute(
        """DELETE FROM Analysis WHERE recordingId = :recordingId AND modelId = :modelId
           AND +current = 0 AND settingsDigest GLOB '* before *'""",
        names,
    )


def _follow(db: sqlite3.Connection, names: dict[str, object]) -> None:
    """Match a model's annotations of a recording to its current analysis."""
    # CROSS JOIN and plus make SQLite start from the recording, not from all of a model's rows.
    found = db.execute(
        """SELECT n.annotationId, n.mostRecent, n.speciesProbability,
             d.confidence IS NOT NULL AND NOT EXISTS (
               SELECT 1 FROM AnnotationReplaced x JOIN Annotation h USING (annotationId)
               WHERE x.replaced = n.annotationId AND h.mostRecent = 1) AS counts,
             coalesce(CAST(round(100 * d.confidence) AS INTEGER), n.speciesProbability) AS percent
           FROM RegionOfInterest r
           CROSS JOIN Annotation n ON n.regionId = r.regionId AND +n.labelerId = :labelerId
           LEFT JOIN Detection d ON d.annotationId = n.annotationId AND +d.analysisId = :analysisId
           WHERE r.recordingId = :recordingId AND n.verified = 'UNVERIFIED'
             AND NOT EXISTS (SELECT 1 FROM Detection o WHERE o.annotationId = n.annotationId
                             AND o.speciesId IS NOT n.speciesId)""",
        names,
    ).fetchall()
    db.executemany(
        "UPDATE Annotation SET mostRecent = ?, speciesProbability = ? WHERE annotationId = ?",
        (
            (row["counts"], row["percent"], row["annotationId"])
            for row in found
            if (row["mostRecent"], row["speciesProbability"]) != (row["counts"], row["percent"])
        ),
    )


def _remember(db: sqlite3.Connection, names: dict[str, object]) -> None:
    """Note which of a model's annotations people set aside, before an analysis takes over.

    These are new detections of a species that a person decided on already, and annotations of the
    old analysis that the app set aside for another species.
    """
    db.execute(
        f"""INSERT OR IGNORE INTO AnnotationReplaced (annotationId, replaced)
            SELECT (SELECT max(h.annotationId) {_ON_ITS_SPECIES}) AS decision, n.annotationId
            FROM Detection d JOIN Annotation n ON n.annotationId = d.annotationId
            WHERE d.analysisId = :analysisId AND n.speciesId = d.speciesId
              AND n.verified = 'UNVERIFIED' AND decision IS NOT NULL""",
        names,
    )
    db.execute(
        f"""INSERT OR IGNORE INTO AnnotationReplaced (annotationId, replaced)
            SELECT (SELECT max(h.annotationId) {_HUMAN}) AS decision, n.annotationId
            FROM Analysis a JOIN Detection d ON d.analysisId = a.analysisId
            JOIN Annotation n ON n.annotationId = d.annotationId
            WHERE a.recordingId = :recordingId AND a.modelId = :modelId AND +a.current = 1
              AND a.analysisId IS NOT :analysisId AND n.mostRecent = 0 AND n.verified = 'UNVERIFIED'
              AND n.speciesId = d.speciesId AND decision IS NOT NULL
              AND NOT EXISTS (SELECT 1 {_ON_ITS_SPECIES})""",
        names,
    )
