"""A label in a file, and a line that cannot be read as one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sidecar.text import folded, tidy


@dataclass(frozen=True)
class Label:
    """Seconds count from the recording's start; `recording` is a path or name, if known."""

    line: int
    start_s: float
    end_s: float
    species: str
    common: str | None = None
    low_hz: float | None = None
    high_hz: float | None = None
    probability: int | None = None  # 0 to 100
    comment: str | None = None
    verified: str | None = None  # YES, NO, UNSURE or UNVERIFIED; None if the file has no verdict
    labeler: str | None = None
    recording: str | None = None
    model: str | None = None  # the model that wrote the row, without a person's verdict


@dataclass(frozen=True)
class BadLine:
    """The problem with a line that cannot be used."""

    line: int
    message: str


class WrongLine(ValueError):
    """Names the problem with a line."""


@dataclass(frozen=True)
class LabelFile:
    """`has_verdicts` tells whether the file has a column of verdicts.

    `named` tells whether its columns have names; an Audacity track's have none.
    """

    labels: list[Label]
    bad: list[BadLine]
    has_verdicts: bool = False
    named: bool = True


_LONGEST = 200
_BINOMIAL = re.compile(r"[A-Z][a-zë-]+( [a-zë-]+){1,2}")


# A model's name where its table tells none.
UNKNOWN_MODEL = "unknown model"

# The words of models for a window in which they found no species.
_NOTHING = {"nocall", "no call", "no_call", "no-call", "noid", "no id"}


def names_nothing(species: str) -> bool:
    """Tell whether a name is a model's word for "no species"."""
    return folded(species) in _NOTHING


def is_scientific(name: str) -> bool:
    """Tell whether a name looks like a scientific one."""
    return _BINOMIAL.fullmatch(name) is not None


def names(text: str) -> tuple[str, str | None]:
    """Split `Scientific name_Common name`, as BirdNET writes it; else the text is the name.

    Raises WrongLine.
    """
    text = tidy(text)
    if len(text) > _LONGEST:
        raise WrongLine(f"The species name has {len(text)} letters; {_LONGEST} are allowed.")
    scientific, _, common = text.partition("_")
    if common and is_scientific(scientific):
        return scientific, common
    return text, None


def stretch(start: float, end: float) -> tuple[float, float]:
    """Check the times of a label; a start up to 10 ms before the recording becomes 0."""
    if -0.01 < start < 0:
        start = 0.0
    if start < 0:
        raise WrongLine("The label begins before the recording.")
    if start == end:
        raise WrongLine("The label has no length: its start and end are equal.")
    if start > end:
        raise WrongLine("The label ends before it begins.")
    return start, end


def box(low: float | None, high: float | None) -> tuple[float | None, float | None]:
    """Check a label's frequencies; programs write 0 or less for a limit that nobody drew."""
    if high is None or high <= 0:
        high = None
    if low is None or low < 0 or (low == 0 and high is None):
        low = None
    if low is not None and high is not None and low >= high:
        raise WrongLine("The label's lower frequency is not below its upper one.")
    return low, high
