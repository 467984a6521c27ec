"""What a sample was drawn from, as an estimator asks for it."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sidecar.samples.scores import MOST_LOGIT, Scores
from sidecar.values import Int64


@dataclass(frozen=True, eq=False)
class JudgedFrame:
    """The cells [k] of a sample, low scores first: bands, or bands by site.

    `names` are for people, such as 0.1-0.35. `below` are the cells under the floor. `floor` is a
    logit; `deepest` too, and None where the frame ends at the floor. `unit` is the noun of what was
    drawn whole, such as site-night; None for single clips.
    """

    names: Sequence[str]
    scores: Scores
    floor: float
    below: Collection[int] = ()
    deepest: float | None = None
    unit: str | None = None

    def __len__(self) -> int:
        return len(self.names)

    @property
    def detection(self) -> str:
        """Name what is estimated, for people."""
        return self.unit or "detection"

    @property
    def clip(self) -> str:
        """Name what is judged, for people."""
        return self.unit or "clip"

    @property
    def totals(self) -> Int64:
        """Count the windows of each cell [k]."""
        return self.scores.above(-MOST_LOGIT)

    @property
    def whole(self) -> bool:
        """Whether the frame holds every window."""
        return self.deepest is not None and self.deepest <= -MOST_LOGIT

    def above(self, logit: float) -> Int64:
        """Count the windows of each cell [k] at or above a logit."""
        return self.scores.above(logit)


def band_names(edges: Sequence[float], lowest: float) -> list[str]:
    """Name bands by their confidences, such as 0.1-0.35; `edges` are inner ones, in logits."""
    ends = [f"{confidence(each):.2g}" for each in (lowest, *edges)]
    return [f"{low}-{high}" for low, high in zip(ends, [*ends[1:], "1"], strict=True)]


def confidence(logit: float) -> float:
    """Give the confidence of a logit."""
    return 1 / (1 + math.exp(-max(logit, -700.0)))
