"""Events: runs of detections in neighbouring windows, so that a long call counts once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sidecar.values import Bool, Float64, Int64


@dataclass(frozen=True, eq=False)
class Timed:
    """Detections of equal length [n], in order of recording and start; times are milliseconds."""

    recording: Int64
    start_ms: Int64
    length_ms: int
    logit: Float64

    @classmethod
    def of(cls, recording: Int64, start_ms: Int64, length_ms: int, logit: Float64) -> Timed:
        """Put detections [n] in order."""
        by = np.lexsort((start_ms, recording))
        return cls(recording[by], start_ms[by], length_ms, logit[by])

    @property
    def overlap(self) -> bool:
        """Whether some windows overlap, so that one call counts more than once."""
        return bool((~self._apart(self.recording, self.start_ms, 0)).any())

    def events(self, logit: float) -> int:
        """Count the runs of detections at or above a logit whose gaps are below one window."""
        kept = self.logit >= logit
        return int(self._apart(self.recording[kept], self.start_ms[kept], self.length_ms).sum())

    def _apart(self, recording: Int64, start_ms: Int64, gap_ms: int) -> Bool:
        """Tell which detections [n] begin so long after the end of the one before, or later."""
        apart = np.ones(len(recording), np.bool_)
        apart[1:] = (np.diff(recording) != 0) | (np.diff(start_ms) - self.length_ms >= gap_ms)
        return apart
