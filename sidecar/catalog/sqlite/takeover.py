"""A later analysis takes over from earlier ones: nothing goes, and people's decisions stay."""

from __future__ import annotations

import sqlite3

# What people decided in the stead of a model's annotation `n`: on its species; and on any.
_HUMAN = """FROM Annotation h JOIN Labeler p ON p.labelerId = h.labelerId AND p.isHuman = 1
  WHERE h.regionId = n.regionId AND h.mostRecent = 1"""
_ON_ITS_SPECIES = f"{_HUMAN} AND h.speciesId = n.speciesId"


def make_current(db: sqlite3.Connection, analysis_id: int) -> None:
    """Let one analysis be its model's word on its recording, in the stead of earlier versions' too.

    The app's annotations follow: those it does not repeat stop being the most recent, but stay;
    one that a person has judged, renamed or set aside is not touched at all.
    """
    (recording_id, model_id, labeler_id) = db.execute(
        """SELECT recordingId, modelId, labelerId FROM Analysis JOIN ModelVersion USING (modelId)
           WHERE analysisId = ?""",
        (analysis_id,),
    ).fetchone()
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
    """Make an analysis a model's current one of a recording, or none of them."""
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
    """Bring a model's annotations of a recording up to what its current analysis found."""
    # Crossed, and with a plus: by the recording, and not by all that a model ever found.
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
    """Note which of a model's annotations people have set aside, before an analysis takes over.

    That is what it found where a person has decided on the species already, and what the app set
    aside for another species while it was current.
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
