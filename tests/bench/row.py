"""A measured row of docs/performance.md, and how rows are timed."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    what: str
    measured: str
    target: str

    def __str__(self) -> str:
        return f"| {self.what} | {self.measured} | {self.target} |"


def interleaved(candidates: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Time candidates in turn, so that a slow spell hits all of them; medians in seconds."""
    times: dict[str, list[float]] = {name: [] for name in candidates}
    for round_number in range(rounds + 1):
        for name, run in candidates.items():
            began = time.perf_counter()
            run()
            if round_number:  # the first warms up
                times[name].append(time.perf_counter() - began)
    return {name: statistics.median(values) for name, values in times.items()}
