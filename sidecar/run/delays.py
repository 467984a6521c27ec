"""Measures how long after their sound the scores of a stream's windows come."""

from __future__ import annotations

from collections.abc import Iterable


class Delays:
    """Counts windows, and how many seconds after its last sound each was scored."""

    def __init__(self, window_s: float) -> None:
        self.windows = 0
        self.late = 0  # windows that took longer than they last
        self.latest_s = 0.0
        self.largest_s = 0.0
        self._total_s = 0.0
        self._window_s = window_s

    @property
    def mean_s(self) -> float:
        return self._total_s / self.windows if self.windows else 0.0

    def note(self, windows: int, seconds: float) -> None:
        """Note that `windows` were scored together."""
        self.windows += windows
        self.late += windows if seconds > self._window_s else 0
        self.latest_s = seconds
        self.largest_s = max(self.largest_s, seconds)
        self._total_s += windows * seconds

    @classmethod
    def of_all(cls, each: Iterable[Delays]) -> Delays:
        """Put those of several streams together; `latest_s` is the largest of theirs."""
        together = cls(0.0)
        for one in each:
            together.windows += one.windows
            together.late += one.late
            together.latest_s = max(together.latest_s, one.latest_s)
            together.largest_s = max(together.largest_s, one.largest_s)
            together._total_s += one._total_s
        return together
