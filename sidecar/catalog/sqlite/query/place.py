"""The place in an order that a request names by values."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from sidecar.catalog.sqlite.query.conditions import is_number, span
from sidecar.catalog.sqlite.query.cursor import Value
from sidecar.catalog.sqlite.query.field import Field, Select
from sidecar.catalog.sqlite.query.order import Order, Place
from sidecar.errors import InvalidParams


def place_at(
    db: sqlite3.Connection,
    select: Select,
    order: Order,
    order_by: list[str],
    at: Mapping[str, Value],
) -> Place:
    """Find the place before the first row that has the values `at`, or later ones.

    Raises InvalidParams with the name of the wrong field.
    """
    _check_names(order, order_by, at)
    left, values = set(at), list[Value]()
    for name, falling in order:
        field = select.known[name]
        if name in left:
            left.remove(name)
            if field.type == "time" and at[name] is not None:
                begin, end = span(f"at.{name}", _text(name, at[name]), utc=field.utc)
                if falling and not left:
                    # The first row of that day is its last moment.
                    return Place((*values, end), before=False, of_row=False)
                values.append(begin)
            else:
                values.append(_checked(name, field, at[name]))
        else:  # the key that the name before stands for
            key = _key(db, select.known[order[len(values) - 1][0]], values[-1], last=falling)
            if key is None:
                break  # no row has this name, so nothing after it counts
            values.append(key)
        if not left:
            break
    return Place(tuple(values), before=True, of_row=False)


def _check_names(order: Order, order_by: list[str], at: Mapping[str, Value]) -> None:
    asked = [item.removeprefix("-") for item in order_by] or [name for name, _ in order]
    first = asked[: len(at)]
    for name in at:
        if name not in first:
            raise InvalidParams(
                f'The rows are not ordered by "{name}" first.',
                field=f"at.{name}",
                hint=f"A place has values of the first fields of orderBy: {', '.join(asked)}.",
            )


def _checked(name: str, field: Field, value: Value) -> Value:
    if value is None or (is_number(value) if field.type == "number" else isinstance(value, str)):
        return value
    kind = "a number" if field.type == "number" else "text"
    raise InvalidParams(f'The field "{name}" takes {kind}.', field=f"at.{name}")


def _text(name: str, value: Value) -> str:
    if isinstance(value, str):
        return value
    raise InvalidParams(
        f'The field "{name}" takes a date such as 2024-05-01, or a date and time.',
        field=f"at.{name}",
    )


def _key(db: sqlite3.Connection, field: Field, name: Value, *, last: bool) -> Value:
    """Look up the first key with a name, or the last one."""
    assert field.names is not None
    names = field.names
    row = db.execute(
        f"SELECT {'max' if last else 'min'}({names.key}) FROM {names.table} WHERE {names.name} = ?",
        (name,),
    ).fetchone()
    key: Value = row[0]
    return key
