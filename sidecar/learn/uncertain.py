"""Active learning: which windows to label next."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sidecar.learn.examples import Float64
from sidecar.values import Int64

# Each further window of a recording counts this share of the window before.
_AGAIN = 0.7


def uncertainty(logits: npt.NDArray[np.floating], thresholds: Float64) -> Float64:
    """Give the uncertainty 0..1 of logits [n, c]: the entropy, in bits, of yes and no.

    It is largest at each class' threshold [c], between yes and no. NaN has uncertainty 0.
    """
    margin = np.abs(logits.astype(np.float64) - thresholds)
    p = 1.0 / (1.0 + np.exp(np.minimum(margin, 700.0)))  # of the less likely answer
    with np.errstate(divide="ignore", invalid="ignore"):
        bits = -(p * np.log2(p) + (1.0 - p) * np.log2(1.0 - p))
    return np.nan_to_num(bits, nan=0.0)


def spread(values: Float64, recordings: Int64, most: int) -> tuple[Int64, Float64]:
    """Choose the rows with the highest values [n], without too many from one recording.

    Returns rows, the best first, and the value of each. Parts may be searched one by one, if no
    recording lies in two of them: their choices include those of the whole.
    """
    order = np.lexsort((-values, recordings))
    sorted_recordings = recordings[order]
    first = np.searchsorted(sorted_recordings, sorted_recordings)
    counted = np.empty(len(values))
    counted[order] = values[order] * _AGAIN ** (np.arange(len(values)) - first)
    best = np.lexsort((np.arange(len(values)), -counted))[:most]
    return best.astype(np.int64), counted[best]
