"""A dawn chorus at the wrong hour: the detections of a deployment by hours from sunrise.

Birds sing most around sunrise, less by day and little at night. The day's shape of a deployment is
compared with that, for each shift of its clock by whole hours. A clock that is right needs none.
Owls, frogs and nightjars make a shape of their own, which fits no shift well, and tells nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from sidecar.audit.finding import MOST_NAMED, Finding, NotChecked
from sidecar.audit.fixes import set_clock
from sidecar.audit.season import DAY_S, HOUR_S, Deployment, Series, day_of
from sidecar.audit.zone import local_offsets
from sidecar.sky.sun import solar_days
from sidecar.values import Float64, Int64

# So many detections, days and hours of the day make a shape that one noisy night does not.
_LEAST_DETECTIONS, _LEAST_DAYS, _LEAST_HOURS = 500, 5, 18
# Of hours that were hardly analysed, nothing is known.
_LEAST_ANALYSED_H = 0.25

# The shape that is expected, by hour from sunrise: the chorus, the day, the hour before sunset, and
# the night, in parts of the chorus. Only the order of these numbers matters much: the correlation
# with any season's own shape is above 0.7 if they fall in this order.
_CHORUS, _DAY, _EVENING, _NIGHT = 1.0, 0.4, 0.5, 0.05
_CHORUS_FROM, _CHORUS_TO = -1, 2
# A shape fits from here on, and a shift is proposed only where it fits so much better than none.
_FITS, _BETTER = 0.7, 0.4
# A chorus is the loudest time of the day, as no hour of crickets all night is. A clock that has a
# loud dawn now needs no shift, however loud its dusk is.
_LOUDEST, _MOST_NOW = 0.9, 0.7
# Cloud, slopes and species move a chorus by an hour.
_LEAST_SHIFT_H = 2

# Why a deployment was not checked.
_PLACELESS = "Their deployment has no coordinates, so the hour of sunrise is unknown."
_FEW = f"Their deployment has fewer than {_LEAST_DETECTIONS} detections, or {_LEAST_DAYS} days."
_HOURS = (
    f"Their deployment was analysed in fewer than {_LEAST_HOURS} hours of the day, so nobody can "
    "see a chorus at other hours."
)
_SUNLESS = "The sun does not rise or set at their deployment."


@dataclass(frozen=True, eq=False)
class Activity:
    """Detections of a deployment by week and hour of its clock, with hours analysed, each [n].

    `day` is the middle of the week, from 1970: within a week, sunrise moves by minutes.
    """

    day: Int64
    hour: Int64
    detections: Float64
    analysed_h: Float64


def check_chorus(of: Series, activity: Mapping[int, Activity]) -> Iterator[Finding | NotChecked]:
    """Find a clock under which the dawn chorus is not at dawn."""
    deployment = of.deployment
    if deployment is None or deployment.latitude is None or deployment.longitude is None:
        yield NotChecked("chorus", _PLACELESS, len(of.rows))
        return
    heard = activity.get(deployment.deployment_id)
    days = len(np.unique(day_of(of.season.begin[of.rows])))
    if heard is None or heard.detections.sum() < _LEAST_DETECTIONS or days < _LEAST_DAYS:
        yield NotChecked("chorus", _FEW, len(of.rows))
        return
    shape = _shape(of, deployment, heard)
    if isinstance(shape, str):
        yield NotChecked("chorus", shape, len(of.rows))
        return
    if (late_h := _late(shape)) is not None:
        yield _finding(of, deployment, late_h)


def _late(shape: _Shape) -> int | None:
    """Find the hours by which a clock is ahead; None where the shape does not ask for a shift."""
    fits = np.array([_fit(shape, hours) for hours in range(-12, 12)])
    best = int(np.argmax(fits)) - 12
    fit, now = float(fits.max()), float(fits[12])
    if fit < _FITS or fit - now < _BETTER or abs(best) < _LEAST_SHIFT_H:
        return None
    dawn, supposed = _dawn(shape, 0), _dawn(shape, best)
    loudest = np.nanmax([_dawn(shape, hours) for hours in range(-12, 12)])
    # No comparison with an unknown rate (NaN) holds.
    is_chorus = supposed >= _LOUDEST * loudest and dawn <= _MOST_NOW * supposed
    return best if is_chorus else None


@dataclass(frozen=True, eq=False)
class _Shape:
    """Detections an hour by hour from sunrise [24], from -12 on (NaN: unknown); hours of light."""

    rate: Float64
    light_h: float


def _shape(of: Series, deployment: Deployment, heard: Activity) -> _Shape | str:
    """Add up the weeks of a deployment by hours from sunrise, or say why that is not possible."""
    offset = _offsets(of, deployment, heard.day)
    assert deployment.latitude is not None and deployment.longitude is not None
    # The solar day whose noon is nearest to the noon of the clock's day.
    sky = solar_days(
        deployment.latitude, deployment.longitude, _solar(deployment, heard.day, offset)
    )
    sunlit = ~np.isnan(sky.sunrise) & ~np.isnan(sky.sunset)
    if heard.detections[sunlit].sum() < _LEAST_DETECTIONS:
        return _SUNLESS
    sunrise_h = ((sky.sunrise + offset) % DAY_S / HOUR_S)[sunlit]
    after = np.floor(heard.hour[sunlit] + 0.5 - sunrise_h).astype(np.int64)
    place = (after + 12) % 24
    analysed = np.bincount(place, heard.analysed_h[sunlit], 24)
    found = np.bincount(place, heard.detections[sunlit], 24)
    known = analysed >= _LEAST_ANALYSED_H
    if known.sum() < _LEAST_HOURS:
        return _HOURS
    rate = np.where(known, found / np.maximum(analysed, _LEAST_ANALYSED_H), np.nan)
    light_h = float(np.median((sky.sunset - sky.sunrise)[sunlit]) / HOUR_S)
    return _Shape(rate, light_h)


def _solar(deployment: Deployment, day: Int64, offset: Float64) -> Float64:
    """Give the solar days of days of a clock; at the date line the two differ by one."""
    assert deployment.longitude is not None
    noon = day * DAY_S + DAY_S / 2 - offset
    return np.asarray(np.floor((noon + deployment.longitude * 240) / DAY_S))


def _offsets(of: Series, deployment: Deployment, day: Int64) -> Float64:
    """Give the clock's offset on days: as recordings tell it, else that of local time."""
    local = local_offsets(deployment, day)
    assert local is not None
    offset = of.season.offset[of.rows]
    known = ~np.isnan(offset)
    if not known.any():
        return local
    own, first = np.unique(day_of(of.season.begin[of.rows][known]), return_index=True)
    place = np.clip(np.searchsorted(own, day, "right") - 1, 0, len(own) - 1)
    return np.asarray(offset[known][first][place])


