"""Sets of thresholds, as every catalog takes and gives them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sidecar.catalog.samples import SampledModel


@dataclass(frozen=True)
class KeptCurve:
    """logit of probability = intercept + slope * logit of confidence, from `lowest` to `highest`.

    These two are logits of confidence.
    """

    intercept: float
    slope: float
    lowest: float
    highest: float


@dataclass(frozen=True)
class KeptThreshold:
    """The threshold of a species, and the precision that was certified there.

    `confidence` and `logit` are None where none was; then `reason` says why. `labels` of
    `detections` were judged above the threshold, after `looks` at fewer labels.
    """

    species: str
    confidence: float | None
    logit: float | None
    point: float | None
    low: float | None
    high: float | None
    labels: int
    detections: int
    looks: int
    reason: str | None
    curve: KeptCurve | None = None
    """What turns confidences into probabilities; None where the labels do not allow one."""


@dataclass(frozen=True)
class ThresholdSet:
    """Thresholds by one rule, from one sample, for one exact model.

    `made_at` is UTC; the catalog sets it if it is empty.
    """

    name: str
    target: float
    level: float
    rule: str
    model: SampledModel
    sample: str
    rows: Sequence[KeptThreshold]
    made_by: str
    made_at: str = ""
