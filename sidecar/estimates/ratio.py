"""Limits of a ratio of two numbers that were estimated apart."""

from __future__ import annotations

import math

from sidecar.estimates.precision import Share
from sidecar.estimates.proportion import Interval

_NOTHING = 1e-12


def ratio_limits(over: Share, under: Share) -> Interval:
    """Give the limits of `over` / `under` from those of each: MOVER, the variance recovered.

    Donner & Zou, Statistical Methods in Medical Research 21 (2012), 347-359. The upper limit is
    infinite where `under` may be 0.
    """
    b, low_b, high_b = over.point, over.low, over.high
    a, low_a, high_a = under.point, under.low, under.high
    both = a * b
    lower = 0.0
    if low_b > 0 and both > 0:
        scale = high_a * (2 * a - high_a)
        root = both**2 - low_b * high_a * (2 * b - low_b) * (2 * a - high_a)
        if abs(scale) > _NOTHING:
            lower = max(0.0, (both - math.sqrt(max(root, 0.0))) / scale)
        else:
            lower = low_b * (2 * b - low_b) / (2 * both)
    scale = low_a * (2 * a - low_a)
    if scale <= 0:
        return Interval(lower, math.inf)
    root = both**2 - high_b * low_a * (2 * b - high_b) * (2 * a - low_a)
    return Interval(lower, (both + math.sqrt(max(root, 0.0))) / scale)
