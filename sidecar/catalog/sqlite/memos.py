"""Memos: what the app itself keeps in the catalog, as JSON."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from sidecar.catalog.memos import Memo, MemoHead, MemoSize
from sidecar.catalog.sqlite.database import Database
from sidecar.catalog.sqlite.door import door, from_rows, made
from sidecar.catalog.sqlite.rows import now
from sidecar.errors import Conflict, InvalidParams

# The key of the table Linnet with the last revision that a memo got.
_LAST = "memoRevision"


@door
class SqliteMemos:
    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def path(self) -> Path:
        return self._database.path

    def get(self, key: str) -> Memo | None:
        row = (
            self._database.reader()
            .execute("SELECT key, revision, changedAt, value FROM Memo WHERE key = ?", (key,))
            .fetchone()
        )
        if row is None:
            return None
        with from_rows():
            value = None if row["value"] is None else json.loads(row["value"])
        return Memo(made(MemoHead, tuple(row)[:3]), value)

    def list(self, prefix: str) -> list[MemoSize]:
        found = self._database.reader().execute(
            """SELECT key, revision, changedAt,
                 length(CAST(coalesce(value, 'null') AS BLOB)) FROM Memo
               WHERE substr(key, 1, length(?1)) = ?1 ORDER BY key""",
            (prefix,),
        )
        return [made(MemoSize, row) for row in found]

    def put(self, key: str, value: str | None, *, if_revision: int | None, most: int) -> int:
        with self._database.transaction() as db:
            _check(db, key, if_revision)
            if value is None:
                db.execute("DELETE FROM Memo WHERE key = ?", (key,))
                return 0
            _make_sure_of_room(db, key, most)
            revision = _next(db)
            db.execute(
                """INSERT INTO Memo (key, changedAt, revision, value) VALUES (?, ?, ?, ?)
                   ON CONFLICT (key) DO UPDATE SET changedAt = excluded.changedAt,
                     revision = excluded.revision, value = excluded.value""",
                (key, now(), revision, value),
            )
            return revision


def _check(db: sqlite3.Connection, key: str, if_revision: int | None) -> None:
    """Raise Conflict if a memo is no longer as the caller knows it."""
    row = db.execute("SELECT revision FROM Memo WHERE key = ?", (key,)).fetchone()
    revision = 0 if row is None else row["revision"]
    if if_revision is None or if_revision == revision:
        return
    happened = "removed" if row is None else "changed" if if_revision else "made"
    raise Conflict(
        f'Somebody else {happened} the memo "{key}" meanwhile.',
        hint="Read the memo again, then change it.",
    )


def _make_sure_of_room(db: sqlite3.Connection, key: str, most: int) -> None:
    others = db.execute("SELECT count(*) FROM Memo WHERE key <> ?", (key,)).fetchone()[0]
    if others >= most:
        raise InvalidParams(
            f"The catalog has {most:,} memos already, and holds no more.",
            field="key",
            hint="Remove memos that are no longer used.",
        )


def _next(db: sqlite3.Connection) -> int:
    """Give a revision that no memo ever had, not even one that was removed."""
    row = db.execute(
        """SELECT max(coalesce((SELECT CAST(value AS INTEGER) FROM Linnet WHERE key = ?), 0),
             coalesce((SELECT max(revision) FROM Memo), 0))""",
        (_LAST,),
    ).fetchone()
    with from_rows():
        revision = int(row[0]) + 1
    db.execute("INSERT OR REPLACE INTO Linnet VALUES (?, ?)", (_LAST, str(revision)))
    return revision
