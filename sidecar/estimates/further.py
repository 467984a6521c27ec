"""How many more labels would certify a threshold."""

from __future__ import annotations

import math

from sidecar.estimates.constants import LEVEL
from sidecar.estimates.special import normal_quantile


def labels_needed(target: float, point: float, level: float = LEVEL, effect: float = 1.0) -> float:
    """Count the labels above a threshold whose lower limit would reach the target.

    `effect` is labels over effective labels of the present sample. The count is the exact inverse
    of Wilson's limit with a normal quantile, so it is a first guess: compute anew once they are
    judged. Infinite where the point does not exceed the target.
    """
    if point <= target:
        return math.inf
    z = normal_quantile((1 + level) / 2)
    return math.ceil(effect * z**2 * target * (1 - target) / (point - target) ** 2)
