"""Undoing decisions: the annotations from before count again. `redo.py` is the way back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence

from sidecar.catalog.sqlite import rows
from sidecar.catalog.sqlite.database import Database
from sidecar.catalog.sqlite.labels.again import count_again
from sidecar.catalog.sqlite.labels.batchwork import Work, by_steps, ids_of
from sidecar.catalog.values import UndoneStep
from sidecar.errors import InvalidParams


def undo(
    catalog: Database,
    batch_id: int | None = None,
    kept: Callable[[UndoneStep], None] = lambda step: None,
) -> tuple[int, int]:
    """Undo a batch, else the latest; returns its batchId and how many annotations it changed.

    A later decision on the same annotation stays. When it is undone too, the annotation before
    both counts again. A large batch is undone in steps, and counts as undone after the last one.
    Raises InvalidParams when there is nothing to undo.
    """
    return by_steps(catalog, Work(_batch, set_back, _undo_rest), batch_id, kept)


def _undo_rest(db: sqlite3.Connection, batch_id: int, withdrawn: Sequence[int]) -> None:
    """Undo what still counts; an annotation of an earlier step may count again by another undo."""
    db.execute(_UNDONE, {"now": rows.now(), "batch": batch_id})
    set_back(db, ids_of(db, _COUNTING, batch_id), batch_id)
    for annotation_id in withdrawn:
        _stand_again(db, annotation_id)


def latest_batch(db: sqlite3.Connection) -> int:
    """Give the batchId of the newest batch; 0 before any."""
    (newest,) = db.execute("SELECT coalesce(max(batchId), 0) FROM AnnotationBatch").fetchone()
    return int(newest)


def withdraw(db: sqlite3.Connection, annotation_ids: Sequence[int], batch_id: int) -> None:
    """Let a batch undo annotations of earlier batches; undoing the batch lets them count again."""
    db.executemany(
        "INSERT INTO AnnotationWithdrawn VALUES (?, ?)",
        ((annotation_id, batch_id) for annotation_id in annotation_ids),
    )
    set_back(db, annotation_ids, None)


def undone(annotation_id: str) -> str:
    """Write the condition that an annotation is undone, with its batch or by a later one."""
    return f"""(EXISTS (
      SELECT 1 FROM AnnotationFacts uf JOIN AnnotationBatch ub ON ub.batchId = uf.batchId
      WHERE uf.annotationId = {annotation_id} AND ub.undoneAt IS NOT NULL)
    OR EXISTS (
      SELECT 1 FROM AnnotationWithdrawn uw JOIN AnnotationBatch ub ON ub.batchId = uw.batchId
      WHERE uw.annotationId = {annotation_id} AND ub.undoneAt IS NULL))"""


def set_back(db: sqlite3.Connection, annotation_ids: Sequence[int], batch_id: int | None) -> None:
    """Let undone annotations no longer count, and those that they had set aside count again.

    The annotations of `batch_id` are undone too, though a step may not have come to them yet.
    """
    stood = ids_of(
        db,
        """SELECT annotationId FROM Annotation
           WHERE annotationId IN (SELECT value FROM json_each(?)) AND mostRecent = 1""",
        json.dumps(annotation_ids),
    )
    ids = json.dumps(stood)
    db.execute(
        """UPDATE Annotation SET mostRecent = 0
           WHERE annotationId IN (SELECT value FROM json_each(?))""",
        (ids,),
    )
    # People's first: one that counts keeps models' aside.
    aside = db.execute(_SET_ASIDE, {"ids": ids, "batch": batch_id}).fetchall()
    count_again(db, [row["annotationId"] for row in aside if row["isHuman"]])
    models = [(row["annotationId"],) for row in aside if not row["isHuman"]]
    db.executemany(_PUT_BACK, models)
    db.executemany(_LEAVE_ASIDE, models)


def _stand_again(db: sqlite3.Connection, annotation_id: int) -> None:
    """Let a withdrawn annotation count again, unless a person decided since, or it is undone."""
    if ids_of(db, f"SELECT 1 WHERE {undone('?1')}", annotation_id):
        return
    moved = ids_of(db, _MOVED_ON, annotation_id)
    if moved:  # a later decision on the label stands where the label had moved
        db.executemany(
            "INSERT OR IGNORE INTO AnnotationReplaced VALUES (?, ?)",
            ((decision, annotation_id) for decision in moved),
        )
        return
    if ids_of(db, _OF_MODEL, annotation_id):
        db.execute(_PUT_BACK, (annotation_id,))
        db.execute(_LEAVE_ASIDE, (annotation_id,))
    else:
        count_again(db, [annotation_id])


def _batch(db: sqlite3.Connection, batch_id: int | None) -> int:
    if batch_id is None:
        # Leave out batches without annotations: their decisions were known.
        latest = db.execute(
            """SELECT batchId FROM AnnotationBatch b
               WHERE undoneAt IS NULL
                 AND (EXISTS (SELECT 1 FROM AnnotationFacts f WHERE f.batchId = b.batchId)
                   OR EXISTS (SELECT 1 FROM AnnotationWithdrawn w WHERE w.batchId = b.batchId))
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


