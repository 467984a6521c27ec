"""Reads what recorders and people write into names: a start, a place, a recorder.

A start stands in the file's name, or its day is the folder's name and its time the file's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import PurePath

from sidecar.audio.recorders.moment import moment
from sidecar.values import Metadata

_YEAR, _MONTH, _DAY = r"(?:19|20)\d\d", r"0[1-9]|1[0-2]", r"0[1-9]|[12]\d|3[01]"
# Frontier Labs once wrote a blank for a zero: 201906 7T095935.
_DATE = (
    rf"(?P<year>{_YEAR})(?P<dash>[-_. ]?)(?P<month>{_MONTH})(?P=dash)(?P<day>{_DAY}|\x20[1-9])"
    r"(?=\D|\d{4})"
)
_HOUR, _SIXTY = r"[01]\d|2[0-3]", r"[0-5]\d"
_ZONE = r"(?:[ _]?(?P<offset>Z|UTC|[+-](?:0\d|1[0-4]):?(?:00|15|30|45))(?![\dA-Za-z]))?"

# A date and a time that belong together, with what stands between them.
_DATED = re.compile(
    rf"(?<!\d){_DATE}(?P<between>-birdnet-RTSP_\d+-|\D{{0,24}}?)"
    rf"(?P<hour>{_HOUR}|\d(?=[.:]))(?P<colon>[-_.: h]?)(?P<minute>{_SIXTY})"
    rf"(?:(?:(?P=colon)|m)(?P<second>{_SIXTY})(?:\.(?P<fraction>\d{{3,9}}))?)?"
    r"(?!\d|[kM]?Hz)"
    rf"(?:[ \u00a0\u202f]?(?P<half>[AP])M(?![A-Z]))?{_ZONE}",
    re.ASCII | re.IGNORECASE,
)
# 240501_053000 of a Zoom, and 240501053000 behind the serial of a SoundTrap.
_SHORT = re.compile(
    rf"(?<!\d)(?P<year>[12]\d)(?P<month>{_MONTH})(?P<day>{_DAY})[-_]?"
    rf"(?P<hour>{_HOUR})(?P<minute>{_SIXTY})(?P<second>{_SIXTY})(?!\d)",
    re.ASCII,
)
# Between a date and its time. Behind another word, only 09-48-17 is a time: 094817 may be a number.
_NEAR = re.compile(r"[-_ .,$]*(?:T|at|-birdnet-.*)?[-_ .,$]*", re.ASCII | re.IGNORECASE)
# 0001 to 0059 are running numbers, except where a schedule could begin; so are 000001 to 000059.
_NUMBERED = re.compile(r"00[0-5][1-46-9]|0000(?!00)..")

# 5E90A4D4.WAV: seconds since 1970 in hexadecimal, by early AudioMoths.
_HEXADECIMAL = re.compile(r"([0-9A-F]{8})\.[^.]+")
# The first AudioMoth was sold in 2017; other numbers are serials, not times.
_FIRST_HEXADECIMAL = 2015

# [-27.3888+152.8808], [19.2144-152.8811] and _-27.48490+153.03540 of Frontier Labs.
_PLACE = re.compile(r"((?:[+-]|(?<=\[))\d{1,3}\.\d{3,})[ ,_]?([+-]\d{1,3}\.\d{3,})(?!\d)", re.ASCII)

# Makers are known by their names' beginnings, as long as people leave these as they are.
_MAKERS = (
    (re.compile(r"([0-9A-F]{16})_", re.ASCII), "AudioMoth"),
    (re.compile(r"((?:S4[AU]|SM[AUM]|2M[AUM])\d{5})[_.]", re.ASCII), "Wildlife Acoustics"),
    (re.compile(r"()SWIFT\d+_", re.ASCII), "Swift"),
    (re.compile(r"()\d{4}-\d\d-\d\d-birdnet-", re.ASCII), "BirdNET-Pi"),
)

# Of the time alone, in a folder of the day: 053000, 053000T, listen-05-30-00.
_TIMED = re.compile(
    rf"(?:[0-9A-F]{{16}}_|listen-)?(?P<hour>{_HOUR})(?P<colon>[-_.:]?)(?P<minute>{_SIXTY})"
    rf"(?P=colon)(?P<second>{_SIXTY})T?\.[^.]+",
    re.ASCII,
)
_DAY_ALONE = re.compile(rf"({_YEAR})([-_. ]?)({_MONTH})\2({_DAY})", re.ASCII)


def from_name(name: str) -> Metadata:
    """Read a file's name; aware of its offset from UTC if the name has one."""
    place = _PLACE.search(name)
    serial = recorder = None
    for begins, maker in _MAKERS:
        if match := begins.match(name):
            serial, recorder = match[1] or None, maker
            break
    start = _start(name)
    if start is None and (hexadecimal := _hexadecimal(name)):
        start, recorder = hexadecimal, "AudioMoth"
    return Metadata(
        start=start,
        recorder=recorder,
        serial=serial,
        latitude=float(place[1]) if place else None,
        longitude=float(place[2]) if place else None,
    )


def from_folder(path: PurePath) -> Metadata:
    """Read the day from the folder of a file whose name is a time of day alone."""
    match = _TIMED.fullmatch(path.name)
    if match is None or _is_number(match):
        return Metadata()
    day = _day(path.parent)
    if day is None:
        return Metadata()
    return Metadata(start=moment((*day, match["hour"], match["minute"], match["second"])))


def _day(folder: PurePath) -> tuple[str, str, str] | None:
    """Read 20240501, 2024-05-01, or three folders 2024/05/01."""
    for text in (folder.name, "-".join(folder.parts[-3:])):
        if match := _DAY_ALONE.fullmatch(text):
            return match[1], match[3], match[4]
    return None


def _start(name: str) -> datetime | None:
    """Try all dates of a name; the most complete counts, and of equals the first."""
    best: tuple[tuple[bool, bool, bool], datetime] | None = None
    for match in _all(_DATED, name):
        near = _NEAR.fullmatch(match["between"]) is not None
        precise = match["second"] is not None
        if not (near or (precise and match["colon"])) or (not precise and _is_number(match)):
            continue
        start = _moment(match)
        rank = (precise, match["offset"] is not None, near)
        if start is not None and (best is None or rank > best[0]):
            best = rank, start
    if best is not None:
        return best[1]
    for match in _all(_SHORT, name):
        parts = match.group("month", "day", "hour", "minute", "second")
        if start := moment(("20" + match["year"], *parts)):
            return start
    return None


def _all(pattern: re.Pattern[str], name: str) -> Iterator[re.Match[str]]:
    """Give overlapping matches too: a serial before a date may look like one."""
    match = pattern.search(name)
    while match is not None:
        yield match
        match = pattern.search(name, match.start() + 1)


def _is_number(match: re.Match[str]) -> bool:
    digits = match["hour"] + match["minute"] + (match["second"] or "")
    return not match["colon"] and _NUMBERED.fullmatch(digits) is not None


def _moment(match: re.Match[str]) -> datetime | None:
    hour, half = int(match["hour"]), (match["half"] or "").upper()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "P" else 0)
    date = match.group("year", "month", "day")
    return moment(
        (*date, str(hour), match["minute"], match["second"]),
        fraction=match["fraction"],
        offset=(match["offset"] or "").upper(),
    )


def _hexadecimal(name: str) -> datetime | None:
    match = _HEXADECIMAL.fullmatch(name)
    if match is None:
        return None
    start = datetime.fromtimestamp(int(match[1], 16), UTC)
    return start if start.year >= _FIRST_HEXADECIMAL else None
