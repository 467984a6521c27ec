"""The offset from UTC that a clock has, or would have if it showed local time."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np

from sidecar.audit.season import DAY_S, HOUR_S, Deployment, Series, day_of
from sidecar.values import Float64, Int64


def in_utc(of: Series) -> Float64 | None:
    """Give the starts of a series in UTC.

    A clock of unknown offset is taken to show local time; without a place, nobody knows (None).
    """
    if of.in_utc:
        return of.begin
    if of.deployment is None:
        return None
    offset = local_offsets(of.deployment, day_of(of.season.begin[of.rows]))
    return None if offset is None else of.begin - offset


def local_offsets(of: Deployment, days: Int64) -> Float64 | None:
    """Give the offset of local time in seconds at noon of days from 1970; None without a place."""
    if of.longitude is None:
        return None
    sun = round(of.longitude / 15) * HOUR_S
    zone = _zone(of.timezone)
    if zone is None:
        return np.full(len(days), sun)
    each, place = np.unique(days, return_inverse=True)
    return np.array([_offset(zone, int(day), sun) for day in each.tolist()])[place.reshape(-1)]


def _zone(name: str | None) -> ZoneInfo | None:
    try:
        return None if name is None else ZoneInfo(name)
    except (LookupError, ValueError, OSError):  # a system's own list may be older than ours
        return None


def _offset(zone: ZoneInfo, day: int, otherwise: float) -> float:
    try:
        noon = datetime.fromtimestamp(day * DAY_S + DAY_S / 2, UTC).astimezone(zone)
    except (OverflowError, ValueError, OSError):  # beyond the calendar
        return otherwise
    offset = noon.utcoffset()
    return otherwise if offset is None else offset.total_seconds()
