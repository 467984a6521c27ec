"""Which index leads to the rows that are asked for.

Two ways are quick. Where some filter lets few rows through, they are found by its index and
sorted. Else rows are walked along an index in the order asked for, and soon enough pass the
filters. How many rows a filter lets through is counted along its index, as far as needed to
tell which: SQLite's own planner knows averages of a table and nothing of a LIMIT.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sidecar.catalog.sqlite.query.condition import Condition, aliases, joined, values

# Rows that are fetched and sorted in some 30 ms; the walk to a page of 100 through a filter that
# lets one row in a thousand through takes about as long.
FEW = 20_000

# Walks that are made side by side.
_MOST_SPLIT = 100


@dataclass(frozen=True)
class Chain:
    """Tables in the order they are looked into, by letter; the first may take a hint.

    Each joins those before it. `usual` is the usual condition as this chain can test it soonest.
    `sooner` are columns that others, of tables further on, are equal to: SQLite sees that rows
    are in order by them, and not by the others.
    """

    tables: Mapping[str, str]
    usual: str
    sooner: tuple[tuple[str, str], ...] = ()

    def put(self, sql: str) -> str:
        """Write the earliest of equal columns."""
        for column, earlier in self.sooner:
            sql = sql.replace(column, earlier)
        return sql

    def source(self, hint: str, needed: Iterable[str]) -> str:
        """Write a FROM with the tables `needed` and those that they are reached by."""
        wanted = set(needed) | {next(iter(self.tables))}
        for letter in reversed(list(self.tables)):
            if letter in wanted:
                wanted |= aliases(self.tables[letter])
        return " ".join(sql for letter, sql in self.tables.items() if letter in wanted).format(
            hint=hint
        )


@dataclass(frozen=True)
class Walk:
    """An index's order: by `field`; `given` must be fixed to one value."""

    field: str
    chain: str
    hint: str = ""
    given: str | None = None


@dataclass(frozen=True)
class DrivingIndex:
    """An index that finds what passes conditions on any of `columns`, or on `tables` only."""

    chain: str
    hint: str = ""
    columns: frozenset[str] = frozenset()
    tables: frozenset[str] = frozenset()
    # Where the index holds some values only: which, and what tells SQLite so.
    values: frozenset[str] | None = None
    when: str = "1"
    # Rows may lack what the chain begins with: not for conditions that hold of nothing.
    optional: bool = False

    def takes(self, condition: Condition) -> bool:
        if self.optional and (condition.operator in ("", "ne") or None in condition.values):
            return False
        if self.tables:
            forms = [condition, *([condition.driving] if condition.driving else [])]
            return any(each.aliases and each.aliases <= self.tables for each in forms)
        if condition.on not in self.columns or condition.operator in ("ne", "contains"):
            return False
        return self.values is None or self.values.issuperset(condition.values)


@dataclass(frozen=True)
class Way:
    """A FROM, and the conditions that rows are found by."""

    chain: Chain
    hint: str
    conditions: list[Condition]

    def source(self, more: Iterable[str] = ()) -> str:
        needed = {letter for each in self.conditions for letter in each.aliases}
        return self.chain.source(self.hint, needed | set(more))


@dataclass(frozen=True)
class Routes:
    """How the rows of table `root` are reached.

    The first chain begins with it. `usual` is the order where none is asked for; `ties` order rows
    that compare equal; `keys` are what names stand for. `besides` are columns that the indexes of
    drives over `tables` hold too.
    """

    root: str
    chains: Mapping[str, Chain]
    walks: tuple[Walk, ...]
    drives: tuple[DrivingIndex, ...]
    usual: tuple[str, ...]
    ties: tuple[str, ...]
    keys: Mapping[str, str]
    besides: frozenset[str] = frozenset()

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
        columns = drive.columns | (self.besides if drive.tables else frozenset())
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

    def _way(self, chain: str, hint: str, when: str, conditions: list[Condition]) -> Way:
        first = next(iter(self.chains[chain].tables))
        found = [Condition(when)] if when != "1" else []
        for each in conditions:
            if each.usual:
                each = Condition(self.chains[chain].usual)
            elif each.driving and first in each.driving.aliases:
                each = each.driving
            found.append(each)
        return Way(self.chains[chain], hint, found)

    def walk(self, order: list[str], conditions: list[Condition]) -> Way | None:
        """Find the index that has rows in the order asked for."""
        fixed = {each.on for each in conditions if each.operator == "eq"}
        fitting = [
            walk
            for walk in self.walks
            if order[:1] == [walk.field] and (walk.given is None or walk.given in fixed)
        ]
        if not fitting or not any(each.usual for each in conditions):
            return None
        walk = max(fitting, key=lambda walk: walk.given is not None)
        return self._way(walk.chain, walk.hint, "1", conditions)

    def shorter(
        self, order: list[str], conditions: list[Condition], further: list[Condition]
    ) -> Way | None:
        """Find an index of one value only, which `further` conditions fix, in this order."""
        fixed = {each.on for each in further if each.operator == "eq"}
        for walk in self.walks:
            if order[:1] == [walk.field] and walk.given in fixed:
                return self._way(walk.chain, walk.hint, "1", conditions)
        return None

    def split(self, order: list[str], conditions: list[Condition]) -> Condition | None:
        """Find a condition on a few values, each of which has an index in the order asked for."""
        given = {walk.given for walk in self.walks if order[:1] == [walk.field]}
        found = (each for each in conditions if each.operator == "in" and each.on in given)
        return next((each for each in found if 1 < len(each.values) <= _MOST_SPLIT), None)

    def every(self, conditions: list[Condition]) -> Way:
        """Look at all rows."""
        return self._way(next(iter(self.chains)), "", "1", conditions)

    def through(self, conditions: list[Condition]) -> Way:
        """Look at all rows, but from the tables whose conditions leave some of them out at once."""
        for drive in self.drives:
            if drive.tables and any(drive.takes(each) for each in conditions if not each.usual):
                return self._way(drive.chain, drive.hint, drive.when, conditions)
        return self.every(conditions)

    def completing(self, order: list[str]) -> tuple[str, ...]:
        """List the fields that an order goes on by, so that no two rows are equal in it."""
        return self.ties if order else (*self.usual, *self.ties)
