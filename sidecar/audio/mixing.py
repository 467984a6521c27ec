"""Makes one channel of several, and silence of what is no number."""

from __future__ import annotations

import numpy as np

from sidecar.values import Float32, Int64


def mean_of(block: Float32) -> Float32:
    """Mix blocks [n, channels] to their mean [n]."""
    channels = block.shape[1]
    return block[:, 0] if channels == 1 else block @ np.full(channels, 1.0 / channels, np.float32)


def silenced(samples: Float32) -> tuple[Float32, Int64]:
    """Replace what is not a number by silence, and tell where."""
    # A sum is finite only if every term is; the mask costs ten times as much.
    with np.errstate(all="ignore"):
        if np.isfinite(samples.sum(dtype=np.float64)):
            return samples, np.empty(0, np.int64)
    numbers = np.isfinite(samples)
    return np.where(numbers, samples, np.float32(0)), np.flatnonzero(~numbers)
