"""Typed questions to pages of rows; the only builder of SQL filters.

Pages follow each other by the values of the last row, never by counting rows off, so a page costs
the same wherever it lies and none is missed or doubled while a run adds rows.
"""

from __future__ import annotations

import base64
import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sidecar.errors import InvalidParams
from sidecar.query.field import Field, Select
from sidecar.query.selects import SELECTS

# Counting stops here; beyond it a total is only a lower bound.
MOST_COUNTED = 10_000

_OPERATORS = {"eq": "IS", "ne": "IS NOT", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}

Where = Mapping[str, Any]  # field -> value, list of values, or {operator: value}


@dataclass(frozen=True)
class Page:
    rows: list[dict[str, Any]]
    next_cursor: str | None
    total: int
    total_exact: bool


@dataclass(frozen=True)
class _Question:
    """A select with its conditions and order, as SQL and its parameters."""

    select: Select
    source: str
    condition: str
    parameters: tuple[Any, ...]
    order: tuple[tuple[str, bool], ...]  # (field, falling); ends with the key
    digest: str


def search(
    db: sqlite3.Connection,
    select: str,
    *,
    where: Where,
    order_by: list[str],
    limit: int,
    cursor: str | None,
) -> Page:
    """Answer one page; raises InvalidParams naming the field that is wrong."""
    question = _ask(db, select, where, order_by)
    rows = _rows(db, question, limit + 1, cursor)
    more = len(rows) > limit
    total = _count(db, question)
    return Page(
        rows=rows[:limit],
        next_cursor=_cursor(question, rows[limit - 1]) if more else None,
        total=min(total, MOST_COUNTED),
        total_exact=total <= MOST_COUNTED,
    )


def every(
    db: sqlite3.Connection, select: str, *, where: Where, order_by: list[str]
) -> Iterator[dict[str, Any]]:
    """Stream all rows of an answer."""
    question = _ask(db, select, where, order_by)
    sql, parameters = _sql(question, None)
    return (dict(row) for row in db.execute(sql, parameters))


def _ask(db: sqlite3.Connection, name: str, where: Where, order_by: list[str]) -> _Question:
    select = SELECTS[name]
    outer, inner = _conditions(db, select, where)
    usual = "1" if select.lifted_by in where else select.usual
    if select.inner is None:
        outer = [(usual, []), *outer]
    else:
        inner = [(usual, []), *inner]
    digest = hashlib.sha256(
        json.dumps([name, where, order_by], sort_keys=True, default=str).encode()
    )
    return _Question(
        select=select,
        source=select.source.format(inner=_all(inner)),
        condition=_all(outer),
        parameters=(*_values(inner), *_values(outer)),
        order=_order(select, order_by),
        digest=digest.hexdigest()[:16],
    )


_Condition = tuple[str, list[Any]]


def _all(conditions: list[_Condition]) -> str:
    return " AND ".join(sql for sql, _ in conditions) or "1"


def _values(conditions: list[_Condition]) -> Iterator[Any]:
    return (value for _, values in conditions for value in values)


def _conditions(
    db: sqlite3.Connection, select: Select, where: Where
) -> tuple[list[_Condition], list[_Condition]]:
    outer: list[_Condition] = []
    inner: list[_Condition] = []
    for name, wanted in where.items():
        if name in select.fields:
            outer += _condition(db, name, select.fields[name], wanted)
        elif select.inner and name in select.inner:
            inner += _condition(db, name, select.inner[name], wanted)
        else:
            known = ", ".join([*select.fields, *(select.inner or {})])
            raise InvalidParams(
                f'There is no field "{name}" to filter by.',
                field=f"where.{name}",
                hint=f"Fields: {known}.",
            )
    return outer, inner


def _condition(
    db: sqlite3.Connection,
    name: str,
    field: Field,
    wanted: Any,  # noqa: ANN401
) -> Iterator[_Condition]:
    if not isinstance(wanted, Mapping):
        wanted = {"in": wanted} if isinstance(wanted, list) else {"eq": wanted}
    for operator, value in wanted.items():
        values = value if operator == "in" else [value]
        for each in values:
            _check_type(name, field, operator, each)
        yield _by_name(db, field, operator, value) or _compare(field, operator, value)


# Names that are looked up first; with more, comparing them row by row costs no more.
_MOST_NAMES = 100


def _by_name(
    db: sqlite3.Connection,
    field: Field,
    operator: str,
    value: Any,  # noqa: ANN401
) -> _Condition | None:
    """Turn a condition on a name into one on the few keys that it stands for."""
    if field.names is None or operator == "ne":
        return None
    table, name, key, referring = field.names
    sql, values = _compare(Field(name), operator, value)
    found = db.execute(f"SELECT {key} FROM {table} WHERE {sql} LIMIT {_MOST_NAMES + 1}", values)
    keys = [row[0] for row in found]
    if len(keys) > _MOST_NAMES:
        return None
    if len(keys) == 1:  # lets its rows come out of the index in order
        return f"{referring} = ?", keys
    return f"{referring} IN ({', '.join('?' for _ in keys)})", keys


