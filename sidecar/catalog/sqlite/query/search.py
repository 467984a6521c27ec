"""Turns typed questions into pages of rows.

A page begins after the values of the last row, and never counts rows off. So every page costs the
same, and no row is missed or doubled while a run adds rows.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from sidecar.catalog.sqlite.query.answer import Resolved, answer
from sidecar.catalog.sqlite.query.condition import Condition
from sidecar.catalog.sqlite.query.conditions import conditions
from sidecar.catalog.sqlite.query.cursor import PageCursor, read_cursor, write_cursor
from sidecar.catalog.sqlite.query.order import ordering
from sidecar.catalog.sqlite.query.selects import SELECTS
from sidecar.catalog.values import Page, Where


def search(
    db: sqlite3.Connection,
    select: str,
    *,
    where: Where,
    order_by: list[str],
    limit: int,
    cursor: str | None,
    exact: bool = False,
) -> Page:
    """Answer one page; raises InvalidParams with the name of the wrong field.

    Later pages repeat the total of the first page; `exact` counts on beyond 10,000.
    """
    question = ask(db, select, where, order_by)
    after = read_cursor(cursor, question.digest, len(question.order)) if cursor else None
    found = answer(db, question)
    keyed = found.page(limit + 1, after.values if after else None)
    more = len(keyed) > limit
    if after:
        total, sure = after.total, after.exact
    elif not more:
        total, sure = len(keyed), True
    else:
        total, sure = found.total(exact)
        total = max(total, len(keyed))
    keyed = keyed[:limit]
    last = PageCursor(question.digest, total, sure, keyed[-1][0]) if more else None
    return Page(
        rows=[row for _, row in keyed],
        next_cursor=write_cursor(last) if last else None,
        total=total,
        total_exact=sure,
    )


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


def ask(db: sqlite3.Connection, name: str, where: Where, order_by: list[str]) -> Resolved:
    """Resolve a question; raises InvalidParams with the name of the wrong field."""
    select = SELECTS[name]
    outer, inner = conditions(db, select, where)
    counted = select.of or select
    if counted.lifted_by not in where or _stands(db, inner if select.of else outer):
        (inner if select.of else outer).insert(0, counted.usual)
    digest = hashlib.sha256(
        json.dumps([name, where, order_by], sort_keys=True, default=str).encode()
    )
    return Resolved(select, outer, inner, ordering(select, order_by), digest.hexdigest()[:16])


def _stands(db: sqlite3.Connection, conditions: list[Condition]) -> bool:
    """Tell whether all analyses of the requested runs are the latest of their models.

    If so, the usual condition, with which indexes begin, holds in these runs too.
    """
    of_run = next((each.driving for each in conditions if each.driving), None)
    if of_run is None:  # the filter names the run and asks nothing of it
        return True
    sql = f"SELECT 1 FROM Analysis a WHERE a.current = 0 AND {of_run.sql} LIMIT 1"
    return db.execute(sql, of_run.values).fetchone() is None
