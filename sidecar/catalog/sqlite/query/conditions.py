"""Turns `where` into SQL; every value is bound, and never written into the statement."""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sidecar.catalog.sqlite.query.condition import Condition
from sidecar.catalog.sqlite.query.expression import Expression
from sidecar.catalog.sqlite.query.field import Field, Select
from sidecar.catalog.values import Where
from sidecar.errors import InvalidParams
from sidecar.taxonomy.synonyms import synonyms

_OPERATORS = {"eq": "IS", "ne": "IS NOT", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}

# At most this many names are looked up first; with more, comparing row by row costs no more.
_MOST_NAMES = 100
# At most this many keys of rows are looked up first.
_MOST_KEYS = 20_000

# A moment in a span, which ends before its last moment.
_SPAN = "({0} >= ? AND {0} < ?)"

# SQLite compares whole numbers of 64 bits.
_LARGEST = 2**63 - 1


def conditions(
    db: sqlite3.Connection, select: Select, where: Where
) -> tuple[list[Condition], list[Condition]]:
    """Turn filters into conditions on the answer, and on the rows that the answer counts.

    Raises InvalidParams with the name of the wrong field.
    """
    counted = select.of.known if select.of else {}
    answered = select.known
    outer: list[Condition] = []
    inner: list[Condition] = []
    for name, wanted in where.items():
        if name in counted:
            inner += _conditions_on(db, name, counted[name], wanted)
        elif name in answered:
            outer += _conditions_on(db, name, answered[name], wanted)
        else:
            raise InvalidParams(
                f'There is no field "{name}" to filter by.',
                field=f"where.{name}",
                hint=f"Fields: {', '.join({**answered, **counted})}.",
            )
    return outer, inner


def _conditions_on(
    db: sqlite3.Connection,
    name: str,
    field: Field,
    wanted: Any,  # noqa: ANN401
) -> Iterator[Condition]:
    if not isinstance(wanted, Mapping):
        wanted = {"in": wanted} if isinstance(wanted, list) else {"eq": wanted}
    for operator, value in wanted.items():
        if field.made is not None:
            yield field.made(name, operator, value)
            continue
        for each in value if operator in ("in", "between") else [value]:
            _check_type(name, field, operator, each)
        if field.type == "time":
            yield _in_time(name, field, operator, value)
        elif field.calendar is not None:
            yield _in_months(db, field, operator, value)
        else:
            for by, each in _widened(field, operator, value):
                plain = _plainly(field, by, each)
                yield (
                    _by_name(db, plain, by, each)
                    or _by_keys(db, plain, by, each)
                    or _compared(plain, by, each)
                )


