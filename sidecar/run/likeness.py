"""Compares windows by their sound alone, without any model.

A window is described by its energy in bands: the mean over time, and the spread over time. Both are
standardised over the bands, so that neither loudness nor a recorder's gain counts. The cosine of
two descriptions is then the mean of two correlations: of what sounds all the time, and of what
comes and goes. Both must be alike, or the cosine stays low.
"""

from __future__ import annotations

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
    described = np.zeros((len(windows), 2 * _BANDS), np.float32)
    for row, window in enumerate(windows):
        level = np.log10(_energies(window, rate_hz) + _FLOOR)
        halves = [_standardised(half) for half in (level.mean(axis=0), level.std(axis=0))]
        described[row] = np.concatenate(halves) / np.sqrt(2.0)
    return described


def _energies(window: Float32, rate_hz: int) -> Float64:
    """Compute the energy [frames, bands] of frames that overlap by half."""
    length = max(16, round(_FRAME_S * rate_hz))
    taper = np.hanning(length + 2)[1:-1].astype(np.float32)
    frames = np.lib.stride_tricks.sliding_window_view(window, length)[:: length // 2]
    spectrum = rfft(frames * taper)
    power = (spectrum.real**2 + spectrum.imag**2).astype(np.float64)
    below = np.concatenate([np.zeros((len(power), 1)), power.cumsum(axis=1)], axis=1)
    # The lowest bands are narrower than a bin of the spectrum, and share its energy.
    highest_hz = min(_HIGHEST_HZ, 0.45 * rate_hz)
    edges = np.geomspace(_LOWEST_HZ, highest_hz, _BANDS + 1) * length / rate_hz + 0.5
    whole, part = np.floor(edges).astype(int), edges % 1.0
    up_to = below[:, whole] * (1.0 - part) + below[:, whole + 1] * part
    energies: Float64 = np.diff(up_to, axis=1) / np.diff(edges)
    return energies


def _standardised(values: Float64) -> Float32:
    """Subtract the mean over the bands, and divide by the length."""
    values = values - values.mean()
    length = float(np.linalg.norm(values))
    still = length <= _STILL * np.sqrt(len(values))
    return np.zeros(len(values), np.float32) if still else (values / length).astype(np.float32)