def _compare(field: Field, operator: str, value: Any) -> _Condition:  # noqa: ANN401
    match operator:
        case "in":
            marks = ", ".join("?" for _ in value)
            return _tested(field, f"IN ({marks})"), list(value)
        case "contains":
            escaped = value.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
            return _tested(field, "LIKE ? ESCAPE '\\'"), [f"%{escaped}%"]
        case _:
            return _tested(field, f"{_OPERATORS[operator]} ?"), [value]


def _tested(field: Field, comparison: str) -> str:
    return (field.test or f"{field.sql} {{}}").format(comparison)


def _check_type(name: str, field: Field, operator: str, value: Any) -> None:  # noqa: ANN401
    if value is None and operator in ("eq", "ne", "in"):
        return
    wanted = str if field.type == "text" or operator == "contains" else int | float
    if not isinstance(value, wanted) or (operator == "contains" and field.type != "text"):
        kind = "text" if field.type == "text" else "a number"
        raise InvalidParams(f'The field "{name}" is {kind}.', field=f"where.{name}")


def _order(select: Select, order_by: list[str]) -> tuple[tuple[str, bool], ...]:
    order = []
    for item in order_by:
        name = item.removeprefix("-")
        if name not in select.fields:
            raise InvalidParams(
                f'There is no field "{name}" to order by.',
                field="orderBy",
                hint=f"Fields: {', '.join(select.fields)}.",
            )
        order.append((name, item.startswith("-")))
    if select.key not in [name for name, _ in order]:
        # The way of the field before it: an index can be walked backwards, but not both ways.
        order.append((select.key, bool(order) and order[-1][1]))
    return tuple(order)


def _sortable(field: Field) -> str:
    """SQL to order by, with no nulls, since nothing is greater or smaller than null."""
    least = "''" if field.type == "text" else "-1e308"
    return f"coalesce({field.sql}, {least})"


def _sql(question: _Question, after: list[Any] | None) -> tuple[str, list[Any]]:
    fields = question.select.fields
    columns = ", ".join(f'{field.sql} AS "{name}"' for name, field in fields.items())
    order = ", ".join(
        f"{_order_sql(question, name)} {'DESC' if falling else 'ASC'}"
        for name, falling in question.order
    )
    condition, parameters = question.condition, list(question.parameters)
    if after is not None:
        beyond, values = _beyond(question, after)
        condition, parameters = f"{condition} AND ({beyond})", parameters + values
    return (
        f"SELECT {columns} FROM {question.source} WHERE {condition} ORDER BY {order}",
        parameters,
    )


def _order_sql(question: _Question, name: str) -> str:
    field = question.select.fields[name]
    return field.sql if field.required or name == question.select.key else _sortable(field)


def _beyond(question: _Question, after: list[Any]) -> tuple[str, list[Any]]:
    """SQL for "comes after the row whose ordering values are `after`"."""
    ways: list[str] = []
    values: list[Any] = []
    directions = {falling for _, falling in question.order}
    if len(directions) == 1:
        # One comparison of rows, which an index over the fields can answer.
        fields = ", ".join(_order_sql(question, name) for name, _ in question.order)
        marks = ", ".join("?" for _ in after)
        return f"({fields}) {'<' if directions.pop() else '>'} ({marks})", after
    for position, (name, falling) in enumerate(question.order):
        same = [f"{_order_sql(question, earlier)} = ?" for earlier, _ in question.order[:position]]
        ways.append(
            " AND ".join([*same, f"{_order_sql(question, name)} {'<' if falling else '>'} ?"])
        )
        values += after[: position + 1]
    return " OR ".join(f"({way})" for way in ways), values


def _rows(
    db: sqlite3.Connection, question: _Question, limit: int, cursor: str | None
) -> list[dict[str, Any]]:
    after = _read_cursor(question, cursor) if cursor else None
    sql, parameters = _sql(question, after)
    return [dict(row) for row in db.execute(f"{sql} LIMIT ?", [*parameters, limit])]


def _count(db: sqlite3.Connection, question: _Question) -> int:
    sql = f"SELECT 1 FROM {question.source} WHERE {question.condition} LIMIT {MOST_COUNTED + 1}"
    row = db.execute(f"SELECT count(*) AS total FROM ({sql})", question.parameters).fetchone()
    return int(row["total"])


def _cursor(question: _Question, row: dict[str, Any]) -> str:
    values = [
        row[name] if row[name] is not None else ("" if field.type == "text" else -1e308)
        for name, field in ((name, question.select.fields[name]) for name, _ in question.order)
    ]
    return base64.urlsafe_b64encode(json.dumps([question.digest, *values]).encode()).decode()


def _read_cursor(question: _Question, cursor: str) -> list[Any]:
    try:
        read = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        digest, values = read[0], [_scalar(value) for value in read[1:]]
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        raise InvalidParams("This is not a cursor of ours.", field="cursor") from error
    if digest != question.digest or len(values) != len(question.order):
        raise InvalidParams(
            "This cursor belongs to another question.",
            field="cursor",
            hint="Ask again without a cursor after changing a filter or the order.",
        )
    return values


def _scalar(value: object) -> str | int | float:
    if isinstance(value, str | int | float):
        return value
    raise ValueError("not a value that rows are ordered by")
