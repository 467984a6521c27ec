"""How far two reviewers agree: raw share, kappa, AC1 and alpha, with jackknife intervals."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sidecar.estimates.constants import LEVEL
from sidecar.estimates.proportion import Interval
from sidecar.estimates.special import student_quantile
from sidecar.values import Float64


@dataclass(frozen=True)
class Coefficient:
    """A coefficient of agreement, its standard error and its interval.

    `value` is None where all answers are alike: agreement cannot be told from luck. The interval
    is None where a clip left out would make it so.
    """

    value: float | None
    error: float | None
    limits: Interval | None


@dataclass(frozen=True)
class Coefficients:
    """What two reviewers' answers agree in, beside the raw share of equal answers."""

    raw: float
    kappa: Coefficient
    ac1: Coefficient
    alpha: Coefficient


def coefficients(answers: npt.ArrayLike, level: float = LEVEL) -> Coefficients:
    """Compute all coefficients from counts [q, q]: rows are one reviewer's answers.

    Intervals leave out one clip at a time (jackknife) and take Student's t with n - 1. Raises
    ValueError without a clip.
    """
    counts = np.asarray(answers, np.float64)
    if counts.sum() < 1:
        raise ValueError("ReviewerAgreement needs a clip that both judged.")
    made = [_jackknifed(each, counts, level) for each in (kappa, ac1, alpha)]
    return Coefficients(float(np.trace(counts) / counts.sum()), *made)


def kappa(counts: Float64) -> float:
    """Cohen, Educational and Psychological Measurement 20 (1960), 37-46. NaN if all agree."""
    n = counts.sum()
    chance = float(counts.sum(axis=0) @ counts.sum(axis=1)) / n**2
    return _beyond(float(np.trace(counts)) / n, chance)


def ac1(counts: Float64) -> float:
    """Gwet, Br. J. Math. Stat. Psychol. 61 (2008), 29-48; steady where one answer is rare."""
    n = counts.sum()
    mean = (counts.sum(axis=0) + counts.sum(axis=1)) / (2 * n)
    chance = float((mean * (1 - mean)).sum()) / (len(counts) - 1)
    return _beyond(float(np.trace(counts)) / n, chance)


def alpha(counts: Float64) -> float:
    """Krippendorff, Content Analysis (2004), ch. 11: nominal, two reviewers, no gaps."""
    n = counts.sum()
    values = counts.sum(axis=0) + counts.sum(axis=1)
    expected = 1 - float((values * (values - 1)).sum()) / (2 * n * (2 * n - 1))
    apart = 1 - float(np.trace(counts)) / n
    return 1 - apart / expected if expected > 0 else math.nan


def _beyond(agreed: float, chance: float) -> float:
    return (agreed - chance) / (1 - chance) if chance < 1 else math.nan


def _jackknifed(measure: Callable[[Float64], float], counts: Float64, level: float) -> Coefficient:
    """Leave out one clip of each kind, as often as the kind has clips."""
    whole = measure(counts)
    n = float(counts.sum())
    if math.isnan(whole):
        return Coefficient(None, None, None)
    if n < 2:
        return Coefficient(whole, None, None)
    kinds = np.argwhere(counts > 0)
    times = np.array([counts[tuple(kind)] for kind in kinds])
    values = np.array([measure(_without(counts, kind)) for kind in kinds])
    return coefficient(whole, values, times, level)


def coefficient(whole: float, values: Float64, times: Float64, level: float) -> Coefficient:
    """Make a coefficient of the values [m] that leave out a clip, each of them `times` [m]."""
    n = float(times.sum())
    if np.isnan(values).any():
        return Coefficient(whole, None, None)
    mean = float((times * values).sum()) / n
    error = math.sqrt((n - 1) / n * float((times * (values - mean) ** 2).sum()))
    half = student_quantile((1 + level) / 2, n - 1) * error
    return Coefficient(whole, error, Interval(whole - half, min(1.0, whole + half)))


def _without(counts: Float64, kind: npt.NDArray[np.intp]) -> Float64:
    fewer = counts.copy()
    fewer[tuple(kind)] -= 1
    return fewer
