"""Lets detections of older catalogs be unsure, and reads what the desktop app wrote for it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

_BEFORE = "CHECK (verified IN ('YES', 'NO', 'UNVERIFIED'))"
_NOW = "CHECK (verified IN ('YES', 'NO', 'UNSURE', 'UNVERIFIED'))"


# The app had no word for it but a comment: "unsure", or "unsure: " and a note.
_MARK = """UPDATE AnnotationFacts SET unsure = 1, comment = nullif(substr(comment, 9), '')
  WHERE (comment = 'unsure' OR comment GLOB 'unsure: *') AND annotationId IN (
    SELECT annotationId FROM Annotation JOIN Labeler USING (labelerId)
    WHERE verified = 'UNVERIFIED' AND isHuman = 1)"""


def allow_unsure(db: sqlite3.Connection, _: Path) -> None:
    """Let detections be UNSURE, and mark those whose comment says so."""
    _change_check(db)
    db.execute(_MARK)


def _change_check(db: sqlite3.Connection) -> None:
    """Change the CHECK of Detection.verified without rewriting ten million rows.

    SQLite documents this way for a CHECK (https://www.sqlite.org/lang_altertable.html, section 8).
    """
    (version,) = db.execute("PRAGMA schema_version").fetchone()
    db.execute("PRAGMA writable_schema = ON")
    db.execute(
        "UPDATE sqlite_master SET sql = replace(sql, ?, ?)"
        " WHERE type = 'table' AND name = 'Detection'",
        (_BEFORE, _NOW),
    )
    db.execute(f"PRAGMA schema_version = {version + 1}")
    db.execute("PRAGMA writable_schema = RESET")  # reads the tables' definitions again
