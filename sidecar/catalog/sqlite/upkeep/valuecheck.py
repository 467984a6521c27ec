"""Values of people's tables that are of no kind that their column can hold, and what replaces them.

No repair removes what people wrote. It empties the cell, and the copy beside the catalog has the
value. The app writes dates as text or numbers, and percent as fractions, so both are fine.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cache

from sidecar.catalog.sqlite.upkeep.blueprint import OF_PEOPLE, SchemaPart, blueprint

# Storage classes that no column of a type holds.
_NEVER = {"INTEGER": "('text', 'blob')", "REAL": "('text', 'blob')", "TEXT": "('blob')"}

# What stands in a cell that must not be empty.
_INSTEAD = {"INTEGER": "0", "REAL": "0.0", "TEXT": "'Lost ' || rowid"}

# A rule of clocks holds for exactly one thing.
_ONE_TARGET = (
    "UPDATE ClockRule SET recordingId = NULL WHERE recordingId IS NOT NULL AND folder IS NOT NULL",
    """UPDATE ClockRule SET deploymentId = NULL
       WHERE deploymentId IS NOT NULL AND coalesce(folder, recordingId) IS NOT NULL""",
    """UPDATE ClockRule SET siteId = NULL
       WHERE siteId IS NOT NULL AND coalesce(folder, recordingId, deploymentId) IS NOT NULL""",
    """UPDATE ClockRule SET folder = 'Lost ' || ruleId
       WHERE coalesce(folder, recordingId, deploymentId, siteId) IS NULL""",
)

# No row has this number.
_NOBODY = "-1 - (rowid & 4611686018427387903)"

# A region has the times of its detection. No two regions may have the same.
_OF_DETECTION = """coalesce((SELECT d.{0} FROM Detection d JOIN Annotation n USING (annotationId)
  WHERE n.regionId = RegionOfInterest.regionId AND abs(d.{0}) <= 1e15), {1})"""
_TIMES = {
    "starttime": _OF_DETECTION.format("startTime", "0.0") + " + rowid * 1e-9",
    "endtime": _OF_DETECTION.format("endTime", "starttime") + " + rowid * 1e-9",
}


@dataclass(frozen=True)
class _Column:
    table: str
    name: str
    kind: str
    required: bool
    names_row: bool  # of another table

    @property
    def strange(self) -> str:
        """Write the condition that a value is strange."""
        tests = [f"typeof({self.name}) IN {_NEVER[self.kind]}"]
        if self.kind == "INTEGER":  # a float beyond 64 bits
            tests.append(f"(typeof({self.name}) = 'real' AND abs({self.name}) > 9e15)")
        if self.names_row:
            tests.append(f"typeof({self.name}) = 'real'")
        if self.kind == "REAL":
            tests.append(f"abs({self.name}) > 1e15")
        if self.required:
            tests.append(f"{self.name} IS NULL")
        return f"({' OR '.join(tests)})"

    @property
    def instead(self) -> str:
        if self.name in _TIMES:
            return _TIMES[self.name]
        if self.names_row and self.required:
            return _NOBODY
        return _INSTEAD[self.kind] if self.required else "NULL"


def count(db: sqlite3.Connection) -> int:
    """Count the strange values."""
    return sum(
        db.execute(f"SELECT count(*) FROM {each.table} WHERE {each.strange}").fetchone()[0]
        for each in _columns(db)
    )


def mend(db: sqlite3.Connection) -> None:
    """Empty the cells with strange values."""
    db.execute("PRAGMA ignore_check_constraints = 1")  # until each row is mended
    for each in _columns(db):
        if db.execute(f"SELECT 1 FROM {each.table} WHERE {each.strange} LIMIT 1").fetchone():
            db.execute(
                f"UPDATE OR IGNORE {each.table} SET {each.name} = {each.instead}"
                f" WHERE {each.strange}"
            )
    for sql in _ONE_TARGET:
        db.execute(sql)
    db.execute("PRAGMA ignore_check_constraints = 0")


def _columns(db: sqlite3.Connection) -> Iterator[_Column]:
    """List the columns that Linnet knows, as a new catalog defines them.

    Keys are whole numbers in any file.
    """
    there = {row["name"] for row in db.execute("SELECT name FROM sqlite_master")}
    for part in blueprint():
        if part.kind == "table" and part.name in OF_PEOPLE and part.name in there:
            yield from _defined(part)


@cache
def _defined(part: SchemaPart) -> tuple[_Column, ...]:
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute(part.sql)
        keys = {key[3] for key in db.execute(f"PRAGMA foreign_key_list({part.name})")}
        found = db.execute(f"PRAGMA table_info({part.name})").fetchall()
    return tuple(
        _Column(part.name, name, kind, bool(required), name in keys)
        for _, name, kind, required, _, key in found
        if not key
    )
