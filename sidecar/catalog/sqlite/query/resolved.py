"""A question whose fields are known, and what finds its rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sidecar.catalog.sqlite.query.condition import Condition
from sidecar.catalog.sqlite.query.field import Field, Select
from sidecar.catalog.sqlite.query.order import Order, Place
from sidecar.catalog.values import Where

# Counting stops here; beyond it a total is only a lower bound.
MOST_COUNTED = 10_000


# For all rows of an answer, sorting up to this many costs less than walking past the others.
MANY = 500_000


Keyed = tuple[list[Any], dict[str, Any]]  # a row's values in the order's fields, and the row


@dataclass(frozen=True)
class Resolved:
    """A select with its conditions and order; `inner` ones apply to the rows that it counts.

    `where` is what was asked, from which the conditions were made.
    """

    select: Select
    where: Where
    outer: list[Condition]
    inner: list[Condition]
    order: Order
    digest: str


class AnswerRows(Protocol):
    """The rows of a question, in order."""

    def page(self, limit: int, place: Place | None, fields: dict[str, Field]) -> list[Keyed]:
        """Find the first rows, or the first after a place; the key is among the `fields`."""

    def turned(self) -> AnswerRows:
        """Give the same rows from the last to the first."""

    def total(self, exact: bool) -> tuple[int, bool]:
        """Count the rows, and tell whether the count is exact."""

    def all(self, fields: dict[str, Field]) -> sqlite3.Cursor:
        """Open every row."""

    def counts(self, field: Field) -> sqlite3.Cursor:
        """Count the rows with each value of a field."""

    def numbered(self, numbers: Sequence[int], fields: dict[str, Field]) -> list[Keyed]:
        """Find the rows with these rising numbers, counted from 0, in one walk."""
