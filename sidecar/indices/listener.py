"""Measures each minute of a recording while something else reads it."""

from __future__ import annotations

import math
from dataclasses import astuple

import numpy as np

from sidecar.audio.mixing import silenced
from sidecar.indices.columns import COLUMNS, MINUTE_S, Minute
from sidecar.indices.minute import MinuteSums
from sidecar.indices.minutes import Minutes
from sidecar.indices.spectrum import frame_length
from sidecar.values import AudioFacts, Float32

# Frames that are computed at once: enough for NumPy, few enough for a processor's own memory. The
# groups begin anew with each minute, so no result depends on the blocks that a recording comes in.
_AT_ONCE = 256


class IndexListener:
    """Hears one recording; memory is that of one minute's loud cells, and one row each minute."""

    def __init__(self, facts: AudioFacts) -> None:
        self._facts = facts
        self._length = frame_length(facts.rate_hz)
        self._minute = MINUTE_S * facts.rate_hz
        self._at = self._total = 0  # of the minute, and of the recording
        shape = _AT_ONCE * self._length, facts.channels
        self._held = np.empty(shape[0], np.float32)
        self._channels = np.empty(shape, np.float32) if facts.channels > 1 else None
        self._filled = 0
        self._sums = MinuteSums(facts)
        self._rows: list[tuple[float, ...]] = []

    def hear(self, block: Float32, mean: Float32) -> None:
        """Take the next samples [n, channels], and their mean [n]."""
        if self._channels is not None:
            block = silenced(block.reshape(-1))[0].reshape(block.shape)
        first, group = 0, len(self._held)
        while first < len(mean):
            room = min(group - self._filled, self._minute - self._at)
            part = slice(first, first + room)
            if room == group <= len(mean) - first and self._at + group < self._minute:
                self._go_on(mean[part], block[part])  # a whole group, which nobody need hold
            else:
                self._take(mean[part], block[part])
            first = part.stop

    def _take(self, mean: Float32, block: Float32) -> None:
        """Hold samples that belong to one group of frames, and count the group when it is whole."""
        into = slice(self._filled, self._filled + len(mean))
        self._held[into] = mean
        if self._channels is not None:
            self._channels[into] = block
        self._filled = into.stop
        self._at += len(mean)
        self._total += len(mean)
        if self._at == self._minute:
            self._end_minute()
        elif self._filled == len(self._held):
            self._count_held(self._filled)

    def _go_on(self, mean: Float32, block: Float32) -> None:
        self._count(mean, None if self._channels is None else block)
        self._at += len(mean)
        self._total += len(mean)

    def _count_held(self, samples: int) -> None:
        """Measure whole frames of what is held, and hold no more of it."""
        every = self._channels
        self._count(self._held[:samples], None if every is None else every[:samples])
        self._filled = 0

    def _count(self, mean: Float32, block: Float32 | None) -> None:
        frames = mean.reshape(-1, self._length)
        self._sums.add(frames, None if block is None else block.reshape(*frames.shape, -1))

    def _end_minute(self) -> None:
        filled = self._filled
        whole = filled // self._length * self._length
        if whole:
            self._count_held(whole)
        if whole < filled:
            channels = self._channels
            rest = None if channels is None else channels[np.newaxis, whole:filled]
            self._sums.end(self._held[np.newaxis, whole:filled], rest)
        self._rows.append(_row(self._sums.minute()))
        self._sums = MinuteSums(self._facts)
        self._at = self._filled = 0

    def heard(self) -> Minutes:
        """Give all minutes; the last one is as long as the sound went on."""
        if self._at:
            self._end_minute()
        values = np.array(self._rows, np.float32).reshape(-1, len(COLUMNS)).T
        return Minutes(self._total / self._facts.rate_hz, np.ascontiguousarray(values))


def _row(minute: Minute) -> tuple[float, ...]:
    """List the values of a minute; none, and what is no number, is NaN."""
    return tuple(
        math.nan if value is None or not math.isfinite(value) else value
        for value in astuple(minute)
    )
