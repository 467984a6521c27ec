"""Taking decisions back: what counted before counts again."""

from __future__ import annotations

import json
import sqlite3

from sidecar.errors import InvalidParams
from sidecar.store import rows
from sidecar.store.catalog import Catalog


def undo(catalog: Catalog, batch_id: int | None = None) -> tuple[int, int]:
    """Take a batch back, else the latest; returns its batchId and how many annotations it made.

    Where a later decision was built on one of them, the later one stands; when that is undone too,
    what counted before both counts again. Raises InvalidParams where there is nothing to undo.
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
        db.execute(_PUT_BACK, (ids,))
    return batch_id, len(made)


def _batch(db: sqlite3.Connection, batch_id: int | None) -> int:
    if batch_id is None:
        (latest,) = db.execute(
            "SELECT max(batchId) FROM AnnotationBatch WHERE undoneAt IS NULL"
        ).fetchone()
        if latest is None:
            raise InvalidParams("There is nothing to undo.", field="batchId")
        return int(latest)
    row = db.execute(
        "SELECT undoneAt FROM AnnotationBatch WHERE batchId = ?", (batch_id,)
    ).fetchone()
    if row is None:
        raise InvalidParams(f"The catalog has no batch {batch_id}.", field="batchId")
    if row["undoneAt"] is not None:
        raise InvalidParams(f"Batch {batch_id} was undone already.", field="batchId")
    return batch_id


# What was set aside; where that was undone meanwhile, what it had set aside itself. Not what
# another decision has set aside too, nor what a model no longer says.
_PUT_BACK = """
WITH RECURSIVE Back (annotationId) AS (
  SELECT x.replaced FROM json_each(?) s JOIN AnnotationReplaced x ON x.annotationId = s.value
  UNION
  SELECT x.replaced FROM Back k
  JOIN AnnotationFacts f ON f.annotationId = k.annotationId
  JOIN AnnotationBatch b ON b.batchId = f.batchId AND b.undoneAt IS NOT NULL
  JOIN AnnotationReplaced x ON x.annotationId = k.annotationId)
UPDATE Annotation SET mostRecent = 1
WHERE annotationId IN (SELECT annotationId FROM Back)
  AND NOT EXISTS (
    SELECT 1 FROM AnnotationFacts f JOIN AnnotationBatch b USING (batchId)
    WHERE f.annotationId = Annotation.annotationId AND b.undoneAt IS NOT NULL)
  AND NOT EXISTS (
    SELECT 1 FROM AnnotationReplaced x JOIN Annotation h ON h.annotationId = x.annotationId
    WHERE x.replaced = Annotation.annotationId AND h.mostRecent = 1)
  AND (NOT EXISTS (SELECT 1 FROM Detection d WHERE d.annotationId = Annotation.annotationId)
    OR EXISTS (SELECT 1 FROM Detection d
               WHERE d.annotationId = Annotation.annotationId AND d.current = 1))
"""
