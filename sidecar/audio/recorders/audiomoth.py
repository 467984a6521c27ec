"""The comment that AudioMoth recorders write into their WAV files.

Example: Recorded at 19:17:30 10/12/2018 (UTC-5) by AudioMoth 24526B065D325963 at medium gain
while battery was 4.2V and temperature was 23.4C.
"""

from __future__ import annotations

import re
from datetime import datetime

from sidecar.audio.recorders.moment import moment
from sidecar.values import Metadata

# The first firmware wrote no zone, and went on with "by".
_TIME = re.compile(
    r"Recorded at (\d\d):(\d\d):(\d\d)(?:\.(\d{3}))? (\d\d)/(\d\d)/(\d{4})"
    r" (?:\((UTC)([+-]\d{1,2}(?::?\d\d)?)?\)|by\b)"
)
_SERIAL = re.compile(r"AudioMoth ([0-9A-F]{16})")
_DEPLOYMENT = re.compile(r"during deployment ([0-9A-Za-z]{16})")
_GAIN = re.compile(r"at ((?:low|low-medium|medium|medium-high|high)) gain|gain setting (\d)")
_BATTERY = re.compile(
    r"battery(?: state| voltage)? was (?:(?:less than|greater than|<|>) ?)?(\d+(?:\.\d+)?) ?V"
)
_TEMPERATURE = re.compile(r"temperature was (-?\d+(?:\.\d+)?) ?C")
_PLACE = re.compile(r"(-?\d{1,3}\.\d+)\s*,\s*(-?\d{1,3}\.\d+)")
_DEGREES = re.compile(r"(\d{1,3}(?:\.\d+)?)°?\s*([NS])\W+(\d{1,3}(?:\.\d+)?)°?\s*([EW])")


def from_audiomoth(comment: str, artist: str = "") -> Metadata:
    """Read an AudioMoth comment; any other text gives empty metadata.

    The artist names the recorder where the comment does not: during a deployment, and in files
    that AudioMoth's own app has split.
    """
    time = _TIME.search(comment)
    if not time and "AudioMoth" not in comment and "AudioMoth" not in artist:
        return Metadata()
    gain = _GAIN.search(comment)
    serial = _SERIAL.search(comment) or _SERIAL.search(artist)
    deployment = _DEPLOYMENT.search(comment)
    latitude, longitude = _place(comment)
    return Metadata(
        start=_start(time) if time else None,
        recorder="AudioMoth",
        serial=serial[1] if serial else None,
        deployment_code=deployment[1] if deployment else None,
        gain=(gain[1] or gain[2]) if gain else None,
        battery_v=_number(_BATTERY, comment),
        temperature_c=_number(_TEMPERATURE, comment),
        latitude=latitude,
        longitude=longitude,
    )


def _start(match: re.Match[str]) -> datetime | None:
    hour, minute, second, thousandths, day, month, year, utc, offset = match.groups()
    return moment(
        (year, month, day, hour, minute, second), fraction=thousandths, offset=offset or utc
    )


def _number(pattern: re.Pattern[str], comment: str) -> float | None:
    match = pattern.search(comment)
    return float(match[1]) if match else None


def _place(comment: str) -> tuple[float | None, float | None]:
    if match := _DEGREES.search(comment):
        latitude = float(match[1]) * (-1 if match[2] == "S" else 1)
        longitude = float(match[3]) * (-1 if match[4] == "W" else 1)
        return latitude, longitude
    match = _PLACE.search(comment)
    return (float(match[1]), float(match[2])) if match else (None, None)
