"""Later analyses replace earlier ones as the current ones; people's decisions stay."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from sidecar.catalog.sqlite.door import WrongValue
from sidecar.catalog.sqlite.rows import apart

# Tables of the writer's connection alone: recordings with the models whose current analyses change,
# the analyses that become current, the regions of these recordings, and the latest decision of a
# person in each region that has one.
_STAGES = (
    """CREATE TEMP TABLE IF NOT EXISTS TakingOver
         (recordingId INTEGER, modelId INTEGER, labelerId INTEGER)""",
    "CREATE TEMP TABLE IF NOT EXISTS TakesOver (analysisId INTEGER PRIMARY KEY)",
    """CREATE TEMP TABLE IF NOT EXISTS RegionTaken
         (regionId INTEGER, recordingId INTEGER, modelId INTEGER, labelerId INTEGER)""",
    """CREATE TEMP TABLE IF NOT EXISTS DecidedTaken
         (regionId INTEGER, recordingId INTEGER, modelId INTEGER, decision INTEGER)""",
    "DELETE FROM TakingOver",
    "DELETE FROM TakesOver",
    "DELETE FROM RegionTaken",
    "DELETE FROM DecidedTaken",
)
_STAYS = "(a.analysisId IN (SELECT analysisId FROM TakesOver))"

# Regions whose annotations are compared together; a region may have thousands.
_REGIONS = 64

# CROSS JOINs and plus signs below make SQLite start from the recordings taken over, not from all
# rows of a model.

_TAKEN = """SELECT a.recordingId, a.modelId, v.labelerId, a.analysisId
  FROM json_each(?) u CROSS JOIN Analysis a ON a.analysisId = u.value
  CROSS JOIN ModelVersion v ON v.modelId = a.modelId"""

_OTHER_VERSIONS = """SELECT DISTINCT a.recordingId, a.modelId, v.labelerId
  FROM TakingOver t CROSS JOIN ModelVersion m ON m.modelId = t.modelId
  CROSS JOIN Analysis a ON a.recordingId = t.recordingId AND +a.current = 1
    AND a.modelId <> t.modelId
  CROSS JOIN ModelVersion v ON v.modelId = a.modelId AND v.name = m.name"""

_TURNED = f"""SELECT {_STAYS} AS current, a.analysisId
  FROM TakingOver t CROSS JOIN Analysis a ON a.recordingId = t.recordingId
    AND a.modelId = t.modelId AND +a.current <> {_STAYS}"""

_REGIONS_TAKEN = """INSERT INTO RegionTaken
  SELECT r.regionId, t.* FROM TakingOver t
  CROSS JOIN RegionOfInterest r ON r.recordingId = t.recordingId"""

_DECIDED_TAKEN = """INSERT INTO DecidedTaken
  SELECT t.regionId, t.recordingId, t.modelId, (
    SELECT max(h.annotationId) FROM Labeler p CROSS JOIN Annotation h ON h.labelerId = p.labelerId
    WHERE p.isHuman = 1 AND h.regionId = t.regionId AND h.mostRecent = 1) AS decision
  FROM RegionTaken t WHERE decision IS NOT NULL"""

# Detections of several channels share an annotation, which has the surest one's probability.
_FOLLOWING = """WITH f AS MATERIALIZED (
    SELECT n.annotationId, n.speciesId, n.mostRecent, n.speciesProbability,
      (SELECT max(d.confidence) FROM Detection d WHERE d.annotationId = n.annotationId
         AND +d.analysisId IN (SELECT analysisId FROM TakesOver)) AS confidence
    FROM RegionTaken t
    CROSS JOIN Annotation n ON n.labelerId = t.labelerId AND n.regionId = t.regionId
    WHERE t.rowid BETWEEN ? AND ? AND n.verified = 'UNVERIFIED'
      AND NOT EXISTS (SELECT 1 FROM Detection o WHERE o.annotationId = n.annotationId
                      AND o.speciesId IS NOT n.speciesId))
  SELECT f.confidence IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM AnnotationReplaced x JOIN Annotation h USING (annotationId)
      WHERE x.replaced = f.annotationId AND h.mostRecent = 1) AS counts,
    coalesce(CAST(round(100 * f.confidence) AS INTEGER), f.speciesProbability) AS percent,
    f.annotationId
  FROM f WHERE f.mostRecent IS NOT counts OR f.speciesProbability IS NOT percent
  ORDER BY f.speciesId"""

# People's latest decision on a model's annotation `n`.
_ON_ITS_SPECIES = """(SELECT max(h.annotationId)
  FROM Annotation h CROSS JOIN Labeler p ON p.labelerId = h.labelerId AND p.isHuman = 1
  WHERE h.regionId = n.regionId AND h.speciesId = n.speciesId AND +h.mostRecent = 1)"""

# New detections of a species that a person decided on already.
_REMEMBER_NEW = f"""INSERT OR IGNORE INTO AnnotationReplaced (annotationId, replaced)
  SELECT {_ON_ITS_SPECIES} AS decided, n.annotationId
  FROM DecidedTaken t CROSS JOIN Annotation n ON n.regionId = t.regionId
  CROSS JOIN Detection d ON d.annotationId = n.annotationId
    AND +d.analysisId IN (SELECT analysisId FROM TakesOver)
  WHERE n.speciesId = d.speciesId AND n.verified = 'UNVERIFIED' AND decided IS NOT NULL"""

# Annotations of the old analysis that the app set aside for another species.
_REMEMBER_OLD = f"""INSERT OR IGNORE INTO AnnotationReplaced (annotationId, replaced)
  SELECT t.decision, n.annotationId
  FROM DecidedTaken t CROSS JOIN Annotation n ON n.regionId = t.regionId
  CROSS JOIN Detection d ON d.annotationId = n.annotationId
  CROSS JOIN Analysis a ON a.analysisId = d.analysisId AND a.recordingId = t.recordingId
    AND a.modelId = t.modelId AND +a.current = 1 AND NOT {_STAYS}
  WHERE n.mostRecent = 0 AND n.verified = 'UNVERIFIED' AND n.speciesId = d.speciesId
    AND {_ON_ITS_SPECIES} IS NULL"""


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
    for sql in _STAGES:
        db.execute(sql)
    db.executemany("INSERT INTO TakingOver VALUES (?, ?, ?)", (tuple(own[0])[:3] for own in taken))
    db.executemany(
        "INSERT OR IGNORE INTO TakesOver VALUES (?)",
        (tuple(row)[3:] for own in taken for row in own if len(row) > 3),
    )
    db.execute(_REGIONS_TAKEN)
    db.execute(_DECIDED_TAKEN)


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
    (regions,) = db.execute("SELECT count(*) FROM RegionTaken").fetchone()
    for first in range(1, regions + 1, _REGIONS):
        found = db.execute(_FOLLOWING, (first, first + _REGIONS - 1)).fetchall()
        db.executemany(
            """UPDATE Annotation SET mostRecent = ?, speciesProbability = ?
               WHERE annotationId = ?""",
            found,
        )
