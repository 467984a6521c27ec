"""Undoing decisions: the annotations from before count again."""

from __future__ import annotations

import json
import sqlite3

from sidecar.catalog.sqlite import rows
from sidecar.catalog.sqlite.database import Database
from sidecar.errors import InvalidParams


def undo(catalog: Database, batch_id: int | None = None) -> tuple[int, int]:
    """Undo a batch, else the latest; returns its batchId and how many annotations it made.

    A later decision on the same annotation stays. When it is undone too, the annotation before
    both counts again. Raises InvalidParams when there is nothing to undo.
    """
    with catalog.transaction() as db:
        batch_id = _batch(db, batch_id)
        made = db.execute(
            "SELECT annotationId FROM AnnotationFacts WHERE batchId = ?", (batch_id,)
        ).fetchall()
        stood = db.execute(
            """SELECT annotationId FROM AnnotationFacts JOIN Annotation USING (annotationId)
               WHERE batchId = ? AND mostRecent = 1""",
            (batch_id,),
        ).fetchall()
        db.execute(
            "UPDATE AnnotationBatch SET undoneAt = ? WHERE batchId = ?", (rows.now(), batch_id)
        )
        ids = json.dumps([row[0] for row in stood])
        db.execute(
            """UPDATE Annotation SET mostRecent = 0
               WHERE annotationId IN (SELECT value FROM json_each(?))""",
            (ids,),
        )
        # One by one, people's and the latest first: a restored annotation keeps later ones aside.
        aside = [tuple(row) for row in db.execute(_SET_ASIDE, (ids,))]
        db.executemany(_PUT_BACK, aside)
        db.executemany(_LEAVE_ASIDE, aside)
    return batch_id, len(made)


def _batch(db: sqlite3.Connection, batch_id: int | None) -> int:
    if batch_id is None:
        # Leave out batches without annotations: their decisions were known.
        latest = db.execute(
            """SELECT batchId FROM AnnotationBatch b
               WHERE undoneAt IS NULL
                 AND EXISTS (SELECT 1 FROM AnnotationFacts f WHERE f.batchId = b.batchId)
               ORDER BY batchId DESC LIMIT 1"""
        ).fetchone()
        if latest is None:
            raise InvalidParams("There is nothing to undo: no batch is left.", field="batchId")
        return int(latest["batchId"])
    row = db.execute(
        "SELECT undoneAt FROM AnnotationBatch WHERE batchId = ?", (batch_id,)
    ).fetchone()
    if row is None:
        raise InvalidParams(f"The catalog has no batch {batch_id}.", field="batchId")
    if row["undoneAt"] is not None:
        raise InvalidParams(f"Batch {batch_id} is already undone.", field="batchId")
    return batch_id


# Annotations that the batch set aside. If one is undone by now, those that it had set aside.
_SET_ASIDE = """
WITH RECURSIVE Back (annotationId) AS (
  SELECT x.replaced FROM json_each(?) s JOIN AnnotationReplaced x ON x.annotationId = s.value
  UNION
  SELECT x.replaced FROM Back k
  JOIN AnnotationFacts f ON f.annotationId = k.annotationId
  JOIN AnnotationBatch b ON b.batchId = f.batchId AND b.undoneAt IS NOT NULL
  JOIN AnnotationReplaced x ON x.annotationId = k.annotationId)
SELECT annotationId FROM Back JOIN Annotation USING (annotationId)
LEFT JOIN Labeler USING (labelerId)
WHERE NOT EXISTS (
  SELECT 1 FROM AnnotationFacts f JOIN AnnotationBatch b USING (batchId)
  WHERE f.annotationId = Back.annotationId AND b.undoneAt IS NOT NULL)
ORDER BY coalesce(isHuman, 0) DESC, annotationId DESC"""

# Decisions of people that count, on the species and region of a model's annotation.
_DECISIONS = """
  FROM Annotation h JOIN Labeler p ON p.labelerId = h.labelerId AND p.isHuman = 1
  WHERE h.regionId = n.regionId AND h.speciesId = n.speciesId AND h.mostRecent = 1"""

# An annotation stays aside if another decision set it aside too. A model's also stays aside if a
# person decided on it, or if the model's current analysis lacks it. Models of other programs have
# no analysis here, so their annotations are put back.
_PUT_BACK = f"""
UPDATE Annotation AS n SET mostRecent = 1
WHERE annotationId = ?
  AND NOT EXISTS (
    SELECT 1 FROM AnnotationReplaced x JOIN Annotation h ON h.annotationId = x.annotationId
    WHERE x.replaced = n.annotationId AND h.mostRecent = 1)
  AND ((SELECT isHuman FROM Labeler p WHERE p.labelerId = n.labelerId)
    OR (NOT EXISTS (SELECT 1 {_DECISIONS})
      AND (n.verified <> 'UNVERIFIED'
        OR NOT EXISTS (SELECT 1 FROM ModelVersion m WHERE m.labelerId = n.labelerId)
        OR EXISTS (SELECT 1 FROM Detection d
                   WHERE d.annotationId = n.annotationId AND d.current = 1))))"""

# Undoing the decision that counts instead puts the annotation back.
_LEAVE_ASIDE = f"""
INSERT OR IGNORE INTO AnnotationReplaced (annotationId, replaced)
SELECT (SELECT max(h.annotationId) {_DECISIONS}) AS decision, n.annotationId
FROM Annotation n WHERE n.annotationId = ? AND n.mostRecent = 0 AND decision IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM Labeler p WHERE p.labelerId = n.labelerId AND p.isHuman = 1)"""
