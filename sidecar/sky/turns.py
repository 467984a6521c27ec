"""The moments at which counts by the sun begin another cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sidecar.sky.almanac import FURTHEST_H, ROUNDED
from sidecar.sky.sun import solar_days
from sidecar.values import Float64, Int64

_HOUR_S = 3600.0
# Hours are rounded before they are compared, so a cell begins half a step before its hour.
_HALF_STEP_H = 0.5 / ROUNDED
_WHOLE = range(-int(FURTHEST_H), int(FURTHEST_H) + 1)


@dataclass(frozen=True)
class Turns:
    """Moments [n] in seconds since 1970 UTC with the number of the place of each; in order of both.

    Between two that follow each other at a place, neither the light, nor the whole hour from the
    nearest sunrise or sunset, nor the order of those hours to `more` hours changes.
    """

    place: Int64
    utc_s: Float64


def turns(places: Float64, which: Int64, day: Int64, more: Sequence[float] = ()) -> Turns:
    """List the turns of solar days [n] of places [m, 2], as latitude and longitude.

    `which` [n] chooses the place of each day. A day's neighbours must be asked for too where
    moments close to midnight matter.
    """
    first = int(day.min(initial=0))
    span = int(day.max(initial=0)) - first + 1
    place, days = np.divmod(np.unique(which * span + (day - first)), span)
    days += first
    sky = solar_days(places[place, 0], places[place, 1], days.astype(np.float64))
    hours = np.array([*_WHOLE, *more], np.float64)[:, np.newaxis]
    follows = (np.diff(place) == 0) & (np.diff(days) == 1)
    moments, of = [*sky.light, *sky.twilight], [place] * 4
    for events in (sky.sunrise, sky.sunset):
        for step in (-_HALF_STEP_H, _HALF_STEP_H):
            moments.append((events + (hours + step) * _HOUR_S).reshape(-1))
            of.append(np.tile(place, len(hours)))
        # Halfway between two, the other one becomes the nearer.
        moments.append(((events[1:] + events[:-1]) / 2)[follows])
        of.append(place[1:][follows])
    at, owner = np.concatenate(moments), np.concatenate(of)
    known = np.isfinite(at)
    order = np.lexsort((at[known], owner[known]))
    return Turns(owner[known][order], at[known][order])
