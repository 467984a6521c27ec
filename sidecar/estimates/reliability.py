"""How well a curve fits the labels: by band, and in one figure."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from sidecar.estimates.constants import (
    FEWEST_FOR_HELD_OUT,
    FEWEST_IN_TESTED_BAND,
    LEAST_BAND_VARIANCE,
    MISFIT_LIMITS,
    PERFECT_CURVE_ERROR,
    PRIOR_MEAN,
    RELIABILITY_BINS,
)
from sidecar.estimates.curve import Curve, clipped, plain_prior, sigmoid
from sidecar.estimates.frame import JudgedFrame
from sidecar.estimates.proportion import Interval, wilson_of_counts
from sidecar.estimates.sample import Answers
from sidecar.values import Float64

_MOST_STEPS = 20
_LONG_STEP = 0.02
"""A step this short leaves an error of its square."""


@dataclass(frozen=True)
class BandRow:
    """A band's detections and labels, its mean fitted probability, and its share of YES.

    `apart` says that the limits of the share exclude the fitted probability.
    """

    band: str
    detections: int
    labels: int
    fitted: float | None
    share: float | None
    limits: Interval | None
    apart: bool


def band_table(curve: Curve, answers: Answers, frame: JudgedFrame) -> list[BandRow]:
    """Compare a curve with the decided labels, band by band."""
    p = curve.probability(answers.logit)
    return [
        _row(name, int(total), p[answers.cell == cell], answers.yes[answers.cell == cell])
        for cell, (name, total) in enumerate(zip(frame.names, frame.totals, strict=True))
    ]


def _row(name: str, total: int, p: Float64, yes: Float64) -> BandRow:
    n = len(p)
    if not n:
        return BandRow(name, total, 0, None, None, None, False)
    limits = wilson_of_counts(int(yes.sum()), n)
    fitted = float(p.mean())
    apart = not limits.low <= fitted <= limits.high
    return BandRow(name, total, n, fitted, float(yes.mean()), limits, apart)


def misfits(curve: Curve, answers: Answers, cells: int) -> bool:
    """Test whether the shares of YES by band depart from the curve, at 1 %.

    The test has little power: passing proves little, so show the table besides.
    """
    p = curve.probability(answers.logit)
    n = np.bincount(answers.cell, minlength=cells)
    off = np.bincount(answers.cell, answers.yes - p, cells)
    variance = np.maximum(np.bincount(answers.cell, p * (1 - p), cells), LEAST_BAND_VARIANCE)
    tested = n >= FEWEST_IN_TESTED_BAND
    freedom = int(tested.sum()) - 2
    if freedom < 1:
        return False
    limit = MISFIT_LIMITS[min(freedom, len(MISFIT_LIMITS)) - 1]
    return float((off[tested] ** 2 / variance[tested]).sum()) > limit


@dataclass(frozen=True)
class Reliability:
    """Figures of a curve's error, with the labels weighted as the detections lie.

    `error` is the calibration error over ten bins; a perfect curve would show about `perfect`.
    `brier` is the mean squared error, and `skill` its gain over the base rate (1 is perfect).
    `held_out` is the Brier score where each recording is judged by the others' labels; None below
    100 labels. Brier, Mon. Weather Rev. 78 (1950), 1-3; Naeini et al., AAAI 2015.
    """

    error: float
    perfect: float
    brier: float
    skill: float | None
    held_out: float | None


def reliability(curve: Curve, answers: Answers, weight: Float64) -> Reliability:
    """Measure the error of a curve on decided labels [n]; `weight` [n] is what each stands for."""
    p, part = curve.probability(answers.logit), weight / weight.sum()
    brier = float((part * (p - answers.yes) ** 2).sum())
    base = float((part * answers.yes).sum())
    bins = np.minimum((p * RELIABILITY_BINS).astype(np.int64), RELIABILITY_BINS - 1)
    error = np.abs(np.bincount(bins, part * (p - answers.yes), RELIABILITY_BINS)).sum()
    n = len(answers)
    held = None
    if n >= FEWEST_FOR_HELD_OUT and len(np.unique(answers.recording)) > 1:
        held = float((part * (_held_out(curve, answers) - answers.yes) ** 2).sum())
    return Reliability(
        float(error),
        PERFECT_CURVE_ERROR / math.sqrt(n),
        brier,
        1 - brier / (base * (1 - base)) if 0 < base < 1 else None,
        held,
    )


def _held_out(curve: Curve, answers: Answers) -> Float64:
    """Predict each label [n] by the labels of all other recordings, with the plain prior.

    One Newton step from the whole fit gives the curve without a recording. Where that step is long,
    further steps follow.
    """
    _, of = np.unique(answers.recording, return_inverse=True)
    count = int(of.max()) + 1
    s, y = clipped(answers.logit), answers.yes.astype(np.float64)
    p = curve.probability(answers.logit)
    of_each = _sums(s, y - p, p * (1 - p))
    sums = [np.bincount(of, each, count).astype(np.float64) for each in of_each]
    lines = np.tile([curve.intercept, curve.slope], (count, 1))  # [recordings, 2]
    step = _step(lines, *(each.sum() - each for each in sums))
    lines = lines + step
    moved = np.flatnonzero(np.abs(step).max(axis=1) > _LONG_STEP)
    for _ in range(_MOST_STEPS if len(moved) else 0):
        p = sigmoid(lines[moved, :1] + lines[moved, 1:] * s)
        kept = of != moved[:, np.newaxis]
        sums = [(each * kept).sum(axis=1) for each in _sums(s, y - p, p * (1 - p))]
        step = _step(lines[moved], *sums)
        lines[moved] += step
        if np.abs(step).max() < _LONG_STEP:
            break
    return sigmoid(lines[of, 0] + lines[of, 1] * s)


def _sums(s: Float64, off: Float64, chance: Float64) -> tuple[Float64, ...]:
    return off, off * s, chance, chance * s, chance * s * s


def _step(lines: Float64, *sums: Float64) -> Float64:
    """Take Newton's step of lines [m, 2], from sums [m] of the gradient and the Hessian."""
    precision = np.linalg.inv(plain_prior().variance)
    slope = np.stack(sums[:2], axis=1) - (lines - PRIOR_MEAN) @ precision
    bend = np.stack([sums[2], sums[3], sums[3], sums[4]], axis=1).reshape(-1, 2, 2) + precision
    return np.asarray(np.linalg.solve(bend, slope[:, :, np.newaxis])[:, :, 0], np.float64)
