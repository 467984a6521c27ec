"""Precision of a stratified sample, "in this catalog", with its interval."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from sidecar.estimates.cells import Cells
from sidecar.estimates.constants import LEVEL, LONE_LABEL_VARIANCE, SMOOTHING
from sidecar.estimates.proportion import wilson
from sidecar.estimates.special import student_quantile
from sidecar.values import Float64


@dataclass(frozen=True)
class Share:
    """An estimated share, its limits, and the size of a simple sample that would say as much.

    `effective` is infinite where everything was counted.
    """

    point: float
    low: float
    high: float
    effective: float


def precision(cells: Cells, level: float = LEVEL) -> Share:
    """Estimate the share of true detections, from cells that have a label each.

    The point is the sum over cells of their share of the detections times their share of YES. The
    interval is Wilson's on an effective size (Korn & Graubard, Survey Methodology 24 (1998),
    193-201; Dean & Pagano, J. Surv. Stat. Methodol. 3 (2015), 484-503), with Student's t. The
    effective size never exceeds that of smoothed cells, because ten YES of ten are no certainty.
    Raises ValueError without a label.
    """
    if not len(cells) or (cells.labels < 1).any():
        raise ValueError("Every cell needs a label.")
    found = moments(cells)
    if math.isinf(found.most):
        return Share(found.point, found.point, found.point, math.inf)
    effective = _effective(found)
    freedom = max(cells.all_labels - len(cells), 1.0)
    low, high = wilson(found.point, effective, student_quantile((1 + level) / 2, freedom))
    return Share(found.point, low, high, effective)


@dataclass(frozen=True)
class Moments:
    """The share and its variance, as counted and smoothed; `most` caps the effective size."""

    point: float
    variance: float
    smooth_point: float
    smooth_variance: float
    most: float


def moments(cells: Cells) -> Moments:
    """Compute the share of cells with a label each, and its variance over all draws."""
    return _thinned(cells) if cells.thinned else _stratified(cells)


def _effective(found: Moments) -> float:
    point, smooth = found.point, found.smooth_point
    sizes = [smooth * (1 - smooth) / found.smooth_variance, found.most]
    if 0 < point < 1 and found.variance > 0:
        sizes.append(point * (1 - point) / found.variance)
    return min(sizes)


def _stratified(cells: Cells) -> Moments:
    """Sum over simple random samples without replacement, one a cell."""
    part = cells.detections / cells.all_detections
    n = cells.labels
    unseen = 1 - np.minimum(n / cells.detections, 1.0)  # the finite population's factor
    share = cells.yes / n
    lone = LONE_LABEL_VARIANCE * unseen
    spread = np.where(n > 1, unseen * share * (1 - share) / np.maximum(n - 1, 1), lone)
    smooth = _smooth(cells.yes, n)
    all_seen = bool((unseen <= 0).all())
    most = cells.all_labels / (1 - cells.all_labels / cells.all_detections) if not all_seen else 0
    return Moments(
        float((part * share).sum()),
        float((part**2 * spread).sum()),
        float((part * smooth).sum()),
        float((part**2 * unseen * smooth * (1 - smooth) / n).sum()),
        math.inf if all_seen else most,
    )


def _thinned(cells: Cells) -> Moments:
    """Sum over cells of weighted labels: a ratio in each, its spread by linearisation.

    There is no factor for a finite population, since the formula does not see the thinning's own
    variance.
    """
    part = cells.detections / cells.all_detections
    n = cells.labels
    share = cells.weight_yes / cells.weight
    kish = cells.weight**2 / cells.square  # Kish, Survey Sampling (1965): effective labels
    miss = cells.square_yes * (1 - share) ** 2 + (cells.square - cells.square_yes) * share**2
    spread = miss / cells.weight**2 * n / np.maximum(n - 1, 1)
    smooth = _smooth(share * kish, kish)
    return Moments(
        float((part * share).sum()),
        float((part**2 * np.where(n > 1, spread, LONE_LABEL_VARIANCE)).sum()),
        float((part * smooth).sum()),
        float((part**2 * smooth * (1 - smooth) / kish).sum()),
        cells.all_labels,
    )


def _smooth(yes: Float64, n: Float64) -> Float64:
    return (yes + SMOOTHING) / (n + 2 * SMOOTHING)
