"""What the sun did at many moments of some places at once: as the almanac has it, for NumPy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sidecar.sky.almanac import FIRST_S, FURTHEST_H, LAST_S, ROUNDED
from sidecar.sky.sun import DAY_S, solar_day, solar_days
from sidecar.values import Float64, Int64

LIGHTS = ("day", "twilight", "night")

# Days from a little before FIRST_S to a little after LAST_S.
_FIRST_DAY = int(FIRST_S // DAY_S) - 2
_SPAN = int(LAST_S // DAY_S) + 4 - _FIRST_DAY


@dataclass(frozen=True)
class Suns:
    """Of moments [n]: hours as in the almanac, and the place of the word in LIGHTS; NaN unknown."""

    from_sunrise: Float64
    from_sunset: Float64
    light: Float64


def suns(places: Float64, which: Int64, utc_s: Float64) -> Suns:
    """Compute the sun of moments [n] at places, chosen by `which` [n] from latitude and longitude.

    Each day of a place [m, 2] is computed once.
    """
    # No comparison with NaN holds.
    possible = (np.abs(places[:, 0]) <= 90) & (np.abs(places[:, 1]) <= 180)
    known = possible[which] & (utc_s >= FIRST_S) & (utc_s < LAST_S)
    there, moments = which[known], utc_s[known]
    days = solar_day(places[there, 1], moments).astype(np.int64) - _FIRST_DAY
    each, which_day = np.unique(there * _SPAN + days, return_inverse=True)
    which_day = which_day.reshape(-1)
    at, day = places[each // _SPAN], (each % _SPAN + _FIRST_DAY).astype(np.float64)
    # The day itself comes first, so that of two equally near events it is the one that counts.
    around = np.concatenate([day + more for more in (0, -1, 1)])
    sky = solar_days(np.tile(at[:, 0], 3), np.tile(at[:, 1], 3), around)
    light, twilight = (
        (begin[which_day] <= moments) & (moments < end[which_day])
        for begin, end in (sky.light, sky.twilight)
    )
    found = (
        _hours(moments, sky.sunrise.reshape(3, -1)[:, which_day]),
        _hours(moments, sky.sunset.reshape(3, -1)[:, which_day]),
        np.where(light, 0.0, np.where(twilight, 1.0, 2.0)),
    )
    filled = np.full((3, len(utc_s)), np.nan)
    filled[:, known] = found
    return Suns(*filled)


def _hours(moments: Float64, events: Float64) -> Float64:
    """Count hours from the nearest of events [3, n] to moments [n]."""
    hours = (moments - events) / 3600
    far = np.where(np.isnan(hours), np.inf, np.abs(hours))
    nearest = np.take_along_axis(hours, far.argmin(axis=0)[np.newaxis], axis=0)[0]
    nearest = np.where(far.min(axis=0, initial=np.inf) <= FURTHEST_H, nearest, np.nan)
    return np.asarray(np.rint(nearest * ROUNDED) / ROUNDED)
