"""The files that labels came from."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from functools import cache

from sidecar.catalog.sqlite.labels.undo import undone


class Origins:
    """Notes which file each new label of a batch came from, and finds a file's earlier labels.

    `standing` are the labels of `files` from before this batch, by annotationId.
    """

    def __init__(self, db: sqlite3.Connection, files: Sequence[str]) -> None:
        self._db = db
        self._id = cache(self._find_id)
        self.standing = self._earlier(files)

    def note(self, file: str, annotation_id: int) -> None:
        ids = (self._id(file), annotation_id)
        self._db.execute("INSERT OR IGNORE INTO AnnotationOrigin VALUES (?, ?)", ids)

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

    def _earlier(self, files: Sequence[str]) -> dict[int, str]:
        found = self._db.execute(
            f"""SELECT o.annotationId, l.path FROM json_each(?) j
                JOIN LabelFile l ON l.path = j.value JOIN AnnotationOrigin o USING (labelFileId)
                WHERE NOT {undone("o.annotationId")}""",
            (json.dumps(list(files)),),
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
