"""The comment that AudioMoth recorders write into their WAV files.

Example: Recorded at 19:17:30 10/12/2018 (UTC-5) by AudioMoth 24526B065D325963 at medium gain
while battery was 4.2V and temperature was 23.4C.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

from sidecar.values import Metadata

_TIME = re.compile(
    r"Recorded at (\d\d):(\d\d):(\d\d)(?:\.(\d{3}))? (\d\d)/(\d\d)/(\d{4})"
    r" \(UTC(?:([+-])(\d{1,2})(?::?(\d\d))?)?\)"
)
_SERIAL = re.compile(r"AudioMoth ([0-9A-F]{16})")
_GAIN = re.compile(r"at ((?:low|low-medium|medium|medium-high|high)) gain|gain setting (\d)")
_BATTERY = re.compile(
    r"battery(?: state| voltage)? was (?:(?:less|greater) than )?(\d+(?:\.\d+)?) ?V"
)
_TEMPERATURE = re.compile(r"temperature was (-?\d+(?:\.\d+)?) ?C")
_PLACE = re.compile(r"(-?\d{1,2}\.\d+)\s*,\s*(-?\d{1,3}\.\d+)")
_DEGREES = re.compile(r"(\d{1,2}(?:\.\d+)?)°?\s*([NS])\W+(\d{1,3}(?:\.\d+)?)°?\s*([EW])")


def from_audiomoth(comment: str) -> Metadata:
    """Read an AudioMoth comment; any other text gives empty metadata."""
    if "AudioMoth" not in comment and not _TIME.search(comment):
        return Metadata()
    gain = _GAIN.search(comment)
    serial = _SERIAL.search(comment)
    latitude, longitude = _place(comment)
    return Metadata(
        start=_start(comment),
        recorder="AudioMoth",
        serial=serial[1] if serial else None,
        gain=(gain[1] or gain[2]) if gain else None,
        battery_v=_number(_BATTERY, comment),
        temperature_c=_number(_TEMPERATURE, comment),
        latitude=latitude,
        longitude=longitude,
    )


def _start(comment: str) -> datetime | None:
    match = _TIME.search(comment)
    if not match:
        return None
    hour, minute, second, thousandths, day, month, year, sign, hours, minutes = match.groups()
    offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    try:
        zone = timezone(-offset if sign == "-" else offset) if offset else UTC
        return datetime(
            int(year),
            int(month),
            int(day),
            int(hour),
            int(minute),
            int(second),
            int(thousandths or 0) * 1000,
            zone,
        )
    except ValueError:
        return None


def _number(pattern: re.Pattern[str], comment: str) -> float | None:
    match = pattern.search(comment)
    return float(match[1]) if match else None


def _place(comment: str) -> tuple[float | None, float | None]:
    if match := _DEGREES.search(comment):
        latitude = float(match[1]) * (-1 if match[2] == "S" else 1)
        longitude = float(match[3]) * (-1 if match[4] == "W" else 1)
    elif match := _PLACE.search(comment):
        latitude, longitude = float(match[1]), float(match[2])
    else:
        return None, None
    if abs(latitude) > 90 or abs(longitude) > 180:
        return None, None
    return latitude, longitude