def _widened(field: Field, operator: str, value: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401
    """Ask for all names of the taxa that a comparison names."""
    wanted = value if operator == "in" else [value]
    if not field.taxon or operator not in ("eq", "ne", "in"):
        yield operator, value
        return
    alike = synonyms().alike
    names = [name for each in wanted for name in (alike(each) if each is not None else (None,))]
    if operator == "ne":
        yield from (("ne", each) for each in names)
    elif operator == "in" or len(names) > 1:
        yield "in", names
    else:
        yield operator, value


def _plainly(field: Field, operator: str, value: Any) -> Field:  # noqa: ANN401
    """Compare a plain column, if it says the same of the values that are sought."""
    wanted = {"eq": [value], "in": value}.get(operator)
    if field.plain is None or wanted is None or not field.plain.among.issuperset(wanted):
        return field
    return replace(field, value=field.plain.column, keys=None)


def _in_months(
    db: sqlite3.Connection,
    field: Field,
    operator: str,
    value: Any,  # noqa: ANN401
) -> Condition:
    """Find the months in which a comparison can hold, by comparing every possible value."""
    condition = _compared(field, operator, value)
    if field.calendar is None or _holds_of_none(operator, value):
        return condition
    known = field.calendar(db)
    tested = _compared(replace(field, value=Expression("value")), operator, value)
    found = db.execute(
        f"SELECT value FROM json_each(?) WHERE {tested.sql}", (json.dumps([*known]), *tested.values)
    )
    return replace(condition, months=frozenset(month for (each,) in found for month in known[each]))


def _holds_of_none(operator: str, value: Any) -> bool:  # noqa: ANN401
    """Tell whether an empty value fulfils a comparison."""
    if operator == "ne":
        return value is not None
    return value is None or (operator == "in" and None in value)


def _by_name(
    db: sqlite3.Connection,
    field: Field,
    operator: str,
    value: Any,  # noqa: ANN401
) -> Condition | None:
    """Turn a condition on a name into one on the few keys with that name."""
    if field.names is None or operator == "ne":
        return None
    names = field.names
    tested = _compared(Field(Expression(f"{names.name} COLLATE NOCASE")), operator, value)
    found = db.execute(
        f"SELECT {names.key} FROM {names.table} WHERE {tested.sql} LIMIT {_MOST_NAMES + 1}",
        tested.values,
    )
    keys = tuple(row[0] for row in found)
    if len(keys) > _MOST_NAMES:
        return None
    if len(keys) == 1:  # so its rows come out of the index in order
        return Condition("{0} = ?", keys, names.referring, "eq")
    return Condition(f"{{0}} IN ({_marks(keys)})", keys, names.referring, "in")


def _by_keys(
    db: sqlite3.Connection,
    field: Field,
    operator: str,
    value: Any,  # noqa: ANN401
) -> Condition | None:
    """Turn a condition that few rows fulfil into one on the keys of those rows."""
    if field.keys is None or operator == "ne" or _holds_of_none(operator, value):
        return None
    keys = field.keys
    found = _compared(Field(keys.key, tests=(Expression(keys.sql),)), operator, value)
    if keys.among is not None and not keys.among.issuperset(found.values):
        return None
    most = db.execute(
        f"SELECT count(*) FROM ({found.sql} LIMIT {_MOST_KEYS + 1})", found.values
    ).fetchone()[0]
    if most > _MOST_KEYS:
        return None
    return Condition(f"{{0}} IN ({found.sql})", found.values, keys.key)


def _compared(field: Field, operator: str, value: Any) -> Condition:  # noqa: ANN401
    match operator:
        case "in" if None in value:
            named = [each for each in value if each is not None]
            return _either(_compared(field, "in", named), _compared(field, "eq", None))
        case "in":
            distinct = tuple(dict.fromkeys(value))
            return _tested(field, operator, f"IN ({_marks(distinct)})", *distinct)
        case "contains":
            escaped = value.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
            return _tested(field, operator, "LIKE ? ESCAPE '\\'", f"%{escaped}%")
        case "between":
            first, last = value
            if field.cyclic and first > last:
                around = _tested(field, operator, "NOT BETWEEN ? AND ?", last, first)
                return _either(around, _tested(field, operator, "IN (?, ?)", last, first))
            return _tested(field, operator, "BETWEEN ? AND ?", first, last)
        case _:
            return _tested(field, operator, f"{_OPERATORS[operator]} ?", value)


def _tested(field: Field, operator: str, comparison: str, *bound: Any) -> Condition:  # noqa: ANN401
    driving = None
    if field.drive:
        driving = Condition(field.drive.sql.format(comparison), bound, besides=field.drive.needs)
    if not field.tests:
        return Condition(f"{{0}} {comparison}", bound, field.value, operator, driving=driving)
    tests = " OR ".join(each.sql.format(comparison) for each in field.tests)
    return Condition(
        f"({tests})" if len(field.tests) > 1 else tests,
        bound * len(field.tests),
        operator=operator,
        besides=frozenset().union(*(each.needs for each in field.tests)),
        driving=driving,
    )


def _either(one: Condition, other: Condition) -> Condition:
    """Join two conditions on one field."""
    driving = _either(one.driving, other.driving) if one.driving and other.driving else None
    return replace(
        one,
        test=f"({one.test} OR {other.test})",
        values=one.values + other.values,
        operator="",
        driving=driving,
    )


def _marks(bound: Any) -> str:  # noqa: ANN401
    return ", ".join("?" for _ in bound)


def _check_type(name: str, field: Field, operator: str, value: Any) -> None:  # noqa: ANN401
    if value is None and operator in ("eq", "ne", "in"):
        return
    numeric = field.type == "number" and operator != "contains"
    if not (is_number(value) if numeric else isinstance(value, str)) or (
        operator == "contains" and field.type != "text"
    ):
        kind = {
            "text": "text",
            "number": "a number",
            "time": "a date such as 2024-05-01, or a date and time such as 2024-05-01T05:30",
        }[field.type]
        hint = "Give a finite number of at most 64 bits." if kind == "a number" else ""
        raise InvalidParams(f'The field "{name}" takes {kind}.', field=f"where.{name}", hint=hint)
    if operator == "contains" or _can_be(field, value):
        return
    low, high = field.within or (None, None)
    raise InvalidParams(
        f'The field "{name}" has no value "{value}".',
        field=f"where.{name}",
        hint=f"Allowed: {', '.join(field.among) if field.among else f'{low} to {high}'}.",
    )


def is_number(value: Any) -> bool:  # noqa: ANN401
    """Tell whether SQLite can compare with it: true and infinity are no numbers of a catalog."""
    if isinstance(value, int):
        return not isinstance(value, bool) and -_LARGEST - 1 <= value <= _LARGEST
    return isinstance(value, float) and math.isfinite(value)


def _can_be(field: Field, value: Any) -> bool:  # noqa: ANN401
    if field.within is not None:
        return bool(field.within[0] <= value <= field.within[1])
    return field.among is None or value in field.among


def _in_time(name: str, field: Field, operator: str, value: Any) -> Condition:  # noqa: ANN401
    if value is None:
        return _tested(field, operator, f"{_OPERATORS[operator]} ?", None)
    if operator == "in" and None in value:
        named = [each for each in value if each is not None]
        unknown = _in_time(name, field, "eq", None)
        return _either(_in_time(name, field, "in", named), unknown) if named else unknown
    about = f"where.{name}"
    if operator in ("eq", "ne", "in"):
        wanted = value if operator == "in" else [value]
        spans = [span(about, each, utc=field.utc) for each in wanted]
        return _in_spans(field, operator, spans)
    if operator == "between":
        (first, _), (_, last) = (span(about, each, utc=field.utc) for each in value)
        if last <= first:
            raise InvalidParams(
                f'The range of "{name}" ends before it starts: {value[0]} to {value[1]}.',
                field=about,
                hint="Give the earlier day first.",
            )
        return Condition(_SPAN, (first, last), field.value, "between")
    first, last = span(about, value, utc=field.utc)
    moment = last if operator in ("gt", "le") else first
    sign = {"gt": ">=", "ge": ">=", "lt": "<", "le": "<"}[operator]
    return _tested(field, operator, f"{sign} ?", moment)


def _in_spans(field: Field, operator: str, spans: list[tuple[float, float]]) -> Condition:
    """Test whether a moment is in one of some spans, or in none of them."""
    if not spans:
        return Condition("(0)")
    bound = tuple(moment for span in spans for moment in span)
    test = " OR ".join(_SPAN for _ in spans)
    if operator == "ne":
        return Condition(f"({{0}} IS NULL OR NOT ({test}))", bound, field.value)
    return Condition(f"({test})", bound, field.value, "between" if len(spans) == 1 else "")


def span(about: str, text: str, *, utc: bool = False) -> tuple[float, float]:
    """Give the begin and the end of a day or a moment, in seconds since 1970.

    Times are by the recorder's own clock, where an offset from UTC says nothing, or in `utc`.
    Raises InvalidParams that names the field `about`.
    """
    try:
        begin = datetime.fromisoformat(text)
    except ValueError as error:
        raise InvalidParams(
            f'"{text}" is not a date.',
            field=about,
            hint="Write 2024-05-01, or 2024-05-01T05:30 for a moment.",
        ) from error
    shift = begin.utcoffset() if utc else None
    begin = begin.replace(tzinfo=UTC)
    whole_day = len(text) <= len("2024-05-01")
    # A moment is a millisecond: finer than recorders keep time, coarser than a float's last bit.
    first = begin.timestamp() - (shift.total_seconds() if shift else 0)
    return first, first + (86_400 if whole_day else 0.001)
