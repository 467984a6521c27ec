"""Questions to a catalog, and their answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

Where = Mapping[str, Any]  # field -> value, list of values, or {operator: value}


@dataclass(frozen=True)
class Question:
    """A question: a select, filters on its rows, and their order."""

    select: str
    where: Where = field(default_factory=dict)
    order_by: Sequence[str] = ()


@dataclass(frozen=True)
class Page:
    """Some rows of an answer; `total` is a lower bound unless `total_exact`.

    `before` counts the rows that come before the values that were asked for.
    """

    rows: list[dict[str, Any]]
    next_cursor: str | None
    total: int
    total_exact: bool
    prev_cursor: str | None = None
    before: int = 0


@dataclass(frozen=True)
class RowMark:
    """A row of an answer, counted from 0, with values of its order; its page begins with it."""

    row: int
    cursor: str
    values: dict[str, Any]


@dataclass(frozen=True)
class Marks:
    """Evenly spaced rows of an answer that has `total` rows."""

    marks: list[RowMark]
    total: int


FieldType = Literal["text", "number", "time"]


@dataclass(frozen=True)
class Tally:
    """What to count by which keys; the filters are those of detections, annotations, recordings.

    The fields of a row and their meaning are those of `CountRow` in the contract.
    """

    of: Literal["detections", "labels", "recordings"] = "detections"
    by: Sequence[str] = ()
    where: Where = field(default_factory=dict)
