"""The Poincaré ball of any curvature: the way into it at its origin, and distances.

A ball of curvature -c has the radius 1 / sqrt(c). Near its middle, a distance is twice the straight
one; near its boundary, distances grow without end.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sidecar.values import Bool, Float64

# Points farther out than this share of the radius lie on the boundary for float64.
LARGEST = 1.0 - 1e-5


@dataclass(frozen=True)
class Points:
    """Points [n, d] of a ball; `held` [n] marks those that its boundary held back."""

    at: Float64
    held: Bool


def exp_map(vectors: Float64, curvature: float) -> Points:
    """Map tangent vectors [n, d] at the origin into the ball.

    A point beyond `LARGEST` of the radius is held there, and marked.
    """
    _check(curvature)
    root = np.sqrt(curvature)
    lengths = np.linalg.norm(vectors, axis=-1)
    reach = np.tanh(root * lengths)
    held = reach > LARGEST
    # The limit of tanh(x) / x at 0 is 1.
    scale = np.divide(
        np.minimum(reach, LARGEST), root * lengths, where=lengths > 0, out=np.ones_like(lengths)
    )
    return Points(np.asarray(vectors * scale[..., None], np.float64), np.asarray(held, np.bool_))


def distances(points: Float64, other: Float64, curvature: float) -> Float64:
    """Measure from each of the points [n, d] inside the ball to another one [d].

    The inverse hyperbolic sine of the half keeps the digits of near points. The usual form
    arcosh(1 + tiny) loses them.
    """
    _check(curvature)
    root = np.sqrt(curvature)
    straight = np.linalg.norm(points - other, axis=-1)
    room = np.sqrt(_room(points, root) * _room(other, root))
    return np.asarray(2.0 / root * np.arcsinh(root * straight / room), np.float64)


def _room(points: Float64, root: float) -> Float64:
    """Compute 1 - c |x|², as a product that keeps its digits near the boundary."""
    reach = root * np.linalg.norm(points, axis=-1)
    return np.asarray((1.0 - reach) * (1.0 + reach), np.float64)


def _check(curvature: float) -> None:
    if not curvature > 0:
        raise ValueError("a ball has a positive curvature here, without its sign")
