"""All that the labels of a sample say: for each threshold of the grid, and over all scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sidecar.estimates import words
from sidecar.estimates.above import (
    Above,
    Precision,
    PrecisionElsewhere,
    above,
    elsewhere,
    expected_true,
    in_catalog,
)
from sidecar.estimates.constants import LEVEL
from sidecar.estimates.counting import Counting, counting
from sidecar.estimates.curve import Prior
from sidecar.estimates.frame import JudgedFrame, confidence
from sidecar.estimates.missed import density, recall_above
from sidecar.estimates.precision import Share
from sidecar.estimates.probability import Probability, Unfit, probability
from sidecar.estimates.recall import Recall
from sidecar.estimates.sample import Answers, SampleClip, judged
from sidecar.estimates.skips import Unskipped, first_clips
from sidecar.estimates.threshold import Threshold, choose, grid_above, level_after
from sidecar.estimates.withheld import Withheld


@dataclass(frozen=True)
class Batches:
    """The ranks at which batches of a sample end, and whether clips are shown by rank."""

    ends: Sequence[int]
    by_rank: bool


@dataclass(frozen=True, eq=False)
class AtThreshold:
    """What is known of the detections at or above one confidence."""

    part: Above
    here: Precision | Withheld
    elsewhere: PrecisionElsewhere | Withheld
    true: Share | None
    """Expected true detections; None where precision is withheld."""
    recall: Recall | Withheld | None
    """None where the sample does not reach below the floor."""


@dataclass(frozen=True, eq=False)
class SampleReport:
    """The estimates of one species' sample at a moment of its review."""

    counting: Counting
    skips: Unskipped
    answers: Answers
    thresholds: tuple[AtThreshold, ...]
    threshold: Threshold | None
    """For the target; None without one."""
    probability: Probability | Unfit
    density: Share | Withheld | None
    """None where the sample does not reach below the floor."""


def answers_that_count(
    members: Sequence[SampleClip], batches: Batches, *, thinned: bool
) -> tuple[Counting, Unskipped, Answers]:
    """Choose the members that count, let first clips stand for skipped ones, collect answers."""
    counts = counting(members, batches.ends, by_rank=batches.by_rank)
    skips = first_clips(counts.members)
    return counts, skips, judged(skips.members, thinned=thinned or skips.units > 0)


def report(
    members: Sequence[SampleClip],
    frame: JudgedFrame,
    batches: Batches,
    *,
    thinned: bool = False,
    target: float | None = None,
    looks: Sequence[int] = (),
    level: float = LEVEL,
    prior: Prior | None = None,
) -> SampleReport:
    """Estimate all numbers of a sample, from the members whose answers count.

    `prior` is that of the curve. A threshold at the floor stands for the floor itself where no grid
    confidence lies above it.
    """
    counts, skips, answers = answers_that_count(members, batches, thinned=thinned)
    parts = grid_above(answers, frame) or [above(answers, frame, confidence(frame.floor))]
    chosen = None
    if target is not None:
        chosen = choose(target, parts, level_after(looks, len(answers), level))
    deep = bool(frame.below)
    return SampleReport(
        counts,
        skips,
        answers,
        tuple(_at(part, answers, level, deep) for part in parts),
        chosen,
        probability(answers, frame, prior)
        if frame.unit is None
        else Unfit(words.whole_units(frame.unit)),
        density(answers, frame, level) if deep else None,
    )


def _at(part: Above, answers: Answers, level: float, deep: bool) -> AtThreshold:
    here = in_catalog(part, level)
    return AtThreshold(
        part,
        here,
        elsewhere(part, level),
        None if isinstance(here, Withheld) else expected_true(part, here),
        recall_above(answers, part, level) if deep else None,
    )
