"""Reads the start time that recorders write into file names."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

from sidecar.values import Metadata

# 20230415_053000.WAV, S4A03895_20190522_180000.wav, SITE1_20230415_053000-0500, 20230415T053000Z
_DATED = re.compile(r"(?<!\d)(\d{8})[_T-]?(\d{6})(?!\d)(Z|[+-]\d{4})?")
# 5E90A4D4.WAV: seconds since 1970 in hexadecimal, by early AudioMoths.
_HEXADECIMAL = re.compile(r"([0-9A-F]{8})\.[^.]+$")
_FIRST_YEAR, _LAST_YEAR = 1990, 2100


def from_name(name: str) -> Metadata:
    """Read the start time from a file's name, with its offset from UTC if the name has one."""
    if match := _DATED.search(name):
        return Metadata(start=_dated(match[1], match[2], match[3]))
    if match := _HEXADECIMAL.match(name):
        start = datetime.fromtimestamp(int(match[1], 16), UTC)
        # The first AudioMoth was sold in 2017; other numbers are serials, not times.
        return Metadata(start=start if 2015 <= start.year <= _LAST_YEAR else None)
    return Metadata()


def _dated(day: str, time: str, zone: str | None) -> datetime | None:
    try:
        start = datetime.strptime(day + time, "%Y%m%d%H%M%S")
    except ValueError:
        return None
    if not _FIRST_YEAR <= start.year <= _LAST_YEAR:
        return None
    if zone is None:
        return start
    if zone == "Z":
        return start.replace(tzinfo=UTC)
    offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[3:5]))
    if offset >= timedelta(hours=24):
        return start
    return start.replace(tzinfo=timezone(-offset if zone[0] == "-" else offset))
