"""Mel spectrograms."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from sidecar.fourier import rfft
from sidecar.frontends.interface import Bands
from sidecar.frontends.mel import Floats, MelProjection, band_edges, filter_bank
from sidecar.frontends.spec import Affine, MelSpectrogram, Standardise, Unscaled
from sidecar.values import Float32

# Frames that are transformed at once: their spectra stay in a core's own cache.
_TILE = 32

# Frames of a picture whose spectra are in memory together.
_STRETCH = 1024


class Spectrogram:
    """A mel spectrogram by its description; holds the window and the filters, and no state.

    Computed in single precision, but in double before a logarithm. A logarithm would show the
    rounding of single precision wherever silence is next to a loud sound.
    """

    def __init__(self, spec: MelSpectrogram) -> None:
        self.spec = spec
        self._dtype = np.dtype(np.float32 if spec.logarithm == "none" else np.float64)
        bank = filter_bank(spec.mel, rate_hz=spec.sample_rate, n_fft=spec.n_fft)
        self._to_bands = MelProjection(bank, self._dtype)
        taper = _hann(spec.window_length, periodic=spec.taper == "hann-periodic")
        self._taper = taper.astype(self._dtype)

    def __call__(self, samples: Float32) -> Float32:
        shape = self.spec.shape(samples.shape[1])
        out = np.empty((len(samples), *shape), np.float32)
        for plane, window in zip(out, samples, strict=True):
            bands = self._scale(self._logarithm(self._bands(window)))
            # Channels, if there are any, repeat the plane.
            plane[...] = bands if self.spec.axes == "band-frame" else bands.T
        return out

    @property
    def bands(self) -> Bands:
        spec = self.spec
        # A sine gives half of the window's sum, and what the loudest filter makes of it.
        full = self._taper.sum() / 2 * (1 + abs(spec.pre_emphasis or 0.0))
        weights = filter_bank(spec.mel, rate_hz=spec.sample_rate, n_fft=spec.n_fft)
        return Bands(
            rate_hz=spec.sample_rate,
            hop=spec.hop,
            power=spec.power,
            edges_hz=band_edges(spec.mel),
            full_db=10.0 * math.log10((full**spec.power * weights.max()) ** (2 / spec.power)),
        )

    def energies(self, samples: Float32) -> Float32:
        """Compute the bands [bands, frames] of a stretch; silence fills up what is too short."""
        missing = max(0, self.spec.n_fft - len(samples))
        if missing:
            samples = np.pad(samples, (0, missing))
        hop, count = self.spec.hop, self.spec.frames_of(len(samples))
        beside = self.spec.n_fft // hop + 2  # frames that reach into a neighbouring stretch
        out = np.empty((self.spec.mel.bands, count), np.float32)
        for first in range(0, count, _STRETCH):
            last, begin = min(count, first + _STRETCH), max(0, first - beside)
            stretch = self._bands(samples[begin * hop : (last + beside) * hop])
            out[:, first:last] = stretch[:, first - begin : last - begin]
        return out

    def _bands(self, window: Float32) -> Floats:
        frames = self._frames(window.astype(self._dtype, copy=False))
        spectra = np.empty((len(frames), self.spec.bins), self._dtype)
        for first in range(0, len(frames), _TILE):
            tile = slice(first, first + _TILE)
            waves = rfft(frames[tile] * self._taper, self.spec.n_fft)
            parts = waves.view(self._dtype)
            np.square(parts, out=parts)
            np.add(parts[:, ::2], parts[:, 1::2], out=spectra[tile])
        if self.spec.power == 1:
            np.sqrt(spectra, out=spectra)
        return self._to_bands(spectra)

    def _frames(self, window: Floats) -> Floats:
        """View the samples as frames [frames, window_length], each around its centre."""
        spec = self.spec
        count = spec.frames_of(len(window))
        if spec.pre_emphasis is not None:
            window = window[1:] - spec.pre_emphasis * window[:-1]
        # The taper stands in the middle of n_fft, and zeros beside it change no magnitude.
        before = spec.n_fft // 2 - (spec.n_fft - spec.window_length) // 2
        padded = np.pad(
            window,
            (before, spec.window_length - before),
            mode="constant" if spec.edge == "zero" else "reflect",
        )
        views = np.lib.stride_tricks.sliding_window_view(padded, spec.window_length)
        return np.asarray(views[:: spec.hop][:count])

    def _logarithm(self, bands: Floats) -> Floats:
        match self.spec.logarithm:
            case "none":
                return bands
            case "ln":
                return np.asarray(np.log(bands + self.spec.offset))
            case "decibel":
                return np.asarray(10.0 * np.log10(np.maximum(bands, self.spec.offset)))

    def _scale(self, bands: Floats) -> Floats:
        match self.spec.scaling:
            case Affine(add=add, divide=divide):
                return np.asarray((bands + add) / divide)
            case Standardise(epsilon=epsilon, sigmoid=sigmoid):
                scaled = np.asarray((bands - bands.mean()) / (bands.std(ddof=1) + epsilon))
                return np.asarray(1.0 / (1.0 + np.exp(-scaled))) if sigmoid else scaled
            case Unscaled():
                return bands


def _hann(length: int, *, periodic: bool) -> npt.NDArray[np.float64]:
    phase = np.arange(length) / (length if periodic else length - 1)
    return 0.5 - 0.5 * np.cos(2.0 * np.pi * phase)
