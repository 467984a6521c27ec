"""The files that labels came from."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from functools import cache

from sidecar.catalog.sqlite.labels.undo import undone


class Origins:
    """Notes which file each new label of a batch came from, and finds a file's earlier labels.

    `standing` are the labels of `files` from before this batch, by annotationId; models' results
    are among them with `results`.
    """

    def __init__(self, db: sqlite3.Connection, files: Sequence[str], *, results: bool) -> None:
        self._db = db
        self._id = cache(self._find_id)
        self.standing = self._earlier(files, results)

    def note(self, file: str, annotation_id: int) -> None:
        ids = (self._id(file), annotation_id)
        self._db.execute("INSERT OR IGNORE INTO AnnotationOrigin VALUES (?, ?)", ids)

    def share(self, file: str, annotation_ids: Iterable[int]) -> None:
        """Note a file that has labels of another file too; those made by hand have no file."""
        self._db.executemany(
            """INSERT OR IGNORE INTO AnnotationOrigin
               SELECT ?, annotationId FROM AnnotationOrigin WHERE annotationId = ? LIMIT 1""",
            ((self._id(file), annotation_id) for annotation_id in annotation_ids),
        )

    def counting(self, annotation_ids: Iterable[int]) -> dict[str, int]:
        """Count by file those of the earlier labels that count now."""
        found = self._db.execute(
            """SELECT annotationId FROM Annotation
               WHERE annotationId IN (SELECT value FROM json_each(?)) AND mostRecent = 1""",
            (json.dumps(list(annotation_ids)),),
        )
        counts: dict[str, int] = {}
        for (annotation_id,) in found:
            file = self.standing[annotation_id]
            counts[file] = counts.get(file, 0) + 1
        return counts

    def _earlier(self, files: Sequence[str], results: bool) -> dict[int, str]:
        found = self._db.execute(
            f"""SELECT o.annotationId, l.path FROM json_each(?) j
                JOIN LabelFile l ON l.path = j.value JOIN AnnotationOrigin o USING (labelFileId)
                JOIN Annotation n ON n.annotationId = o.annotationId
                JOIN Labeler p ON p.labelerId = n.labelerId
                WHERE NOT {undone("o.annotationId")} AND (? OR p.isHuman = 1)""",
            (json.dumps(list(files)), results),
        )
        return {row["annotationId"]: row["path"] for row in found}

    def _find_id(self, file: str) -> int:
        self._db.execute(
            """INSERT OR IGNORE INTO LabelFile
               SELECT ?, 1 + coalesce(max(labelFileId), 0) FROM LabelFile""",
            (file,),
        )
        (number,) = self._db.execute(
            "SELECT labelFileId FROM LabelFile WHERE path = ?", (file,)
        ).fetchone()
        return int(number)
