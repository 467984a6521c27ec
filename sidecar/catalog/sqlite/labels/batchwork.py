"""Work through what a batch made, step by step: an undo and a redo go the same way."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sidecar import stop
from sidecar.catalog.sqlite import rows
from sidecar.catalog.sqlite.database import Database
from sidecar.catalog.sqlite.labels.steps import STEP, pause
from sidecar.catalog.values import UndoneStep


@dataclass(frozen=True)
class Work:
    """What an undo or a redo does: it finds the batch, does a step of it, and does the rest."""

    find: Callable[[sqlite3.Connection, int | None], int]
    step: Callable[[sqlite3.Connection, Sequence[int], int], None]
    rest: Callable[[sqlite3.Connection, int, Sequence[int]], None]


def by_steps(
    catalog: Database, work: Work, batch_id: int | None, kept: Callable[[UndoneStep], None]
) -> tuple[int, int]:
    """Do all of a batch; returns its batchId and how many annotations it made or withdrew.

    What it withdrew is done with the rest, after all other steps.
    """
    done = last = 0
    while True:
        stop.check()
        began = time.perf_counter()
        with catalog.transaction() as db, rows.verdicts_at_end(db):
            batch_id = work.find(db, batch_id)
            total, withdrawn = _made_by(db, batch_id), ids_of(db, _WITHDRAWN, batch_id)
            made = ids_of(db, _MADE_AFTER, batch_id, last, total if withdrawn else STEP)
            if withdrawn or done + len(made) >= total:
                work.rest(db, batch_id, withdrawn)
                return batch_id, done + len(made) + len(withdrawn)
            work.step(db, made, batch_id)
        done, last = done + len(made), made[-1]
        kept(UndoneStep(batch_id, done, total))
        pause(catalog, began)


def _made_by(db: sqlite3.Connection, batch_id: int) -> int:
    """Count the annotations that a batch made."""
    counted = db.execute("SELECT count(*) FROM AnnotationFacts WHERE batchId = ?", (batch_id,))
    return int(counted.fetchone()[0])


def ids_of(db: sqlite3.Connection, sql: str, *values: object) -> list[int]:
    """List the ids that a statement finds."""
    return [row[0] for row in db.execute(sql, values)]


_MADE_AFTER = """
SELECT annotationId FROM AnnotationFacts WHERE batchId = ? AND annotationId > ?
ORDER BY annotationId LIMIT ?"""

# Annotations that a batch withdrew, people's and the latest first.
_WITHDRAWN = """
SELECT annotationId FROM AnnotationWithdrawn JOIN Annotation USING (annotationId)
LEFT JOIN Labeler USING (labelerId)
WHERE batchId = ? ORDER BY coalesce(isHuman, 0) DESC, annotationId DESC"""
