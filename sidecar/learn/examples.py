"""What is learnt from: windows, and what is known of each class in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sidecar.values import Float32, Int64

Float64 = npt.NDArray[np.float64]
Bool = npt.NDArray[np.bool_]

# How far what is known of a class in a window counts. A person's word on it: wholly. That other
# classes were named in it, and this one not: half, for two birds may sing at once. That nobody
# has looked at it: little.
STATED, IMPLIED, SUPPOSED = 1.0, 0.5, 0.1


@dataclass(frozen=True)
class Examples:
    """Windows with labels, parallel arrays over windows [n] and classes [c].

    `present` says whether a class is in a window; `counts` how far that is known, 0 where it is
    not known at all. `recording` groups windows that must not be told apart by cross-validation.
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
    """What a person says of a class (by number) in a stretch of a recording."""

    label: int
    start_s: float
    end_s: float
    present: bool


def covered(
    spans: Sequence[Span], starts: Float64, window_s: float, *, classes: int
) -> tuple[Bool, Float64]:
    """Find what is known of each class in windows of one recording: `present`, `counts` [w, c].

    A class is in a window that holds at least half of the stretch it was named in, or of which
    that stretch fills at least half. It is not in a window of which a stretch without it fills at
    least half: what is true of a moment says nothing of the rest. Where both are said, it is
    there. In windows in which classes were named, the others are taken to be absent.
    """
    yes, no = (np.zeros((len(starts), classes), np.bool_) for _ in range(2))
    for span in spans:
        shared = np.minimum(starts + window_s, span.end_s) - np.maximum(starts, span.start_s)
        # A tenth of a millisecond, as times are rounded to, must not decide.
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
    """Weigh examples [n, c] so that each class' positives together count as its negatives do.

    The weights of a class add up to the number of windows in which it is known.
    """
    weights = np.zeros_like(examples.counts)
    for side in (examples.present, ~examples.present):
        share = np.where(side, examples.counts, 0.0)
        total = share.sum(axis=0)
        weights += np.divide(share, total, out=np.zeros_like(share), where=total > 0)
    known = (examples.counts > 0).sum(axis=0)
    return np.asarray(weights * known / 2)
