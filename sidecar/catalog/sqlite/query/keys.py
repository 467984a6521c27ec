"""The keys that counts are grouped by: their SQL, and the fields that tell of a value."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from sidecar.catalog.sqlite.query.expression import Expression, column
from sidecar.catalog.sqlite.query.field import Select
from sidecar.catalog.sqlite.query.filters import PLACES, START_S, sky_keys
from sidecar.catalog.sqlite.query.select.annotations import ANNOTATIONS, HEARD_S, VERDICT
from sidecar.catalog.sqlite.query.select.detections import DETECTIONS
from sidecar.catalog.sqlite.query.select.recordings import RECORDINGS

Value = int | float | str | None

# The rows that can be counted: how `query` knows them, and the moment that dates each.
COUNTED: Mapping[str, tuple[str, Select, Expression]] = {
    "detections": ("detections", DETECTIONS, column("d", "heardAt")),
    "labels": ("annotations", ANNOTATIONS, HEARD_S),
    "recordings": ("recordings", RECORDINGS, START_S),
}

# Keys of recordings, which their hours have too.
PLACE_KEYS = {
    "site": column("p", "siteId"),
    "deployment": column("r", "deploymentId"),
    "recorder": PLACES["recorder"].value,
}
_ROW_KEYS = {
    "detections": {
        "species": column("d", "speciesId"),
        "verdict": column("d", "verified"),
        # A step of 0.05; the last one holds the score 1 too.
        "score": Expression("min(CAST(d.confidence * 20 AS INTEGER), 19)", frozenset("d")),
        "model": column("m", "name"),
    },
    "labels": {"species": column("n", "speciesId"), "verdict": VERDICT.value},
    "recordings": {"model": column("m", "name")},
}

# Keys that follow the sun, which every recording sees at its own place.
SKY_KEYS = frozenset(("hourFromSunrise", "hourFromSunset", "sun"))

_NAMES = {
    "species": "SELECT speciesId, species, common FROM Species WHERE speciesId",
    "site": "SELECT siteId, siteId, site_code FROM Site WHERE siteId",
}
_FIELDS = {
    "species": ("species", "common"),
    "site": ("siteId", "site"),
    "deployment": ("deploymentId",),
}
# A row of ids that nobody knows any more.
_NAMELESS = (None, None)

_FIRST_DAY = date(1970, 1, 1).toordinal()


def grouping(of: str, key: str) -> Expression:
    """Give the SQL of a key; days count from 1970, and hours from midnight."""
    known = {**PLACE_KEYS, **_ROW_KEYS[of], **sky_keys(COUNTED[of][2])}
    return known[key] if key in known else _of_time(key, COUNTED[of][2])


def _of_time(key: str, moment: Expression) -> Expression:
    day = _whole(moment.sql, 86_400)
    sql = {
        "date": day,
        # 1970 began on a Thursday.
        "week": f"{day} - ({day} % 7 + 10) % 7",
        "month": f"strftime('%Y-%m', {moment.sql}, 'unixepoch')",
        "hour": f"({_whole(moment.sql, 3600)} % 24 + 24) % 24",
    }[key]
    return Expression(f"({sql})", moment.needs)


def _whole(seconds: str, unit: int) -> str:
    """Count whole units; SQLite rounds towards 1970, and this rounds down."""
    units = f"CAST({seconds} / {unit}.0 AS INTEGER)"
    return f"({units} - ({seconds} < {units} * {unit}))"


def told(
    db: sqlite3.Connection, by: Iterable[str], cells: Iterable[tuple[Value, ...]]
) -> Iterator[tuple[tuple[Value, ...], dict[str, Any]]]:
    """Give cells in order, with the fields that tell of their keys; nulls come last."""
    cells = list(cells)
    names: list[str] = []
    parts: list[list[tuple[Value, ...]]] = []
    ranks: list[list[int]] = []
    for place, key in enumerate(by):
        values = {cell[place] for cell in cells}
        names += _FIELDS.get(key, (key,))
        shown = _named(db, key, values) if key in _NAMES else {v: (_shown(key, v),) for v in values}
        own = [shown.get(cell[place], _NAMELESS) for cell in cells]
        rank = {each: number for number, each in enumerate(sorted(set(own), key=_nulls_last))}
        parts.append(own)
        ranks.append([rank[each] for each in own])
    ranked = list(zip(*ranks, strict=True)) if ranks else [() for _ in cells]
    fields: list[tuple[Value, ...]] = [() for _ in cells]
    for own in parts:
        fields = [one + other for one, other in zip(fields, own, strict=True)]
    for number in sorted(range(len(cells)), key=ranked.__getitem__):
        yield cells[number], dict(zip(names, fields[number], strict=True))


def _nulls_last(shown: tuple[Value, ...]) -> list[tuple[bool, Any]]:
    return [(value is None, value) for value in shown]


def _named(
    db: sqlite3.Connection, key: str, ids: Iterable[Value]
) -> dict[Value, tuple[Value, ...]]:
    listed = json.dumps([each for each in ids if each is not None])
    found = db.execute(f"{_NAMES[key]} IN (SELECT value FROM json_each(?))", (listed,))
    return {number: tuple(names) for number, *names in found}


def _shown(key: str, value: Value) -> Value:
    if value is None:
        return None
    if key in ("date", "week"):
        return date.fromordinal(_FIRST_DAY + int(value)).isoformat()
    return round(float(value) * 0.05, 2) if key == "score" else value
