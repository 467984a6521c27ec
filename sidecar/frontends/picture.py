"""Pictures of sound for people: a spectrogram in bytes, a waveform in peaks."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from sidecar.fourier import rfft
from sidecar.values import Float32, Int64

Bytes = npt.NDArray[np.uint8]
Values = TypeVar("Values", Bytes, Float32)

# Levels of the darkest and the brightest byte, relative to a sine of full scale. They are the same
# for every tile, so that no seam shows between two.
MIN_DB, MAX_DB = -120.0, 0.0

# A window of about 20 ms at the rates of recorders; longer where a picture asks for more rows.
_N_FFT = 1024

# Windows that are transformed at once, and those that are cut at once: an array beyond 128 KB comes
# from the system each time.
_AT_ONCE = 64
_CUT_AT_ONCE = 30

# Samples of silence in a block.
_SILENCE = 1 << 20


@dataclass(frozen=True)
class View:
    """What a picture shows: its size, its band, and the samples of its windows.

    The band is in parts of half the sample rate. `fft` None: windows long enough for the rows.
    `most_looks` bounds the windows of a column; None: a column shows all of its time.
    """

    width: int
    height: int
    low: float = 0.0
    high: float = 1.0
    fft: int | None = None
    most_looks: int | None = None

    @property
    def n_fft(self) -> int:
        return self.fft or max(_N_FFT, 1 << (2 * self.height - 1).bit_length())

    def all_looks(self, samples: int) -> int:
        """Count the windows that show all of a column's time; they overlap by half."""
        hop = samples / self.width
        return 1 if hop <= self.n_fft else math.ceil(2 * hop / self.n_fft)

    def looks(self, samples: int) -> int:
        """Count the windows of a column."""
        every = self.all_looks(samples)
        return every if self.most_looks is None else min(self.most_looks, every)

    def centres(self, samples: int) -> Int64:
        """Give the middle of each window, in samples from the beginning of the stretch."""
        count = self.width * self.looks(samples)
        return ((np.arange(count) + 0.5) * (samples / count)).astype(np.int64)


def spectrogram(blocks: Iterable[Float32], samples: int, view: View, *, lead: int = 0) -> Bytes:
    """Draw `samples` samples, in blocks [n], as bytes [height, width].

    Time runs to the right, and the highest frequency is on top. Each pixel is the loudest of the
    bins and windows that it covers. The blocks begin `lead` samples before the stretch, at most
    half a window, and should go on as far behind it: silence stands for what is missing. Only what
    a few windows show is in memory.
    """
    heard = _then_silence(blocks, lead + samples + view.n_fft)
    frames = _frames(heard, view.centres(samples), view.n_fft, lead)
    painting = Painting(view, view.looks(samples))
    for each in frames:
        painting.add(each)
    return painting.drawn()


class Painting:
    """A picture that grows by windows, `looks` for each column."""

    def __init__(self, view: View, looks: int) -> None:
        self._drawn = np.zeros((view.height, view.width), np.uint8)
        self._rows = _Rows(view)
        # Rows above half the sample rate stay dark.
        self._shown = self._drawn[view.height - self._rows.count :]
        self._looks = looks
        self._taper = np.hanning(view.n_fft).astype(np.float32)
        self._full = 20.0 * math.log10(self._taper.sum() / 2)
        # New arrays for each block would cost more than the transform.
        self._room = np.empty((_AT_ONCE, view.n_fft), np.float32)
        self._held = 0
        self._done = 0
        self._begun: Float32 | None = None

    def add(self, frames: Float32) -> None:
        """Draw the next windows [n, n_fft] of sound."""
        at = 0
        while at < len(frames):
            part = frames[at : at + _AT_ONCE - self._held]
            room = self._room[self._held : self._held + len(part)]
            np.multiply(part, self._taper, out=room)
            at += len(part)
            self._held += len(part)
            if self._held == _AT_ONCE:
                self._work()

    def drawn(self) -> Bytes:
        """Give the picture [height, width] after the last window."""
        if self._held:
            self._work()
        return self._drawn

    def _work(self) -> None:
        power = self._rows.power(self._room[: self._held])
        self._held = 0
        begin, self._done = self._done, self._done + len(power)
        column = begin // self._looks
        if self._looks == 1:
            self._paint(column, power)
            return
        if begin % self._looks == 0 and len(power) % self._looks == 0:
            self._paint(column, power.reshape(-1, self._looks, power.shape[1]).max(axis=1))
            return
        ends = range((column + 1) * self._looks - begin, len(power) + self._looks, self._looks)
        loudest = [power[max(0, end - self._looks) : end].max(axis=0) for end in ends]
        if self._begun is not None:
            np.maximum(loudest[0], self._begun, out=loudest[0])
        self._begun = loudest.pop() if self._done % self._looks else None
        if loudest:
            self._paint(column, np.stack(loudest))

    def _paint(self, column: int, power: Float32) -> None:
        loudest = self._rows.loudest(power)
        part = in_bytes(loudest, self._full)
        self._shown[:, column : column + len(part)] = part.T[::-1]


