"""Counts by hour, in the order of time: only the hours of one page are counted."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from sidecar.catalog.sqlite.door import from_rows
from sidecar.catalog.sqlite.query.condition import Condition, joined, values
from sidecar.catalog.sqlite.query.expression import column
from sidecar.catalog.sqlite.query.field import Field
from sidecar.catalog.sqlite.query.order import Order, Place, beyond
from sidecar.catalog.sqlite.query.planned import Planned
from sidecar.catalog.sqlite.query.planner import FEW, Routes, Way
from sidecar.catalog.sqlite.query.resolved import MANY, MOST_COUNTED, Keyed, Resolved
from sidecar.catalog.sqlite.query.rowsql import columns_of, compared_by, keyed_row, order_sql

_HEARD_AT, _SPECIES_ID = column("d", "heardAt"), column("d", "speciesId")
_TIME = ("date", "hour")

_HOUR_S = 3600
# A total stops after this many detections, which takes some hundredths of a second.
_MOST_DETECTIONS = 50_000
# Before and after all moments.
_EVER_S = 1e15


def in_hours(db: sqlite3.Connection, question: Resolved) -> Planned | None:
    """Walk from hour to hour; None if another way is shorter, or the order is not that of time."""
    select = question.select
    if not select.hourly or select.of is None or select.of.routes is None or question.outer:
        return None
    if not _in_time([*question.order], select.key):
        return None
    way = _way(db, select.of.routes, question.inner)
    return None if way is None else InHours(db, question, way)


def _in_time(order: list[tuple[str, bool]], key: str) -> bool:
    """Tell whether an order is that of the key, which begins with the day and the hour."""
    names = [name for name, _ in order]
    falling = {each for _, each in order}
    return len(falling) == 1 and names in ([key], [_TIME[0], key], [*_TIME, key])


def _way(db: sqlite3.Connection, routes: Routes, tested: list[Condition]) -> Way | None:
    way = routes.walk(["heardAt"], tested)
    if way is None or routes.few(db, tested, FEW):
        return None
    indexed = all(
        each.usual
        or each.on == _HEARD_AT
        or (each.on == _SPECIES_ID and each.operator == "eq" and each.months is None)
        for each in tested
    )
    return way if indexed or not routes.few(db, tested, MANY) else None


class InHours(Planned):
    """Rows by hour: a walk along an index of moments, some hours at a time."""

    def __init__(self, db: sqlite3.Connection, question: Resolved, way: Way) -> None:
        super().__init__(db, question)
        self._way = way

    def page(self, limit: int, place: Place | None, fields: dict[str, Field]) -> list[Keyed]:
        if place is not None and len(place.values) < len(self._order):
            return super().page(limit, place, fields)
        further: list[Condition] = []
        begin = None
        if place is not None:
            key = place.values[-1]
            order: Order = ((self._select.key, self._order[0][1]),)
            further = next(iter(beyond(self._select, order, (key,), equal=place.before)))
            begin = _moment(key, last=self._order[0][1])
        keyed: list[Keyed] = []
        for first, end in self._windows(begin):
            sql, bound = self._counted_within(first, end, fields, further)
            found = self._db.execute(f"{sql} LIMIT ?", [*bound, limit - len(keyed)])
            keyed += (keyed_row(row, fields) for row in found)
            if len(keyed) >= limit:
                break
        return keyed

    def total(self, exact: bool) -> tuple[int, bool]:
        if exact:
            return super().total(exact)
        counted, looked_at = 0, 0
        for first, end in self._windows(None):
            if looked_at > _MOST_DETECTIONS:
                return counted, False
            source, bound = self._within(first, end)
            found = f"SELECT t.detections FROM {source} LIMIT {MOST_COUNTED + 1}"
            sql = f"SELECT count(*), total(detections) FROM ({found})"
            rows, detections = self._db.execute(sql, bound).fetchone()
            counted, looked_at = counted + rows, looked_at + detections
            if counted > MOST_COUNTED:
                return MOST_COUNTED, False
        return counted, True

    def _windows(self, begin: float | None) -> Iterator[tuple[float, float]]:
        """Part time into windows of whole hours, each twice as long, and pass over empty hours."""
        falling = self._order[0][1]
        hours = 1
        while (moment := self._next(begin, falling=falling)) is not None:
            hour = moment // _HOUR_S
            if falling:
                first, end = (hour + 1 - hours) * _HOUR_S, (hour + 1) * _HOUR_S
            else:
                first, end = hour * _HOUR_S, (hour + hours) * _HOUR_S
            # Hours before 1970 are counted together: they are rounded the other way.
            if first < _HOUR_S:
                first, end = -_EVER_S, max(end, float(_HOUR_S))
            yield first, end
            begin = first if falling else end
            hours *= 2

    def _next(self, begin: float | None, *, falling: bool) -> float | None:
        """Find the first moment from `begin` on, or the last one before it."""
        test, order = ("<", "DESC") if falling else (">=", "ASC")
        bound = begin if begin is not None else (_EVER_S if falling else -_EVER_S)
        row = self._db.execute(
            f"""SELECT d.heardAt FROM {self._way.source("d")} WHERE {joined(self._way.conditions)}
                AND d.heardAt {test} ? ORDER BY d.heardAt {order} LIMIT 1""",
            [*values(self._way.conditions), bound],
        ).fetchone()
        with from_rows():
            return None if row is None else float(row[0])

    def _within(self, first: float, end: float) -> tuple[str, list[Any]]:
        tested = [
            *self._way.conditions,
            Condition("({0} >= ? AND {0} < ?)", (first, end), _HEARD_AT, "between"),
        ]
        source = self._way.source(self._select.counted)
        return self._select.source.format(source=source, inner=joined(tested)), values(tested)

    def _counted_within(
        self, first: float, end: float, fields: dict[str, Field], further: list[Condition]
    ) -> tuple[str, list[Any]]:
        source, bound = self._within(first, end)
        compared = compared_by(self._select, self._order)
        sql = f"""SELECT {columns_of(fields, compared)} FROM {source} WHERE {joined(further)}
          ORDER BY {order_sql(compared, self._order)}"""
        return sql, [*bound, *values(further)]


def _moment(cell: object, *, last: bool) -> float | None:
    """Give the begin of a cell's hour, or its end; None if nobody can tell."""
    try:
        day, hour, _ = str(cell).split(" ")
        begin = datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp()
        moment = begin + (int(hour) + last) * _HOUR_S
    except ValueError:
        return None
    if last:
        return max(moment, float(_HOUR_S))
    return moment if moment >= _HOUR_S else None
