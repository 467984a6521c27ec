"""Measures how well scores separate positives from negatives; ties count as ties."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Float64 = npt.NDArray[np.float64]
Bool = npt.NDArray[np.bool_]


def average_precision(positive: Bool, scores: Float64) -> float | None:
    """Sum precision over the steps in recall, as the threshold falls past each score [n].

    Returns None without a positive.
    """
    if not positive.any():
        return None
    hits, taken = _counts(positive, scores)
    steps = np.diff(hits, prepend=0) / hits[-1]
    return float((steps * hits / taken).sum())


def auroc(positive: Bool, scores: Float64) -> float | None:
    """Give the share of pairs in which a positive scores above a negative; ties count half.

    Returns None without both.
    """
    positives = int(positive.sum())
    negatives = len(positive) - positives
    if not positives or not negatives:
        return None
    _, inverse, sizes = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = np.cumsum(sizes) - (sizes - 1) / 2  # equal scores share their mean rank
    above = float(ranks[inverse][positive].sum()) - positives * (positives + 1) / 2
    return above / (positives * negatives)


def break_even(positive: Bool, scores: Float64, weights: Float64) -> float | None:
    """Find the threshold where precision and recall meet, half-way to the next score below.

    They meet where the windows above weigh as much as all positives. Returns None without both.
    """
    if not positive.any() or positive.all():
        return None
    order = np.argsort(-scores, kind="stable")
    falling = scores[order]
    reached = np.cumsum(weights[order]) >= weights[positive].sum() * (1.0 - 1e-9)
    last = min(int(np.argmax(reached)), len(falling) - 2)
    return float(falling[last] + falling[last + 1]) / 2


def _counts(positive: Bool, scores: Float64) -> tuple[Float64, Float64]:
    """Count positives and windows at or above each distinct score, the highest first."""
    order = np.argsort(-scores, kind="stable")
    falling = scores[order]
    last = np.append(np.nonzero(np.diff(falling))[0], len(falling) - 1)
    hits = np.cumsum(positive[order])[last].astype(np.float64)
    return hits, (last + 1).astype(np.float64)
