"""The order of an answer's rows, and the rows after one of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sidecar.catalog.sqlite.query.condition import Condition
from sidecar.catalog.sqlite.query.field import Field, Select
from sidecar.errors import InvalidParams

Order = tuple[tuple[str, bool], ...]  # (field, falling), the most important first; total


def ordering(select: Select, order_by: list[str]) -> Order:
    """Complete the requested order, so that no two rows are equal in it."""
    order: list[tuple[str, bool]] = []
    for item in order_by:
        name = item.removeprefix("-")
        if name not in select.fields:
            raise InvalidParams(
                f'There is no field "{name}" to order by.',
                field="orderBy",
                hint=f"Fields: {', '.join(select.fields)}.",
            )
        _add(order, name, item.startswith("-"))
        if select.routes is not None and name in select.routes.keys:
            # A name is unique only with its key; an index continues only after unique fields.
            _add(order, select.routes.keys[name], item.startswith("-"))
    for name in select.routes.completing([name for name, _ in order]) if select.routes else ():
        # The same direction as the field before, since an index is walked in one direction.
        _add(order, name, bool(order) and order[-1][1])
    _add(order, select.key, bool(order) and order[-1][1])
    return tuple(order)


def _add(order: list[tuple[str, bool]], name: str, falling: bool) -> None:
    if name not in [earlier for earlier, _ in order]:
        order.append((name, falling))


@dataclass(frozen=True)
class Place:
    """A place in an order: after the rows that have `values` in its first fields, or before them.

    The values are those `of_row` in all fields, or of any fields that a request names.
    """

    values: tuple[Any, ...]
    before: bool = False
    of_row: bool = True


def turned(order: Order) -> Order:
    """Give the order from the last row to the first."""
    return tuple((name, not falling) for name, falling in order)


def beyond(
    select: Select, order: Order, after: Sequence[Any] | None, *, equal: bool = False
) -> Iterator[list[Condition]]:
    """Split the rows after one row, or after the values `after`, into consecutive stretches.

    `equal` includes the rows that have these values. Each stretch is a range of one field, with the
    fields before it fixed, so an index finds it. SQLite would test one condition on all fields row
    by row. As in SQLite, nulls come first, and last in a falling order.
    """
    if after is None:
        yield []
        return
    known = select.known
    for depth in reversed(range(len(after))):
        same = [
            Condition("{0} IS ?", (value,), known[name].value, "eq")
            for (name, _), value in zip(order[:depth], after[:depth], strict=True)
        ]
        name, falling = order[depth]
        too = equal and depth == len(after) - 1
        for condition in _past(known[name], after[depth], falling=falling, equal=too):
            yield [*same, *condition]


def _past(field: Field, value: Any, *, falling: bool, equal: bool) -> Iterator[list[Condition]]:  # noqa: ANN401
    """Split the values after one, or from it on, into ranges that an index finds."""
    if value is None:
        if equal and not falling:
            yield []
        elif equal:
            yield [Condition("{0} IS NULL", on=field.value)]
        elif not falling:
            yield [Condition("{0} IS NOT NULL", on=field.value)]
        return
    sign = "<" if falling else ">"
    yield [Condition(f"{{0}} {sign}{'=' if equal else ''} ?", (value,), field.value)]
    if falling and not field.required:
        yield [Condition("{0} IS NULL", on=field.value)]
