"""What a block of occasions says, as arrays: detected or not, why unknown, what people said."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sidecar.catalog.occasions import OccasionBlock
from sidecar.occasions.states import Small, checked, detected, why_unknown, y2
from sidecar.values import Float64, Int64

_HOUR_S = 3600.0


@dataclass(frozen=True, eq=False)
class OccasionTable:
    """A block with the least hours of an occasion; arrays are [sites, occasions, species] or
    [sites, occasions].
    """

    block: OccasionBlock
    min_hours: float

    @property
    def shape(self) -> tuple[int, int, int]:
        block = self.block
        return len(block.sites), block.calendar.count, len(block.group)

    def _cells(self, flat: Int64) -> Int64:
        return flat.reshape(self.shape)

    def _hours(self, seconds: Float64) -> Float64:
        """Give hours by species of seconds [groups, sites * occasions]."""
        sites, occasions, _ = self.shape
        by_key = seconds[self.block.group].T / _HOUR_S
        return by_key.reshape(sites, occasions, -1)

    @cached_property
    def count(self) -> Int64:
        return self._cells(self.block.sums.count)

    @cached_property
    def best(self) -> Float64:
        """The best score; -inf without a detection."""
        return self.block.sums.best.reshape(self.shape)

    @cached_property
    def hours(self) -> Float64:
        """Analysed hours, overlaps once, without masks."""
        return self._hours(self.left_s)

    @property
    def left_s(self) -> Float64:
        block = self.block
        return block.analysed if block.masked is None else block.analysed - block.masked

    @cached_property
    def recorder_hours(self) -> Float64:
        return self._hours(self.block.recorder)

    @cached_property
    def masked_hours(self) -> Float64 | None:
        masked = self.block.masked
        return None if masked is None else self._hours(masked)

    @cached_property
    def why(self) -> Small:
        """Why nothing is known, as a place in WHY; KNOWN where something is."""
        block, group = self.block, self.block.group
        recorded = block.recorded | (block.recordings > 0)
        found = why_unknown(
            np.broadcast_to(recorded, block.analysed.shape),
            np.broadcast_to(block.recordings > 0, block.analysed.shape),
            block.analysed,
            self.left_s,
            self.min_hours * _HOUR_S,
        )
        return np.asarray(found[group].T.reshape(self.shape), np.int8)

    @cached_property
    def detected(self) -> Small:
        """1, 0, or NOT_KNOWN."""
        return detected(self.why, self.count)

    @cached_property
    def checked(self) -> Small:
        """What people said, as a place in CHECKED."""
        return checked(self.count, self._cells(self.block.yes), self._cells(self.block.no))

    @cached_property
    def y2(self) -> Small:
        return y2(self.detected, self.checked)

    @cached_property
    def first(self) -> Float64:
        """The first detection above the threshold, in seconds since 1970; inf without one."""
        return self.block.sums.first.reshape(self.shape)

    @cached_property
    def last(self) -> Float64:
        return self.block.sums.last.reshape(self.shape)
