"""Which detections of two models match: one taxon, at one time, in one recording.

Two detections match if they share at least half of the shorter one. So models with windows of other
lengths can be compared, and so can merged detections.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from sidecar.catalog.values import Where
from sidecar.errors import InvalidParams
from sidecar.run.windows import spread
from sidecar.values import Bool, Channel, Float64, Int64

HeardBy = Literal["both", "onlyA", "onlyB"]

# Sums of seconds in binary fractions differ by less than this.
ROUNDING_S = 1e-6

# Detections whose candidates are judged at once.
_AT_ONCE = 20_000

_SIDE = re.compile(
    r"(?:run\s+(?P<run>\d{1,18})|(?P<name>[^\s@]+)(?:@(?P<version>[^\s@]+))?)"
    r"(?:\s+from\s+(?P<least>[0-9.eE+-]+))?"
)


@dataclass(frozen=True)
class Side:
    """What one side of a comparison found: a model, one version of it, or one run.

    A model's current analyses count, a version's latest one of each recording, and all of a run.
    Detections count from the confidence `least` on.
    """

    name: str | None = None
    version_id: str | None = None
    run_id: int | None = None
    least: float = 0.0

    @property
    def text(self) -> str:
        """Write the side as `read_side` reads it."""
        version = "" if self.version_id is None else f"@{self.version_id}"
        named = f"run {self.run_id}" if self.run_id is not None else f"{self.name}{version}"
        return f"{named} from {self.least!r}" if self.least else named


def read_side(text: object, field: str) -> Side:
    """Read a side, such as "birdnet-v2.4", "birdnet-v2.4@VERSION", "run 7" or "perch-v2 from 0.5".

    Raises InvalidParams that names `field`.
    """
    match = _SIDE.fullmatch(text.strip()) if isinstance(text, str) else None
    if match is None:
        raise InvalidParams(
            f'"{str(text)[:100]}" names no model to compare with.',
            field=field,
            hint='Write a model, such as "perch-v2", "perch-v2@VERSION" or "run 7"; '
            '"perch-v2 from 0.5" leaves out lower scores.',
        )
    run = match["run"]
    return Side(
        match["name"],
        match["version"],
        None if run is None else int(run),
        0.0 if match["least"] is None else _least(match["least"], field),
    )


def _least(text: str, field: str) -> float:
    try:
        least = float(text)
    except ValueError:
        least = -1.0
    if not 0 <= least <= 1:
        raise InvalidParams(
            f'"{text[:100]}" is no confidence.', field=field, hint="Give a number from 0 to 1."
        )
    return least


@dataclass(frozen=True)
class MatchQuestion:
    """Asks how two sides agree; the filters are those of detections.

    A filter chooses the detections that are counted or listed. Their partners need not pass it.
    """

    a: Side
    b: Side
    where: Where


@dataclass(frozen=True)
class MatchPage:
    """Some pairs, and single detections; `passed` counts those of this page and the earlier ones.

    The fields of rows are those of `ModelMatchRow` in the contract.
    """

    rows: Sequence[Mapping[str, Any]]
    next_cursor: str | None
    passed: int


def matching(
    one: tuple[float, float], other: tuple[float, float], channels: tuple[Channel, Channel]
) -> bool:
    """Tell whether two detections of a taxon match, by start and end in seconds."""
    if None not in channels and channels[0] != channels[1]:
        return False
    shared = min(one[1], other[1]) - max(one[0], other[0])
    shorter = min(one[1] - one[0], other[1] - other[0])
    return shared > 0 and 2 * shared >= shorter - ROUNDING_S


@dataclass(frozen=True, eq=False)
class Heard:
    """Detections of one side: parallel arrays [n].

    `group` numbers recording and taxon together. `channel` is 0 for the mean of all channels.
    """

    group: Int64
    channel: Int64
    start_s: Float64
    end_s: Float64
    confidence: Float64
    ids: Int64

    def __len__(self) -> int:
        return len(self.ids)


def partners(one: Heard, other: Heard) -> tuple[Int64, Int64]:
    """Find the best match of each detection [n] in `other`, by place there, and count all matches.

    The best one shares most time; of equals the surest counts, then the earliest. -1: no match.
    """
    best = np.full(len(one), -1, np.int64)
    count = np.zeros(len(one), np.int64)
    if not len(one) or not len(other):
        return best, count
    lengths = np.maximum(other.end_s - other.start_s, ROUNDING_S)
    groups, codes = np.unique(np.concatenate([one.group, other.group]), return_inverse=True)
    # Groups lie one after the other on a line, further apart than any detection is long.
    span = float(max(one.end_s.max(), other.end_s.max()) + 2 * lengths.max() + 1)
    slack = 8 * float(np.spacing(len(groups) * span)) + ROUNDING_S
    at = codes.reshape(-1) * span
    classes = _by_length(at[len(one) :] + other.start_s, lengths)
    begins, ends = at[: len(one)] + one.start_s - slack, at[: len(one)] + one.end_s + slack
    for first in range(0, len(one), _AT_ONCE):
        some = slice(first, first + _AT_ONCE)
        pairs = [each.touching(begins[some], ends[some]) for each in classes]
        mine, theirs = (np.concatenate(each) for each in zip(*pairs, strict=True))
        _judge(one, other, mine + first, theirs, best, count)
    return best, count


@dataclass(frozen=True, eq=False)
class _Class:
    """Detections of about one length, by their begins: places [n], begins [n], and the longest."""

    places: Int64
    begins: Float64
    longest: float

    def touching(self, begins: Float64, ends: Float64) -> tuple[Int64, Int64]:
        """List which stretches [m] may touch which detections, by places of both."""
        first = np.searchsorted(self.begins, begins - self.longest)
        counts = np.maximum(np.searchsorted(self.begins, ends) - first, 0)
        mine = np.repeat(np.arange(len(begins)), counts)
        return mine, self.places[spread(first.astype(np.int64), counts.astype(np.int64))]


def _by_length(begins: Float64, lengths: Float64) -> list[_Class]:
    """Part detections by length, each class up to twice its shortest.

    So one long detection does not make all others candidates.
    """
    found = []
    classes = np.floor(np.log2(lengths))
    for each in np.unique(classes):
        places = np.flatnonzero(classes == each)
        places = places[np.argsort(begins[places], kind="stable")]
        found.append(_Class(places, begins[places], float(lengths[places].max())))
    return found


def _judge(one: Heard, other: Heard, mine: Int64, theirs: Int64, best: Int64, count: Int64) -> None:
    """Note the matches among pairs of candidates; all pairs of one detection come together."""
    shared = np.minimum(one.end_s[mine], other.end_s[theirs])
    shared -= np.maximum(one.start_s[mine], other.start_s[theirs])
    lengths = one.end_s[mine] - one.start_s[mine], other.end_s[theirs] - other.start_s[theirs]
    kept = (shared > 0) & (2 * shared >= np.minimum(*lengths) - ROUNDING_S)
    kept &= one.group[mine] == other.group[theirs]
    kept &= _one_sound(one.channel[mine], other.channel[theirs])
    mine, theirs, shared = mine[kept], theirs[kept], shared[kept]
    if not len(mine):
        return
    count += np.bincount(mine, minlength=len(count))
    order = np.lexsort(
        (
            *(-other.ids[theirs], -other.start_s[theirs], other.confidence[theirs]),
            *(np.round(shared / ROUNDING_S), mine),
        )
    )
    mine, theirs = mine[order], theirs[order]
    last = np.append(mine[1:] != mine[:-1], True)
    best[mine[last]] = theirs[last]


def _one_sound(one: Int64, other: Int64) -> Bool:
    """Tell whether channels share sound, as `counting.share` does."""
    return np.asarray((one == 0) | (other == 0) | (one == other))
