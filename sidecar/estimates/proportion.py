"""Intervals of a single share: Wilson's and Clopper and Pearson's."""

from __future__ import annotations

import math
from typing import NamedTuple

from sidecar.estimates.constants import LEVEL
from sidecar.estimates.special import beta_quantile, normal_quantile


class Interval(NamedTuple):
    """The limits between which a number lies, at a level that its maker names."""

    low: float
    high: float


def wilson(share: float, n: float, z: float) -> Interval:
    """Give the score interval of a share of n; z is a quantile, such as 1.96 for 95 %.

    n may be an effective size and no integer. Wilson, J. Am. Stat. Assoc. 22 (1927), 209-212.
    """
    scale = 1 + z * z / n
    centre = (share + z * z / (2 * n)) / scale
    half = z / scale * math.sqrt(max(share * (1 - share) / n + z * z / (4 * n * n), 0.0))
    # At a share of 0 or 1 one limit is that share; rounding must not leave it outside.
    return Interval(min(max(centre - half, 0.0), share), max(min(centre + half, 1.0), share))


def wilson_of_counts(yes: int, n: int, level: float = LEVEL) -> Interval:
    """Give Wilson's interval of `yes` of n independent answers; n is at least 1."""
    return wilson(yes / n, n, normal_quantile((1 + level) / 2))


def clopper_pearson(yes: int, n: int, level: float = LEVEL) -> Interval:
    """Give the exact interval of `yes` of n. Clopper & Pearson, Biometrika 26 (1934), 404-413."""
    tail = (1 - level) / 2
    low = 0.0 if yes <= 0 else beta_quantile(tail, yes, n - yes + 1)
    high = 1.0 if yes >= n else beta_quantile(1 - tail, yes + 1, n - yes)
    return Interval(low, high)
