"""What a row must fulfil, in SQL."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any


@dataclass(frozen=True)
class Condition:
    """What a row must fulfil: SQL and its values.

    `on` is the SQL of what is compared and `operator` the comparison, where it is a single one.
    The `usual` one holds unless it is lifted. `driving` says the same in a form that rows can be
    found by. `months` are those in which it can hold.
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
        """The tables it looks at, by the letters they go by."""
        return aliases(self.sql)


def aliases(sql: str) -> frozenset[str]:
    """Find the tables that SQL looks at, by the letters they go by."""
    return frozenset(re.findall(r"\b([a-z])\.[A-Za-z]", sql))


def joined(conditions: list[Condition]) -> str:
    return " AND ".join(condition.sql for condition in conditions) or "1"


def values(conditions: list[Condition]) -> list[Any]:
    return [value for condition in conditions for value in condition.values]
