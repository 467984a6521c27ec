"""Compares windows by their sound alone, without any model.

A window is described by its energy in bands: the mean over time, and the spread over time. Both are
standardised over the bands, so that neither loudness nor a recorder's gain counts. The cosine of
two descriptions is then the mean of two correlations: of what sounds all the time, and of what
comes and goes. Both must be alike, or the cosine stays low.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from sidecar.fourier import rfft
from sidecar.values import Float32, Float64

# Bands of equal width on a logarithmic scale, as hearing has them. Below 100 Hz there is wind.
_BANDS = 64
_LOWEST_HZ, _HIGHEST_HZ = 100.0, 15_000.0

# A frame lasts as long as a short call.
_FRAME_S = 0.02

# Of a band's energy; it is far below the noise of any recorder.
_FLOOR = 1e-10

# A spread below this, in decades, is rounding.
_STILL = 1e-4


def describe(windows: Float32, rate_hz: int) -> Float32:
    """Describe windows [n, samples] as vectors [n, 128] of length 1, or 0 for silence."""
    weights = _weights(rate_hz)
    length = _frame(rate_hz)
    taper = np.hanning(length + 2)[1:-1].astype(np.float32)
    described = np.zeros((len(windows), 2 * weights.shape[1]), np.float32)
    for row, window in enumerate(windows):
        frames = np.lib.stride_tricks.sliding_window_view(window, length)[:: length // 2]
        spectrum = rfft(frames * taper)
        energy = (spectrum.real**2 + spectrum.imag**2) @ weights
        level = np.log10(energy.astype(np.float64) + _FLOOR)
        halves = [_standardised(half) for half in (level.mean(axis=0), level.std(axis=0))]
        described[row] = np.concatenate(halves) / np.sqrt(2.0)
    return described


def _standardised(values: Float64) -> Float32:
    """Subtract the mean over the bands, and divide by the length."""
    values = values - values.mean()
    length = float(np.linalg.norm(values))
    still = length <= _STILL * np.sqrt(len(values))
    return np.zeros(len(values), np.float32) if still else (values / length).astype(np.float32)


def _frame(rate_hz: int) -> int:
    return max(16, round(_FRAME_S * rate_hz))


@lru_cache(maxsize=8)
def _weights(rate_hz: int) -> Float32:
    """Share the bins of a frame's spectrum [bins] out to bands [bins, bands]."""
    length = _frame(rate_hz)
    wide = rate_hz / length
    hertz = np.arange(length // 2 + 1) * wide
    edges = np.geomspace(_LOWEST_HZ, min(_HIGHEST_HZ, 0.45 * rate_hz), _BANDS + 1)
    above = np.maximum(edges[:-1], hertz[:, np.newaxis] - wide / 2)
    below = np.minimum(edges[1:], hertz[:, np.newaxis] + wide / 2)
    shares: Float32 = np.clip((below - above) / (edges[1:] - edges[:-1]), 0, 1).astype(np.float32)
    return shares
