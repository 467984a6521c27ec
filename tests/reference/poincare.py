"""Golden values of the Poincaré ball by geoopt; `python -m tests.reference.poincare` writes them.

Pairs of points at many distances from the boundary and from each other, in several dimensions and
curvatures, all in double precision. The pairs are drawn anew from one seed wherever they are read.
Beside each distance of geoopt stands the same one with 120 digits: geoopt itself cuts distances off
near the boundary, and rounds those of near points.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from sidecar.values import Float64

GOLDENS = Path(__file__).with_name("poincare.json")
CURVATURES = (1e-4, 0.1, 0.5, 1.0, 2.3, 10.0)
DIMENSIONS = (2, 3, 64)
# How far along the radius points lie, and how far apart the two of a pair are, as a share of that.
REACHES = (0.0, 1e-6, 0.3, 0.9, 0.999, 0.99999)
APART = (0.0, 1e-9, 1e-3, 1.0)


class Case(NamedTuple):
    """Two points, and two tangent vectors at the origin, in a ball."""

    curvature: float
    one: Float64
    other: Float64
    tangent: Float64


def cases() -> Iterator[Case]:
    """Draw all cases, in one order."""
    rng = np.random.default_rng(7)
    for curvature in CURVATURES:
        for dimension in DIMENSIONS:
            for reach in REACHES:
                for apart in APART:
                    yield _case(rng, curvature, dimension, reach, apart)


def _case(
    rng: np.random.Generator, curvature: float, dimension: int, reach: float, apart: float
) -> Case:
    first, step = (_direction(rng, dimension) for _ in range(2))
    radius = reach / np.sqrt(curvature)
    one = first * radius
    near = first + apart * step
    other = near / np.linalg.norm(near) * radius * (1.0 - 0.5 * apart)
    return Case(curvature, one, other, _direction(rng, dimension) * radius * 3.0)


def _direction(rng: np.random.Generator, dimension: int) -> Float64:
    vector = rng.normal(size=dimension)
    return np.asarray(vector / np.linalg.norm(vector), np.float64)


def main() -> None:
    """Ask geoopt about each case, and write what it says."""
    import torch
    from mpmath import acosh, mp, mpf, sqrt

    mp.dps = 120  # 1 + tiny must keep digits of the tiny
    from geoopt.manifolds.stereographic import math as geoopt

    def exact(case: Case) -> float:
        c, (x, y) = mpf(case.curvature), ([*map(mpf, each.tolist())] for each in case[1:3])
        apart = sum((a - b) ** 2 for a, b in zip(x, y, strict=True))
        room = (1 - c * sum(a * a for a in x)) * (1 - c * sum(b * b for b in y))
        return float(acosh(1 + 2 * c * apart / room) / sqrt(c))

    told = []
    for case in cases():
        k = torch.tensor(-case.curvature, dtype=torch.float64)
        one, other, tangent = (torch.from_numpy(each) for each in case[1:])
        told.append(
            {
                "distance": geoopt.dist(one, other, k=k).item(),
                "exact": exact(case),
                "mapped": geoopt.expmap0(tangent, k=k).norm().item(),
                "back": geoopt.logmap0(one, k=k).norm().item(),
            }
        )
    GOLDENS.write_text(json.dumps(told) + "\n", "utf-8")


if __name__ == "__main__":
    main()
