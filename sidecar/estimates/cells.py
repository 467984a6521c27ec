"""Cells: bands of score with their detections, labels and YES, as an estimator takes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sidecar.values import Bool, Float64, Int64


@dataclass(frozen=True)
class Cells:
    """Cells [m], low scores first; each has detections, and labels unless nobody listened.

    `detections` counts those of the frame. Labels count once each in `labels` and `yes`; their
    weights are summed in `weight`, the squares of weights in `square`, and `weight_yes` and
    `square_yes` sum those of YES. `bands` names the bands of each cell, from 0.
    """

    detections: Float64
    labels: Float64
    yes: Float64
    weight: Float64
    weight_yes: Float64
    square: Float64
    square_yes: Float64
    bands: tuple[tuple[int, ...], ...]
    thinned: bool = False
    """Whether labels stand for unequal numbers of detections."""

    def __len__(self) -> int:
        return len(self.detections)

    @property
    def all_detections(self) -> float:
        return float(self.detections.sum())

    @property
    def all_labels(self) -> float:
        return float(self.labels.sum())


def cells_of_counts(
    detections: Sequence[float], labels: Sequence[float], yes: Sequence[float]
) -> Cells:
    """Make cells of counts per band [k], low scores first; labels weigh 1 each.

    Bands without a detection are left out. Bands without a label join the next band above that is
    left, and the highest ones join the band below.
    """
    n, x = np.asarray(labels, np.float64), np.asarray(yes, np.float64)
    return _merged(np.column_stack([np.asarray(detections, np.float64), n, x, n, x, n, x]), False)


def cells_of_labels(
    detections: Int64, band: Int64, yes: Bool, weight: Float64, *, thinned: bool
) -> Cells:
    """Make cells of labels [n] with their bands and weights; `detections` is per band [k].

    `thinned` says whether the sample's design or its skips give weights other than 1.
    """
    of_yes = weight * yes
    sums = [None, yes, weight, of_yes, weight**2, weight * of_yes]
    columns = [np.bincount(band, each, len(detections)) for each in sums]
    return _merged(np.column_stack([detections, *columns]).astype(np.float64), thinned)


def _merged(rows: Float64, thinned: bool) -> Cells:
    """Join each band without a label with the next one above, else with the one below."""
    kept: list[tuple[Float64, tuple[int, ...]]] = [
        (row, (band,)) for band, row in enumerate(rows) if row[0] > 0
    ]
    at = 0
    while at < len(kept) and len(kept) > 1:
        row, bands = kept[at]
        if row[1] >= 1:
            at += 1
            continue
        to = at + 1 if at + 1 < len(kept) else at - 1
        joined = tuple(sorted((*kept[to][1], *bands)))
        kept[to] = (kept[to][0] + row, joined)
        kept.pop(at)
        at = 0
    n, labels, yes, weight, weight_yes, square, square_yes = (
        np.array([row for row, _ in kept]).reshape(-1, 7).T
    )
    bands_of = tuple(bands for _, bands in kept)
    return Cells(n, labels, yes, weight, weight_yes, square, square_yes, bands_of, thinned)
