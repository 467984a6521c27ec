"""What a whole catalog is made of: its tables, indexes, views and triggers."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sidecar.store.migrations import SCHEMA_VERSION, STEPS, take

# The desktop app's tables, and ours that hold what a person wrote: no row of them is ever removed.
OF_PEOPLE = (
    "Labeler",
    "Species",
    "Survey",
    "Site",
    "Recorder",
    "Deployment",
    "Recording",
    "RegionOfInterest",
    "Annotation",
    "AnnotationBatch",
    "AnnotationFacts",
    "Model",
)

# Order in which things can be made: each after what it is about.
_ORDER = {"table": 0, "index": 1, "view": 2, "trigger": 3}


@dataclass(frozen=True)
class Part:
    """A table, index, view or trigger."""

    kind: str
    name: str
    sql: str


def order(part: Part) -> int:
    """Give the place of a part among those that can be made before and after it."""
    return _ORDER.get(part.kind, len(_ORDER))


@cache
def blueprint(version: int = SCHEMA_VERSION) -> tuple[Part, ...]:
    """List the parts of a catalog of a version, in the order they can be made in."""
    with closing(sqlite3.connect(":memory:")) as db:
        db.row_factory = sqlite3.Row
        for step in STEPS[:version]:
            take(step, db, Path("none"))
        return parts(db)


def parts(db: sqlite3.Connection) -> tuple[Part, ...]:
    """List the parts that a database has, in the order they can be made in."""
    found = db.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    listed = [Part(*row) for row in found if not str(row[1]).startswith("sqlite_")]
    return tuple(sorted(listed, key=order))


def missing(db: sqlite3.Connection) -> tuple[Part, ...]:
    """List what a catalog lacks or has in another form, in the order it can be made in.

    A program that builds one of its tables anew takes our triggers and indexes on it away.
    """
    there = {(part.kind, part.name): part.sql for part in parts(db)}
    return tuple(
        part
        for part in blueprint()
        if (part.kind, part.name) not in there
        or (part.kind in ("view", "trigger") and there[part.kind, part.name] != part.sql)
    )


def make(db: sqlite3.Connection, wanted: tuple[Part, ...]) -> None:
    """Make parts that are missing, and anew those of another form."""
    for part in wanted:
        if part.kind in ("view", "trigger"):
            db.execute(f"DROP {part.kind} IF EXISTS {part.name}")
        db.execute(part.sql)
