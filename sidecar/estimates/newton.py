"""Newton's steps to the mode of a posterior, halved until the loss falls."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from sidecar.values import Float64

_LEAST_PART = 1e-8
_NO_RISE = 1e-12


def mode(
    start: Float64,
    loss: Callable[[Float64], float],
    step: Callable[[Float64], Float64],
    *,
    steps: int,
    close: float,
) -> Float64:
    """Walk from `start` [k] to where a step is nowhere above `close`, in so many steps at most."""
    at, reached = start, loss(start)
    for _ in range(steps):
        move, part = step(at), 1.0
        while loss(at + part * move) > reached + _NO_RISE and part > _LEAST_PART:
            part /= 2
        at = at + part * move
        reached = loss(at)
        if np.abs(part * move).max() < close:
            break
    return at
