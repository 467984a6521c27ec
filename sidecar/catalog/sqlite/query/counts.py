"""Counts detections, labels or recordings by keys, beside the hours in which they were sought."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable
from typing import Any

from sidecar.catalog.sqlite.door import from_rows
from sidecar.catalog.sqlite.names import together
from sidecar.catalog.sqlite.query.condition import Condition, joined, needed, values
from sidecar.catalog.sqlite.query.effort import OF_NO_HOURS, Hours, effort
from sidecar.catalog.sqlite.query.expression import Expression, Table, column
from sidecar.catalog.sqlite.query.keys import COUNTED, Value, grouping, told
from sidecar.catalog.sqlite.query.planner import FEW
from sidecar.catalog.sqlite.query.search import ask
from sidecar.catalog.sqlite.query.tallied import one_state, tallied
from sidecar.catalog.sqlite.query.taxon import is_one_of, leading
from sidecar.catalog.sqlite.query.totalled import confirmed_of, counts_of, hours_of, totals
from sidecar.catalog.values import Tally
from sidecar.errors import InvalidParams

# Whether the totals of recordings may answer.
TOTALS = True

# With more rows than this, one index is no better than another.
_MANY = 500_000

_RECORDING = {
    "detections": column("a", "recordingId"),
    "labels": column("g", "recordingId"),
    "recordings": column("r", "recordingId"),
}
_VERDICT = {"detections": column("d", "verified"), "labels": column("n", "verified")}
# Labels are the annotations of people that count now.
_LABELS = [
    Condition("{0} = ?", (1,), column("n", "mostRecent"), "eq"),
    Condition("{0} = ?", (1,), column("l", "isHuman"), "eq"),
]
_COUNT = Expression("count(*)")
_NOTHING = {"count": 0, "recordings": 0, "best": None}

Cell = tuple[Value, ...]
Cells = dict[Cell, dict[str, Any]]
Keys = list[Expression]


@from_rows()
def counts(db: sqlite3.Connection, tally: Tally, most: int) -> list[dict[str, object]]:
    """Count by keys; raises InvalidParams for a wrong filter, and beyond `most` rows."""
    with one_state(db):
        counting = _Counting(db, tally, most)
        counted = counting.together(counting.cells(), counting.measured)
        confirmed = {}
        if tally.of in _VERDICT:
            confirmed = counting.together(counting.confirmed(), counting.measured_yes)
        hours = counting.hours()
    cells = dict.fromkeys([*counted, *(hours.cells if hours else ())])
    if not tally.by:
        cells = {(): None}
    if len(cells) > most:
        raise _too_many(most)
    return [
        {**fields, **_measured(tally, cell, counted, confirmed, hours)}
        for cell, fields in told(db, tally.by, cells)
    ]


def _too_many(most: int) -> InvalidParams:
    return InvalidParams(
        f"The answer would have more than {most:,} rows.",
        field="by",
        hint="Filter by site or date, or count by one key, or by month in place of date.",
    )


def _measured(
    tally: Tally,
    cell: Cell,
    counted: dict[Cell, dict[str, Any]],
    confirmed: dict[Cell, dict[str, Any]],
    hours: Hours | None,
) -> dict[str, object]:
    found = counted.get(cell, _NOTHING)
    recorded, analysed = hours.of(cell) if hours else (None, None)
    return {
        tally.of: found["count"],
        "recordings": found["count"] if tally.of == "recordings" else found["recordings"],
        "confirmed": confirmed.get(cell, _NOTHING)["count"] if tally.of in _VERDICT else None,
        "maxScore": found["best"],
        "hoursRecorded": recorded,
        "hoursAnalysed": analysed,
    }


class _Counting:
    """Groups the rows that a tally counts, along the routes of their select."""

    def __init__(self, db: sqlite3.Connection, tally: Tally, most: int) -> None:
        self._db, self._tally, self._most = db, tally, most
        name, self._select, _ = COUNTED[tally.of]
        question = ask(db, name, tally.where, [])
        self._conditions = [*question.outer, *(_LABELS if tally.of == "labels" else ())]
        self._keys = [grouping(tally.of, key) for key in tally.by]
        self._totals = totals(db, tally) if TOTALS else None

    def cells(self) -> dict[Cell, dict[str, Any]]:
        tally, routes = self._tally, self._select.routes
        if tally.of != "detections" or routes is None:
            return self._grouped(self._conditions, self._measures())
        found = counts_of(self._totals, self._db, tally, FEW) if self._totals else None
        if found is None and not routes.few(self._db, self._conditions, FEW):
            found = tallied(self._db, tally.by, tally.where, self._conditions)
        if found is not None:
            return found
        return self._grouped(self._conditions, self._measures())

    def together(self, cells: Cells, measured: Callable[[Condition, Keys], Cells]) -> Cells:
        """Join the species that share a taxon; several of them are counted again, together."""
        if "species" not in self._tally.by:
            return cells
        place = self._tally.by.index("species")
        there = {cell[place] for cell in cells}
        leaders: dict[Value, Value] = {
            each: one for each, one in together(self._db).items() if each in there
        }
        several = {one for one, count in Counter(leaders.values()).items() if count > 1}
        again = {each: one for each, one in leaders.items() if one in several}
        kept = {
            (*cell[:place], leaders.get(cell[place], cell[place]), *cell[place + 1 :]): each
            for cell, each in cells.items()
            if cell[place] not in again
        }
        if not again:
            return kept
        keys = [*self._keys]
        led = [*keys[:place], leading(keys[place], again), *keys[place + 1 :]]
        return kept | measured(is_one_of(keys[place], again), led)

    def measured(self, condition: Condition, keys: Keys) -> Cells:
        return self._grouped([*self._conditions, condition], self._measures(), keys=keys)

    def measured_yes(self, condition: Condition, keys: Keys) -> Cells:
        yes = Condition("{0} = ?", ("YES",), _VERDICT[self._tally.of], "eq")
        tested = [*self._conditions, yes, condition]
        return self._grouped(tested, {"count": _COUNT}, keys=keys)

    def hours(self) -> Hours | None:
        if OF_NO_HOURS & set(self._tally.by):
            return None
        found = hours_of(self._totals) if self._totals else None
        return found or effort(self._db, self._tally)

    def confirmed(self) -> dict[Cell, dict[str, Any]]:
        """Count those with the verdict YES, whose index is short."""
        found = confirmed_of(self._totals, self._db, self._tally) if self._totals else None
        if found is not None:
            return found
        yes = Condition("{0} = ?", ("YES",), _VERDICT[self._tally.of], "eq")
        most = _MANY
        if routes := self._select.routes:
            # With few of them, a longer index need not be counted.
            alone = [yes, *(each for each in self._conditions if each.usual)]
            few = routes.few(self._db, alone, FEW)
            most = few[1] if few else _MANY
        return self._grouped([*self._conditions, yes], {"count": _COUNT}, most)

    def _grouped(
        self,
        tested: list[Condition],
        measures: dict[str, Expression],
        most: int = _MANY,
        keys: Keys | None = None,
    ) -> dict[Cell, dict[str, Any]]:
        keys = keys or self._keys
        needs = frozenset(table for each in (*keys, *measures.values()) for table in each.needs)
        source, tested = self._source(needs, tested, most)
        columns = ", ".join(
            [*(key.sql for key in keys)]
            + [f"{each.sql} AS {name}" for name, each in measures.items()]
        )
        group = ", ".join(str(1 + place) for place in range(len(keys)))
        found = self._db.execute(
            f"SELECT {columns} FROM {source} WHERE {joined(tested)}"
            + (f" GROUP BY {group} LIMIT {self._most + 1}" if group else ""),
            values(tested),
        )
        width = len(keys)
        cells = {tuple(row[:width]): dict(zip(measures, row[width:], strict=True)) for row in found}
        if len(cells) > self._most:
            raise _too_many(self._most)
        return cells

    def _measures(self) -> dict[str, Expression]:
        of = self._tally.of
        recording = _RECORDING[of]
        distinct = Expression(f"count(DISTINCT {recording.sql})", recording.needs)
        if of == "recordings":
            return {"count": distinct, "recordings": distinct, "best": Expression("NULL")}
        best = Expression("max(d.confidence)", frozenset("d"))
        return {
            "count": _COUNT,
            "recordings": Expression("NULL") if "score" in self._tally.by else distinct,
            "best": best if of == "detections" else Expression("NULL"),
        }

    def _source(
        self, needs: frozenset[Table], tested: list[Condition], most: int
    ) -> tuple[str, list[Condition]]:
        routes = self._select.routes
        if routes is None:
            analysed = "JOIN Analysis a ON a.recordingId = r.recordingId AND a.current = 1"
            models = f"{analysed} JOIN ModelVersion m ON m.modelId = a.modelId"
            return f"{self._select.source} {models if 'm' in needs else ''}", tested
        few = routes.few(self._db, tested, most)
        way = few[0] if few else routes.through(tested)
        return way.source(needs | needed(way.conditions) | {routes.root}), way.conditions
