"""How recordings are cut into windows, in memory and in the catalog."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import numpy as np

from sidecar.values import Channel, Float64, Int64


@dataclass(frozen=True, kw_only=True, eq=False)
class Cut:
    """How a recording was cut and how far it could be read.

    `offsets` [w] are the first samples of the windows, at the rate of the model's front end.
    """

    offsets: Int64
    duration_s: float  # as the header declares
    reached_s: float
    quiet: int = 0  # windows left out, because they were silent or too quiet
    trouble: str | None = None  # why reading stopped early, or what was odd
    again: bool = False  # reading the file again may give more

    @property
    def status(self) -> Literal["partial", "done", "empty"]:
        if self.trouble:
            return "partial"
        return "done" if len(self.offsets) or self.quiet else "empty"

    @property
    def silent(self) -> bool:
        """Whether every window was left out, because it was silent or too quiet."""
        return self.quiet > 0 and not len(self.offsets)


@dataclass(frozen=True, kw_only=True, eq=False)
class Stored(Cut):
    """Windows whose embeddings are stored: rows `first` to `first + count` of the model's file."""

    window_set_id: int
    recording_id: int
    url: str
    first: int
    channel: Channel = None

    @property
    def count(self) -> int:
        return len(self.offsets)


@dataclass(frozen=True)
class Windows:
    """Stored windows of a model, as parallel arrays [r] over recordings.

    A recording's windows are the rows `first` to `first + count` of the model's embeddings.
    `offsets` [n] are the windows' first samples, if they were read.
    """

    model_id: int
    set_id: Int64  # [r]
    recording_id: Int64  # [r]
    first: Int64  # [r]
    count: Int64  # [r]
    reached_s: Float64  # [r]
    urls: Sequence[str] = ()  # [r]
    offsets: Int64 | None = None  # [n]
    channel: Sequence[Channel] = ()  # [r]; none: all are of the mean

    def each(self) -> Iterator[Stored]:
        """List the windows of one recording after another; their offsets must be known.

        The duration is not read, so `duration_s` is how far the recording could be read.
        """
        assert self.offsets is not None
        for place, (_, part) in enumerate(self.parts()):
            yield Stored(
                window_set_id=int(self.set_id[place]),
                recording_id=int(self.recording_id[place]),
                url=self.urls[place],
                channel=self.channel_of(place),
                first=int(self.first[place]),
                offsets=self.offsets[part],
                duration_s=float(self.reached_s[place]),
                reached_s=float(self.reached_s[place]),
            )

    def channel_of(self, place: int) -> Channel:
        return self.channel[place] if self.channel else None

    def __len__(self) -> int:
        """Count the windows."""
        return int(self.count.sum())

    @cached_property
    def rows(self) -> Int64:
        """List the windows' rows [n] of the model's embeddings."""
        return spread(self.first, self.count)

    @cached_property
    def number(self) -> Int64:
        """Give for each window [n] the position of its recording."""
        return np.repeat(np.arange(len(self.count)), self.count)

    @cached_property
    def recording(self) -> Int64:
        """Give for each window [n] the id of its recording."""
        return self.recording_id[self.number]

    def parts(self) -> Iterator[tuple[int, slice]]:
        """List the recordings' ids with the slices of their windows [n]."""
        ends = np.cumsum(self.count)
        for recording, count, end in zip(self.recording_id.tolist(), self.count, ends, strict=True):
            yield recording, slice(int(end - count), int(end))

    def take(self, chosen: Int64) -> Windows:
        """Choose recordings by their positions, without the windows' offsets."""
        return replace(
            self,
            set_id=self.set_id[chosen],
            recording_id=self.recording_id[chosen],
            first=self.first[chosen],
            count=self.count[chosen],
            reached_s=self.reached_s[chosen],
            urls=[self.urls[each] for each in chosen.tolist()] if self.urls else (),
            channel=[self.channel[each] for each in chosen.tolist()] if self.channel else (),
            offsets=None,
        )

    def groups(self, most: int) -> Iterator[Windows]:
        """Split into groups of whole recordings: one recording, or at most `most` windows."""
        begin = held = 0
        for place, count in enumerate(self.count.tolist()):
            if place > begin and held + count > most:
                yield self._recordings(begin, place)
                begin, held = place, 0
            held += count
        if begin < len(self.count):
            yield self._recordings(begin, len(self.count))

    def _recordings(self, begin: int, end: int) -> Windows:
        part = self.take(np.arange(begin, end))
        if self.offsets is None:
            return part
        first = int(self.count[:begin].sum())
        return replace(part, offsets=self.offsets[first : first + len(part)])

    def batches(self, most: int) -> Iterator[Windows]:
        """Split into `most` windows at a time; a recording may be cut in two."""
        ends = np.cumsum(self.count)
        begins = ends - self.count
        for first in range(0, len(self), most):
            last = min(first + most, len(self))
            places = np.flatnonzero((ends > first) & (begins < last)).astype(np.int64)
            skipped = np.maximum(first - begins[places], 0)
            part = self.take(places)
            yield replace(
                part,
                first=part.first + skipped,
                count=np.minimum(ends[places], last) - np.maximum(begins[places], first),
                offsets=None if self.offsets is None else self.offsets[first:last],
            )


def together(model_id: int, stored: Sequence[Stored]) -> Windows:
    """Join the windows of recordings, with their offsets."""
    return Windows(
        model_id=model_id,
        set_id=np.array([each.window_set_id for each in stored], np.int64),
        recording_id=np.array([each.recording_id for each in stored], np.int64),
        first=np.array([each.first for each in stored], np.int64),
        count=np.array([each.count for each in stored], np.int64),
        reached_s=np.array([each.reached_s for each in stored], np.float64),
        urls=[each.url for each in stored],
        offsets=np.concatenate([np.empty(0, np.int64), *(each.offsets for each in stored)]),
        channel=[each.channel for each in stored],
    )


def spread(firsts: Int64, counts: Int64) -> Int64:
    """Write out stretches of rows, each `counts` long and beginning at `firsts`."""
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    written = np.arange(total, dtype=np.int64) + np.repeat(firsts - (ends - counts), counts)
    return np.asarray(written, np.int64)
