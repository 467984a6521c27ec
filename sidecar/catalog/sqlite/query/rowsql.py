"""How rows are read: their columns, their order, and their place in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sidecar.catalog.sqlite.query.expression import Expression
from sidecar.catalog.sqlite.query.field import Field, Select
from sidecar.catalog.sqlite.query.order import Order
from sidecar.catalog.sqlite.query.resolved import Keyed

# Rows that are passed over together.
_BLOCK = 8192


def picked(found: sqlite3.Cursor, numbers: Sequence[int]) -> Iterator[Any]:
    """Pass over rows to those with these rising numbers, counted from 0."""
    passed = 0
    for number in numbers:
        block: list[Any] = []
        while passed <= number:
            block = found.fetchmany(min(_BLOCK, number + 1 - passed))
            if not block:
                return
            passed += len(block)
        yield block[-1]


def sort_key(value: Any) -> tuple[bool, Any]:  # noqa: ANN401
    return value is not None, value  # nulls first, as SQLite has them


def keyed_row(row: Iterable[Any], fields: dict[str, Field]) -> Keyed:
    cells = tuple(row)
    return list(cells[len(fields) :]), dict(zip(fields, cells, strict=False))


def columns_of(fields: dict[str, Field], more: Iterable[Expression] = ()) -> str:
    named = (f'{field.shown} AS "{name}"' for name, field in fields.items())
    return ", ".join((*named, *(each.sql for each in more)))


def compared_by(select: Select, order: Order) -> list[Expression]:
    """List the expressions that an order compares."""
    return [select.known[name].value for name, _ in order]


def order_sql(compared: list[Expression], order: Order) -> str:
    return ", ".join(
        f"{each.sql} {'DESC' if falling else 'ASC'}"
        for each, (_, falling) in zip(compared, order, strict=True)
    )


def deciding(field: Field) -> set[Expression]:
    """List the expressions that leave a field one value if they have one."""
    return {field.value, field.names.referring} if field.names else {field.value}
