"""Recall and F1 of a threshold, from a sample that reaches below it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sidecar.estimates.cells import Cells
from sidecar.estimates.constants import LEVEL
from sidecar.estimates.precision import Share, precision
from sidecar.estimates.proportion import Interval
from sidecar.estimates.ratio import ratio_limits


@dataclass(frozen=True)
class Recall:
    """Recall and F1 among all windows of the sample's frame, with their limits.

    The points are None where nothing true was found above or below.
    """

    recall: float | None
    recall_limits: Interval
    f1: float
    f1_limits: Interval
    found: Share
    """True detections above the threshold, in detections."""
    missed: Share
    """True windows below the threshold, in windows."""


def recall(above: Cells, below: Cells, level: float = LEVEL) -> Recall:
    """Estimate how many true windows of the frame score above the threshold.

    Recall is found / (found + missed), and F1 is 2 found / (detections + found + missed). Each
    limit follows from the limits of missed / found (`ratio_limits`).
    """
    found = times(precision(above, level), above.all_detections)
    missed = times(precision(below, level), below.all_detections)
    wrong = ratio_limits(missed, found)
    reach = above.all_detections
    others = replace(
        missed, point=missed.point + reach, low=missed.low + reach, high=missed.high + reach
    )
    beside = ratio_limits(others, found)
    true = found.point + missed.point
    return Recall(
        found.point / true if true > 0 else None,
        Interval(1 / (1 + wrong.high), 1 / (1 + wrong.low)),
        2 * found.point / (reach + true) if found.point > 0 else 0.0,
        Interval(2 / (1 + beside.high), 2 / (1 + beside.low)),
        found,
        missed,
    )


def times(share: Share, count: float) -> Share:
    """Turn a share into a number of `count`: expected true detections, with their limits."""
    return Share(share.point * count, share.low * count, share.high * count, share.effective)
