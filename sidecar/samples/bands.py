"""Bands of scores: stretches of the logit scale from which a sample is drawn one by one."""

from __future__ import annotations

import math

import numpy as np

from sidecar.values import Float64, Int64

# The highest band begins below this share of the scores, so that one high score is no band.
_HIGH = 0.995

# Edges below the floor, for missed calls: most windows lie low, and most missed calls do not.
BELOW = (-7.0, -5.0, -3.5)


def band_edges(logit: Float64, floor: float, bands: int) -> Float64:
    """Give the inner edges [bands - 1] of bands of equal width in logit, from the floor upwards.

    The scale ends at the order statistic ceil(0.995 N) of the logits, one logit above the floor at
    least. Without logits it ends there.
    """
    high = floor + 1.0
    if len(logit):
        place = math.ceil(_HIGH * len(logit)) - 1
        high = max(high, float(np.partition(logit, place)[place]))
    return floor + (high - floor) * np.arange(1, bands) / bands


def edges_below(deepest: float, floor: float) -> Float64:
    """Give the inner edges of the bands between the lowest score of a sample and its floor."""
    return np.array([edge for edge in BELOW if deepest < edge < floor], np.float64)


def band_of(logit: Float64, edges: Float64) -> Int64:
    """Find the band of each logit, from the lowest; an edge belongs to the band above it."""
    return np.searchsorted(edges, logit, side="right").astype(np.int64)
