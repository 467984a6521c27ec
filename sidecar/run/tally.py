"""The progress of a run: its counts, and the hits since the last look."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from sidecar.run.prepare import Cutting
from sidecar.run.scoring import Hits
from sidecar.run.underway import Scored
from sidecar.values import Channel, Float64


@dataclass(frozen=True)
class Fresh:
    """Hits just found in a few windows, parallel to `start_s` [h]."""

    path: Path
    channel: Channel
    start_s: Float64
    hits: Hits


@dataclass
class Tally:
    """The progress of a run; the caller's thread reads it while others write."""

    windows: int = 0
    audio_s: float = 0.0
    recording: Path | None = None
    queued: int = 0  # batches that wait for the model
    fresh: list[Fresh] = field(default_factory=list)

    def add(self, scored: Scored, cutting: Cutting) -> None:
        """Count windows that were judged."""
        if scored.hits is None:
            return
        self.windows += len(scored.rows)
        self.audio_s += len(scored.rows) * cutting.hop / cutting.rate_hz
        if len(scored.hits.window):
            offsets = np.array([row.offset for row in scored.rows], np.int64)
            starts = offsets[scored.hits.window] / cutting.rate_hz
            work = scored.rows[0].recording.work
            self.fresh.append(Fresh(work.path, work.channel, starts, scored.hits))

    def take_fresh(self) -> list[Fresh]:
        """Hand over the hits found since the last time."""
        taken, self.fresh = self.fresh, []
        return taken
