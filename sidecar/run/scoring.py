"""Turns logits into hits, by sensitivity, thresholds, allowed species and top k."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from sidecar.values import Bool, Float32, Int64

SensitivityMode = Literal["shift", "slope"]

# Digits kept of a confidence: a hundred times finer than the models agree between runtimes, and
# coarse enough that the last bit of a float32 never shows in a table.
_DIGITS = 6

# A class below its threshold is worth a count from this confidence on: people look no lower.
CANDIDATE = 0.1


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
        return np.round(1.0 / (1.0 + np.exp(-self.shown(logits))), _DIGITS)

    def shown(self, logits: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
        """Map logits of any shape to those of the confidences."""
        x = logits.astype(np.float64)
        if self.mode == "shift":
            return np.clip(x + 10.0 * (self.value - 1.0), -20.0, 20.0)
        return np.asarray(self._slope * np.clip(x, -15.0, 15.0))

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


class Dropped(NamedTuple):
    """Classes in single windows that are no hits, counted by the first reason.

    Those below their threshold count from `CANDIDATE` on; all others reach their threshold.
    """

    below_threshold: int = 0
    out_of_range: int = 0
    not_listed: int = 0
    beyond_top_k: int = 0

    def plus(self, other: Dropped) -> Dropped:
        return Dropped(*(one + more for one, more in zip(self, other, strict=True)))


NOTHING = Dropped()


@dataclass(frozen=True)
class Scoring:
    """How the windows of one recording are judged.

    `listed` are the species that the lists leave; `allowed` those of them that are in range.
    """

    thresholds: npt.NDArray[np.float64]  # [classes], smallest confidence that counts
    allowed: Bool  # [classes], species that may be named
    sensitivity: Sensitivity = Sensitivity()
    top_k: int | None = None
    listed: Bool | None = None  # [classes]; None: there is no range filter

    @cached_property
    def floor(self) -> Float32:
        """Give the logits [classes] from which a class may reach its threshold."""
        return _down(self.sensitivity.floor(self.thresholds))

    @cached_property
    def lowest(self) -> Float32:
        """Give the logits [classes] from which a class that may be named is worth a count."""
        least = _down(self.sensitivity.floor(np.minimum(self.thresholds, CANDIDATE)))
        return np.where(self.allowed, least, np.float32(np.inf))

    @cached_property
    def out_of_range(self) -> Int64:
        """List the classes that the range filter alone leaves out."""
        listed = self.allowed if self.listed is None else self.listed
        return np.flatnonzero(listed & ~self.allowed).astype(np.int64)

    @cached_property
    def not_listed(self) -> Int64:
        """List the classes that the lists of species leave out."""
        listed = self.allowed if self.listed is None else self.listed
        return np.flatnonzero(~listed).astype(np.int64)


def _down(floor: npt.NDArray[np.float64]) -> Float32:
    # One step down, so that rounding the floor to float32 cannot lose a hit.
    return np.nextafter(floor.astype(np.float32), np.float32(-np.inf))


@dataclass(frozen=True)
class Hits:
    """Species heard in windows, parallel arrays [h], by window and then by falling confidence.

    `dropped` [w, 4] has the counts of `Dropped` for each window.
    """

    window: Int64  # row of the window
    label: Int64  # class index
    confidence: npt.NDArray[np.float64]
    dropped: Int64 = field(default_factory=lambda: np.empty((0, len(NOTHING)), np.int64))

    def within(self, first: int, last: int) -> Hits:
        """Pick the hits in windows from `first` up to but not including `last`."""
        begin, end = np.searchsorted(self.window, (first, last))
        return Hits(
            self.window[begin:end],
            self.label[begin:end],
            self.confidence[begin:end],
            self.dropped[first:last],
        )

    def dropped_in(self, first: int, last: int) -> Dropped:
        """Sum what was dropped in windows from `first` up to but not including `last`."""
        return Dropped(*self.dropped[first:last].sum(axis=0).tolist())


def find_hits(logits: Float32, scoring: Scoring) -> Hits:
    """Pick the hits from logits [b, classes].

    The species filter comes before top k, so that species out of range never crowd out
    species in range.
    """
    reaching = logits >= scoring.floor
    dropped = np.zeros((len(logits), len(NOTHING)), np.int64)
    for place, classes in ((1, scoring.out_of_range), (2, scoring.not_listed)):
        if len(classes):
            dropped[:, place] = reaching[:, classes].sum(axis=1)
    window, label = np.nonzero(reaching & scoring.allowed)
    confidence = scoring.sensitivity.confidence(logits[window, label])
    kept = confidence >= scoring.thresholds[label]
    window, label, confidence = window[kept], label[kept], confidence[kept]
    candidates = (logits >= scoring.lowest).sum(axis=1)
    dropped[:, 0] = candidates - np.bincount(window, minlength=len(logits))
    order = np.lexsort((label, -confidence, window))
    window, label, confidence = window[order], label[order], confidence[order]
    if scoring.top_k is not None and len(window):
        first = np.searchsorted(window, window)  # where this window's hits begin
        best = np.arange(len(window)) - first < scoring.top_k
        dropped[:, 3] = np.bincount(window[~best], minlength=len(logits))
        window, label, confidence = window[best], label[best], confidence[best]
    return Hits(window, label, confidence, dropped)


def join_hits(parts: list[tuple[int, Hits]]) -> Hits:
    """Join the hits of batches in order; each batch comes with the row of its first window."""
    parts = sorted(parts, key=lambda part: part[0])
    if not parts:
        return Hits(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.float64))
    return Hits(
        np.concatenate([first + hits.window for first, hits in parts]),
        np.concatenate([hits.label for _, hits in parts]),
        np.concatenate([hits.confidence for _, hits in parts]),
        np.concatenate([hits.dropped for _, hits in parts]),
    )
