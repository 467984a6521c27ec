"""Columns that tell where the sun and the moon were; None where place or offset are unknown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sidecar.catalog.values import Recorded
from sidecar.export.clock import heard_s
from sidecar.export.rows import Row
from sidecar.sky.almanac import Almanac, Light, almanac

OF_SKY: Mapping[str, Callable[[Recorded, Row], Any]] = {
    "hoursFromSunrise": lambda recording, row: _at(
        recording, row, lambda sky, *moment: sky.hours_from("sunrise", *moment)
    ),
    "hoursFromSunset": lambda recording, row: _at(
        recording, row, lambda sky, *moment: sky.hours_from("sunset", *moment)
    ),
    "sun": lambda recording, row: _at(recording, row, Almanac.light),
    "moonIlluminated": lambda recording, row: _moon(recording, row),
}


def _at(
    recording: Recorded,
    row: Row,
    answer: Callable[[Almanac, float, float, float], float | Light | None],
) -> float | Light | None:
    heard = heard_s(recording, row.start)
    if heard is None or recording.latitude is None or recording.longitude is None:
        return None
    return answer(almanac(), recording.latitude, recording.longitude, heard)


def _moon(recording: Recorded, row: Row) -> float | None:
    heard = heard_s(recording, row.start)
    return None if heard is None else almanac().moon(heard)
