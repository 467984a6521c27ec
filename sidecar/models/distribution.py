"""How numbers are spread, and how two groups of them differ."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sidecar.values import Float32, Float64

# Fewer numbers tell nothing of what is usual.
LEAST = 100

# The median distance from the median of normal numbers, times this, is their standard deviation.
_NORMAL = 1.4826

# Into so many groups of one size the population stability index parts the first numbers.
_TENTHS = 10


@dataclass(frozen=True)
class Percentiles:
    """Percentiles, mean and standard deviation of numbers."""

    count: int
    mean: float
    std: float
    p5: float
    p25: float
    p50: float
    p75: float
    p95: float


def percentiles_of(values: Float64) -> Percentiles | None:
    """Describe the finite ones of some numbers; None if there are none."""
    finite = values[np.isfinite(values)]
    if not len(finite):
        return None
    at = np.percentile(finite, [5, 25, 50, 75, 95]).tolist()
    return Percentiles(len(finite), float(finite.mean()), float(finite.std()), *at)


@dataclass(frozen=True)
class Usual:
    """What is usual: the median, and a standard deviation that a few odd numbers do not move."""

    median: float
    scale: float

    def deviations(self, values: Float64) -> Float64:
        """Tell by how many deviations each number is off; NaN for one that is NaN."""
        off = np.abs(values - self.median)
        if self.scale > 0:
            return np.asarray(off / self.scale, np.float64)
        return np.where(np.isnan(off), np.nan, np.where(off > 0, np.inf, 0.0))


def usual(values: Float64) -> Usual | None:
    """Find what is usual among numbers; None for fewer than `LEAST` finite ones."""
    finite = values[np.isfinite(values)]
    if len(finite) < LEAST:
        return None
    median = float(np.median(finite))
    scale = _NORMAL * float(np.median(np.abs(finite - median)))
    # If more than half are equal, their median distance is 0.
    return Usual(median, scale if scale > 0 else float(finite.std()))


def largest_gap(one: Float64, other: Float64) -> float:
    """Give the statistic of Kolmogorov and Smirnov: 0 for equal distributions, 1 for disjoint."""
    one, other = np.sort(one), np.sort(other)
    at = np.concatenate([one, other])
    below = np.searchsorted(one, at, "right") / len(one)
    below -= np.searchsorted(other, at, "right") / len(other)
    return float(np.abs(below).max())


def gap_by_chance(one: int, other: int) -> float:
    """Give the gap that two samples of one distribution stay below in 99 of 100 cases."""
    return 1.628 * float(np.sqrt((one + other) / (one * other)))


def stability(first: Float64, second: Float64) -> float:
    """Give the population stability index over the tenths of the first numbers.

    Each share has half a number added, so that an empty tenth gives a large number and no
    infinite one.
    """
    cuts = np.unique(np.quantile(first, np.arange(1, _TENTHS) / _TENTHS))
    shares = []
    for values in (first, second):
        counts = np.bincount(np.searchsorted(cuts, values, "left"), minlength=len(cuts) + 1)
        shares.append((counts + 0.5) / (len(values) + 0.5 * len(counts)))
    before, after = shares
    return float(((after - before) * np.log(after / before)).sum())


def stability_by_chance(one: int, other: int) -> float:
    """Give the index that two samples of one distribution stay below in 95 of 100 cases.

    Divided by the sum of both sizes' inverses, it is distributed as chi-squared with 9 degrees.
    """
    return 16.919 * (1 / one + 1 / other)


def angles(distances: Float64) -> Float64:
    """Turn cosine distances into angles, which lie about their median more evenly."""
    return np.asarray(np.arccos(1.0 - distances))


def steps(units: Float32) -> Float64:
    """Give the cosine distance [n - 1] between each unit vector [n, d] and the one before."""
    cosines = np.einsum("nd,nd->n", units[1:], units[:-1], dtype=np.float64)
    return np.asarray(np.clip(1.0 - cosines, 0.0, 2.0))
