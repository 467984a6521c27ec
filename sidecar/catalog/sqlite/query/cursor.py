"""An end of a page, as a text that only Linnet reads."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import Literal, get_args

from sidecar.catalog.sqlite.door import from_rows
from sidecar.errors import InvalidParams

Value = str | int | float | None

_LARGEST = 2**63 - 1


# Which rows a page has: those after a row, that row too, those before it, or that row too.
Way = Literal[">", ">=", "<", "<="]
_WAYS: dict[str, Way] = {way: way for way in get_args(Way)}


@dataclass(frozen=True)
class PageCursor:
    """The question's digest, its total, and a row's values in the order's fields."""

    digest: str
    total: int
    exact: bool
    way: Way
    values: list[Value]


@from_rows()
def write_cursor(cursor: PageCursor) -> str:
    parts = [cursor.digest, cursor.total, cursor.exact, cursor.way, *cursor.values]
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode()


def read_cursor(text: str, digest: str, count: int) -> PageCursor:
    """Read a cursor of the question with `digest`, ordered by `count` values."""
    try:
        of, total, exact, way, *values = json.loads(base64.urlsafe_b64decode(text.encode()))
        if not isinstance(total, int):
            raise ValueError("a total is a whole number")
        cursor = PageCursor(
            str(of), total, bool(exact), _WAYS[way], [_value(each) for each in values]
        )
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        raise InvalidParams("The cursor is not valid.", field="cursor") from error
    if cursor.digest != digest or len(values) != count:
        raise InvalidParams(
            "The cursor belongs to another question.",
            field="cursor",
            hint="After a change of filter or order, ask for the first page, without a cursor.",
        )
    return cursor


def _value(value: object) -> Value:
    if isinstance(value, int) and not -_LARGEST - 1 <= value <= _LARGEST:
        raise ValueError("a whole number has at most 64 bits")
    if value is None or isinstance(value, str | int | float):
        return value
    raise ValueError("a cursor holds text, numbers and nulls alone")
