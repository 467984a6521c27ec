"""Numbers with a decimal point or comma, as each column of a table writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from sidecar.labels.label import WrongLine

Mark = Literal[".", ","]

_OTHER: dict[Mark, Mark] = {".": ",", ",": "."}
_NAMES = {".": "point", ",": "comma"}

# Digits with a mark before each three, which may separate thousands: `1,000` but not `0,500`.
_THOUSANDS = {
    mark: re.compile(rf"[+-]?[1-9]\d{{0,2}}([{mark}]\d{{3}})+", re.ASCII) for mark in ".,"
}
_DIGITS = re.compile(r"[+-]?[\d.,]+([eE][+-]?\d+)?", re.ASCII)
_PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)


def decimal_mark(cells: Iterable[str]) -> Mark | None:
    """Find the decimal mark that most cells of a column show; None if they do not tell.

    `1,000` may be a thousand or one: only cells that can be read in one way count.
    """
    votes: dict[Mark, int] = {".": 0, ",": 0}
    for cell in cells:
        if mark := _shown(_bare(cell)):
            votes[mark] += 1
    if not any(votes.values()):
        return None
    return "." if votes["."] >= votes[","] else ","


def number(text: str, mark: Mark = ".") -> float | None:
    """Read a number whose decimal mark is known; None for empty text. Raises WrongLine."""
    plain = _bare(text)
    if not plain:
        return None
    shown = text.strip()[:40]
    other = _OTHER[mark]
    whole, _, fraction = plain.partition(mark)
    if _THOUSANDS[other].fullmatch(whole):
        plain = plain.replace(other, "")
    elif other in plain and _shown(plain) == other:
        raise WrongLine(
            f'"{shown}" has a decimal {_NAMES[other]}, but this column has decimal {_NAMES[mark]}s.'
        )
    if other not in fraction:
        plain = plain.replace(mark, ".")
    if not _PLAIN.fullmatch(plain):
        raise WrongLine(f'"{shown}" is not a number.')
    value = float(plain)
    if abs(value) > 1e12:
        raise WrongLine(f'"{shown}" is too large.')
    return value


def read_score(text: str, mark: Mark = ".") -> float | None:
    """Read a model's score on any scale, also with a percent sign; None for other text."""
    try:
        return number(text.strip().removesuffix("%"), mark)
    except WrongLine:
        return None


def percent(value: float | None) -> int | None:
    """Write a score of 0 to 1, or of 0 to 100, as whole percent; None for another scale."""
    if value is None or not 0 <= value <= 100:
        return None
    return round(100 * value if value <= 1 else value)


def _bare(text: str) -> str:
    """Take out blanks: they may separate thousands."""
    return "".join(text.split())


def _shown(plain: str) -> Mark | None:
    """Tell which mark a number shows as its decimal mark, if it can be only one."""
    if not _DIGITS.fullmatch(plain):
        return None  # such as the date "01. Mai" that a spreadsheet made of 1.5
    points, commas = plain.count("."), plain.count(",")
    if points and commas:
        return "," if plain.rfind(",") > plain.rfind(".") else "."
    if points + commas == 0:
        return None
    mark: Mark = "." if points else ","
    if _THOUSANDS[mark].fullmatch(plain):
        return _OTHER[mark] if points + commas > 1 else None
    return mark if points + commas == 1 else None
