"""Parts of the year, and the stretches of time that they are in some years."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

# The months in which a filter's value can be met: of a season those of both hemispheres.
MONTHS: Mapping[str | int, frozenset[int]] = {month: frozenset((month,)) for month in range(1, 13)}
DAYS: Mapping[str | int, frozenset[int]] = {
    day: frozenset(
        date.fromordinal(date(year, 1, 1).toordinal() + day - 1).month for year in (2023, 2024)
    )
    for day in range(1, 367)
}
SEASONS: Mapping[str | int, frozenset[int]] = {
    "winter": frozenset((12, 1, 2, 6, 7, 8)),
    "summer": frozenset((12, 1, 2, 6, 7, 8)),
    "spring": frozenset((3, 4, 5, 9, 10, 11)),
    "autumn": frozenset((3, 4, 5, 9, 10, 11)),
}


def spans(months: Iterable[int], first: float, last: float) -> list[tuple[float, float]]:
    """List the stretches between two moments (seconds since 1970) that lie in `months`.

    Months that follow each other are one stretch; each is [begin, end).
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