def _fit(shape: _Shape, late_h: int) -> float:
    """Correlate a shape with what a clock shows that is `late_h` hours ahead."""
    known = ~np.isnan(shape.rate)
    # The root keeps one loud hour from deciding alone.
    rate = np.sqrt(shape.rate[known])
    wanted = np.sqrt(np.roll(_expected(shape.light_h), late_h)[known])
    if rate.std() == 0 or wanted.std() == 0:
        return 0.0
    return float(np.corrcoef(rate, wanted)[0, 1])


def _dawn(shape: _Shape, late_h: int) -> float:
    """Give the rate in the hours of the chorus, as a clock shows them that is `late_h` ahead."""
    hours = (np.arange(_CHORUS_FROM, _CHORUS_TO) + 12 + late_h) % 24
    return float(shape.rate[hours].mean())


def _expected(light_h: float) -> Float64:
    """Give the usual activity by hour from sunrise [24], from -12 on."""
    hour = np.arange(-12, 12)
    # Hours before -12 of the next sunrise are those of the evening.
    since = np.where(hour < _CHORUS_FROM, hour + 24, hour)
    expected = np.where(since < light_h, _DAY, _NIGHT)
    expected = np.where((since >= light_h - 1) & (since < light_h), _EVENING, expected)
    chorus = (hour >= _CHORUS_FROM) & (hour < _CHORUS_TO)
    return np.where(chorus, _CHORUS, expected)


def _finding(of: Series, deployment: Deployment, late_h: int) -> Finding:
    hours = f"{abs(late_h)} hours {'ahead' if late_h > 0 else 'behind'}"
    zone, why = None, "This puts the chorus at sunrise. Listen to a dawn first."
    offsets = _offsets(of, deployment, day_of(of.season.begin[of.rows[:1]]))
    if np.isnan(of.season.offset[of.rows]).all() and late_h * HOUR_S == -offsets[0]:
        zone = deployment.timezone
        why = f"The clock seems to show UTC. {why}"
    return Finding(
        kind="chorusShifted",
        severity="doubt",
        message=f"{of.name}: the dawn chorus fits the sunrise only if the clock is {hours}.",
        recordings=tuple(of.ids[:MOST_NAMED].tolist()),
        count=len(of.rows),
        deployment_ids=of.deployment_ids,
        sites=of.sites,
        serials=of.serials,
        fixes=(set_clock(deployment, -late_h * HOUR_S, why, zone=zone),),
    )
