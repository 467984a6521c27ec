"""Quantiles of the beta, Student and normal distributions, by the standard library alone."""

from __future__ import annotations

import math
from functools import lru_cache
from statistics import NormalDist

_NORMAL = NormalDist()
_TINY = 1e-300
_MOST_TERMS = 2_000
_MOST_STEPS = 200


def normal_quantile(q: float) -> float:
    """Give the value that a standard normal variable stays below with probability q."""
    return _NORMAL.inv_cdf(q)


@lru_cache(maxsize=4_096)
def student_quantile(q: float, freedom: float) -> float:
    """Give the quantile q of Student's t; q is at least 0.5, `freedom` at least 1 or infinite.

    P(|T| > t) is the incomplete beta integral of (freedom/2, 1/2) at freedom / (freedom + t^2)
    (Abramowitz & Stegun 1964, 26.7.1 and 26.5.27).
    """
    if not math.isfinite(freedom):
        return normal_quantile(q)
    x = beta_quantile(2 * (1 - q), freedom / 2, 0.5)
    return math.sqrt(freedom * (1 - x) / x)


@lru_cache(maxsize=4_096)
def beta_quantile(q: float, a: float, b: float) -> float:
    """Give the quantile q of the beta distribution (a, b): Newton's steps within a bracket.

    Holds to 1e-12 for a and b of at least 0.5.
    """
    low, high, x = 0.0, 1.0, a / (a + b)
    for _ in range(_MOST_STEPS):
        miss = beta_integral(a, b, x) - q
        low, high = (x, high) if miss < 0 else (low, x)
        slope = math.exp((a - 1) * math.log(x) + (b - 1) * math.log1p(-x) - _log_beta(a, b))
        step = x - miss / slope if slope > 0 else low
        following = step if low < step < high else 0.5 * (low + high)
        moved, x = abs(following - x), following
        if moved <= 1e-15 * x or high - low <= 1e-16:
            break
    return x


def beta_integral(a: float, b: float, x: float) -> float:
    """Integrate the beta density (a, b) from 0 to x; a continued fraction (DLMF 8.17.22)."""
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    front = math.exp(a * math.log(x) + b * math.log1p(-x) - _log_beta(a, b))
    if x < (a + 1) / (a + b + 2):  # where the fraction converges fast
        return front * _fraction(a, b, x) / a
    return 1 - front * _fraction(b, a, 1 - x) / b


def _log_beta(a: float, b: float) -> float:
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)


def _fraction(a: float, b: float, x: float) -> float:
    """Evaluate the continued fraction by the modified method of Lentz (1976)."""
    above, below = 1.0, 1.0 / _nonzero(1.0 - (a + b) * x / (a + 1.0))
    value = below
    for m in range(1, _MOST_TERMS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        change = 1.0
        for term in (even, odd):
            below = 1.0 / _nonzero(1.0 + term * below)
            above = _nonzero(1.0 + term / above)
            change = below * above
            value *= change
        if abs(change - 1.0) < 1e-15:
            break
    return value


def _nonzero(value: float) -> float:
    return value if abs(value) >= _TINY else _TINY
