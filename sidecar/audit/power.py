"""Batteries that ran down, and temperatures that no place has at that hour."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sidecar.audit.finding import MOST_NAMED, Finding, NotChecked
from sidecar.audit.fixes import set_clock
from sidecar.audit.season import DAY_S, HOUR_S, Series, day_of
from sidecar.audit.zone import in_utc
from sidecar.values import Float64, Int64

# Alkaline cells begin at 1.6 V and are spent at 1.1 V, so three quarters of the best day are near
# the end. Our own choice, as the limits of temperature: makers name -20 to 50 °C, and the sun
# heats a box beyond the air.
_SPENT = 0.75
_COLDEST_C, _WARMEST_C = -25.0, 60.0

# Days and hours of the day that show when it is warmest, and by how much at least.
_LEAST_DAYS, _LEAST_HOURS, _LEAST_C = 5, 12, 4.0
# Air is warmest two to three hours after noon; a box in the morning sun is warmest before it.
_WARMEST_H = 14.0
# Any weather keeps the warmest hour within so many hours of it.
_MOST_OFF_H = 6.0


def check_battery(of: Series) -> Iterator[Finding | NotChecked]:
    """Find a battery whose voltage fell below three quarters of its best day."""
    volts = of.season.battery[of.rows]
    known = np.flatnonzero(~np.isnan(volts))
    if len(known) < len(of.rows):
        yield NotChecked(
            "battery",
            "These recordings tell no voltage of their battery.",
            len(of.rows) - len(known),
        )
    if not len(known):
        return
    days, daily = _daily(of.begin[known], volts[known])
    best = np.maximum.accumulate(daily)
    low = np.flatnonzero(daily < _SPENT * best)
    if not len(low):
        return
    first = int(low[0])
    places = known[np.isin(day_of(of.begin[known]), days[low])]
    yield Finding(
        kind="batteryDrop",
        severity="remark",
        message=f"{of.name}: the battery fell from {best[first]:.1f} V to {daily[low].min():.1f} V,"
        f" and was low from {of.day(int(places[0]))} on. Later recordings may be missing.",
        recordings=tuple(of.ids[places[:MOST_NAMED]].tolist()),
        count=len(places),
        deployment_ids=of.deployment_ids,
        sites=of.sites,
        serials=of.serials,
    )


def _daily(begin: Float64, values: Float64) -> tuple[Int64, Float64]:
    """Give the median of each day."""
    days = day_of(begin)
    order = np.lexsort((values, days))
    days, values = days[order], values[order]
    each, first, count = np.unique(days, return_index=True, return_counts=True)
    low, high = values[first + (count - 1) // 2], values[first + count // 2]
    return each, (low + high) / 2


def check_temperature(of: Series) -> Iterator[Finding | NotChecked]:
    """Find temperatures beyond what recorders stand, and nights that are warmer than days."""
    celsius = of.season.temperature[of.rows]
    known = np.flatnonzero(~np.isnan(celsius))
    if len(known) < len(of.rows):
        yield NotChecked(
            "temperature",
            "These recordings tell no temperature.",
            len(of.rows) - len(known),
        )
    beyond = known[(celsius[known] < _COLDEST_C) | (celsius[known] > _WARMEST_C)]
    if len(beyond):
        low, high = float(celsius[beyond].min()), float(celsius[beyond].max())
        between = f"{low:.0f} °C" if low == high else f"{low:.0f} to {high:.0f} °C"
        yield Finding(
            kind="temperatureExtreme",
            severity="remark",
            message=f"{of.name}: the recorder was at {between}, beyond what recorders are made "
            "for.",
            recordings=tuple(of.ids[beyond[:MOST_NAMED]].tolist()),
            count=len(beyond),
            deployment_ids=of.deployment_ids,
            sites=of.sites,
            serials=of.serials,
        )
    yield from _warmest(of, known, celsius[known])


def _warmest(of: Series, places: Int64, celsius: Float64) -> Iterator[Finding]:
    """Find the hour of the sun at which it is warmest; a clock that is right has it by day."""
    utc = in_utc(of)
    if utc is None or of.deployment is None or of.deployment.longitude is None or not len(places):
        return
    solar_s = utc[places] + of.deployment.longitude * 240
    hour, day = (solar_s % DAY_S) / HOUR_S, day_of(solar_s)
    days, of_day = np.unique(day, return_inverse=True)
    if len(days) < _LEAST_DAYS or len(np.unique(hour.astype(np.int64))) < _LEAST_HOURS:
        return
    count = np.bincount(of_day)
    apart = celsius - (np.bincount(of_day, celsius) / count)[of_day]
    angle = 2 * np.pi * hour / 24
    columns = np.stack([np.cos(angle), np.sin(angle), np.ones(len(angle))], axis=1)
    (cosine, sine, _), *_ = np.linalg.lstsq(columns, apart, rcond=None)
    if 2 * np.hypot(cosine, sine) < _LEAST_C:
        return
    warmest = float(np.arctan2(sine, cosine) * 24 / (2 * np.pi) % 24)
    off = (warmest - _WARMEST_H + 12) % 24 - 12
    if abs(off) <= _MOST_OFF_H:
        return
    yield Finding(
        kind="warmestAtNight",
        severity="doubt",
        message=f"{of.name}: it is warmest at {warmest:.0f} h by the sun, so the clock may be "
        f"about {abs(round(off))} hours {'ahead' if off > 0 else 'behind'}.",
        recordings=tuple(of.ids[places[:MOST_NAMED]].tolist()),
        count=len(of.rows),
        deployment_ids=of.deployment_ids,
        sites=of.sites,
        serials=of.serials,
        fixes=(
            set_clock(
                of.deployment,
                -round(off) * HOUR_S,
                "This puts the warmest hour into the early afternoon. Listen to a dawn first.",
            ),
        ),
    )
