"""Rows by SQLite's own plan."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from copy import copy
from typing import Any

from sidecar.catalog.sqlite.door import WrongValue, from_rows
from sidecar.catalog.sqlite.names import together
from sidecar.catalog.sqlite.query.condition import Condition, joined, values
from sidecar.catalog.sqlite.query.expression import Expression
from sidecar.catalog.sqlite.query.field import Field
from sidecar.catalog.sqlite.query.order import Order, Place, beyond, turned
from sidecar.catalog.sqlite.query.planner import FEW
from sidecar.catalog.sqlite.query.resolved import MANY, MOST_COUNTED, Keyed, Resolved
from sidecar.catalog.sqlite.query.rowsql import (
    columns_of,
    compared_by,
    keyed_row,
    order_sql,
    picked,
)
from sidecar.catalog.sqlite.query.tallied import tallied
from sidecar.catalog.sqlite.query.taxon import SPECIES_ID, is_one_of, leading


class Planned:
    """Rows by SQLite's plan: for tables of some thousands of rows, and for counts."""

    def __init__(self, db: sqlite3.Connection, question: Resolved) -> None:
        self._db = db
        self._select = question.select
        self._order = question.order
        source, bound = _source(db, question)
        self._source = f"{source} WHERE {joined(question.outer)}"
        self._bound = [*bound, *values(question.outer)]
        self._counted: int | None = None

    def turned(self) -> Planned:
        other = copy(self)
        other._order = turned(self._order)
        return other

    def page(self, limit: int, place: Place | None, fields: dict[str, Field]) -> list[Keyed]:
        keyed: list[Keyed] = []
        if place is None and self._select.of is not None:
            return self._counting(limit, fields)
        after, equal = (place.values, place.before) if place else (None, False)
        for further in beyond(self._select, self._order, after, equal=equal):
            if len(keyed) < limit:
                sql, bound = self._sql(fields, self._order, further)
                found = self._db.execute(f"{sql} LIMIT ?", [*bound, limit - len(keyed)])
                keyed += (keyed_row(row, fields) for row in found)
        return keyed

    def _counting(self, limit: int, fields: dict[str, Field]) -> list[Keyed]:
        """Find the first rows and the number of all, and group the counted rows only once."""
        total = Expression("count(*) OVER ()")
        sql, bound = self._sql(fields, self._order, [], total)
        found = self._db.execute(f"{sql} LIMIT ?", [*bound, limit]).fetchall()
        self._counted = tuple(found[0])[-1] if found else 0
        return [keyed_row(tuple(row)[:-1], fields) for row in found]

    def total(self, exact: bool) -> tuple[int, bool]:
        if self._counted is not None:
            return self._counted, True
        limit = "" if exact else f" LIMIT {MOST_COUNTED + 1}"
        sql = f"SELECT count(*) FROM (SELECT 1 FROM {self._source}{limit})"
        (counted,) = self._db.execute(sql, self._bound).fetchone()
        return (counted, True) if exact else (min(counted, MOST_COUNTED), counted <= MOST_COUNTED)

    def all(self, fields: dict[str, Field]) -> sqlite3.Cursor:
        return self._db.execute(*self._sql(fields, (), []))

    def counts(self, field: Field) -> sqlite3.Cursor:
        sql = f"SELECT {field.value.sql}, count(*) FROM {self._source} GROUP BY 1"
        return self._db.execute(sql, self._bound)

    def numbered(self, numbers: Sequence[int], fields: dict[str, Field]) -> list[Keyed]:
        found = self._db.execute(*self._sql(fields, self._order, []))
        return [keyed_row(row, fields) for row in picked(found, numbers)]

    def _sql(
        self,
        fields: dict[str, Field],
        places: Order,
        further: list[Condition],
        *more: Expression,
    ) -> tuple[str, list[Any]]:
        """Read `fields`, after them the values of a row's place in the order, and `more`."""
        columns = columns_of(fields, [*compared_by(self._select, places), *more])
        by = order_sql(compared_by(self._select, self._order), self._order)
        sql = f"SELECT {columns} FROM {self._source} AND {joined(further)} ORDER BY {by}"
        return sql, [*self._bound, *values(further)]


def _source(db: sqlite3.Connection, question: Resolved) -> tuple[str, list[Any]]:
    """Write the FROM of a select; species that share a taxon are one row where that is counted."""
    source, bound = _apart(db, question)
    leaders = together(db) if question.select.joined else {}
    if not leaders:
        return source, bound
    joined_source, further = _joined(db, question, leaders)
    ids = ", ".join(map(str, leaders))
    names = "speciesId, species, names, common, detections, recordings, maxConfidence"
    others = f"SELECT {names} FROM {source} WHERE t.speciesId NOT IN ({ids})"
    return f"({others} UNION ALL {joined_source}) t", [*bound, *further]


def _joined(
    db: sqlite3.Connection, question: Resolved, leaders: dict[int, int]
) -> tuple[str, list[Any]]:
    """Write the rows of species that share a taxon."""
    select = question.select
    assert select.joined is not None and select.of is not None and select.of.routes is not None
    tested, routes = [*question.inner, is_one_of(SPECIES_ID, leaders)], select.of.routes
    few = routes.few(db, tested, MANY)
    way = few[0] if few else routes.through(tested)
    sql = select.joined.format(
        leader=leading(SPECIES_ID, leaders).sql,
        source=way.source(select.counted),
        inner=joined(way.conditions),
    )
    return sql, values(way.conditions)


def _apart(db: sqlite3.Connection, question: Resolved) -> tuple[str, list[Any]]:
    """Write the FROM of a select; one that counts rows uses the routes of those rows."""
    select, tested = question.select, question.inner
    if select.of is None:
        return select.source, []
    if select.whole is not None and all(each.usual for each in tested):
        return select.whole, []
    source, routes = select.of.source, select.of.routes
    if routes is not None:
        # Of whole analyses, tallies tell sooner than an index tells of each detection.
        whole = select.tallied is not None and routes.leaving_out(tested) is not None
        few = routes.few(db, tested, FEW if whole else MANY)
        if few is None and select.tallied is not None:
            counted = _tallied(db, question)
            if counted is not None:
                return select.tallied, [counted]
            few = routes.few(db, tested, MANY)
        way = few[0] if few else routes.through(tested)
        way = routes.ordered(way, select.gathered) if select.gathered else way
        source, tested = way.source(select.counted), way.conditions
    return select.source.format(source=source, inner=joined(tested)), values(tested)


def _tallied(db: sqlite3.Connection, question: Resolved) -> str | None:
    """Count by species from tallies, in JSON; None where these do not tell.

    A damaged tally tells nothing, and the detections themselves are read.
    """
    try:
        with from_rows():
            cells = tallied(db, ["species"], question.where, question.inner)
    except WrongValue:
        return None
    if cells is None:
        return None
    # SQLite rounds decimals in its own way.
    return json.dumps(
        [
            [species, found["count"], found["recordings"], found["best"].hex()]
            for (species,), found in cells.items()
        ]
    )
