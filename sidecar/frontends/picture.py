"""Pictures of sound for people: a spectrogram in bytes, a waveform in peaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil
from typing import Any

import numpy as np
import numpy.typing as npt

from sidecar.fourier import rfft
from sidecar.values import Float32, Int64

Bytes = npt.NDArray[np.uint8]

# Levels of the darkest and the brightest byte, relative to a sine of full scale. They are the same
# for every tile, so that no seam shows between two.
MIN_DB, MAX_DB = -120.0, 0.0

# A window of about 20 ms at the rates of recorders; longer where a picture asks for more rows.
_N_FFT = 1024
_AT_ONCE = 128

# Samples of silence in a block.
_SILENCE = 1 << 20


@dataclass(frozen=True)
class View:
    """What a picture shows: its size, its band, and the samples of its windows.

    The band is in parts of half the sample rate. `fft` None: windows long enough for the rows.
    """

    width: int
    height: int
    low: float = 0.0
    high: float = 1.0
    fft: int | None = None

    @property
    def n_fft(self) -> int:
        return self.fft or max(_N_FFT, 1 << (2 * self.height - 1).bit_length())


def spectrogram(blocks: Iterable[Float32], samples: int, view: View, *, lead: int = 0) -> Bytes:
    """Draw `samples` samples, in blocks [n], as bytes [height, width].

    Time runs to the right, and the highest frequency is on top. Each pixel is the loudest of the
    bins and windows that it covers; windows of a long column overlap by half. The blocks begin
    `lead` samples before the stretch, at most half a window, and should go on as far behind it:
    silence stands for what is missing. Only what a few windows show is in memory.
    """
    n_fft = view.n_fft
    hop = samples / view.width
    looks = 1 if hop <= n_fft else ceil(2 * hop / n_fft)
    centres = ((np.arange(view.width * looks) + 0.5) * (hop / looks)).astype(np.int64)
    taper = np.hanning(n_fft).astype(np.float32)
    full = np.float32(20.0 * np.log10(taper.sum() / 2))
    rows = _Rows(view)
    drawn = np.zeros((view.height, view.width), np.uint8)
    shown = drawn[view.height - rows.count :]  # rows above half the sample rate stay dark
    done = 0
    for frames in _frames(_then_silence(blocks, lead + samples + n_fft), centres, n_fft, lead):
        frames *= taper
        column = np.arange(done, done + len(frames)) // looks
        first = np.flatnonzero(np.diff(column, prepend=-1))
        loudest = rows.loudest(_loudest(rows.power(frames), first))
        np.maximum(loudest, np.float32(1e-30), out=loudest)
        level = np.float32(10.0) * np.log10(loudest) - full
        part = shown[:, column[0] : column[-1] + 1]
        np.maximum(part, _as_bytes(level.T[::-1], MIN_DB, MAX_DB), out=part)
        done += len(frames)
    return drawn


def _loudest(power: Float32, first: Int64) -> Float32:
    """Give the loudest of each bin [columns, bins]; `first` has the first window of each column.

    `reduceat` takes four times as long over whole rows of an array.
    """
    if len(first) == len(power):
        return power
    columns = np.split(power, first[1:])
    return np.stack([windows.max(axis=0) for windows in columns])


class _Rows:
    """The rows of a picture that lie below half the sample rate, `count` of them."""

    def __init__(self, view: View) -> None:
        bins = view.n_fft // 2 + 1
        edges = np.linspace(view.low * bins, view.high * bins, view.height + 1).astype(np.int64)
        self._first = edges[:-1][edges[:-1] < bins]
        self.count = len(self._first)
        self._last = min(bins, max(edges[-1], self._first[-1] + 1)) if self.count else 0
        self._one_each = self.count > 0 and self._last - self._first[0] <= self.count + 1

    def power(self, frames: Float32) -> Float32:
        """Transform frames [n, n_fft] that are tapered; gives the power of each bin [n, bins]."""
        if not self.count:
            return np.empty((len(frames), 0), np.float32)
        parts = rfft(frames).view(np.float32)
        np.square(parts, out=parts)
        power: Float32 = parts[:, ::2] + parts[:, 1::2]
        return power

    def loudest(self, power: Float32) -> Float32:
        """Give the power of each row [n, count]."""
        if not self.count:
            return power
        if self._one_each:
            return power[:, self._first]
        found: Float32 = np.maximum.reduceat(power[:, : self._last], self._first, axis=1)
        return found


def _then_silence(blocks: Iterable[Float32], samples: int) -> Iterator[Float32]:
    """Yield blocks of any length, then silence, until there are `samples`."""
    for block in blocks:
        yield block
        samples -= len(block)
    while samples > 0:
        yield np.zeros(min(samples, _SILENCE), np.float32)
        samples -= _SILENCE


def _frames(blocks: Iterable[Float32], centres: Int64, length: int, lead: int) -> Iterator[Float32]:
    """Cut frames [n, length] around ascending centres; before the blocks is silence.

    The blocks begin `lead` samples before the sample 0.
    """
    held, base, done = np.zeros(length // 2 - lead, np.float32), -(length // 2), 0
    for block in blocks:
        held = np.concatenate([held, block]) if len(held) else block
        reached = base + len(held) - length // 2
        if reached < centres[done]:
            continue
        views = np.lib.stride_tricks.sliding_window_view(held, length)
        until = int(np.searchsorted(centres, reached, side="right"))
        for first in range(done, until, _AT_ONCE):
            yield views[centres[first : min(until, first + _AT_ONCE)] - base - length // 2]
        done = until
        if done == len(centres):
            return
        spare = min(len(held), centres[done] - length // 2 - base)
        held, base = held[spare:], base + spare


def bands(energies: Float32, width: int, height: int) -> tuple[Bytes, float, float]:
    """Draw a front end's bands [bands, frames] as bytes, with the levels of 0 and 255 in dB."""
    most = float(_decibels(energies.max()))
    row = np.linspace(0, len(energies), height, endpoint=False).astype(np.int64)
    column = np.linspace(0, energies.shape[1], width, endpoint=False).astype(np.int64)
    level = _decibels(energies[:, column])
    drawn = np.empty((height, width), np.uint8)
    for place, band in enumerate(row[::-1].tolist()):
        drawn[place] = _as_bytes(level[band], most - 80.0, most)
    return drawn, most - 80.0, most


