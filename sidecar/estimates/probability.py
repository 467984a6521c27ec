"""Calibrated probabilities of a species: when they are shown, and with which table."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sidecar.estimates import words
from sidecar.estimates.constants import (
    BEYOND_LABELS,
    FEWEST_FOR_PROBABILITY,
    FEWEST_OF_EACH_FOR_PROBABILITY,
    ROUGH_PROBABILITY_BELOW,
)
from sidecar.estimates.curve import Curve, Prior, fitted
from sidecar.estimates.frame import JudgedFrame
from sidecar.estimates.reliability import (
    BandRow,
    Reliability,
    band_table,
    misfits,
    reliability,
)
from sidecar.estimates.sample import Answers
from sidecar.estimates.withheld import Withheld
from sidecar.values import Bool, Float64


@dataclass(frozen=True, eq=False)
class Probability:
    """A curve that may be shown, the scores it holds for, and how it fits.

    `rough` says that it rests on fewer than 40 labels. `low` and `high` are the logits of the
    lowest and highest labels.
    """

    curve: Curve
    rough: bool
    low: float
    high: float
    table: tuple[BandRow, ...]
    reliability: Reliability

    @property
    def lowest(self) -> float:
        """Give the lowest logit for which a probability is given."""
        return self.low - BEYOND_LABELS

    @property
    def highest(self) -> float:
        """Give the highest logit for which a probability is given."""
        return self.high + BEYOND_LABELS

    def holds(self, logits: Float64) -> Bool:
        """Tell for which logits [n] a probability is given: within a logit of the labels."""
        return (logits >= self.lowest) & (logits <= self.highest)

    def values(self, logits: Float64) -> Float64:
        """Give probabilities [n]; NaN where none is given."""
        return np.where(self.holds(logits), self.curve.probability(logits), np.nan)


@dataclass(frozen=True)
class Unfit:
    """Why no probability is given, with the table of bands where a curve was fitted."""

    withheld: Withheld
    table: tuple[BandRow, ...] = ()


def probability(
    answers: Answers, frame: JudgedFrame, prior: Prior | None = None
) -> Probability | Unfit:
    """Fit the curve of a species to its decided labels; `prior` may come from other species."""
    decided = answers.decided
    n, yes = len(decided), int(decided.yes.sum())
    if n < FEWEST_FOR_PROBABILITY or min(yes, n - yes) < FEWEST_OF_EACH_FOR_PROBABILITY:
        return Unfit(words.few_for_probability(n, yes))
    curve = fitted(decided.logit, decided.yes, prior)
    table = tuple(band_table(curve, decided, frame))
    if curve.slope <= 0:
        return Unfit(words.falling_curve(), table)
    if misfits(curve, decided, len(frame)):
        return Unfit(_misfit(table), table)
    per = np.bincount(decided.cell, minlength=len(frame))
    stands = (frame.totals / np.maximum(per, 1))[decided.cell] * decided.weight
    return Probability(
        curve,
        n < ROUGH_PROBABILITY_BELOW,
        float(decided.logit.min()),
        float(decided.logit.max()),
        table,
        reliability(curve, decided, stands),
    )


def _misfit(table: tuple[BandRow, ...]) -> Withheld:
    """Name the band that lies farthest from the curve."""
    judged = [each for each in table if each.limits is not None]
    worst = max(judged, key=lambda each: abs((each.fitted or 0) - (each.share or 0)))
    assert worst.limits is not None and worst.fitted is not None
    return words.misfit(worst.band, worst.fitted, worst.limits)
