"""Parts time where a key of a count changes, or a filter on time begins or ends."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence

import numpy as np

from sidecar.catalog.sqlite.query.condition import Condition, joined, values
from sidecar.catalog.sqlite.query.conditions import conditions
from sidecar.catalog.sqlite.query.filters import MOMENTS
from sidecar.catalog.sqlite.query.keys import Value
from sidecar.catalog.values import Where
from sidecar.run.windows import spread
from sidecar.values import Float64, Int64

TIME_KEYS = ("date", "week", "month", "hour")
TIME_FILTERS = frozenset((*MOMENTS.fields, "heardAt"))

_HOUR_S, _DAY_S = 3600, 86_400
# Filters know moments to a millisecond.
_JUST_AFTER_S = 2.5e-4

Bools = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]


class Stretches:
    """Stretches of time, in order; within one, no key and no filter changes.

    `edges` [n + 1] are their ends, in seconds since 1970 by the recorder's own clock. One more
    stretch, the last, is for what has no time.
    """

    def __init__(
        self, db: sqlite3.Connection, times: Where, by: Sequence[str], spans: Spans
    ) -> None:
        self._db = db
        self._tested = {name: _on_moments(db, name, wanted) for name, wanted in times.items()}
        self._coarse = _edges(spans, self._tested, by_hour=False)
        self.edges = _edges(spans, self._tested, by_hour=True) if "hour" in by else self._coarse
        self.undated = len(self.edges) - 1

    def passing(self, *, south: bool) -> Bools:
        """Tell which stretches pass the filters, in one hemisphere.

        Each is tested just after its begin, since filters change at its ends alone.
        """
        tested = [each for found in self._tested.values() for each in found]
        passes = np.ones(len(self._coarse), bool)
        if tested:
            moments = [*(self._coarse[:-1] + _JUST_AFTER_S).tolist(), None]
            found = self._db.execute(
                f"SELECT x.key FROM {MOMENTS.source} WHERE {joined(tested)}",
                [json.dumps(moments), -1.0 if south else 1.0, *values(tested)],
            )
            passes[:] = False
            passes[[key for (key,) in found]] = True
        # No filter changes at an hour that is an end of stretches for the sake of a key.
        coarse = np.searchsorted(self._coarse, self.edges[:-1], side="right") - 1
        return np.append(passes[coarse], passes[-1])

    def keyed(self, key: str) -> tuple[Int64, list[Value]]:
        """Give the key of each stretch, as the place of its value in a list."""
        begins = self.edges[:-1]
        day = np.floor(begins / _DAY_S).astype(np.int64)
        units = {
            "hour": np.floor(begins / _HOUR_S).astype(np.int64) % 24,
            "week": day - (day + 3) % 7,  # 1970 began on a Thursday
            "date": day,
            "month": day.astype("M8[D]").astype("M8[M]").astype(np.int64),
        }[key]
        known, codes = np.unique(units, return_inverse=True)
        named: list[Value] = known.tolist()
        if key == "month":
            named = np.datetime_as_string(known.astype("M8[M]"), unit="M").tolist()
        return np.append(codes.reshape(-1), len(named)).astype(np.int64), [*named, None]


class Spans:
    """Dated stretches of sound: their begins and lengths in seconds."""

    def __init__(self, begin: Float64, length: Float64) -> None:
        self.begin, self.end = begin, begin + length


def _on_moments(db: sqlite3.Connection, name: str, wanted: object) -> list[Condition]:
    field = "date" if name == "heardAt" else name
    return conditions(db, MOMENTS, {field: wanted})[0]


def _edges(spans: Spans, tested: Mapping[str, list[Condition]], *, by_hour: bool) -> Float64:
    first = np.floor(spans.begin / _DAY_S).astype(np.int64)
    last = np.floor(spans.end / _DAY_S).astype(np.int64)
    days = np.unique(spread(first, last + 2 - first))
    clock = set(range(0, _DAY_S, _HOUR_S)) if by_hour else {0}
    # A time of day changes with the second; a number of hours may be rounded.
    for hours in _numbers(tested, "timeOfDay"):
        clock |= {(int(hours * _HOUR_S) + more) % _DAY_S for more in range(3)}
    daily = days[:, np.newaxis] * _DAY_S + np.array(sorted(clock), np.float64)
    calendar = [*_numbers(tested, "date"), *_numbers(tested, "heardAt")]
    return np.unique(np.concatenate([daily.reshape(-1), np.array(calendar, np.float64), [0.0]]))


def _numbers(tested: Mapping[str, list[Condition]], name: str) -> list[float]:
    """List the numbers that a field is compared with."""
    bound = values(tested.get(name, []))
    return [each for each in bound if isinstance(each, int | float)]