_UNDONE = """UPDATE AnnotationBatch
SET undoneAt = :now,
  undoneOrder = 1 + (SELECT coalesce(max(undoneOrder), 0) FROM AnnotationBatch),
  undoneAfter = (SELECT max(batchId) FROM AnnotationBatch)
WHERE batchId = :batch"""

# The batch that is being undone made the annotation.
_OF_BATCH = """EXISTS (
  SELECT 1 FROM AnnotationFacts o WHERE o.annotationId = {}.annotationId AND o.batchId = :batch)"""

_COUNTING = """
SELECT n.annotationId FROM AnnotationFacts f
CROSS JOIN Annotation n ON n.annotationId = f.annotationId
WHERE f.batchId = ? AND n.mostRecent = 1"""

_OF_MODEL = """
SELECT 1 FROM Annotation LEFT JOIN Labeler USING (labelerId)
WHERE annotationId = ? AND isHuman IS NOT 1"""

# Annotations in other regions that count, and followed from one: its label had moved.
_MOVED_ON = """
WITH RECURSIVE Later (annotationId) AS (
  SELECT f.annotationId FROM AnnotationFacts f CROSS JOIN Annotation n USING (annotationId)
  WHERE f.replaced = ?1
    AND n.regionId <> (SELECT regionId FROM Annotation WHERE annotationId = ?1)
  UNION SELECT f.annotationId FROM Later k JOIN AnnotationFacts f ON f.replaced = k.annotationId
  UNION SELECT x.annotationId FROM Later k
    JOIN AnnotationReplaced x ON x.replaced = k.annotationId)
SELECT annotationId FROM Later k
WHERE (SELECT n.mostRecent FROM Annotation n WHERE n.annotationId = k.annotationId) = 1"""

# Annotations that some annotations set aside. If one is undone by now, those that it had set aside.
_SET_ASIDE = f"""
WITH RECURSIVE Back (annotationId) AS (
  SELECT x.replaced FROM json_each(:ids) s JOIN AnnotationReplaced x ON x.annotationId = s.value
  UNION
  SELECT x.replaced FROM Back k JOIN AnnotationReplaced x ON x.annotationId = k.annotationId
  WHERE {undone("k.annotationId")} OR {_OF_BATCH.format("k")})
SELECT annotationId, isHuman FROM Back JOIN Annotation USING (annotationId)
LEFT JOIN Labeler USING (labelerId)
WHERE NOT {undone("Back.annotationId")} AND NOT {_OF_BATCH.format("Back")}
ORDER BY coalesce(isHuman, 0) DESC, annotationId DESC"""

# Decisions of people that count, on the species and region of a model's annotation.
_DECISIONS = """
  FROM Annotation h JOIN Labeler p ON p.labelerId = h.labelerId AND p.isHuman = 1
  WHERE h.regionId = n.regionId AND h.speciesId = n.speciesId AND h.mostRecent = 1"""

# A model's annotation stays aside if another decision set it aside too, if a person decided on it,
# or if the model's current analysis lacks it. Models of other programs have no analysis here, so
# their annotations are put back.
_PUT_BACK = f"""
UPDATE Annotation AS n SET mostRecent = 1
WHERE annotationId = ?
  AND NOT EXISTS (
    SELECT 1 FROM AnnotationReplaced x JOIN Annotation h ON h.annotationId = x.annotationId
    WHERE x.replaced = n.annotationId AND h.mostRecent = 1)
  AND NOT EXISTS (SELECT 1 {_DECISIONS})
  AND (n.verified <> 'UNVERIFIED'
    OR NOT EXISTS (SELECT 1 FROM ModelVersion m WHERE m.labelerId = n.labelerId)
    OR EXISTS (SELECT 1 FROM Detection d
               WHERE d.annotationId = n.annotationId AND d.current = 1))"""

# Undoing the decision that counts instead puts the annotation back.
_LEAVE_ASIDE = f"""
INSERT OR IGNORE INTO AnnotationReplaced (annotationId, replaced)
SELECT (SELECT max(h.annotationId) {_DECISIONS}) AS decision, n.annotationId
FROM Annotation n WHERE n.annotationId = ? AND n.mostRecent = 0 AND decision IS NOT NULL"""
