"""Measures how well a search by distance finds what belongs together."""

from __future__ import annotations

import numpy as np

from sidecar.learn.metrics import average_precision
from sidecar.values import Bool, Float32, Int64

# Searches are compared by this many of their first rows.
NEAREST = 10


def far(asked: Float32, among: Float32) -> Float32:
    """Compute distances [q, n], which grow as the true ones do; for units as cosines fall."""
    return np.asarray(np.einsum("nd,nd->n", among, among) - 2 * asked @ among.T, np.float32)


def nearest(far: Float32) -> Int64:
    """Find the ten nearest [q, 10] by distances [q, n]; fewer if there are fewer."""
    count = min(NEAREST, far.shape[1])
    return np.asarray(np.argpartition(far, count - 1, axis=1)[:, :count], np.int64)


def recalled(whole: Int64, found: Int64) -> float:
    """Compute the share of the nearest [q, n] that another search found too."""
    shared = [len(np.intersect1d(*pair)) for pair in zip(whole, found, strict=True)]
    return sum(shared) / whole.size


def mean_average_precision(relevant: Bool, searched: Bool, far: Float32) -> float:
    """Average the precision of searches over all of them.

    `relevant` and `searched` [q, n] say which rows belong to a question, and which ones its search
    goes through at all. Every question has a relevant row.
    """
    each = [
        average_precision(mine[there], -distances[there].astype(np.float64))
        for mine, there, distances in zip(relevant, searched, far, strict=True)
    ]
    return float(np.mean([value for value in each if value is not None]))
