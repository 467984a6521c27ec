"""Parts of the year, and their stretches of time over some years."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

# The months in which each value of a filter can occur.
Calendar = Mapping[str | int, frozenset[int]]

_MONTHS: Calendar = {month: frozenset((month,)) for month in range(1, 13)}
_DAYS: Calendar = {
    day: frozenset(
        date.fromordinal(date(year, 1, 1).toordinal() + day - 1).month for year in (2023, 2024)
    )
    for day in range(1, 367)
}
_NORTHERN: Calendar = {
    "winter": frozenset((12, 1, 2)),
    "spring": frozenset((3, 4, 5)),
    "summer": frozenset((6, 7, 8)),
    "autumn": frozenset((9, 10, 11)),
}
_OPPOSITE = {"winter": "summer", "spring": "autumn", "summer": "winter", "autumn": "spring"}
_HEMISPHERES = """
SELECT EXISTS (SELECT 1 FROM Deployment JOIN Site USING (siteId) WHERE latitude < 0),
  EXISTS (SELECT 1 FROM Deployment LEFT JOIN Site USING (siteId) WHERE coalesce(latitude, 0) >= 0)
  OR EXISTS (SELECT 1 FROM Recording WHERE deploymentId IS NULL)"""


def months(db: sqlite3.Connection) -> Calendar:
    return _MONTHS


def days(db: sqlite3.Connection) -> Calendar:
    """Give the months of each day of the year, in leap years or not."""
    return _DAYS


def seasons(db: sqlite3.Connection) -> Calendar:
    """Give the months of each season, in the hemispheres with recordings."""
    southern, northern = db.execute(_HEMISPHERES).fetchone()
    return {
        season: frozenset(
            (*(_NORTHERN[season] if northern else ()), *(_NORTHERN[turned] if southern else ()))
        )
        for season, turned in _OPPOSITE.items()
    }


def spans(months: Iterable[int], first: float, last: float) -> list[tuple[float, float]]:
    """List the stretches between two moments (seconds since 1970) that lie in `months`.

    Consecutive months make one stretch; each stretch is [begin, end).
    """
    wanted = sorted(months)
    found: list[tuple[float, float]] = []
    for year in range(datetime.fromtimestamp(first, UTC).year, _year(last) + 1):
        for month in wanted:
            begin = datetime(year, month, 1, tzinfo=UTC).timestamp()
            later = (year + 1, 1) if month == 12 else (year, month + 1)
            end = datetime(*later, 1, tzinfo=UTC).timestamp()
            if found and found[-1][1] == begin:
                found[-1] = found[-1][0], end
            else:
                found.append((begin, end))
    return [(begin, end) for begin, end in found if end > first and begin <= last]


def _year(seconds: float) -> int:
    return datetime.fromtimestamp(seconds, UTC).year
