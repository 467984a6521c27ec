"""The quality of a model's embeddings, in numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sidecar.values import Bool, Float32, Float64

# Below this norm an embedding has no direction; below this size a number of a unit vector is zero
# (ADR-007, 3.1).
NO_NORM, ZERO = 1e-12, 1e-6

# If unit vectors fill their space evenly, each of d dimensions deviates by 1/sqrt(d), and by 0 once
# it has collapsed (Chen and He, "Exploring Simple Siamese Representation Learning", 2021). Less
# than this part of an even deviation counts as collapsed. Storing a number as a float16 may change
# it by a twentieth of that.
_COLLAPSED = 0.01


def numbers(embeddings: Float32) -> Bool:
    """Tell which embeddings [n, d] hold neither NaN nor infinity."""
    return np.asarray(np.isfinite(embeddings).all(axis=1))


def norms(embeddings: Float32) -> Float64:
    """Compute the lengths [n] of embeddings [n, d]; NaN or infinite for one without numbers."""
    with np.errstate(invalid="ignore"):
        return np.asarray(np.sqrt(np.einsum("nd,nd->n", embeddings, embeddings, dtype=np.float64)))


def units(embeddings: Float32) -> Float64:
    """Divide embeddings [n, d] by their lengths; leaves out those without a direction."""
    lengths = norms(embeddings)
    directed = np.isfinite(lengths) & (lengths > NO_NORM)
    return np.asarray(embeddings[directed] / lengths[directed, np.newaxis], np.float64)


@dataclass(frozen=True)
class Spread:
    """How unit vectors fill their space.

    `collapsed` counts dimensions that hardly deviate, `sparsity` is the share of zeros, and
    `effective` the participation ratio of the variances along the main axes: d if all are equal, 1
    if one has all.
    """

    dimension: int
    collapsed: int
    sparsity: float
    effective: float


def spread(directions: Float64) -> Spread:
    """Measure unit vectors [n, d], at least one."""
    count, dimension = directions.shape
    centred = directions - directions.mean(axis=0)
    even = 1.0 / np.sqrt(dimension)
    deviations = np.sqrt((centred**2).mean(axis=0))
    # The products of rows have the same squares in sum as those of columns, and may be fewer.
    products = centred @ centred.T if count < dimension else centred.T @ centred
    total, squares = float(np.trace(products)), float((products**2).sum())
    return Spread(
        dimension=dimension,
        collapsed=int((deviations < _COLLAPSED * even).sum()),
        sparsity=float((np.abs(directions) < ZERO).mean()),
        effective=total**2 / squares if squares > 0 else 0.0,
    )


def differences(one: Float32, other: Float32) -> Float64:
    """Compare embeddings [n, d] pair by pair [n]: the largest difference, by the longer's length.

    It is infinite where only one of a pair has numbers, and 0 where neither has.
    """
    there, here = numbers(one), numbers(other)
    found = np.where(there & here, 0.0, np.where(there | here, np.inf, 0.0))
    both = there & here
    apart = np.abs(one[both].astype(np.float64) - other[both]).max(axis=1)
    longer = np.maximum(norms(one[both]), norms(other[both]))
    found[both] = np.divide(apart, longer, out=np.zeros_like(apart), where=longer > NO_NORM)
    return found


def similarities(one: Float32, other: Float32) -> Float64:
    """Compute the cosines [n] of pairs of embeddings [n, d].

    It is 0 where only one of a pair has a direction, and NaN where neither has.
    """
    lengths = np.stack([norms(one), norms(other)])
    directed = np.isfinite(lengths) & (lengths > NO_NORM)
    both, any_ = directed.all(axis=0), directed.any(axis=0)
    found = np.where(any_, 0.0, np.nan)
    # Divided first: the product of two long embeddings may exceed every number.
    first = one[both] / lengths[0, both, np.newaxis]
    second = other[both] / lengths[1, both, np.newaxis]
    found[both] = np.einsum("nd,nd->n", first, second)
    return found