def in_bytes(power: Float32, full: float) -> Bytes:
    """Turn powers into bytes of level; `full` is the level of a full-scale sine, in dB."""
    a_db = 255.0 / (MAX_DB - MIN_DB)
    least = 10.0 ** ((MIN_DB + full) / 10.0)
    level = np.maximum(power, np.float32(least))
    np.log10(level, out=level)
    level *= np.float32(10.0 * a_db)
    level += np.float32(0.5 - (MIN_DB + full) * a_db)  # a half, because whole numbers round down
    drawn: Bytes = np.minimum(level, np.float32(255.0), out=level).astype(np.uint8)
    return drawn


class _Rows:
    """The rows of a picture that lie below half the sample rate, `count` of them."""

    def __init__(self, view: View) -> None:
        self._bins = bins = view.n_fft // 2 + 1
        self._spectra = np.empty((_AT_ONCE, bins), np.complex64)
        self._power = np.empty((_AT_ONCE, bins), np.float32)
        edges = np.linspace(view.low * bins, view.high * bins, view.height + 1).astype(np.int64)
        self._first = edges[:-1][edges[:-1] < bins]
        self.count = len(self._first)
        self._last = min(bins, max(edges[-1], self._first[-1] + 1)) if self.count else 0
        self._one_each = self.count > 0 and self._last - self._first[0] <= self.count + 1
        begin = int(self._first[0]) if self.count else 0
        follows = np.array_equal(self._first, np.arange(begin, begin + self.count))
        self._slice = slice(begin, begin + self.count) if follows else None

    def power(self, frames: Float32) -> Float32:
        """Transform frames [n, n_fft] that are tapered; gives the power of each bin [n, bins].

        The answer is good until the next call.
        """
        if not self.count:
            return np.empty((len(frames), 0), np.float32)
        parts = rfft(frames, out=self._spectra[: len(frames)]).view(np.float32)
        np.square(parts, out=parts)
        return np.add(parts[:, ::2], parts[:, 1::2], out=self._power[: len(frames)])

    def loudest(self, power: Float32) -> Float32:
        """Give the power of each row [n, count]."""
        if not self.count:
            return power
        if self._one_each:
            return power[:, self._first if self._slice is None else self._slice]
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
        starts = centres[done:until] - base - length // 2
        for first in range(0, len(starts), _CUT_AT_ONCE):
            yield views[starts[first : first + _CUT_AT_ONCE]]
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


def touched(values: Values, edges: npt.NDArray[np.floating], axis: int) -> Values:
    """Give the highest value that each interval between two edges touches; 0 where there is none.

    Edges a hair beside a whole number touch no more than that.
    """
    count = values.shape[axis]
    first = np.clip(np.floor(edges[:-1] + 1e-6), 0, count).astype(np.int64)
    last = np.clip(np.ceil(edges[1:] - 1e-6), 0, count).astype(np.int64)
    empty = last <= first
    padded = np.concatenate([values, np.zeros_like(values.take([0] if count else [], axis))], axis)
    pairs = np.stack([first, np.maximum(last, first + 1)], axis=1).reshape(-1)
    pairs = np.minimum(pairs, padded.shape[axis] - 1)
    found: Values = np.maximum.reduceat(padded, pairs, axis=axis).take(
        np.arange(0, len(pairs), 2), axis
    )
    found[(slice(None),) * axis + (empty,)] = 0
    return found


def peaks(blocks: Iterable[Float32], samples: int, width: int) -> Float32:
    """Find the lowest and the highest of `samples` in each of `width` columns: [width, 2].

    Columns that no sample falls into are 0.
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
    return found
