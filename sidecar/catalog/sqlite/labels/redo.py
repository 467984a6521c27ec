"""Redoing decisions that were undone: they count again, unless a later one stands."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence

from sidecar.catalog.sqlite.database import Database
from sidecar.catalog.sqlite.labels.again import count_again
from sidecar.catalog.sqlite.labels.batchwork import Work, by_steps, ids_of
from sidecar.catalog.sqlite.labels.undo import set_back
from sidecar.catalog.values import UndoneStep
from sidecar.errors import InvalidParams


def redo(
    catalog: Database,
    batch_id: int | None = None,
    kept: Callable[[UndoneStep], None] = lambda step: None,
) -> tuple[int, int]:
    """Redo a batch, else the one undone last; returns its batchId and its number of annotations.

    A later decision on the same annotation stays. A large batch is redone in steps, and counts as
    redone after the last one. Raises InvalidParams when there is nothing to redo.
    """
    return by_steps(catalog, Work(_undone_batch, _count_again, _redo_rest), batch_id, kept)


def _count_again(db: sqlite3.Connection, made: Sequence[int], batch_id: int) -> None:
    count_again(db, made)


def _redo_rest(db: sqlite3.Connection, batch_id: int, withdrawn: Sequence[int]) -> None:
    """Redo what does not count yet; others may have decided and undone between two steps."""
    db.execute(
        """UPDATE AnnotationBatch SET undoneAt = NULL, undoneOrder = NULL, undoneAfter = NULL
           WHERE batchId = ?""",
        (batch_id,),
    )
    set_back(db, withdrawn, None)
    count_again(db, ids_of(db, _WAITING, batch_id))


def _undone_batch(db: sqlite3.Connection, batch_id: int | None) -> int:
    if batch_id is None:
        last = db.execute(
            """SELECT batchId, undoneAfter >= (SELECT max(batchId) FROM AnnotationBatch) AS newest
               FROM AnnotationBatch WHERE undoneOrder IS NOT NULL
               ORDER BY undoneOrder DESC LIMIT 1"""
        ).fetchone()
        if last is None:
            raise InvalidParams("There is nothing to redo: no batch is undone.", field="batchId")
        if not last["newest"]:
            raise InvalidParams(
                "There is nothing to redo: somebody decided since the last undo.",
                field="batchId",
                hint="Name the batch to redo it all the same.",
            )
        return int(last["batchId"])
    row = db.execute(
        "SELECT undoneAt FROM AnnotationBatch WHERE batchId = ?", (batch_id,)
    ).fetchone()
    if row is None:
        raise InvalidParams(f"The catalog has no batch {batch_id}.", field="batchId")
    if row["undoneAt"] is None:
        raise InvalidParams(f"Batch {batch_id} is not undone.", field="batchId")
    return batch_id


_WAITING = """
SELECT n.annotationId FROM AnnotationFacts f
CROSS JOIN Annotation n ON n.annotationId = f.annotationId
WHERE f.batchId = ? AND n.mostRecent = 0"""
