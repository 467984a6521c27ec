"""Sums of detections by site, occasion and species."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sidecar.values import Float64, Int64


@dataclass(frozen=True, eq=False)
class Sums:
    """What was detected in each cell [cells]; all that is NaN or -inf is not there.

    `count`, `first` and `last` are of detections that reach the threshold of their species; `best`
    is of all. Moments are seconds since 1970 by the recorder's clock.
    """

    count: Int64
    best: Float64  # -inf without a detection
    first: Float64  # inf without one above the threshold
    last: Float64  # -inf

    def add(self, cells: Int64, confidence: Float64, thresholds: Float64, heard: Float64) -> None:
        """Add detections [n], each with its cell, its threshold and its moment."""
        np.maximum.at(self.best, cells, confidence)
        above = confidence >= thresholds
        if not above.all():
            cells, heard = cells[above], heard[above]
        self.count[:] += np.bincount(cells, minlength=len(self.count))
        np.minimum.at(self.first, cells, heard)
        np.maximum.at(self.last, cells, heard)


def no_sums(cells: int) -> Sums:
    """Begin with nothing."""
    return Sums(
        np.zeros(cells, np.int64),
        np.full(cells, -np.inf),
        np.full(cells, np.inf),
        np.full(cells, -np.inf),
    )
