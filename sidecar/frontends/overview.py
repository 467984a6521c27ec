"""The overview of a long recording: few columns and rows, made while it is read for another end.

A column is the loudest of two seconds in 64 bands, and the peaks of its samples. A day has 43,200
columns, which take about a megabyte once they are packed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sidecar.fourier import rfft
from sidecar.frontends.picture import Bytes, in_bytes, touched
from sidecar.values import Float32

# Raise it when the same sound would give another overview; kept ones are then made anew.
VERSION = 1

# The longest picture that is computed has columns of 1.2 s, if it is 512 wide; this goes on there.
COLUMN_S = 2
ROWS = 64

_N_FFT = 512
# Windows overlap by a quarter, where their tapers cross at a half: a click loses 6 dB at most.
_HOP = _N_FFT * 3 // 4
_AT_ONCE = 128

Peaks = npt.NDArray[np.int8]


@dataclass(frozen=True, eq=False)
class Overview:
    """`levels` [columns, ROWS] from 0 Hz up, as bytes of a picture; `peaks` [columns, 2].

    Full scale is 127, and only digital silence has peaks of 0. The highest row ends at half of
    `rate_hz`. The last column may have less than `COLUMN_S`.
    """

    rate_hz: int
    frames: int
    levels: Bytes
    peaks: Peaks

    @property
    def duration_s(self) -> float:
        return self.frames / self.rate_hz

    @property
    def silent_s(self) -> float:
        """Add up the columns that hold digital silence."""
        silent = int((~self.peaks.any(axis=1)).sum())
        return min(self.duration_s, silent * float(COLUMN_S))

    def picture(
        self, start_s: float, end_s: float, width: int, height: int, band: tuple[float, float]
    ) -> Bytes:
        """Draw a stretch as bytes [height, width], the highest frequency first.

        `band` is in parts of half the sample rate. Each pixel is the loudest that it touches; what
        lies outside the recording or above its sound is dark.
        """
        seconds = np.linspace(start_s, end_s, width + 1) / COLUMN_S
        across = touched(self.levels, seconds, axis=0)
        rows = np.linspace(band[0] * ROWS, band[1] * ROWS, height + 1)
        return np.ascontiguousarray(touched(across, rows, axis=1).T[::-1])

    def peaks_of(self, width: int, start_s: float, end_s: float) -> Peaks:
        """Give the lowest and the highest of each of `width` columns of a stretch: [width, 2]."""
        columns = np.linspace(start_s, end_s, width + 1) / COLUMN_S
        raised = np.stack([-self.peaks[:, 0], self.peaks[:, 1]], axis=1).view(np.uint8)
        highest = touched(raised, columns, axis=0).view(np.int8)
        return np.stack([-highest[:, 0], highest[:, 1]], axis=1)


class Overviewing:
    """Makes an overview of mono samples that come in blocks of any length.

    It goes from a column on, and to before the column `until`, or to the recording's end.
    """

    def __init__(self, rate_hz: int, *, column: int = 0, until: int | None = None) -> None:
        self._rate_hz = rate_hz
        self._length = COLUMN_S * rate_hz
        self._until = None if until is None else until * self._length
        self._first = column
        # Windows lie around multiples of the hop, counted from the recording's beginning.
        self._window = -(-column * self._length // _HOP)
        begins = self._window * _HOP - _N_FFT // 2
        self._held = np.zeros(max(0, -begins), np.float32)  # silence before the recording
        # The samples that are taken, from `first` to before `last`; None: to the end.
        self.first = max(0, min(begins, column * self._length))
        self._unheard = max(0, begins - self.first)  # samples before the first window
        self.last = None if self._until is None else self._until + _N_FFT // 2
        self._taper = _taper()
        self._full = 20.0 * math.log10(self._taper.sum() / 2)
        edges = np.linspace(0, _N_FFT // 2 + 1, ROWS + 1).astype(np.int64)
        self._edges = edges[:-1]
        self._loudest = np.zeros((1, _N_FFT // 2 + 1), np.float32)
        self._peaks = np.zeros((1, 2), np.float32)
        self._frames = column * self._length
        self._skip = max(0, self._frames - self.first)  # samples of the column before
        self._spectra = np.empty((_AT_ONCE, _N_FFT // 2 + 1), np.complex64)
        self._tapered = np.empty((_AT_ONCE, _N_FFT), np.float32)

    def take(self, mono: Float32) -> None:
        """Take the next samples [n]."""
        own = mono[self._skip :]
        self._skip -= len(mono) - len(own)
        self._add_peaks(own if self._until is None else own[: self._until - self._frames])
        heard = mono[self._unheard :]
        self._unheard -= len(mono) - len(heard)
        self._hear(heard)

    def _add_peaks(self, own: Float32) -> None:
        at = 0
        while at < len(own):
            column, inside = divmod(self._frames, self._length)
            part = own[at : at + self._length - inside]
            self._peaks = _with_room(self._peaks, column - self._first)
            found = self._peaks[column - self._first]
            found[0], found[1] = min(found[0], part.min()), max(found[1], part.max())
            at += len(part)
            self._frames += len(part)

    def _hear(self, mono: Float32) -> None:
        held = np.concatenate([self._held, mono]) if len(self._held) else mono
        count = max(0, (len(held) - _N_FFT) // _HOP + 1)
        if count:
            views = np.lib.stride_tricks.sliding_window_view(held, _N_FFT)[::_HOP]
            for begin in range(0, count, _AT_ONCE):
                self._add_levels(views[begin : min(count, begin + _AT_ONCE)])
        self._held = held[count * _HOP :].copy()

    def _add_levels(self, frames: Float32) -> None:
        tapered = np.multiply(frames, self._taper, out=self._tapered[: len(frames)])
        parts = rfft(tapered, out=self._spectra[: len(frames)]).view(np.float32)
        np.square(parts, out=parts)
        power = parts[:, ::2] + parts[:, 1::2]
        while len(power):
            column = self._window * _HOP // self._length
            until = -(-(column + 1) * self._length // _HOP) - self._window
            self._loudest = _with_room(self._loudest, column - self._first)
            found = self._loudest[column - self._first]
            np.maximum(found, power[:until].max(axis=0), out=found)
            power, self._window = power[until:], self._window + min(until, len(power))

    def result(self) -> Overview:
        """Give the overview after the last block; silence follows it."""
        self._hear(np.zeros(_N_FFT, np.float32))
        columns = -(-self._frames // self._length) - self._first
        loudest = _with_room(self._loudest, columns)[:columns]
        rows = np.maximum.reduceat(loudest, self._edges, axis=1)
        peaks = _with_room(self._peaks, columns)[:columns]
        scaled = np.clip(np.rint(peaks * 127), -127, 127)
        scaled = np.where(scaled == 0, np.sign(peaks), scaled)
        return Overview(
            self._rate_hz, self._frames, in_bytes(rows, self._full), scaled.astype(np.int8)
        )


def _taper() -> Float32:
    """Make a window that is flat in its middle half and falls as a cosine at both sides."""
    fall = 0.5 - 0.5 * np.cos(np.pi * (np.arange(_N_FFT // 4) + 0.5) / (_N_FFT // 4))
    return np.concatenate([fall, np.ones(_N_FFT // 2), fall[::-1]]).astype(np.float32)


def _with_room(values: Float32, place: int) -> Float32:
    """Double the rows until there is one at `place`; new ones are 0."""
    while place >= len(values):
        values = np.concatenate([values, np.zeros_like(values)])
    return values


def joined(parts: list[Overview]) -> Overview:
    """Join the overviews of stretches that follow one another."""
    return Overview(
        parts[-1].rate_hz,
        parts[-1].frames,
        np.concatenate([each.levels for each in parts]),
        np.concatenate([each.peaks for each in parts]),
    )
