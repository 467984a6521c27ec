"""Which selects read what was written: SQLite tells both, as it compiles statements.

So no verb has a list of what it changes, and none can be wrong.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from contextlib import closing
from functools import cache
from typing import Any

from sidecar.catalog.changes import ANYTHING, Write
from sidecar.catalog.sqlite.interval import teach_interval
from sidecar.catalog.sqlite.minutes import teach_minutes
from sidecar.catalog.sqlite.names import teach_names
from sidecar.catalog.sqlite.partner import FUNCTION
from sidecar.catalog.sqlite.query.counts import counts
from sidecar.catalog.sqlite.query.field import Field
from sidecar.catalog.sqlite.query.search import every, search
from sidecar.catalog.sqlite.query.selects import SELECTS
from sidecar.catalog.sqlite.sky import teach_sky
from sidecar.catalog.sqlite.upkeep.blueprint import blueprint
from sidecar.catalog.values import Tally

# What is read elsewhere than by a select of SQL, and how the names of its tables begin.
_OTHERS = {"similar": ("WindowSet", "Vector"), "memos": ("Memo",)}

# Counts filter and group what these selects list, and hours of effort come from analyses.
_COUNTED = ("detections", "annotations", "recordings")
_EFFORT = "Analysis"

_SAMPLES: dict[str, Any] = {"text": "2026-05-01", "number": 1, "time": "2026-05-01"}


def touched(writes: Collection[Write]) -> frozenset[str]:
    """Name the selects whose rows may differ after these writes, and "memos"."""
    if not ANYTHING.isdisjoint(writes):
        return frozenset(reads())
    return frozenset(
        name
        for name, read in reads().items()
        if any(column in read.get(table, ()) for table, column in writes)
    )


@cache
def reads() -> dict[str, dict[str, frozenset[str | None]]]:
    """Name the columns of each table that each select reads; None is among them."""
    found = {}
    with closing(_empty()) as db:
        for select in SELECTS:
            columns: dict[str, set[str | None]] = {}
            _trace(db, columns)
            _ask(db, select)
            found[select] = {table: frozenset(each) for table, each in columns.items()}
        found["counts"] = _counting(db, found)
        found["occasions"] = _of_occasions(db, found)
        db.set_authorizer(None)
        for name, beginnings in _OTHERS.items():
            tables = [part.name for part in blueprint() if part.kind == "table"]
            found[name] = {
                table: frozenset([None, *_columns(db, table)])
                for table in tables
                if table.startswith(beginnings)
            }
    found["similar"] = {**found["detections"], **found["similar"]}
    for name in ("matchTotals", "modelMatches"):
        found[name] = found["detections"]
    return found


def _counting(
    db: sqlite3.Connection, found: dict[str, dict[str, frozenset[str | None]]]
) -> dict[str, frozenset[str | None]]:
    """Name what counts read: on an empty catalog they do not come to ask for all of it."""
    columns: dict[str, set[str | None]] = {}
    _trace(db, columns)
    for of in ("detections", "labels", "recordings"):
        counts(db, Tally(of, ["site", "month"], {}), 1)
    columns.setdefault(_EFFORT, {None}).update(_columns(db, _EFFORT))
    for select in _COUNTED:
        for table, each in found[select].items():
            columns.setdefault(table, {None}).update(each)
    return {table: frozenset(each) for table, each in columns.items()}


def _of_occasions(
    db: sqlite3.Connection, found: dict[str, dict[str, frozenset[str | None]]]
) -> dict[str, frozenset[str | None]]:
    """Name what occasions read: hours and detections, as counts, and sites, runs and failures."""
    columns = {table: set(each) for table, each in found["counts"].items()}
    for select in ("sites", "surveys", "runFiles", "runs"):
        for table, each in found[select].items():
            columns.setdefault(table, {None}).update(each)
    return {table: frozenset(each) for table, each in columns.items()}


def _empty() -> sqlite3.Connection:
    db = sqlite3.connect(":memory:")
    db.row_factory = sqlite3.Row
    db.create_function("proposed_timezones", 2, lambda *place: None, deterministic=True)
    teach_interval(db)
    teach_sky(db)
    teach_names(db)
    db.create_function(FUNCTION, 6, lambda *asked: None)
    teach_minutes(db)
    for part in blueprint():
        db.execute(part.sql)
    return db


def _columns(db: sqlite3.Connection, table: str) -> list[str]:
    return [row["name"] for row in db.execute(f"PRAGMA table_info({table})")]


def _trace(db: sqlite3.Connection, columns: dict[str, set[str | None]]) -> None:
    def authorize(action: int, first: str | None, second: str | None, *_: str | None) -> int:
        if action == sqlite3.SQLITE_READ:
            columns.setdefault(first or "", {None}).add(second)
        return sqlite3.SQLITE_OK

    db.set_authorizer(authorize)


def _ask(db: sqlite3.Connection, select: str) -> None:
    """Ask for all rows and fields, and with each filter."""
    asked = SELECTS[select]
    known = {**asked.known, **(asked.of.known if asked.of else {})}
    values = {name: _sample(field) for name, field in known.items()}
    for where in ({}, values, {name: {"ne": value} for name, value in values.items()}):
        list(every(db, select, where=where, order_by=[]))
        search(db, select, where=where, order_by=[], limit=1, cursor=None, exact=True)


def _sample(field: Field) -> Any:  # noqa: ANN401 - a value of the field's type
    if field.among:
        return field.among[0]
    return field.within[0] if field.within else _SAMPLES[field.type]
