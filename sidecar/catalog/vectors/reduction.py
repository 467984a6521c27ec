"""Reduces vectors to fewer numbers, along the directions in which they differ most."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sidecar.catalog.vectors.file import Rows, sound
from sidecar.values import Float32, Int64

# Vectors whose products are summed in float32; these sums are added in float64.
_BLOCK = 4096


@dataclass(frozen=True)
class Reduction:
    """`mean` [d] and `components` [dimension, d], orthonormal; `explained` share of variance."""

    mean: Float32
    components: Float32
    explained: float

    def apply(self, units: Float32) -> Float32:
        """Reduce unit vectors [n, d] to [n, dimension]; compare the results by distance."""
        return np.asarray((units - self.mean) @ self.components.T, np.float32)


@dataclass(frozen=True)
class Fitted:
    """A reduction, how many embeddings it was fitted on, and the share of nearest that it finds."""

    reduction: Reduction
    fitted_on: int
    recall: float

    @property
    def version(self) -> str:
        """Name the reduction by its numbers: equal fits have equal versions."""
        digest = hashlib.sha256()
        for part in (self.reduction.mean, self.reduction.components):
            digest.update(part.astype("<f4").tobytes())
        return f"{len(self.reduction.components)}-{digest.hexdigest()[:12]}"


def fit(units: Float32, dimension: int) -> Reduction:
    """Find the main directions of unit vectors [n, d], the strongest first."""
    return fit_each(units, [dimension])[0]


def fit_each(units: Float32, dimensions: Sequence[int]) -> list[Reduction]:
    """Fit reductions to several dimensions at once, of the same unit vectors [n, d]."""
    mean = units.mean(0, dtype=np.float64).astype(np.float32)
    together = np.zeros((len(mean), len(mean)))
    for first in range(0, len(units), _BLOCK):
        centred = units[first : first + _BLOCK] - mean
        together += centred.T @ centred
    strengths, directions = np.linalg.eigh(together)
    order = np.argsort(strengths)[::-1]
    whole = float(strengths.sum())
    fitted = []
    for dimension in dimensions:
        main = order[:dimension]
        explained = float(strengths[main].sum()) / whole if whole > 0 else 1.0
        components = np.ascontiguousarray(directions[:, main].T, np.float32)
        fitted.append(Reduction(mean, components, min(1.0, explained)))
    return fitted


def drawn(ids: Int64, count: int, seed: int = 0) -> Int64:
    """Draw up to `count` of some ids, in rising order."""
    if len(ids) <= count:
        return ids
    chosen = np.random.default_rng(seed).choice(ids, count, replace=False)
    return np.asarray(np.sort(chosen), np.int64)


def sample(rows: Rows, ids: Int64, count: int, seed: int = 0) -> Float32:
    """Draw unit vectors [up to count, d] from the rows `ids` that have a direction."""
    found = rows[drawn(ids, count, seed)]
    return np.asarray(found["unit"][sound(found)], np.float32)
