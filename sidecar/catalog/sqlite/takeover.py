"""Later analyses replace earlier ones as the current ones; people's decisions stay."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from sidecar.catalog.sqlite.door import WrongValue
from sidecar.catalog.sqlite.rows import apart

# People's decisions that replace a model's annotation `n`: on any species, and on its own.
_HUMAN = """FROM Annotation h JOIN Labeler p ON p.labelerId = h.labelerId AND p.isHuman = 1
  WHERE h.regionId = n.regionId AND h.mostRecent = 1"""
_ON_ITS_SPECIES = f"{_HUMAN} AND h.speciesId = n.speciesId"


# Tables of the writer's connection alone: recordings with the models whose current analyses change,
# and the analyses that become current.
_STAGES = (
    """CREATE TEMP TABLE IF NOT EXISTS TakingOver
       (recordingId INTEGER, modelId INTEGER, labelerId INTEGER)""",
    "CREATE TEMP TABLE IF NOT EXISTS TakesOver (analysisId INTEGER PRIMARY KEY)",
)
_STAYS = "(a.analysisId IN (SELECT analysisId FROM TakesOver))"

# CROSS JOINs and plus signs below make SQLite start from the recordings taken over, not from all
# rows of a model.

_TAKEN = """SELECT a.recordingId, a.modelId, v.labelerId, a.analysisId
  FROM json_each(?) u CROSS JOIN Analysis a ON a.analysisId = u.value
  CROSS JOIN ModelVersion v ON v.modelId = a.modelId ORDER BY u.key"""

_OTHER_VERSIONS = """SELECT DISTINCT a.recordingId, a.modelId, v.labelerId
  FROM TakingOver t CROSS JOIN ModelVersion m ON m.modelId = t.modelId
  CROSS JOIN Analysis a ON a.recordingId = t.recordingId AND +a.current = 1
    AND a.modelId <> t.modelId
  CROSS JOIN ModelVersion v ON v.modelId = a.modelId AND v.name = m.name"""

_TURNED = f"""SELECT {_STAYS} AS current, a.analysisId
  FROM TakingOver t CROSS JOIN Analysis a ON a.recordingId = t.recordingId
    AND a.modelId = t.modelId AND +a.current <> {_STAYS}"""

# Detections of several channels share an annotation, which has the surest one's probability.
_FOLLOWING = """SELECT annotationId, mostRecent, speciesProbability,
    confidence IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM AnnotationReplaced x JOIN Annotation h USING (annotationId)
      WHERE x.replaced = f.annotationId AND h.mostRecent = 1) AS counts,
    coalesce(CAST(round(100 * confidence) AS INTEGER), speciesProbability) AS percent
  FROM (SELECT n.annotationId, n.mostRecent, n.speciesProbability,
      (SELECT max(d.confidence) FROM Detection d WHERE d.annotationId = n.annotationId
         AND +d.analysisId IN (SELECT analysisId FROM TakesOver)) AS confidence
    FROM TakingOver t CROSS JOIN RegionOfInterest r ON r.recordingId = t.recordingId
    CROSS JOIN Annotation n ON n.regionId = r.regionId AND +n.labelerId = t.labelerId
    WHERE n.verified = 'UNVERIFIED'
      AND NOT EXISTS (SELECT 1 FROM Detection o WHERE o.annotationId = n.annotationId
                      AND o.speciesId IS NOT n.speciesId)) f"""

# New detections of a species that a person decided on already.
_REMEMBER_NEW = f"""INSERT OR IGNORE INTO AnnotationReplaced (annotationId, replaced)
  SELECT (SELECT max(h.annotationId) {_ON_ITS_SPECIES}) AS decision, n.annotationId
  FROM TakesOver t CROSS JOIN Detection d ON d.analysisId = t.analysisId
  CROSS JOIN Annotation n ON n.annotationId = d.annotationId
  WHERE n.speciesId = d.speciesId AND n.verified = 'UNVERIFIED' AND decision IS NOT NULL"""

# Annotations of the old analysis that the app set aside for another species.
_REMEMBER_OLD = f"""INSERT OR IGNORE INTO AnnotationReplaced (annotationId, replaced)
  SELECT (SELECT max(h.annotationId) {_HUMAN}) AS decision, n.annotationId
  FROM TakingOver t CROSS JOIN Analysis a ON a.recordingId = t.recordingId
    AND a.modelId = t.modelId AND +a.current = 1 AND NOT {_STAYS}
  CROSS JOIN Detection d ON d.analysisId = a.analysisId
  CROSS JOIN Annotation n ON n.annotationId = d.annotationId
  WHERE n.mostRecent = 0 AND n.verified = 'UNVERIFIED' AND n.speciesId = d.speciesId
    AND decision IS NOT NULL AND NOT EXISTS (SELECT 1 {_ON_ITS_SPECIES})"""


def make_current(db: sqlite3.Connection, together: Sequence[Sequence[int]]) -> None:
    """Make analyses the current ones of their model, and of the model's earlier versions.

    Those of one recording and model that count `together` take over together. The app's annotations
    follow. One that no analysis repeats stays, but is no longer the most recent. One that a person
    judged, renamed or set aside does not change.
    """
    numbers = [number for own in together for number in own]
    found = {row["analysisId"]: row for row in db.execute(_TAKEN, (json.dumps(numbers),))}
    if len(found) < len(set(numbers)):
        raise WrongValue("an analysis lacks its model")
    taken = [[found[number] for number in own] for own in together if own]
    # Of two sets of analyses of one recording, the later one takes over last.
    for some in apart(taken, lambda own: own[0]["recordingId"]):
        _stage(db, some)
        versions = db.execute(_OTHER_VERSIONS).fetchall()
        if versions:
            _stage(db, [[row] for row in versions])
            _take_over(db)
            _stage(db, some)
        _take_over(db)


def _stage(db: sqlite3.Connection, taken: Sequence[Sequence[sqlite3.Row]]) -> None:
    """Stage sets of analyses; a row without an analysis says that none of its model stays."""
    for table in _STAGES:
        db.execute(table)
    db.execute("DELETE FROM TakingOver")
    db.execute("DELETE FROM TakesOver")
    db.executemany("INSERT INTO TakingOver VALUES (?, ?, ?)", (tuple(own[0])[:3] for own in taken))
    db.executemany(
        "INSERT OR IGNORE INTO TakesOver VALUES (?)",
        (tuple(row)[3:] for own in taken for row in own if len(row) > 3),
    )


def _take_over(db: sqlite3.Connection) -> None:
    """Make the staged analyses the current ones."""
    # Which annotations did people set aside? The answer changes when an analysis takes over.
    db.execute(_REMEMBER_NEW)
    db.execute(_REMEMBER_OLD)
    turned = db.execute(_TURNED).fetchall()
    db.executemany("UPDATE Analysis SET current = ? WHERE analysisId = ?", turned)
    _follow(db)


def _follow(db: sqlite3.Connection) -> None:
    """Match a model's annotations of the recordings to their current analyses."""
    found = db.execute(_FOLLOWING).fetchall()
    db.executemany(
        "UPDATE Annotation SET mostRecent = ?, speciesProbability = ? WHERE annotationId = ?",
        (
            (row["counts"], row["percent"], row["annotationId"])
            for row in found
            if (row["mostRecent"], row["speciesProbability"]) != (row["counts"], row["percent"])
        ),
    )
