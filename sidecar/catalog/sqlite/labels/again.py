"""Annotations that count again: those of a batch that is redone, or no longer withdrawn."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence


def count_again(db: sqlite3.Connection, annotation_ids: Sequence[int]) -> None:
    """Let annotations count, and set the earlier ones aside; beside a later one they stay aside.

    Undoing the later one lets them count again.
    """
    ids = [(each,) for each in annotation_ids]
    db.executemany(_COUNTS, ids)
    db.executemany(_STAYS_ASIDE, ids)
    aside = [tuple(row) for each in ids for row in db.execute(_SETS_ASIDE, each)]
    db.executemany("INSERT OR IGNORE INTO AnnotationReplaced VALUES (?, ?)", aside)
    db.executemany("UPDATE Annotation SET mostRecent = 0 WHERE annotationId = ?2", aside)


# Other annotations of people on the species and region of `n`.
_PEOPLES = """
  Annotation h JOIN Labeler p ON p.labelerId = h.labelerId AND p.isHuman = 1
  WHERE h.regionId = n.regionId AND h.speciesId = n.speciesId
    AND h.annotationId <> n.annotationId"""

_OF_PERSON = "(SELECT isHuman FROM Labeler q WHERE q.labelerId = n.labelerId) IS 1"

# A person's word keeps a model's aside, and an earlier one of a person. Two that were kept in
# another order than they were said, as after a merge, have a link.
_LATER = f"""{_PEOPLES} AND (NOT {_OF_PERSON}
    OR CASE WHEN EXISTS (SELECT 1 FROM AnnotationReplaced x
                         WHERE x.annotationId = n.annotationId AND x.replaced = h.annotationId)
       THEN 0 WHEN EXISTS (SELECT 1 FROM AnnotationReplaced x
                           WHERE x.annotationId = h.annotationId AND x.replaced = n.annotationId)
       THEN 1 ELSE h.annotationId > n.annotationId END)"""

_COUNTS = f"""
UPDATE Annotation AS n SET mostRecent = 1
WHERE annotationId = ? AND mostRecent = 0
  AND NOT EXISTS (SELECT 1 FROM {_LATER} AND +h.mostRecent = 1)
  AND NOT EXISTS (
    SELECT 1 FROM AnnotationWithdrawn w JOIN AnnotationBatch b USING (batchId)
    WHERE w.annotationId = n.annotationId AND b.undoneAt IS NULL)"""

# Whichever of the later ones is undone last lets it count again.
_STAYS_ASIDE = f"""
INSERT OR IGNORE INTO AnnotationReplaced (annotationId, replaced)
SELECT later.annotationId, n.annotationId FROM Annotation n JOIN Annotation later
  ON later.regionId = n.regionId AND later.speciesId = n.speciesId
  AND later.annotationId IN (SELECT h.annotationId FROM {_LATER})
WHERE n.annotationId = ?"""

_SETS_ASIDE = f"""
SELECT n.annotationId, h.annotationId FROM Annotation n
JOIN Annotation h ON h.regionId = n.regionId AND h.speciesId = n.speciesId
  AND +h.mostRecent = 1 AND h.annotationId <> n.annotationId
WHERE n.annotationId = ? AND n.mostRecent = 1 AND {_OF_PERSON}
  AND h.annotationId NOT IN (SELECT h.annotationId FROM {_LATER})"""
