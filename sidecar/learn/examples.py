"""Training examples: windows, and the classes in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sidecar.values import Float32, Int64

Float64 = npt.NDArray[np.float64]
Bool = npt.NDArray[np.bool_]

# How much an example counts: fully if a person named the class or its absence; half if a person
# named other classes, since two birds may sing at once; little if nobody labelled the window.
STATED, IMPLIED, SUPPOSED = 1.0, 0.5, 0.1


@dataclass(frozen=True)
class Examples:
    """Windows with labels, parallel arrays over windows [n] and classes [c].

    `present` says whether a class is in a window; `counts` how much that weighs, 0 if unknown.
    `recording` groups windows that cross-validation must not divide.
    """

    embeddings: Float32  # [n, d]
    recording: Int64  # [n]
    present: Bool  # [n, c]
    counts: Float64  # [n, c]

    def __len__(self) -> int:
        return len(self.recording)

    def subset(self, rows: npt.NDArray[np.int64] | Bool) -> Examples:
        return Examples(
            self.embeddings[rows], self.recording[rows], self.present[rows], self.counts[rows]
        )


@dataclass(frozen=True)
class Span:
    """A person's decision on a class (by number) in a stretch of a recording."""

    label: int
    start_s: float
    end_s: float
    present: bool


def covered(
    spans: Sequence[Span], starts: Float64, window_s: float, *, classes: int
) -> tuple[Bool, Float64]:
    """Find the classes in windows of one recording: `present`, `counts` [w, c].

    A class is present if a stretch that names it fills half of the window, or lies half in it. It
    is absent if a stretch without it fills half of the window; a shorter one says nothing about the
    rest. Where labels disagree, the class is present. In windows with a named class, all others
    count as absent.
    """
    yes, no = (np.zeros((len(starts), classes), np.bool_) for _ in range(2))
    for span in spans:
        shared = np.minimum(starts + window_s, span.end_s) - np.maximum(starts, span.start_s)
        # Files round times to a tenth of a millisecond; the rounding must not change the result.
        fills = shared >= 0.5 * window_s - 1e-4
        if span.present:
            held = shared >= max(0.5 * (span.end_s - span.start_s) - 1e-4, 1e-9)
            yes[:, span.label] |= fills | held
        else:
            no[:, span.label] |= fills
    named = yes.any(axis=1, keepdims=True)
    counts = np.where(yes | no, STATED, np.where(named, IMPLIED, 0.0))
    return yes, counts


def balanced(examples: Examples) -> Float64:
    """Weigh examples [n, c] so that positives and negatives of each class count equally.

    The weights of a class add up to the number of its known windows.
    """
    weights = np.zeros_like(examples.counts)
    for side in (examples.present, ~examples.present):
        share = np.where(side, examples.counts, 0.0)
        total = share.sum(axis=0)
        weights += np.divide(share, total, out=np.zeros_like(share), where=total > 0)
    known = (examples.counts > 0).sum(axis=0)
    return np.asarray(weights * known / 2)
