"""The threshold of a target precision: the lowest of twelve that the labels certify."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from sidecar.estimates import words
from sidecar.estimates.above import Above, Precision, above, in_catalog, with_unsure
from sidecar.estimates.constants import (
    FEWEST_FOR_POINT,
    FLOOR_SLACK,
    GRID,
    LEVEL,
    LOOKED_ERROR,
)
from sidecar.estimates.frame import JudgedFrame
from sidecar.estimates.further import labels_needed
from sidecar.estimates.sample import Answers
from sidecar.estimates.withheld import Withheld
from sidecar.samples.scores import logit_of


@dataclass(frozen=True)
class Further:
    """Clips above a threshold that would certify it for a target, if the estimate stays.

    Both are None where the estimate does not exceed the target. `drawn` counts the clips of all
    scores that a larger sample needs to hold them.
    """

    confidence: float
    point: float
    above: int | None
    drawn: int | None


@dataclass(frozen=True)
class Threshold:
    """The lowest confidence of the grid whose lower limit reaches the target; None if none does."""

    target: float
    level: float
    chosen: Above | None
    precision: Precision | None
    withheld: Withheld | None
    further: tuple[Further, ...]
    """For the lowest threshold whose estimate exceeds the target, and the two above it."""


def level_after(looks: Sequence[int], labels: int, level: float = LEVEL) -> float:
    """Choose the level of a threshold's interval: half the error after a look at fewer labels.

    `looks` are the labels that counted each time an estimate was shown. Who looks at every stage
    and stops when the threshold passes errs more often: .95 becomes .975.
    """
    return 1 - (1 - level) * LOOKED_ERROR if any(each < labels for each in looks) else level


def grid_above(answers: Answers, frame: JudgedFrame) -> list[Above]:
    """Take the labels above each confidence of the grid that is not below the floor."""
    return [
        above(answers, frame, confidence)
        for confidence in GRID
        if float(logit_of(confidence)) >= frame.floor - FLOOR_SLACK
    ]


def choose(target: float, parts: Sequence[Above], level: float = LEVEL) -> Threshold:
    """Choose from the grid, low to high; `level` is two-sided, so .95 errs in 2.5 % at most."""
    for part in parts:
        if part.labels < FEWEST_FOR_POINT:
            break  # higher ones have fewer still
        found = in_catalog(part, level)
        if isinstance(found, Precision) and found.low >= target:
            return Threshold(target, level, part, found, None, ())
    tries = [_further(target, part, parts[0].labels, level) for part in parts if part.labels]
    while tries and tries[0].above is None:
        tries.pop(0)
    return Threshold(target, level, None, None, _why(target, parts, tries), tuple(tries[:3]))


def _further(target: float, part: Above, drawn: int, level: float) -> Further:
    """Count the clips above a threshold that would certify it, and those to draw for them."""
    share = with_unsure(part, level)
    effect = part.labels / share.effective if math.isfinite(share.effective) else 1.0
    needed = labels_needed(target, share.point, level, effect)
    if not math.isfinite(needed):
        return Further(part.confidence, share.point, None, None)
    more = max(int(needed) - part.labels, 1)
    return Further(part.confidence, share.point, more, math.ceil(more * drawn / part.labels))


def _why(target: float, parts: Sequence[Above], tries: Sequence[Further]) -> Withheld:
    labels = parts[0].labels if parts else 0
    clip = parts[0].frame.clip if parts else "clip"
    if not labels:
        return words.no_labels(clip)
    first = tries[0] if tries else None
    if first is None or first.above is None:
        return words.not_reachable(target, labels)
    return words.no_threshold(target, labels, first.confidence, first.point, first.above, clip)
