"""A stream of samples to windows of one length."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from sidecar.values import Float32, Int64, Padding, Windows


def count(frames: int, *, length: int, hop: int, padding: Padding) -> int:
    """Count the windows that `Cutter` makes of `frames` samples."""
    if frames <= 0:
        return 0
    whole = max(0, (frames - length) // hop + 1)
    covered = (whole - 1) * hop + length if whole else 0
    return whole + (1 if padding != "discard" and covered < frames else 0)


class Cutter:
    """Cuts one recording; `quiet` counts the windows left out for being too quiet.

    `length` and `hop` <= `length` are in samples. Samples that no whole window covers get a last
    window, filled up as `padding` says: with zeros, with their mirror image, or with the samples
    before them (`overlap`); `discard` leaves them out. `quietest` is an RMS of full scale.
    """

    def __init__(
        self, *, length: int, hop: int, padding: Padding = "zero", quietest: float | None = None
    ) -> None:
        self.quiet = 0
        self._length = length
        self._hop = hop
        self._padding = padding
        self._quietest = quietest

    def cut(self, blocks: Iterable[Float32]) -> Iterator[Windows]:
        """Yield windows [b, length] in order, as blocks [n] of any sizes arrive."""
        held = np.empty(0, np.float32)  # samples from `base` on
        base = following = total = 0  # `following`: where the next window begins
        for block in blocks:
            held = np.concatenate([held, block])
            total += len(block)
            whole = (total - following - self._length) // self._hop + 1
            if whole > 0:
                first = following - base
                offsets = following + self._hop * np.arange(whole)
                yield from self._loud(self._whole(held[first:], whole), offsets)
                following += whole * self._hop
                # A last window may reach back over one whole window, and no further.
                spare = max(0, following - self._length - base)
                held, base = held[spare:], base + spare
        covered = following - self._hop + self._length if following else 0
        if total > covered and self._padding != "discard":
            yield from self._loud(*self._last(held, base, following, total))

    def _whole(self, samples: Float32, windows: int) -> Float32:
        views = np.lib.stride_tricks.sliding_window_view(samples, self._length)
        return np.ascontiguousarray(views[: windows * self._hop : self._hop][:windows])

    def _last(self, held: Float32, base: int, following: int, total: int) -> tuple[Float32, Int64]:
        if self._padding == "overlap":
            following = max(0, total - self._length)
        tail = held[following - base :]
        missing = self._length - len(tail)
        if self._padding == "reflect":
            window = np.pad(tail, (0, missing), mode="reflect")
        else:
            window = np.pad(tail, (0, missing))
        return window[np.newaxis], np.array([following])

    def _loud(self, samples: Float32, offsets: Int64) -> Iterator[Windows]:
        """Leave out windows that are too quiet."""
        if self._quietest is not None:
            level = np.sqrt(np.einsum("wn,wn->w", samples, samples) / self._length)
            loud = level >= self._quietest
            self.quiet += int((~loud).sum())
            samples, offsets = samples[loud], offsets[loud]
        if len(offsets):
            yield Windows(samples, offsets.astype(np.int64))
