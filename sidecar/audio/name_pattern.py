"""Reads files' names by a pattern of a person, such as {site}_{yyyy}{MM}{dd}_{HH}{mm}{ss}."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from sidecar.audio.pattern import fields, pieces, refused
from sidecar.audio.recorders.moment import moment
from sidecar.characters import composed
from sidecar.errors import InvalidParams

_NUMBERS = {
    "yyyy": r"\d{4}",
    "yy": r"\d\d",
    "MM": r"0[1-9]|1[0-2]",
    "dd": r"0[1-9]|[12]\d|3[01]",
    "HH": r"[01]\d|2[0-3]",
    "mm": r"[0-5]\d",
    "ss": r"[0-5]\d",
    "offset": r"Z|[+-](?:0\d|1[0-4]):?[0-5]\d",
}
_TEXTS = ("survey", "site", "recorder")
# A start is known with all of these, and a year of four or two digits.
_NEEDED = ("MM", "dd", "HH", "mm")

# Of two texts side by side, nobody could tell where the first ends.
_TEXT = rf"(?:\*|\{{(?:{'|'.join(_TEXTS)})\}})"
_TOUCHING = re.compile(_TEXT + _TEXT)

_SUFFIX = r"(?:\.[^.]*)?"

_HINT = "Examples: {site}_{yyyy}{MM}{dd}_{HH}{mm}{ss} or {recorder}-{yy}{MM}{dd}-{HH}{mm}*."


@dataclass(frozen=True)
class Named:
    """What a pattern reads from a name; None where the pattern does not have the field."""

    start: datetime | None = None
    survey: str | None = None
    site: str | None = None
    recorder: str | None = None


def from_pattern(pattern: str, name: str) -> Named | None:
    """Read a file's name by a pattern; None where it does not fit, or no calendar has its date.

    `{site}`, `{survey}`, `{recorder}` and `*` match any text, `{yyyy}` or `{yy}`, `{MM}`, `{dd}`,
    `{HH}`, `{mm}` and `{ss}` match digits, and `{offset}` an offset from UTC. A pattern may leave
    out the suffix. Raises InvalidParams for the field `pattern`.
    """
    match = _compiled(pattern).fullmatch(name)
    if match is None:
        return None
    found = match.groupdict()
    texts = {each: composed(found[each]) for each in _TEXTS if each in found}
    named = Named(
        survey=texts.get("survey"), site=texts.get("site"), recorder=texts.get("recorder")
    )
    if "MM" not in found:
        return named
    year = found.get("yyyy") or f"20{found['yy']}"
    parts = (year, found["MM"], found["dd"], found["HH"], found["mm"], found.get("ss"))
    start = moment(parts, offset=found.get("offset", "").upper())
    return replace(named, start=start) if start else None


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> re.Pattern[str]:
    _check(pattern)
    return re.compile("".join(map(_expression, pieces(pattern))) + _SUFFIX, re.IGNORECASE)


def _check(pattern: str) -> None:
    if "/" in pattern or "\\" in pattern:
        raise _wrong("A pattern of file names cannot have folders.")
    names = fields(pattern, (*_NUMBERS, *_TEXTS), _HINT)
    if not names:
        raise _wrong("The pattern names no field, such as {site} or {yyyy}.")
    if _TOUCHING.search(pattern):
        raise _wrong("Put some text between two names of the pattern, and around *.")
    _check_start(names)


def _check_start(names: list[str]) -> None:
    """Refuse half a start: a date without its time, a time without its date."""
    if not set(names) & set(_NUMBERS):
        return
    if "yyyy" in names and "yy" in names:
        raise _wrong("The pattern has {yyyy} and {yy}; one year is enough.")
    lacking = [] if "yyyy" in names or "yy" in names else ["yyyy"]
    lacking += [name for name in _NEEDED if name not in names]
    if lacking:
        written = ", ".join(f"{{{name}}}" for name in lacking)
        raise _wrong(f"The pattern lacks {written}; a start needs its date, hour and minute.")


def _expression(piece: str) -> str:
    if piece == "*":
        return ".*?"
    if not piece.startswith("{"):
        return re.escape(piece)
    name = piece[1:-1]
    # The shortest text that fits: {site}_* reads A from A_1_2.wav.
    return f"(?P<{name}>{_NUMBERS.get(name, '.+?')})"


def _wrong(message: str) -> InvalidParams:
    return refused(message, _HINT)
