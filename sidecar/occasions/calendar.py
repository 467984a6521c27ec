"""The occasions of a survey: stretches of whole days, by recorders' own clocks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np

from sidecar.values import Float64, Int64

DAY_S = 86_400
_EPOCH = datetime(1970, 1, 1)
_FIRST_DAY = _EPOCH.toordinal()


@dataclass(frozen=True)
class OccasionCalendar:
    """Some occasions in a row, counted from 0.

    Occasion i is [begin, begin + days) with begin = `first` + i * days, in days since 1970, and
    `start_s` seconds later. Moments are seconds since 1970 by the recorder's own clock. So changes
    of clocks are left as they were recorded.
    """

    first: int
    count: int
    days: int
    start_s: int

    @property
    def length_s(self) -> int:
        return self.days * DAY_S

    @property
    def begin_s(self) -> int:
        """The begin of the first occasion."""
        return self.first * DAY_S + self.start_s

    @property
    def end_s(self) -> int:
        """The end of the last occasion."""
        return self.begin_s + self.count * self.length_s

    @property
    def borders(self) -> Int64:
        """The begins of all occasions, and the end of the last [count + 1]."""
        return self.begin_s + self.length_s * np.arange(self.count + 1, dtype=np.int64)

    def places(self, moments: Float64) -> Int64:
        """Find the occasions of moments; -1 before the first, `count` or more after the last."""
        found = np.floor((moments - self.begin_s) / self.length_s).astype(np.int64)
        return np.maximum(found, -1)

    def name(self, place: int) -> str:
        """Name an occasion by the date on which it begins, such as 2024-05-01."""
        return date.fromordinal(_FIRST_DAY + self.first + place * self.days).isoformat()

    def begins_at(self, place: int) -> str:
        """Give the moment at which an occasion begins; it ends where the next one begins."""
        return _moment(self.begin_s + place * self.length_s).isoformat()


def calendar_of(
    first_s: float, last_s: float, *, days: int, start_s: int, first: int | None = None
) -> OccasionCalendar:
    """Make the calendar that holds the moments from `first_s` to before `last_s`.

    `first` is the day of the first occasion; None: the day whose occasion holds `first_s`.
    """
    if first is None:
        first = int((first_s - start_s) // DAY_S)
    last = max(last_s, first_s + 1e-6)
    length = days * DAY_S
    count = int(-(-(last - first * DAY_S - start_s) // length))
    return OccasionCalendar(first, max(0, count), days, start_s)


def told(seconds: float) -> str | None:
    """Write a moment of the recorder's clock to a millisecond; None for one that is not finite."""
    if not np.isfinite(seconds):
        return None
    return _moment(round(float(seconds), 3)).isoformat(timespec="milliseconds")


def _moment(seconds: float) -> datetime:
    # Windows knows no timestamps before 1970.
    return _EPOCH + timedelta(seconds=seconds)


def day_number(text: str) -> int:
    """Count days since 1970 of a date such as 2024-05-01; raises ValueError for another text."""
    return date.fromisoformat(text).toordinal() - _FIRST_DAY
