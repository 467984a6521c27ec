"""The sun of detections in tallies: columns, tests and keys of counts, for NumPy."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from sidecar.catalog.sqlite.query.condition import Condition
from sidecar.catalog.sqlite.query.keys import Value
from sidecar.catalog.sqlite.query.stretches import Bools
from sidecar.sky.almanac import FURTHEST_H
from sidecar.sky.many import LIGHTS, suns
from sidecar.values import Float64, Int64

# By the names of filters; light as a place in LIGHTS. NaN where unknown.
Columns = Mapping[str, Float64]

SUN_TESTS = ("hoursFromSunrise", "hoursFromSunset", "sun")

_FIRST = -int(FURTHEST_H)
_HOURS: list[Value] = [*range(_FIRST, int(FURTHEST_H) + 1), None]
SUN_VALUES: Mapping[str, list[Value]] = {
    "hourFromSunrise": _HOURS,
    "hourFromSunset": _HOURS,
    "sun": [*LIGHTS, None],
}
_COLUMNS = {"hourFromSunrise": "hoursFromSunrise", "hourFromSunset": "hoursFromSunset"}

_COMPARED: Mapping[str, Callable[[Any, Any], Any]] = {
    "lt": operator.lt,
    "le": operator.le,
    "gt": operator.gt,
    "ge": operator.ge,
    "eq": operator.eq,
}


def sun_columns(places: Float64, which: Int64, utc_s: Float64) -> Columns:
    """Compute the columns of moments [n] at places, as `suns` does."""
    found = suns(places, which, utc_s)
    return dict(zip(SUN_TESTS, (found.from_sunrise, found.from_sunset, found.light), strict=True))


def sun_codes(key: str, columns: Columns) -> Int64:
    """Code a key of counts, as the place of its value in SUN_VALUES; the last is unknown."""
    codes = columns["sun"] if key == "sun" else np.floor(columns[_COLUMNS[key]]) - _FIRST
    unknown = len(SUN_VALUES[key]) - 1
    return np.where(np.isnan(codes), unknown, codes).astype(np.int64)


def sun_test(name: str, condition: Condition) -> Callable[[Columns], Bools] | None:
    """Give a test of a column; None for one that only SQLite can make, such as for null."""
    wanted: list[Any] = [*condition.values]
    if None in wanted:
        return None
    if name == "sun":
        wanted = [LIGHTS.index(each) if each in LIGHTS else -1 for each in wanted]
        if condition.operator not in ("eq", "in"):
            return None
    match condition.operator:
        case "in":
            return lambda columns: np.isin(columns[name], np.array(wanted, np.float64))
        case "between" if len(wanted) == 2:
            low, high = wanted
            return lambda columns: (columns[name] >= low) & (columns[name] <= high)
        case word if word in _COMPARED and len(wanted) == 1:
            return lambda columns: np.asarray(_COMPARED[word](columns[name], wanted[0]))
    return None
