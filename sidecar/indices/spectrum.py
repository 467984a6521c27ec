"""The spectrogram that all indices of a minute share, as the sums that they need.

A minute is cut into frames side by side, as in Pieretti et al. (Ecological Indicators 11, 2011),
each under a periodic Hann window. Amplitudes are in single precision: over thousands of cells
its rounding stays below one part in 10^7, unless all sound of a bin is itself rounding.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from sidecar.fourier import rfft
from sidecar.values import Float32, Float64

# A frame has 512 samples, and twice as many while it would last less than 8 ms.
_SHORTEST_FRAME = 512
_SHORTEST_FRAME_S = 0.008

HIGHEST_DIVERSE_HZ = 10_000.0
"""Upper end of the bands that diversity and evenness look at (Villanueva-Rivera et al., 2011)."""

# Window lengths in memory: damaged headers have any rate.
_MOST_LENGTHS = 16


def frame_length(rate_hz: int) -> int:
    """Count the samples of a frame: 512 up to 64 kHz, 1,024 up to 128 kHz, and so on."""
    length = _SHORTEST_FRAME
    while length < _SHORTEST_FRAME_S * rate_hz:
        length *= 2
    return length


@lru_cache(maxsize=_MOST_LENGTHS)
def _window(length: int) -> Float32:
    return (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(length) / length)).astype(np.float32)


@dataclass(frozen=True)
class Bins:
    """The frequency bins of a spectrogram: from 0 Hz to below half the sample rate."""

    rate_hz: int

    @property
    def count(self) -> int:
        return frame_length(self.rate_hz) // 2

    @property
    def width_hz(self) -> float:
        return self.rate_hz / frame_length(self.rate_hz)

    @property
    def nyquist_hz(self) -> float:
        return self.rate_hz / 2

    @property
    def hertz(self) -> Float64:
        """Centre of each bin [bins]."""
        return np.asarray(np.arange(self.count) * self.width_hz, np.float64)

    def between(self, lowest_hz: float, highest_hz: float) -> slice:
        """Find the bins from `lowest_hz` to `highest_hz`, both included."""
        first = int(np.ceil(lowest_hz / self.width_hz - 1e-9))
        last = int(np.floor(highest_hz / self.width_hz + 1e-9))
        return slice(first, min(last + 1, self.count))

    def below(self, lowest_hz: float, highest_hz: float) -> slice:
        """Find the bins from `lowest_hz` to below `highest_hz`."""
        first = int(np.ceil(lowest_hz / self.width_hz - 1e-9))
        last = int(np.ceil(highest_hz / self.width_hz - 1e-9))
        return slice(first, min(last, self.count))

    def nearest(self, lowest_hz: float, highest_hz: float) -> slice:
        """Find the bins from the one nearest `lowest_hz` to the one nearest `highest_hz`.

        Both are included. Half way between two, the lower one is nearest.
        """
        first, last = (int(np.ceil(edge / self.width_hz - 0.5)) for edge in (lowest_hz, highest_hz))
        return slice(first, min(last, self.count - 1) + 1)


@dataclass(frozen=True)
class Spectrum:
    """The sums over the frames of a minute, each by bin [bins].

    `amplitude` adds the moduli of the transforms, `change` their absolute differences from frame to
    frame, and `power` their squares. `loudest` is the largest modulus, and `cells` holds all moduli
    [frames, bins up to HIGHEST_DIVERSE_HZ].
    """

    bins: Bins
    frames: int
    amplitude: Float64
    change: Float64
    power: Float64
    loudest: float
    cells: Float32

    @property
    def mean_amplitude(self) -> Float64:
        return self.amplitude / self.frames

    @property
    def mean_power(self) -> Float64:
        return self.power / self.frames

    @property
    def density(self) -> Float64:
        """The power spectral density by bin, in squares of full scale per hertz."""
        length = frame_length(self.bins.rate_hz)
        weight = float(np.square(_window(length), dtype=np.float64).sum())
        return self.mean_power * 2 / (self.bins.rate_hz * weight)


class SpectrumSums:
    """Adds up the spectrum of one minute, from groups of frames in their order."""

    def __init__(self, rate_hz: int) -> None:
        self._bins = bins = Bins(rate_hz)
        self._frames = 0
        self._amplitude, self._change, self._power = np.zeros((3, bins.count))
        self._loudest = 0.0
        self._before: Float32 | None = None  # the last frame of the group before
        self._kept = bins.nearest(0, HIGHEST_DIVERSE_HZ)
        self._cells: list[Float32] = []

    # Samples far above full scale overflow; what becomes of them is no number, and kept as none.
    @np.errstate(over="ignore", invalid="ignore")
    def add(self, frames: Float32) -> None:
        """Add frames [n, frame_length] of samples."""
        spectra = rfft(frames * _window(frames.shape[1]))
        moduli = np.abs(spectra[:, : self._bins.count])
        self._frames += len(frames)
        self._power += np.square(moduli).sum(axis=0)
        self._amplitude += moduli.sum(axis=0)
        if self._before is not None:
            self._change += np.abs(moduli[0] - self._before)
        steps = np.diff(moduli, axis=0)
        self._change += np.abs(steps, out=steps).sum(axis=0)
        self._before = moduli[-1].copy()
        self._loudest = max(self._loudest, float(moduli.max()))
        self._cells.append(moduli[:, self._kept].copy())

    def spectrum(self) -> Spectrum | None:
        """Give the sums; None for a minute with less than two frames, or without any sound.

        None also where samples are so far above full scale that their squares are no numbers.
        """
        if self._frames < 2 or not self._power.any() or not np.isfinite(self._power).all():
            return None
        return Spectrum(
            self._bins,
            self._frames,
            self._amplitude,
            self._change,
            self._power,
            self._loudest,
            np.concatenate(self._cells),
        )
