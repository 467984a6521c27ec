"""What the sun and the moon did at a moment of a place, one row at a time.

Many rows are of one place and day. So the sun of 64 days is computed at once for a place, and kept.
Values have three decimals, 3.6 seconds of an hour, because the formulas know no more.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from functools import lru_cache
from math import floor
from typing import Literal, NamedTuple, TypeVar

import numpy as np

from sidecar.sky.moon import illuminated
from sidecar.sky.sun import DAY_S, solar_days

Light = Literal["day", "twilight", "night"]
Event = Literal["sunrise", "sunset"]

# Years in which the formulas are proved (docs/time.md), with half a century on each side.
FIRST_S, LAST_S = -631_152_000.0, 4_102_444_800.0  # 1950 to 2100

# Days that are computed at once, and how many such spans are kept: 3.5 kB each.
_DAYS, _MOST_KEPT = 64, 8_192
# The moon changes by less than 1e-5 between its hour and a straight line.
_HOUR_S = 3600.0
# Two sunrises are at most a little over a day apart, so no moment is further from the nearer one.
FURTHEST_H = 13.0
_DEGREE_S = 240.0
# Parts of an hour, or of the moon, that are told.
ROUNDED = 1000

_Kept = TypeVar("_Kept")
_Key = TypeVar("_Key")


class _Span(NamedTuple):
    """Days of a place, [_DAYS + 2] each, with the day before and the day after.

    Crossings are infinite where there is none. Stretches of light are as in `SolarDays`.
    """

    sunrise: array[float]
    sunset: array[float]
    light_from: array[float]
    light_to: array[float]
    twilight_from: array[float]
    twilight_to: array[float]


class Almanac:
    """The sun and the moon, kept by place and span of days. Answers are None where unknown.

    Latitudes are within 90 degrees and longitudes within 180; moments are seconds since 1970 UTC,
    from 1950 to 2099. Anything else is unknown.
    """

    def __init__(self) -> None:
        self._spans: dict[tuple[float, float, int], _Span] = {}
        self._moons: dict[int, array[float]] = {}

    def hours_from(
        self, event: Event, latitude: float, longitude: float, utc_s: float
    ) -> float | None:
        """Count hours from the nearest sunrise or sunset, negative before it.

        None where the sun neither rises nor sets within 13 hours.
        """
        found = self._span(latitude, longitude, utc_s)
        if found is None:
            return None
        span, place = found
        moments = span.sunrise if event == "sunrise" else span.sunset
        hours = (utc_s - moments[place]) / _HOUR_S
        for near in (place - 1, place + 1):
            other = (utc_s - moments[near]) / _HOUR_S
            if abs(other) < abs(hours):
                hours = other
        return round(hours * ROUNDED) / ROUNDED if abs(hours) <= FURTHEST_H else None

    def light(self, latitude: float, longitude: float, utc_s: float) -> Light | None:
        """Tell whether it is day, civil twilight or night."""
        found = self._span(latitude, longitude, utc_s)
        if found is None:
            return None
        span, place = found
        if span.light_from[place] <= utc_s < span.light_to[place]:
            return "day"
        if span.twilight_from[place] <= utc_s < span.twilight_to[place]:
            return "twilight"
        return "night"

    def moon(self, utc_s: float) -> float | None:
        """Give the lit fraction of the moon, 0 to 1."""
        if not FIRST_S <= utc_s < LAST_S:
            return None
        hour = floor(utc_s / _HOUR_S)
        number, place = divmod(hour, _DAYS * 24)
        moon = self._moons.get(number)
        if moon is None:
            moon = _kept(self._moons, number, lambda: _moon(number))
        part = utc_s / _HOUR_S - hour
        lit = moon[place] * (1 - part) + moon[place + 1] * part
        return round(lit * ROUNDED) / ROUNDED

    def _span(self, latitude: float, longitude: float, utc_s: float) -> tuple[_Span, int] | None:
        """Find the days around a moment, and the place of its own among them."""
        if not (FIRST_S <= utc_s < LAST_S and -90 <= latitude <= 90 and -180 <= longitude <= 180):
            return None
        number, place = divmod(floor((utc_s + longitude * _DEGREE_S) / DAY_S), _DAYS)
        key = latitude, longitude, number
        span = self._spans.get(key)
        if span is None:
            span = _kept(self._spans, key, lambda: _span(*key))
        return span, place + 1


@lru_cache(maxsize=1)
def almanac() -> Almanac:
    """Give the almanac that all questions share."""
    return Almanac()


def _kept(kept: dict[_Key, _Kept], key: _Key, made: Callable[[], _Kept]) -> _Kept:
    if len(kept) >= _MOST_KEPT:
        kept.clear()
    return kept.setdefault(key, made())


def _span(latitude: float, longitude: float, number: int) -> _Span:
    days = solar_days(latitude, longitude, number * _DAYS + np.arange(-1.0, _DAYS + 1))
    crossings = (np.nan_to_num(each, nan=np.inf) for each in (days.sunrise, days.sunset))
    ends = (*crossings, *days.light, *days.twilight)
    return _Span(*(array("d", each.tolist()) for each in ends))


def _moon(number: int) -> array[float]:
    hours = number * _DAYS * 24 + np.arange(_DAYS * 24 + 1.0)
    return array("d", illuminated(hours * _HOUR_S).tolist())
