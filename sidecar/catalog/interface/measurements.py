"""What was measured of each minute of recordings, as every catalog keeps it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from sidecar.catalog.measured import Measured
from sidecar.indices.minutes import Minutes
from sidecar.values import Float64


class Measurements(Protocol):
    """Level, clipping, silence, rain, wind and acoustic indices, minute by minute.

    A recording that was not measured by the present formulas has none: nothing is known of it.
    """

    def put(self, found: Sequence[Measured]) -> list[bool]:
        """Keep what was measured of recordings; what was kept of them before goes.

        False: the recording is gone, or has another sound now.
        """

    def of(self, recording_ids: Sequence[int]) -> dict[int, Minutes]:
        """Read what was measured of some recordings; leaves out those that were not."""

    def measured(self) -> Collection[int]:
        """List the recordings that were measured."""

    def masked(
        self, mask: Mapping[str, float], recording_ids: Sequence[int] | None = None
    ) -> dict[int, float]:
        """Add up the seconds of each recording that a mask leaves out; None: of all recordings.

        `mask` names values of a minute, each with the least one that masks it: `{"rain": 0.5}`. A
        minute is masked whole if one of its values reaches this. Recordings that were not measured
        are left out, because nobody knows their rain. Raises ValueError for an unknown name.
        """

    def masked_spans(
        self, mask: Mapping[str, float], recording_ids: Sequence[int] | None = None
    ) -> dict[int, Float64]:
        """Find the same stretches [n, 2], in seconds from each recording's start."""
