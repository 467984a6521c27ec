"""Conditions on rows, in SQL."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any


@dataclass(frozen=True)
class Condition:
    """A condition on a row: SQL and its values.

    If it is a single comparison, `on` is the SQL of the compared value, and `operator` the
    comparison. A `usual` condition holds unless a filter lifts it. `driving` is the same condition
    in a form that an index serves. `months` are those in which the condition can hold.
    """

    sql: str
    values: tuple[Any, ...] = ()
    on: str = ""
    operator: str = ""
    usual: bool = False
    driving: Condition | None = None
    months: frozenset[int] | None = None

    @cached_property
    def aliases(self) -> frozenset[str]:
        """The letters of the tables that the condition reads."""
        return aliases(self.sql)


def aliases(sql: str) -> frozenset[str]:
    """Find the letters of the tables that SQL reads."""
    return frozenset(re.findall(r"\b([a-z])\.[A-Za-z]", sql))


def joined(conditions: list[Condition]) -> str:
    return " AND ".join(condition.sql for condition in conditions) or "1"


def values(conditions: list[Condition]) -> list[Any]:
    return [value for condition in conditions for value in condition.values]
