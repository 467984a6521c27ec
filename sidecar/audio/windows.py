"""Cuts a stream of samples into windows of one length, and gives their times."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from sidecar.audio.sound import MOST_NUMBERS
from sidecar.padding import Padding
from sidecar.values import Bool, CutSamples, Float32, Float64, Int64

# A tenth of a millisecond: a sample at 10 kHz.
_DIGITS = 4


@dataclass(frozen=True)
class Grid:
    """The grid of a model's windows: their length, and the sample rate of their offsets."""

    rate_hz: int
    window_s: float

    def times(self, offsets: Int64, reached_s: Float64 | float) -> tuple[Float64, Float64]:
        """Compute the starts and ends [n] of windows in seconds, as stored and as shown.

        No window ends after its recording, which is `reached_s` long.
        """
        starts = offsets / self.rate_hz
        ends: Float64 = np.minimum(starts + self.window_s, np.maximum(reached_s, 0.0))
        return np.round(starts, _DIGITS), np.round(ends, _DIGITS)


# A window whose samples differ by no more holds no sound: a step of 23 bits is more than resampling
# adds to a constant.
_STILL = 2.0**-22

# Samples of a window that are looked at first: nearly every window with sound differs in these.
_SPARSE = 997


def silent(samples: Float32) -> Bool:
    """Tell which windows [b, n] hold no sound: silence or a constant, as of a dead microphone."""
    still: Bool = np.ptp(samples[:, ::_SPARSE], axis=1) <= _STILL
    for number in np.flatnonzero(still):
        still[number] = np.ptp(samples[number]) <= _STILL
    return still


def count(frames: int, *, length: int, hop: int, padding: Padding) -> int:
    """Count the windows that `Cutter` makes of `frames` samples."""
    if frames <= 0:
        return 0
    whole = max(0, (frames - length) // hop + 1)
    covered = (whole - 1) * hop + length if whole else 0
    return whole + (1 if padding != "discard" and covered < frames else 0)


class Cutter:
    """Cuts one recording; `quiet` counts the windows left out for being silent or too quiet.

    Silent windows are always left out: some models give no numbers for them. `length` and `hop` <=
    `length` are in samples. Samples beyond the last whole window get a window too, filled up as
    `padding` says. `quietest` is an RMS of full scale.
    """

    def __init__(
        self, *, length: int, hop: int, padding: Padding = "zero", quietest: float | None = None
    ) -> None:
        self.quiet = 0
        self._length = length
        self._hop = hop
        self._padding = padding
        self._quietest = quietest
        self._held = np.empty(0, np.float32)  # samples from `base` on
        self._base = self._following = self._total = 0  # `following`: where the next window begins

    def cut(self, blocks: Iterable[Float32]) -> Iterator[CutSamples]:
        """Yield windows [b, length] in order, as blocks [n] of any sizes arrive."""
        for block in blocks:
            yield from self.push(block)
        yield from self.finish()

    def push(self, block: Float32) -> Iterator[CutSamples]:
        """Take the next samples [n]; yields the windows that they complete."""
        self._held = np.concatenate([self._held, block])
        self._total += len(block)
        whole = (self._total - self._following - self._length) // self._hop + 1
        if whole <= 0:
            return
        held, following = self._held[self._following - self._base :], self._following
        self._following += whole * self._hop
        # A last window may reach back over one whole window, and no further.
        spare = max(0, self._following - self._length - self._base)
        self._held, self._base = self._held[spare:], self._base + spare
        # Windows that overlap are many times their sound, so a few are copied at once.
        at_once = max(1, MOST_NUMBERS // self._length)
        for first in range(0, whole, at_once):
            count = min(at_once, whole - first)
            windows = self._whole(held[first * self._hop :], count)
            yield from self._loud(windows, following + self._hop * np.arange(first, first + count))

    def finish(self) -> Iterator[CutSamples]:
        """End the recording; yields the last window, if there is one."""
        covered = self._following - self._hop + self._length if self._following else 0
        if self._total > covered and self._padding != "discard":
            yield from self._loud(*self._last())

    def _whole(self, samples: Float32, windows: int) -> Float32:
        views = np.lib.stride_tricks.sliding_window_view(samples, self._length)
        return np.ascontiguousarray(views[: windows * self._hop : self._hop][:windows])

    def _last(self) -> tuple[Float32, Int64]:
        following = self._following
        if self._padding == "overlap":
            following = max(0, self._total - self._length)
        tail = self._held[following - self._base :]
        missing = self._length - len(tail)
        match self._padding:
            case "reflect":
                window = np.pad(tail, (0, missing), mode="reflect")
            case "before":
                window = np.pad(tail, (missing, 0))
            case _:
                window = np.pad(tail, (0, missing))
        return window[np.newaxis], np.array([following])

    def _loud(self, samples: Float32, offsets: Int64) -> Iterator[CutSamples]:
        """Leave out windows that are silent or too quiet."""
        loud = ~silent(samples)
        if self._quietest is not None:
            level = np.sqrt(np.einsum("wn,wn->w", samples, samples) / self._length)
            loud &= level >= self._quietest
        if not loud.all():
            self.quiet += int((~loud).sum())
            samples, offsets = samples[loud], offsets[loud]
        if len(offsets):
            yield CutSamples(samples, offsets.astype(np.int64))
