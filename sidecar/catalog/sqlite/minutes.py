"""Teaches SQLite to read what was measured of minutes, which a recording has in one value."""

from __future__ import annotations

import json
import sqlite3
import struct
from functools import lru_cache

from sidecar.indices.columns import COLUMNS

# Bytes of one number.
_WIDE = 4
_PLACES = {name: place for place, name in enumerate(COLUMNS)}


def teach_minutes(connection: sqlite3.Connection) -> None:
    """Add functions of the values of `RecordingMinutes.minutes`; null where there is none.

    `minute_numbers(minutes)` lists the numbers of all minutes from 0, as JSON. `minute_value(
    minutes, number, name)` gives one value of one minute.
    """
    connection.create_function("minute_numbers", 1, _numbers, deterministic=True)
    connection.create_function("minute_value", 3, _value, deterministic=True)


def _numbers(minutes: object) -> str:
    return _listed(_count(minutes))


@lru_cache(maxsize=256)
def _listed(count: int) -> str:
    return json.dumps([*range(count)])


def _count(minutes: object) -> int:
    """Count the minutes of a value; a damaged file may hold any."""
    return len(minutes) // (_WIDE * len(COLUMNS)) if isinstance(minutes, bytes) else 0


def _value(minutes: object, number: object, name: str) -> float | None:
    count = _count(minutes)
    if not isinstance(number, int) or not 0 <= number < count:
        return None
    assert isinstance(minutes, bytes)
    (value,) = struct.unpack_from("<f", minutes, _WIDE * (_PLACES[name] * count + number))
    return None if value != value else float(value)  # NaN is unlike itself
