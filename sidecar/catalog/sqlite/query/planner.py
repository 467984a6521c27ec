"""Which index leads to the rows that are asked for.

Two ways are quick. Where some filter lets few rows through, they are found by its index and
sorted. Else rows are walked along an index in the order asked for, and soon enough pass the
filters. To choose, the rows that a filter lets through are counted along its index, as far as
needed. SQLite's own planner knows averages of a table and nothing of a LIMIT.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from sidecar.catalog.sqlite.query.chain import Chain
from sidecar.catalog.sqlite.query.condition import Condition, fixed, joined, needed, values
from sidecar.catalog.sqlite.query.expression import Expression, Table

# Rows that are fetched and sorted in some 30 ms; the walk to a page of 100 through a filter that
# lets one row in a thousand through takes about as long.
FEW = 20_000

# Walks that are made side by side.
_MOST_SPLIT = 100


@dataclass(frozen=True)
class Walk:
    """An index's order: by `field`; `given` must be fixed to one value."""

    field: str
    chain: Table
    hint: str = ""
    given: Expression | None = None


@dataclass(frozen=True)
class DrivingIndex:
    """An index that finds what passes conditions on `column`, or on `tables` only.

    If the index holds some `values` only, the condition `when` tells SQLite so. If rows may lack
    the first table of the chain, the index is `optional`: not for conditions that hold of nothing.
    """

    chain: Table
    hint: str = ""
    column: Expression | None = None
    tables: frozenset[Table] = frozenset()
    values: frozenset[str] | None = None
    when: Condition | None = None
    optional: bool = False

    def takes(self, condition: Condition) -> bool:
        if self.optional and (condition.operator in ("", "ne") or None in condition.values):
            return False
        if self.tables:
            forms = [condition, *([condition.driving] if condition.driving else [])]
            return any(each.needs and each.needs <= self.tables for each in forms)
        if condition.on != self.column or condition.operator in ("", "ne", "contains"):
            return False
        return self.values is None or self.values.issuperset(condition.values)


@dataclass(frozen=True)
class Grouping:
    """The few values of a field, and the rows that have each: those with some keys.

    `source` is a FROM that lists all keys with the tables of the field's value; null is one too.
    """

    source: str
    key: Expression


@dataclass(frozen=True)
class Way:
    """A FROM, and the conditions that rows are found by."""

    chain: Chain
    hint: str
    conditions: list[Condition]

    def source(self, more: Iterable[Table] = ()) -> str:
        return self.chain.source(self.hint, needed(self.conditions).union(more))


@dataclass(frozen=True)
class Routes:
    """How the rows of table `root` are reached.

    `chains` has a chain from each table that an index leads to. `usual` is the order if none is
    requested; `ties` order rows that compare equal; `keys` are what names stand for. The indexes of
    drives over `tables` also hold the column `besides`. No index has the order of a field in
    `groups`, whose rows are found value by value, nor that of a `rare` field, which few rows have.
    """

    root: Table
    chains: Mapping[Table, Chain]
    walks: tuple[Walk, ...]
    drives: tuple[DrivingIndex, ...]
    usual: tuple[str, ...]
    ties: tuple[str, ...]
    keys: Mapping[str, str]
    besides: Expression | None = None
    groups: Mapping[str, Grouping] = field(default_factory=dict)
    rare: frozenset[str] = frozenset()

    def few(
        self, db: sqlite3.Connection, conditions: list[Condition], most: int = FEW
    ) -> tuple[Way, int] | None:
        """Find the index that leads to the fewest rows, and how many; None where all are many."""
        best: tuple[Way, int] | None = None
        for drive in self.drives:
            if any(drive.takes(each) for each in conditions):
                size = self._size(db, drive, conditions, best[1] if best else most)
                if size <= most and (best is None or size < best[1]):
                    best = self._way(drive.chain, drive.hint, drive.when, conditions), size
        return best

    def _size(
        self, db: sqlite3.Connection, drive: DrivingIndex, conditions: list[Condition], most: int
    ) -> int:
        columns = {drive.column, self.besides if drive.tables else None} - {None}
        tested = [
            each
            for each in conditions
            if each.usual or drive.takes(each) or (each.on in columns and each.operator == "eq")
        ]
        way = self._way(drive.chain, drive.hint, drive.when, tested)
        sql = f"SELECT 1 FROM {way.source([self.root])} WHERE {joined(way.conditions)}"
        row = db.execute(
            f"SELECT count(*) FROM ({sql} LIMIT {most + 1})", values(way.conditions)
        ).fetchone()
        return int(row[0])

    def _way(
        self, first: Table, hint: str, when: Condition | None, conditions: list[Condition]
    ) -> Way:
        chain = self.chains[first]
        found = [when] if when else []
        for each in conditions:
            if each.usual:
                each = chain.usual
            elif each.driving and first in each.driving.needs:
                each = each.driving
            found.append(each)
        return Way(chain, hint, found)

    def walk(self, order: list[str], conditions: list[Condition]) -> Way | None:
        """Find the index that has rows in the order asked for."""
        given = fixed(conditions)
        fitting = [
            walk
            for walk in self.walks
            if order[:1] == [walk.field] and (walk.given is None or walk.given in given)
        ]
        if not fitting or not any(each.usual for each in conditions):
            return None
        walk = max(fitting, key=lambda walk: walk.given is not None)
        return self._way(walk.chain, walk.hint, None, conditions)

    def shorter(
        self, order: list[str], conditions: list[Condition], further: list[Condition]
    ) -> Way | None:
        """Find an index of one value only, which `further` conditions fix, in this order."""
        given = fixed(further)
        for walk in self.walks:
            if order[:1] == [walk.field] and walk.given in given:
                return self._way(walk.chain, walk.hint, None, conditions)
        return None

    def split(self, order: list[str], conditions: list[Condition]) -> Condition | None:
        """Find a condition on a few values, each of which has an index in the order asked for."""
        given = {walk.given for walk in self.walks if order[:1] == [walk.field]} - {None}
        found = (each for each in conditions if each.operator == "in" and each.on in given)
        return next((each for each in found if 1 < len(each.values) <= _MOST_SPLIT), None)

    def every(self, conditions: list[Condition]) -> Way:
        """Look at all rows."""
        return self._way(self.root, "", None, conditions)

    def through(self, conditions: list[Condition]) -> Way:
        """Look at all rows, but from the tables whose conditions leave some of them out at once."""
        drive = self.leaving_out(conditions)
        if drive is None:
            return self.every(conditions)
        return self._way(drive.chain, drive.hint, drive.when, conditions)

    def leaving_out(self, conditions: list[Condition]) -> DrivingIndex | None:
        """Find the tables whose conditions leave out many rows at once: all of a recording, say."""
        for drive in self.drives:
            if drive.tables and any(drive.takes(each) for each in conditions if not each.usual):
                return drive
        return None

    def ordered(self, way: Way, name: str) -> Way:
        """Reach the same rows in the order of a field, where an index of the same column has it."""
        columns = {
            drive.column
            for drive in self.drives
            if drive.hint == way.hint and self.chains[drive.chain] is way.chain
        } - {None}
        for walk in self.walks:
            if walk.field == name and walk.given in columns:
                return replace(way, hint=walk.hint)
        return way

    def completing(self, order: list[str]) -> tuple[str, ...]:
        """List the fields that an order goes on by, so that no two rows are equal in it."""
        grouped = not order or order[-1] in self.groups or order[-1] in self.rare
        return (*self.usual, *self.ties) if grouped else self.ties
