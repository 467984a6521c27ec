"""The spectrograms that models compute themselves, from the waveform that they are given."""

from __future__ import annotations

import math
from functools import cache

import numpy as np

from sidecar.fourier import rfft
from sidecar.frontends.interface import Bands
from sidecar.frontends.mel import MelProjection, band_edges, filter_bank
from sidecar.frontends.spec import Inside
from sidecar.values import Float32

# Frames whose spectra are in memory together.
_AT_ONCE = 256


class RealSpectrogram:
    """Bands of the real part of each spectrum, squared, as BirdNET has them."""

    def __init__(self, inside: Inside) -> None:
        self._inside = inside
        weights = filter_bank(inside.mel, rate_hz=inside.sample_rate, n_fft=inside.n_fft)
        self._to_bands = MelProjection(weights, np.float64)
        phase = np.arange(inside.n_fft) / inside.n_fft
        self._taper = 0.5 - 0.5 * np.cos(2.0 * np.pi * phase)

    @property
    def bands(self) -> Bands:
        inside = self._inside
        full = 20.0 * math.log10(self._taper.sum() / 2)
        return Bands(inside.sample_rate, inside.hop, 2, band_edges(inside.mel), full)

    def energies(self, samples: Float32) -> Float32:
        """Compute the bands [bands, frames] of a stretch [n]; frames lie around multiples of hop.

        Silence fills up half a frame at both ends.
        """
        size, hop = self._inside.n_fft, self._inside.hop
        padded = np.pad(samples.astype(np.float64), size // 2)
        frames = np.lib.stride_tricks.sliding_window_view(padded, size)[::hop]
        out = np.empty((self._inside.mel.bands, len(frames)), np.float32)
        for first in range(0, len(frames), _AT_ONCE):
            spectra = rfft(frames[first : first + _AT_ONCE] * self._taper).real
            out[:, first : first + _AT_ONCE] = np.square(self._to_bands(spectra))
        return out


@cache
def spectrogram_of(inside: Inside) -> RealSpectrogram:
    """Make the spectrogram of its numbers; filters and taper are computed once."""
    return RealSpectrogram(inside)
