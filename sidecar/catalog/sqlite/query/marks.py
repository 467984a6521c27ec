"""Evenly spaced rows of an answer, so that a client can go to row N of millions."""

from __future__ import annotations

import sqlite3

from sidecar.catalog.sqlite.query.answer import answer
from sidecar.catalog.sqlite.query.cursor import PageCursor, write_cursor
from sidecar.catalog.sqlite.query.search import ask
from sidecar.catalog.values import Marks, RowMark, Where


def marks(
    db: sqlite3.Connection, select: str, *, where: Where, order_by: list[str], count: int
) -> Marks:
    """Find up to `count` rows, with the first and the last; raises InvalidParams.

    The rows are counted first, so both need the same snapshot.
    """
    question = ask(db, select, where, order_by)
    found = answer(db, question, wholly=True)
    total, _ = found.total(exact=True)
    asked = [item.removeprefix("-") for item in order_by] or [question.order[0][0]]
    key = question.select.key
    fields = {name: question.select.fields[name] for name in dict.fromkeys((key, *asked))}
    numbers = _spaced(total, count)
    rows = found.numbered(numbers, fields)
    return Marks(
        [
            RowMark(
                number,
                write_cursor(PageCursor(question.digest, total, True, ">=", by)),
                {name: row[name] for name in asked},
            )
            for number, (by, row) in zip(numbers, rows, strict=True)
        ],
        total,
    )


def _spaced(total: int, count: int) -> list[int]:
    """List up to `count` numbers of rows from the first to the last."""
    if total <= count:
        return list(range(total))
    return [number * (total - 1) // (count - 1) for number in range(count)]
