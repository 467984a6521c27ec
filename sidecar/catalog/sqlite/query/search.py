"""Turns typed questions into pages of rows.

A page begins after the values of the last row, and never counts rows off. So every page costs the
same, and no row is missed or doubled while a run adds rows.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from sidecar.catalog.sqlite.query.answer import answer
from sidecar.catalog.sqlite.query.condition import Condition
from sidecar.catalog.sqlite.query.conditions import conditions
from sidecar.catalog.sqlite.query.cursor import PageCursor, read_cursor, write_cursor
from sidecar.catalog.sqlite.query.field import Field, Select
from sidecar.catalog.sqlite.query.order import ordering
from sidecar.catalog.sqlite.query.pages import End, around, beside, first
from sidecar.catalog.sqlite.query.place import place_at
from sidecar.catalog.sqlite.query.resolved import Resolved
from sidecar.catalog.sqlite.query.selects import SELECTS
from sidecar.catalog.sqlite.totals import are_due
from sidecar.catalog.values import Page, Where
from sidecar.errors import InvalidParams


def search(
    db: sqlite3.Connection,
    select: str,
    *,
    where: Where,
    order_by: list[str],
    limit: int,
    cursor: str | None,
    exact: bool = False,
    fields: Sequence[str] = (),
    at: Mapping[str, Any] | None = None,
    before: int = 0,
) -> Page:
    """Answer one page; raises InvalidParams with the name of the wrong field.

    Other pages repeat the total of the first page; `exact` counts on beyond 10,000.
    """
    question = ask(db, select, where, order_by)
    shown = _chosen(question.select, fields)
    start = read_cursor(cursor, question.digest, len(question.order)) if cursor else None
    found = answer(db, question)
    if at is not None:
        place = place_at(db, question.select, question.order, order_by, at)
        part = around(found, place, limit, before, shown)
    elif start is not None:
        part = beside(found, start.way, start.values, limit, shown)
    else:
        part = first(found, limit, shown)
    if start is not None:
        total, sure = start.total, start.exact
    elif part.earlier is None and part.later is None:
        total, sure = len(part.keyed), True
    else:
        total, sure = found.total(exact)
        total = max(total, len(part.keyed) + (part.earlier is not None) + (part.later is not None))

    def end(place: End | None) -> str | None:
        return write_cursor(PageCursor(question.digest, total, sure, *place)) if place else None

    return Page(
        rows=[row for _, row in part.keyed],
        next_cursor=end(part.later),
        prev_cursor=end(part.earlier),
        before=part.before,
        total=total,
        total_exact=sure,
    )


def _chosen(select: Select, fields: Sequence[str]) -> dict[str, Field]:
    """Give the fields that rows shall have, and their key; raises InvalidParams."""
    for number, name in enumerate(fields):
        if name not in select.fields:
            near = get_close_matches(name, select.fields, n=3)
            meant = f"Did you mean {' or '.join(near)}? " if near else ""
            raise InvalidParams(
                f'There is no field "{name}" to show.',
                field=f"fields.{number}",
                hint=f"{meant}Fields: {', '.join(select.fields)}.",
            )
    wanted = {select.key, *fields} if fields else select.fields
    return {name: field for name, field in select.fields.items() if name in wanted}


def every(
    db: sqlite3.Connection,
    select: str,
    *,
    where: Where,
    order_by: list[str],
    fields: Iterable[str] | None = None,
) -> Iterator[dict[str, Any]]:
    """Stream all rows of an answer, or some `fields` of them."""
    return (dict(row) for row in scan(db, select, where=where, order_by=order_by, fields=fields))


def scan(
    db: sqlite3.Connection,
    select: str,
    *,
    where: Where,
    order_by: list[str],
    fields: Iterable[str] | None = None,
) -> sqlite3.Cursor:
    """Open all rows of an answer as SQLite's rows: columns by name or position.

    `fields` may contain filters too.
    """
    question = ask(db, select, where, order_by)
    chosen = {name: question.select.known[name] for name in fields or question.select.fields}
    return answer(db, question, wholly=True).all(chosen)


def begin(
    db: sqlite3.Connection,
    select: str,
    where: Where,
    order_by: list[str],
    *,
    fields: Sequence[str],
    most: int,
) -> list[tuple[object, ...]]:
    """Read the first rows as `scan` gives them, along the way that is quick for a few."""
    question = ask(db, select, where, order_by)
    known = question.select.known
    wanted = {name: known[name] for name in (question.select.key, *fields)}
    keyed = answer(db, question).page(most, None, wanted)
    return [tuple(row[name] for name in fields) for _, row in keyed]


def sizes(db: sqlite3.Connection, select: str, where: Where) -> dict[int, int]:
    """Count the rows of each recording."""
    question = ask(db, select, where, [])
    found = answer(db, question, wholly=True).counts(question.select.known["recordingId"])
    return {int(recording): int(count) for recording, count in found}


def ask(db: sqlite3.Connection, name: str, where: Where, order_by: list[str]) -> Resolved:
    """Resolve a question; raises InvalidParams with the name of the wrong field."""
    select = SELECTS[name]
    if select.kept is not None and not are_due(db):
        select = select.kept(where, order_by)
    outer, inner = conditions(db, select, where)
    counted = select.of or select
    if counted.lifted_by not in where or _stands(db, inner if select.of else outer):
        (inner if select.of else outer).insert(0, counted.usual)
    digest = hashlib.sha256(
        json.dumps([name, where, order_by], sort_keys=True, default=str).encode()
    )
    return Resolved(
        select, where, outer, inner, ordering(select, order_by), digest.hexdigest()[:16]
    )


def _stands(db: sqlite3.Connection, conditions: list[Condition]) -> bool:
    """Tell whether all analyses of the requested runs are the latest of their models.

    If so, the usual condition, with which indexes begin, holds in these runs too.
    """
    of_run = next((each.driving for each in conditions if each.driving), None)
    if of_run is None:  # the filter names the run and asks nothing of it
        return True
    sql = f"SELECT 1 FROM Analysis a WHERE a.current = 0 AND {of_run.sql} LIMIT 1"
    return db.execute(sql, of_run.values).fetchone() is None
