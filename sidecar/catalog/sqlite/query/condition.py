"""Conditions on rows, in SQL."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sidecar.catalog.sqlite.query.expression import Expression, Table


@dataclass(frozen=True)
class Condition:
    """A condition on a row: SQL and its values.

    `on` is the expression that the condition tests: `{0}` in `test`. A condition without `on` reads
    the tables `besides`. A single comparison has the `operator`. A `usual` condition holds unless a
    filter lifts it. `driving` is the same condition in a form that an index serves. `months` are
    those in which the condition can hold.
    """

    test: str
    values: tuple[Any, ...] = ()
    on: Expression | None = None
    operator: str = ""
    besides: frozenset[Table] = frozenset()
    usual: bool = False
    driving: Condition | None = None
    months: frozenset[int] | None = None

    @property
    def sql(self) -> str:
        return self.test if self.on is None else self.test.format(self.on.sql)

    @property
    def needs(self) -> frozenset[Table]:
        """The tables that the condition reads."""
        return self.besides if self.on is None else self.besides | self.on.needs

    def put(self, equal: Mapping[Expression, Expression]) -> Condition:
        """Test another expression, if `equal` has one for the tested expression."""
        if self.on is None or self.on not in equal:
            return self
        return replace(self, on=equal[self.on])


# What holds of every row.
ALWAYS = Condition("1")


def joined(conditions: Iterable[Condition]) -> str:
    return " AND ".join(condition.sql for condition in conditions) or "1"


def values(conditions: Iterable[Condition]) -> list[Any]:
    return [value for condition in conditions for value in condition.values]


def needed(conditions: Iterable[Condition]) -> set[Table]:
    """Find the tables that conditions read."""
    return {table for condition in conditions for table in condition.needs}


def fixed(conditions: Iterable[Condition]) -> set[Expression]:
    """Find the expressions that conditions fix to one value."""
    return {each.on for each in conditions if each.operator == "eq" and each.on is not None}
