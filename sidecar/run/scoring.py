"""Turns logits into hits, by sensitivity, thresholds, allowed species and top k."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from sidecar.values import Float32, Int64

SensitivityMode = Literal["shift", "slope"]

# Digits kept of a confidence: a hundred times finer than the models agree between runtimes, and
# coarse enough that the last bit of a float32 never shows in a table.
_DIGITS = 6


@dataclass(frozen=True)
class Sensitivity:
    """How a logit becomes a confidence.

    "shift" is BirdNET-Analyzer's today: sigmoid(clip(x + 10 (s - 1), -20, 20)). "slope" is
    birdnetlib's: sigmoid(s' clip(x, -15, 15)) with s' = clip(2 - s, 0.5, 1.5). At 1.0 they agree.
    """

    value: float = 1.0
    mode: SensitivityMode = "shift"

    def confidence(self, logits: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
        """Map logits of any shape to 0..1."""
        x = logits.astype(np.float64)
        if self.mode == "shift":
            x = np.clip(x + 10.0 * (self.value - 1.0), -20.0, 20.0)
        else:
            x = self._slope * np.clip(x, -15.0, 15.0)
        return np.round(1.0 / (1.0 + np.exp(-x)), _DIGITS)

    def floor(self, confidence: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Find the logits [classes] below which no confidence reaches `confidence`."""
        # Half a digit: a confidence that rounds up to the threshold counts as reaching it.
        low = np.clip(confidence - 10.0**-_DIGITS, 0.0, 1.0)
        with np.errstate(divide="ignore"):
            x = np.log(low) - np.log1p(-low)
        if self.mode == "shift":
            return np.asarray(x - 10.0 * (self.value - 1.0) - 1e-6)
        return np.asarray(x / self._slope - 1e-6)

    @property
    def _slope(self) -> float:
        return min(max(2.0 - self.value, 0.5), 1.5)


@dataclass(frozen=True)
class Scoring:
    """How the windows of one recording are judged."""

    thresholds: npt.NDArray[np.float64]  # [classes], smallest confidence that counts
    allowed: npt.NDArray[np.bool_]  # [classes], species that may be named
    sensitivity: Sensitivity = Sensitivity()
    top_k: int | None = None


@dataclass(frozen=True)
class Hits:
    """Species heard in windows, parallel arrays [h], by window and then by falling confidence."""

    window: Int64  # row of the window
    label: Int64  # class index
    confidence: npt.NDArray[np.float64]

    def within(self, first: int, last: int) -> Hits:
        """Pick the hits in windows from `first` up to but not including `last`."""
        begin, end = np.searchsorted(self.window, (first, last))
        return Hits(self.window[begin:end], self.label[begin:end], self.confidence[begin:end])


def find_hits(logits: Float32, scoring: Scoring) -> Hits:
    """Pick the hits from logits [b, classes].

    The species filter comes before top k, so that species out of range never crowd out
    species in range.
    """
    floor = np.where(scoring.allowed, scoring.sensitivity.floor(scoring.thresholds), np.inf).astype(
        np.float32
    )
    # One step down, so that rounding the floor to float32 cannot lose a hit.
    window, label = np.nonzero(logits >= np.nextafter(floor, np.float32(-np.inf)))
    allowed = scoring.allowed[label]
    window, label = window[allowed], label[allowed]
    confidence = scoring.sensitivity.confidence(logits[window, label])
    kept = confidence >= scoring.thresholds[label]
    window, label, confidence = window[kept], label[kept], confidence[kept]
    order = np.lexsort((label, -confidence, window))
    window, label, confidence = window[order], label[order], confidence[order]
    if scoring.top_k is not None and len(window):
        first = np.searchsorted(window, window)  # where this window's hits begin
        best = np.arange(len(window)) - first < scoring.top_k
        window, label, confidence = window[best], label[best], confidence[best]
    return Hits(window, label, confidence)


def join_hits(parts: list[tuple[int, Hits]]) -> Hits:
    """Join the hits of batches in order; each batch comes with the row of its first window."""
    parts = sorted(parts, key=lambda part: part[0])
    if not parts:
        return Hits(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.float64))
    return Hits(
        np.concatenate([first + hits.window for first, hits in parts]),
        np.concatenate([hits.label for _, hits in parts]),
        np.concatenate([hits.confidence for _, hits in parts]),
    )
