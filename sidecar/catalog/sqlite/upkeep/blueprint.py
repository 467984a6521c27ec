"""The parts of a complete catalog: its tables, indexes, views and triggers."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sidecar.catalog.sqlite.migrations import SCHEMA_VERSION, STEPS, take

# The desktop app's tables; the app's own databases keep the app's definitions.
OF_THE_APP = (
    "Labeler",
    "Species",
    "Survey",
    "Site",
    "Recorder",
    "Deployment",
    "Recording",
    "RegionOfInterest",
    "Annotation",
    "Model",
)

# Tables that hold what people wrote: no repair removes their rows.
OF_PEOPLE = (*OF_THE_APP, "AnnotationBatch", "AnnotationFacts", "ClockRule", "Memo")

# Order of creation: each part comes after the parts that it refers to.
_ORDER = {"table": 0, "index": 1, "view": 2, "trigger": 3}


@dataclass(frozen=True)
class SchemaPart:
    """A table, index, view or trigger."""

    kind: str
    name: str
    sql: str


def order(part: SchemaPart) -> int:
    """Give the place of a part in the order of creation."""
    return _ORDER.get(part.kind, len(_ORDER))


@cache
def blueprint(version: int = SCHEMA_VERSION) -> tuple[SchemaPart, ...]:
    """List the parts of a catalog of a version, in the order of creation."""
    with closing(sqlite3.connect(":memory:")) as db:
        db.row_factory = sqlite3.Row
        for step in STEPS:
            if step.version > version:
                break
            take(step, db, Path("none"))
        return parts(db)


def least_version(names: Collection[str]) -> int:
    """Give the version that first had the latest of these parts; 0 if none of them is ours."""
    found = 0
    for version in range(1, SCHEMA_VERSION + 1):
        earlier = {part.name for part in blueprint(version - 1)}
        mine = {part.name for part in blueprint(version)} - earlier - set(OF_THE_APP)
        if not mine.isdisjoint(names):
            found = version
    return found


def parts(db: sqlite3.Connection) -> tuple[SchemaPart, ...]:
    """List the parts of a database, in the order of creation."""
    found = db.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    listed = [SchemaPart(*row) for row in found if not str(row[1]).startswith("sqlite_")]
    return tuple(sorted(listed, key=order))


def missing(db: sqlite3.Connection) -> tuple[SchemaPart, ...]:
    """List the parts that a catalog lacks or has in another form, in the order of creation.

    A program that rebuilds one of its tables drops our triggers and indexes on it.
    """
    there = {(part.kind, part.name): part.sql for part in parts(db)}
    return tuple(
        part
        for part in blueprint()
        if (part.kind, part.name) not in there
        or (part.kind in ("view", "trigger") and there[part.kind, part.name] != part.sql)
    )


@cache
def columns_of_ours() -> dict[str, frozenset[tuple[str, bool]]]:
    """Name the columns of each table in the first version, as `columns` does."""
    with closing(sqlite3.connect(":memory:")) as db:
        tables = [part for part in blueprint(1) if part.kind == "table"]
        for part in tables:
            db.execute(part.sql)
        return {part.name: columns(db, part.name) for part in tables}


def columns(db: sqlite3.Connection, table: str) -> frozenset[tuple[str, bool]]:
    """Name a table's columns, and tell for each whether it is in the primary key."""
    found = db.execute(f'PRAGMA table_info("{table}")')
    return frozenset((str(column[1]), bool(column[5])) for column in found)


def usable(db: sqlite3.Connection, table: str) -> bool:
    """Tell whether a table has the required columns; the app's must refer to the app's tables."""
    keys = db.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()
    ours = columns_of_ours()
    return ours.get(table, frozenset()) <= columns(db, table) and (
        table not in OF_THE_APP
        or all(
            str(key[2]) in OF_THE_APP and (key[4] is None or (str(key[4]), True) in ours[key[2]])
            for key in keys
        )
    )


def spoilt(db: sqlite3.Connection) -> tuple[str, ...]:
    """Name the tables whose definition is wrong."""
    ours = {part.name: _words(part.sql) for part in blueprint() if part.kind == "table"}
    return tuple(
        part.name
        for part in parts(db)
        if part.name in ours
        and not (
            usable(db, part.name)
            if part.name in OF_THE_APP
            else _words(part.sql) == ours[part.name]
        )
    )


def _words(sql: str) -> list[str]:
    return sql.split()


def make(db: sqlite3.Connection, wanted: tuple[SchemaPart, ...]) -> None:
    """Make missing parts, and remake views and triggers of another form."""
    for part in wanted:
        if part.kind in ("view", "trigger"):
            db.execute(f"DROP {part.kind} IF EXISTS {part.name}")
        db.execute(part.sql)


def drop_triggers(db: sqlite3.Connection) -> None:
    """Drop our triggers; `make` makes them again."""
    for part in blueprint():
        if part.kind == "trigger":
            db.execute(f"DROP TRIGGER IF EXISTS {part.name}")