def _decibels(energies: Any) -> Any:  # noqa: ANN401 - a number or an array
    return 10.0 * np.log10(np.maximum(energies, 1e-10))


def _as_bytes(level: npt.NDArray[np.floating], low: float, high: float) -> Bytes:
    scaled = (level - np.float32(low)) * np.float32(255.0 / (high - low))
    np.clip(np.rint(scaled, out=scaled), 0, 255, out=scaled)
    drawn: Bytes = scaled.astype(np.uint8, order="C")
    return drawn


def peaks(blocks: Iterable[Float32], samples: int, width: int) -> npt.NDArray[np.int8]:
    """Find the lowest and the highest of `samples` in each of `width` columns: [width, 2].

    Full scale is 127. Columns that no sample falls into are 0.
    """
    found = np.zeros((width, 2), np.float32)
    done = 0
    for block in blocks:
        column = np.arange(done, done + len(block)) * width // max(1, samples)
        column = np.minimum(column, width - 1)
        first = np.flatnonzero(np.diff(column, prepend=-1))
        touched = column[first]
        found[touched, 0] = np.minimum(found[touched, 0], np.minimum.reduceat(block, first))
        found[touched, 1] = np.maximum(found[touched, 1], np.maximum.reduceat(block, first))
        done += len(block)
    scaled: npt.NDArray[np.int8] = np.clip(np.rint(found * 127), -127, 127).astype(np.int8)
    return scaled
