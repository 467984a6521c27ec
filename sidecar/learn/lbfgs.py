"""Minimises smooth convex functions: L-BFGS (Nocedal and Wright, Numerical Optimization, 7.2)."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

Float64 = npt.NDArray[np.float64]
Function = Callable[[Float64], tuple[float, Float64]]  # x -> value, gradient

_MEMORY = 10  # steps whose curvature is remembered
_DECREASE = 1e-4  # share of the decrease that the slope predicts: Armijo's condition
_SHRINK = 0.5
_MOST_HALVINGS = 40


def minimise(
    function: Function, start: Float64, *, tolerance: float = 1e-6, most: int = 500
) -> Float64:
    """Find where the gradient is nowhere above `tolerance`, in at most `most` steps."""
    x = start
    value, gradient = function(x)
    steps: deque[tuple[Float64, Float64, float]] = deque(maxlen=_MEMORY)
    for _ in range(most):
        if np.abs(gradient).max(initial=0.0) <= tolerance:
            break
        direction = -_scaled(gradient, steps)
        slope = float(gradient @ direction)
        length = 1.0 if steps else min(1.0, 1.0 / float(np.abs(gradient).sum()))
        for _ in range(_MOST_HALVINGS):
            further = x + length * direction
            found, turned = function(further)
            if found <= value + _DECREASE * length * slope:
                break
            length *= _SHRINK
        else:
            break  # float64 has no digits left to gain
        moved, change = further - x, turned - gradient
        curvature = float(moved @ change)
        if curvature > 1e-12 * float(change @ change):
            steps.append((moved, change, curvature))
        x, value, gradient = further, found, turned
    return x


def _scaled(gradient: Float64, steps: deque[tuple[Float64, Float64, float]]) -> Float64:
    """Apply the inverse curvature of the steps so far: the two loops."""
    direction = gradient.copy()
    weights = []
    for moved, change, curvature in reversed(steps):
        weight = float(moved @ direction) / curvature
        direction -= weight * change
        weights.append(weight)
    if steps:
        _, change, curvature = steps[-1]
        direction *= curvature / float(change @ change)
    for (moved, change, curvature), weight in zip(steps, reversed(weights), strict=True):
        direction += (weight - float(change @ direction) / curvature) * moved
    return direction
