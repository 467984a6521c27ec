"""Tables in the order in which SQLite looks into them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sidecar.catalog.sqlite.query.condition import ALWAYS, Condition
from sidecar.catalog.sqlite.query.expression import Expression, Table


@dataclass(frozen=True)
class Join:
    """A table that is joined `to` another one."""

    table: Table
    to: Table
    sql: str


@dataclass(frozen=True)
class Chain:
    """A way from the table `first`, named in `begin`, to all others; each joins one before it.

    `usual` is the usual condition as this chain can test it soonest. `equal` maps expressions to
    equal ones of tables that come sooner, because SQLite sees only the order of the sooner one.
    """

    first: Table
    begin: str
    joins: tuple[Join, ...]
    usual: Condition = ALWAYS
    equal: Mapping[Expression, Expression] = field(default_factory=dict)

    def source(self, hint: str, needs: Iterable[Table]) -> str:
        """Write a FROM with the tables `needs`, and those that lead to them."""
        wanted = set(needs)
        for join in reversed(self.joins):
            if join.table in wanted:
                wanted.add(join.to)
        begin = f"{self.begin} {hint}" if hint else self.begin
        return " ".join((begin, *(join.sql for join in self.joins if join.table in wanted)))
