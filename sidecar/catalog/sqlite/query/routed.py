"""Rows along the routes of a select."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import replace
from typing import Any

from sidecar.catalog.sqlite.query.calendar import spans
from sidecar.catalog.sqlite.query.condition import Condition, fixed, joined, needed, values
from sidecar.catalog.sqlite.query.expression import Table
from sidecar.catalog.sqlite.query.field import Field
from sidecar.catalog.sqlite.query.groups import by_presence, by_value
from sidecar.catalog.sqlite.query.order import Order, Place, beyond, turned
from sidecar.catalog.sqlite.query.planner import FEW, Routes, Way
from sidecar.catalog.sqlite.query.resolved import MANY, MOST_COUNTED, Keyed, Resolved
from sidecar.catalog.sqlite.query.rowsql import (
    columns_of,
    compared_by,
    deciding,
    keyed_row,
    order_sql,
    picked,
    sort_key,
)
from sidecar.errors import RequestCancelled

# Counting also stops after this many seconds. SQLite checks that after this many steps.
_MOST_SECONDS = 0.005


_STEPS = 1_000


class Routed:
    """Rows along the best route, or along several side by side."""

    def __init__(
        self, db: sqlite3.Connection, question: Resolved, routes: Routes, *, wholly: bool
    ) -> None:
        self._db = db
        self._select = question.select
        self._order = question.order
        self._root = routes.root
        self._routes = routes
        few = routes.few(db, question.outer, MANY if wholly else FEW)
        self._few = few[0] if few else None
        whole = wholly or self._few is not None
        self._walks = [question.outer] if whole else list(self._split(question.outer))

    def _split(self, conditions: list[Condition]) -> Iterator[list[Condition]]:
        """Give the conditions of each walk; the walks go side by side."""
        split = self._routes.split([name for name, _ in self._moving(conditions)], conditions)
        if split is None:
            yield conditions
            return
        rest = [each for each in conditions if each is not split]
        for value in split.values:
            yield [*rest, Condition("{0} = ?", (value,), split.on, "eq")]

    def _way(self, conditions: list[Condition], further: list[Condition]) -> Way:
        """Find the way to the rows that fulfil `conditions` and `further`."""
        tested = [*conditions, *further]
        order = [name for name, _ in self._moving(tested)]
        way = self._few or self._routes.shorter(order, conditions, further)
        if way is None and (apart := self._apart(self._moving(conditions)[0][0], tested)):
            return apart
        if way is None:
            order = [name for name, _ in self._moving(conditions)]
            way = self._routes.walk(order, conditions) or self._routes.every(conditions)
        return replace(way, conditions=[*way.conditions, *further])

    def _apart(self, first: str, tested: list[Condition]) -> Way | None:
        """Find the way to the rows of one value of an order that no index has."""
        if first in self._routes.groups:
            few = self._routes.few(self._db, tested, FEW)
        elif first in self._routes.rare:
            few = self._routes.few(self._db, tested, MANY)
        else:
            return None
        order = [name for name, _ in self._moving(tested)]
        return few[0] if few else self._routes.walk(order, tested) or self._routes.through(tested)

    def _stretches(
        self, conditions: list[Condition], place: Place | None
    ) -> Iterator[list[Condition]]:
        """Split the rows after a place into stretches, each of which is in some index's order."""
        for further in self._beyond(conditions, place):
            name, falling = self._moving([*conditions, *further])[0]
            field = self._select.known[name]
            if self._few is not None:
                yield further
            elif name in self._routes.groups:
                grouping = self._routes.groups[name]
                yield from by_value(self._db, grouping, field, further, falling=falling)
            elif name in self._routes.rare:
                yield from by_presence(field, further, falling=falling)
            else:
                yield further

    def _moving(self, conditions: list[Condition]) -> Order:
        """Leave out of the order the fields with one value: an index need not have them."""
        given = fixed(conditions)
        moving = tuple(
            (name, falling)
            for name, falling in self._order
            if not given & deciding(self._select.known[name])
        )
        return moving or self._order[-1:]

    def turned(self) -> Routed:
        other = copy(self)
        other._order = turned(self._order)
        return other

    def page(self, limit: int, place: Place | None, fields: dict[str, Field]) -> list[Keyed]:
        # Find the keys alone first, since one index may hold them; then read their rows.
        keyed = [each for walk in self._walks for each in self._keys(walk, limit, place)]
        if len(self._walks) > 1:
            for number, (_, falling) in reversed(list(enumerate(self._order))):
                keyed.sort(key=lambda each: sort_key(each[0][number]), reverse=falling)
        keyed = keyed[:limit]
        name = self._select.key
        rows = {
            row[name]: row for _, row in self._of_keys([row[name] for _, row in keyed], fields, ())
        }
        return [(by, rows[key[name]]) for by, key in keyed if key[name] in rows]

    def _of_keys(
        self, keys: Sequence[Any], fields: dict[str, Field], places: Order
    ) -> Iterator[Keyed]:
        """Read the rows with these keys, in any order, and their values in the `places`."""
        place = compared_by(self._select, places)
        read = [*(field.value for field in fields.values()), *place]
        needs = {self._root}.union(*(each.needs for each in read))
        source = self._routes.chains[self._root].source("", needs)
        key = fields[self._select.key].value.sql
        sql = f"SELECT {columns_of(fields, place)} FROM {source} WHERE {key} IN"
        found = self._db.execute(f"{sql} ({', '.join('?' for _ in keys)})", keys)
        return (keyed_row(row, fields) for row in found)

    def _keys(self, conditions: list[Condition], limit: int, place: Place | None) -> list[Keyed]:
        key = {self._select.key: self._select.fields[self._select.key]}
        keyed: list[Keyed] = []
        for further in self._stretches(conditions, place):
            if len(keyed) == limit:
                break
            way = self._way(conditions, further)
            rest = self._moving(way.conditions)
            for span in self._spans(way, rest):
                if len(keyed) < limit:
                    sql, bound = self._sql(way, rest, key, self._order, span)
                    found = self._db.execute(f"{sql} LIMIT ?", [*bound, limit - len(keyed)])
                    keyed += (keyed_row(row, key) for row in found)
        return keyed

    def _beyond(
        self, conditions: list[Condition], place: Place | None
    ) -> Iterator[list[Condition]]:
        if place is None:
            return beyond(self._select, self._order, None)
        # A field with one value in one walk may have another value in the next walk, and a request
        # may name any value.
        one = len(self._walks) == 1 and place.of_row
        moving = self._moving(conditions) if one else self._order
        values = [place.values[self._order.index(each)] for each in moving] if one else place.values
        return beyond(self._select, moving, values, equal=place.before)

    def _spans(self, way: Way, moving: Order) -> list[list[Condition]]:
        """Split a walk through the years, and skip the months that cannot pass."""
        months = [each.months for each in way.conditions if each.months is not None]
        field = self._select.known[moving[0][0]]
        # Months are those of the recorder's own clock.
        if not months or field.type != "time" or field.utc or self._few is not None:
            return [[]]
        moment, usual = field.value, way.chain.usual
        rows = f"{way.chain.source(way.hint, moment.needs | usual.needs)} WHERE {usual.sql}"
        first, last = self._db.execute(
            f"SELECT (SELECT min({moment.sql}) FROM {rows}), (SELECT max({moment.sql}) FROM {rows})"
        ).fetchone()
        if first is None:
            return []
        found = [
            [Condition("{0} >= ? AND {0} < ?", span, moment)]
            for span in spans(frozenset.intersection(*months), first, last)
        ]
        return found[::-1] if moving[0][1] else found

    def all(self, fields: dict[str, Field]) -> sqlite3.Cursor:
        way = self._way(self._walks[0], [])
        return self._db.execute(*self._sql(way, self._order, fields, (), []))

    def counts(self, field: Field) -> sqlite3.Cursor:
        way = self._way(self._walks[0], [])
        source, bound = self._from(way, field.value.needs | {self._root}, [])
        value = way.chain.equal.get(field.value, field.value)
        return self._db.execute(f"SELECT {value.sql}, count(*) FROM {source} GROUP BY 1", bound)

    def numbered(self, numbers: Sequence[int], fields: dict[str, Field]) -> list[Keyed]:
        name = self._select.key
        if self._walked():
            keys = [*self._skipped(numbers)]
        else:
            found = self.all({name: fields[name]})
            found.row_factory = None
            keys = [key for (key,) in picked(found, numbers)]
        rows = {row[name]: (by, row) for by, row in self._of_keys(keys, fields, self._order)}
        return [rows[key] for key in keys]

    def _walked(self) -> bool:
        """Tell whether an index has the order, but for a few rows that are equal in it."""
        way = self._way(self._walks[0], [])
        order = self._moving(way.conditions)
        if self._few is not None:
            return False
        for known in range(len(order), 0, -1):
            sql, bound = self._sql(way, order[:known], {}, (), [])
            plan = self._db.execute(f"EXPLAIN QUERY PLAN {sql}", bound)
            if not any("TEMP B-TREE" in row["detail"] for row in plan):
                return known >= len(order) - 1 or order[known - 1][0] in self._routes.usual
        return False

    def _skipped(self, numbers: Sequence[int]) -> Iterator[Any]:
        """Find the keys of rows by their numbers; SQLite passes over the rows between them."""
        place, passed = None, 0
        for number in numbers:
            by, row = self._after(place, number - passed)
            place, passed = Place(tuple(by)), number + 1
            yield row[self._select.key]

    def _after(self, place: Place | None, skip: int) -> Keyed:
        """Find the row that comes `skip` rows after the first one beyond a place."""
        key = {self._select.key: self._select.fields[self._select.key]}
        for further in self._stretches(self._walks[0], place):
            way = self._way(self._walks[0], further)
            sql, bound = self._sql(way, self._moving(way.conditions), key, self._order, [])
            row = self._db.execute(f"{sql} LIMIT 1 OFFSET ?", [*bound, skip]).fetchone()
            if row is not None:
                return keyed_row(row, key)
            source, bound = self._from(way, frozenset((self._root,)), [])
            skip -= self._db.execute(f"SELECT count(*) FROM {source}", bound).fetchone()[0]
        raise LookupError("an index has fewer rows than another")

    def _sql(
        self,
        way: Way,
        order: Order,
        fields: dict[str, Field],
        places: Order,
        further: list[Condition],
    ) -> tuple[str, list[Any]]:
        """Read `fields`, and after them the values that give a row's `places`."""
        place, by = compared_by(self._select, places), compared_by(self._select, order)
        read = [*(field.value for field in fields.values()), *place, *by]
        needs = frozenset(table for each in read for table in each.needs)
        source, bound = self._from(way, needs, further)
        ordered = order_sql([way.chain.equal.get(each, each) for each in by], order)
        columns = columns_of(fields, place) or "1"
        return f"SELECT {columns} FROM {source} ORDER BY {ordered}", bound

    def _from(
        self, way: Way, needs: frozenset[Table], further: list[Condition]
    ) -> tuple[str, list[Any]]:
        tested = [*way.conditions, *further]
        source = way.source(needs | needed(further))
        put = joined(each.put(way.chain.equal) for each in tested)
        return f"{source} WHERE {put}", values(tested)

    def total(self, exact: bool) -> tuple[int, bool]:
        exact = exact or self._few is not None
        counted, whole = 0, True
        for walk in self._walks:
            way = self._way(walk, [])
            source, bound = self._from(way, frozenset((self._root,)), [])
            if exact:
                counted += self._db.execute(f"SELECT count(*) FROM {source}", bound).fetchone()[0]
            elif counted <= MOST_COUNTED:
                more, sure = self._bounded(source, bound)
                counted, whole = counted + more, whole and sure
        if exact:
            return counted, True
        return min(counted, MOST_COUNTED), whole and counted <= MOST_COUNTED

    def _bounded(self, source: str, bound: list[Any]) -> tuple[int, bool]:
        """Count until the limit of rows or of time."""
        counted = 0
        until = time.perf_counter() + _MOST_SECONDS / len(self._walks)

        def enough() -> bool:
            return time.perf_counter() > until

        self._db.set_progress_handler(enough, _STEPS)
        try:
            found = self._db.execute(f"SELECT 1 FROM {source} LIMIT {MOST_COUNTED + 1}", bound)
            while rows := len(found.fetchmany(256)):
                counted += rows
        except RequestCancelled:  # our own handler stopped it
            return counted, False
        finally:
            self._db.set_progress_handler(None, 0)
        return counted, True
