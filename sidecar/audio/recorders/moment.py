"""Reads moments as recorders write them: a date, a time, and perhaps an offset from UTC."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

# 2019-04-30 21:02:44+0100, 2024-05-01T05:30Z, 2024/05/01 05:30:00.123. Some leave the blank out.
_WRITTEN = re.compile(
    r"\s*(\d{4})[-/:._](\d\d)[-/:._](\d\d)(?:[T_ ]\s*)?"
    r"(\d\d)[:._-](\d\d)(?:[:._-](\d\d)(?:[.,](\d+))?)?"
    r"\s*(Z|UTC|[+-]\d\d:?\d\d)?",
    re.ASCII,
)
_LARGEST_OFFSET = timedelta(hours=14)


def read_moment(text: str) -> datetime | None:
    """Read a date and a time of day; aware where an offset is written, None for anything less."""
    match = _WRITTEN.match(text)
    if match is None:
        return None
    *_, fraction, offset = match.groups()
    return moment(match.groups()[:6], fraction=fraction, offset=offset)


def moment(
    parts: tuple[str | None, ...], *, fraction: str | None = None, offset: str | None = None
) -> datetime | None:
    """Make a moment of year, month, day, hour, minute and second; None if there is none such."""
    try:
        year, month, day, hour, minute, second = (int(part or 0) for part in parts)
        microsecond = int(fraction[:6].ljust(6, "0")) if fraction else 0
        return datetime(year, month, day, hour, minute, second, microsecond, zone(offset))
    except ValueError:
        return None


def zone(offset: str | None) -> timezone | None:
    """Read `Z`, `UTC`, `+10:00`, `-0330` or `+5`; None where no place on Earth has the offset."""
    if not offset:
        return None
    if offset in ("Z", "UTC"):
        return UTC
    hours, _, minutes = offset[1:].partition(":")
    if len(hours) > 2:
        hours, minutes = hours[:-2], hours[-2:]
    ahead = timedelta(hours=int(hours), minutes=int(minutes or 0))
    if ahead > _LARGEST_OFFSET:
        return None
    if not ahead:
        return UTC
    return timezone(-ahead if offset[0] == "-" else ahead)
