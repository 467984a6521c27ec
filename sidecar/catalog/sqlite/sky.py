"""Teaches SQLite the sun and the moon, which it has no trigonometry for."""

from __future__ import annotations

import sqlite3
from functools import cached_property, partial
from math import floor
from typing import TYPE_CHECKING, TypeGuard

if TYPE_CHECKING:
    from sidecar.sky.almanac import Almanac, Event

_EVENTS: tuple[Event, ...] = ("sunrise", "sunset")


def teach_sky(connection: sqlite3.Connection) -> None:
    """Add functions of a latitude, a longitude and seconds since 1970 UTC; null where unknown.

    `hours_from_sunrise` and `hours_from_sunset` count hours, `hour_from_sunrise` and
    `hour_from_sunset` whole ones, and `sun` gives day, twilight or night. `moon_lit` takes the
    seconds alone.
    """
    sky = _Sky()
    for event in _EVENTS:
        for name, taught in (("hours_from", sky.hours), ("hour_from", sky.hour)):
            own = partial(taught, event)
            connection.create_function(f"{name}_{event}", 3, own, deterministic=True)
    connection.create_function("sun", 3, sky.sun, deterministic=True)
    connection.create_function("moon_lit", 1, sky.moon, deterministic=True)


class _Sky:
    """Answers for whatever values a row holds."""

    @cached_property
    def _almanac(self) -> Almanac:
        from sidecar.sky.almanac import almanac  # NumPy, which few questions need

        return almanac()

    def hours(
        self, event: Event, latitude: object, longitude: object, utc_s: object
    ) -> float | None:
        if not (_is_number(latitude) and _is_number(longitude) and _is_number(utc_s)):
            return None
        return self._almanac.hours_from(event, latitude, longitude, utc_s)

    def hour(self, event: Event, *moment: object) -> int | None:
        hours = self.hours(event, *moment)
        return None if hours is None else floor(hours)

    def sun(self, latitude: object, longitude: object, utc_s: object) -> str | None:
        if not (_is_number(latitude) and _is_number(longitude) and _is_number(utc_s)):
            return None
        return self._almanac.light(latitude, longitude, utc_s)

    def moon(self, utc_s: object) -> float | None:
        return self._almanac.moon(utc_s) if _is_number(utc_s) else None


def _is_number(value: object) -> TypeGuard[float]:
    """Tell whether a value can be computed with; a damaged file may hold any."""
    return isinstance(value, float | int)
