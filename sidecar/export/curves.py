"""Probabilities of detections, by the curves of a kept set."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from sidecar.catalog.thresholds import KeptCurve, ThresholdSet

_LEAST, _MOST = 1e-7, 1 - 1e-7


@dataclass(frozen=True)
class Curves:
    """The curve of each species for the files of one model, by their SHA-256."""

    sha256: str
    species: Mapping[str, KeptCurve]

    def probability(self, sha256: str, species: str, confidence: float) -> float | None:
        """Give the probability that a detection is true.

        None for another model, a species without a curve, and scores that no label was near.
        """
        curve = self.species.get(species)
        if curve is None or sha256 != self.sha256:
            return None
        sure = min(max(confidence, _LEAST), _MOST)
        logit = math.log(sure / (1 - sure))
        if not curve.lowest <= logit <= curve.highest:
            return None
        return 1 / (1 + math.exp(-(curve.intercept + curve.slope * logit)))


def curves_of(kept: ThresholdSet) -> Curves:
    """Take the curves of a set."""
    curves = {row.species: row.curve for row in kept.rows if row.curve is not None}
    return Curves(kept.model.sha256, curves)
