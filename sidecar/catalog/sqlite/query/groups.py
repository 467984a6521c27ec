"""Orders that no index has: rows of one value after the other, or of any value and of none."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from sidecar.catalog.sqlite.query.condition import Condition, joined, values
from sidecar.catalog.sqlite.query.expression import Expression
from sidecar.catalog.sqlite.query.field import Field
from sidecar.catalog.sqlite.query.planner import Grouping


def by_value(
    db: sqlite3.Connection,
    grouping: Grouping,
    field: Field,
    further: list[Condition],
    *,
    falling: bool,
) -> Iterator[list[Condition]]:
    """Give the conditions of each value's rows, in order; `further` may leave out some values."""
    value = field.value.sql
    tested = [each for each in further if each.on == field.value]
    found = db.execute(
        f"""SELECT {value}, {grouping.key.sql} FROM {grouping.source} WHERE {joined(tested)}
            ORDER BY {value} {"DESC" if falling else "ASC"}""",
        values(tested),
    ).fetchall()
    keys: dict[object, list[int | None]] = {}
    for each, key in found:
        keys.setdefault(each, []).append(key)
    for each, some in keys.items():
        fixed = Condition("{0} IS ?", (each,), field.value, "eq")
        yield [*further, fixed, _among(grouping.key, some)]


def _among(key: Expression, keys: list[int | None]) -> Condition:
    if len(keys) == 1:
        return Condition("{0} IS ?", (keys[0],), key, "eq")
    named = tuple(each for each in keys if each is not None)
    test = f"{{0}} IN ({', '.join('?' for _ in named)})"
    if len(named) < len(keys):
        return Condition(f"({{0}} IS NULL OR {test})", named, key)
    return Condition(test, named, key, "in")


def by_presence(
    field: Field, further: list[Condition], *, falling: bool
) -> Iterator[list[Condition]]:
    """Give the conditions of the rows that have a value, and of those that have none, in order."""
    none = [*further, Condition("{0} IS ?", (None,), field.value, "eq")]
    some = [*further, Condition("{0} IS NOT NULL", (), field.value, "gt")]
    yield from (some, none) if falling else (none, some)
