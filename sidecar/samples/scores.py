"""Scores of a sample: logits on a grid of a millionth, and how many of a frame reach one."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sidecar.values import Float64, Int64

# Two machines may compute a logarithm with another last bit. On this grid they agree.
PER_LOGIT = 1_000_000

# A score on the grid takes fewer bits.
_CELL_BITS = 32

# Beyond this, a confidence is 0 or 1 to seven digits.
MOST_LOGIT = 16.0


def logit_of(confidence: npt.ArrayLike) -> Float64:
    """Turn confidences into logits on the grid; thresholds and scores need the same rounding."""
    p = np.asarray(confidence, np.float64)
    with np.errstate(divide="ignore"):
        return on_grid(np.log(p) - np.log1p(-p))


def on_grid(logits: npt.ArrayLike) -> Float64:
    """Round logits to the grid, within the limits of the scale."""
    x = np.clip(np.asarray(logits, np.float64), -MOST_LOGIT, MOST_LOGIT)
    return np.asarray(np.rint(x * PER_LOGIT) / PER_LOGIT)


def confidence_of(logits: npt.ArrayLike) -> Float64:
    """Turn logits into confidences of six digits."""
    return np.asarray(np.round(1.0 / (1.0 + np.exp(-np.asarray(logits, np.float64))), 6))


@dataclass(frozen=True)
class Scores:
    """The logits of a whole frame by cell, each rising: arrays [N of the cell], in millionths."""

    cells: Sequence[Int64]

    @classmethod
    def of(cls, logit: Float64, cell: Int64, cells: int) -> Scores:
        """Sort the logits [n] of windows in cells [n]."""
        lowest = -round(MOST_LOGIT * PER_LOGIT)
        whole = np.rint(logit * PER_LOGIT).astype(np.int64) - lowest
        keys = np.sort((cell << _CELL_BITS) + whole)  # one sort of whole numbers is the quickest
        ends = np.cumsum(np.bincount(cell, minlength=cells))
        return cls(tuple(np.split((keys & ((1 << _CELL_BITS) - 1)) + lowest, ends[:-1])))

    def above(self, logit: float) -> Int64:
        """Count the windows of each cell [cells] whose logit is at least this."""
        least = round(logit * PER_LOGIT)
        return np.array([len(each) - np.searchsorted(each, least) for each in self.cells], np.int64)

    def packed(self) -> bytes:
        """Write the logits as bytes: differences are small, so they take two bytes or so each."""
        steps = [np.diff(each, prepend=0).astype("<i4").tobytes() for each in self.cells]
        return zlib.compress(b"".join(steps), 1)

    @classmethod
    def unpacked(cls, packed: bytes, sizes: Sequence[int]) -> Scores:
        """Read packed logits of cells of these sizes; raises ValueError for other bytes."""
        try:
            steps = np.frombuffer(_inflated(packed, 4 * sum(sizes)), "<i4").astype(np.int64)
        except zlib.error as error:
            raise ValueError(f"packed scores cannot be read: {error}") from error
        ends = np.cumsum(sizes)
        return cls(tuple(np.cumsum(each) for each in np.split(steps, ends[:-1])))


def _inflated(packed: bytes, size: int) -> bytes:
    # A stranger's file may name few bytes that become many.
    reader = zlib.decompressobj()
    found = reader.decompress(packed, size + 1)
    if len(found) != size or not reader.eof:
        raise ValueError(f"packed scores hold another number of windows than {size // 4}")
    return found
