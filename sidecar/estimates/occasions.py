"""Occasions: days of the recorder's own clock that begin at noon, or at another hour."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from sidecar.estimates.constants import DAY_S, NOON_S
from sidecar.values import Float64, Int64

Span = tuple[float, float]
"""[start, end) in seconds of the recorder's clock since 1970-01-01T00:00, without a zone."""


@dataclass(frozen=True)
class Occasions:
    """Blocks of `days` days that begin `start_s` seconds after midnight; `first_day` is block 0.

    `first_day` counts days since 1970-01-01. Changes of the clock are left as recorded.
    """

    start_s: int = NOON_S
    days: int = 1
    first_day: int = 0

    def index(self, local_s: Float64) -> Int64:
        """Give the occasion [n] of each moment [n]; negative before the first day."""
        day = np.floor((np.asarray(local_s, np.float64) - self.start_s) / DAY_S).astype(np.int64)
        return (day - self.first_day) // self.days

    def begins(self, occasion: int) -> int:
        """Give the second at which an occasion begins; it is named by the date of that second."""
        return (occasion * self.days + self.first_day) * DAY_S + self.start_s

    def cut(self, span: Span) -> list[tuple[int, float, float]]:
        """Cut a span at the borders of occasions: (occasion, start, end), in order."""
        start, end = span
        pieces = []
        while start < end:
            occasion = int(self.index(np.array([start]))[0])
            border = min(end, float(self.begins(occasion + 1)))
            pieces.append((occasion, start, border))
            start = border
        return pieces


def union_seconds(spans: Iterable[Span]) -> float:
    """Measure the union of spans, so that what two recorders heard at once counts once."""
    total, reached = 0.0, -math.inf
    for start, end in sorted(spans):
        if end > reached:
            total += end - max(start, reached)
            reached = end
    return total
