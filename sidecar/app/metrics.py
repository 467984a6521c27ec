"""Counts what models do, as `exposition` words it for Prometheus.

A run counts in plain numbers: importing the library of Prometheus takes longer than to count a
night, so only who asks for the text waits for it.
"""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from sidecar.errors import LinnetError

if TYPE_CHECKING:
    from sidecar.models.guard import ModelCall
    from sidecar.values import Float32

Cache = Literal["session", "feature"]

# Upper bounds of the buckets; a call takes milliseconds on a fast machine, seconds on a slow one.
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
# Models differ: the norms of BirdNET lie near 20, those of others near 1.
NORMS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 20.0, 25.0, 30.0, 40.0, 50.0, 100.0, 1000.0)


@dataclass
class Histogram:
    """Counts values by their bucket: the first whose bound is not below; the last has no bound."""

    bounds: Sequence[float]
    counts: list[int] = field(default_factory=list)
    sum: float = 0.0

    def __post_init__(self) -> None:
        self.counts = self.counts or [0] * (len(self.bounds) + 1)

    def add(self, value: float) -> None:
        self.counts[bisect_left(self.bounds, value)] += 1
        self.sum += value


@dataclass
class ModelTally:
    """What one exact model did."""

    seconds: Histogram = field(default_factory=lambda: Histogram(SECONDS))
    norms: Histogram = field(default_factory=lambda: Histogram(NORMS))
    windows: int = 0
    batch: int = 0  # windows of the latest call
    numberless: int = 0  # embeddings with NaN or infinity
    failures: Counter[str] = field(default_factory=Counter)  # by the kind of error


Sample = tuple[Mapping[str, str], float]


@dataclass(frozen=True)
class Figure:
    """A number that `read` looks up when somebody asks: samples of labels and value.

    `name` lacks the prefix `linnet_`, and `_total` of what `counts` up. `labels` are the names of
    all labels.
    """

    name: str
    help: str
    labels: Sequence[str]
    read: Callable[[], Iterable[Sample]]
    counts: bool = False


class Metrics:
    """The counts of this process; it hears of every call of every model, from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._models: dict[tuple[str, str], ModelTally] = {}
        self._asked: Counter[tuple[Cache, bool]] = Counter()
        self._figures: dict[str, Figure] = {}
        self.batches = 0  # batches of a run that wait for the model

    def heard(self, call: ModelCall) -> None:
        """Count a call of a model."""
        embeddings = None if call.scores is None else call.scores.embeddings
        lengths, numberless = ([], 0) if embeddings is None else _lengths(embeddings)
        with self._lock:
            tally = self._models.setdefault((call.model, call.version_id), ModelTally())
            tally.seconds.add(call.seconds)
            tally.batch = call.windows
            if call.error is not None:
                tally.failures[_kind(call.error)] += 1
                return
            tally.windows += call.windows
            tally.numberless += numberless
            for length in lengths:
                tally.norms.add(length)

    def asked(self, cache: Cache, *, hit: bool) -> None:
        """Count a question to a cache."""
        with self._lock:
            self._asked[cache, hit] += 1

    def show(self, figure: Figure) -> None:
        """Show a number that another part knows; a later figure of one name replaces it."""
        with self._lock:
            self._figures[figure.name] = figure

    @property
    def used(self) -> bool:
        """Tell whether a model was called in this process."""
        return bool(self._models)

    @property
    def figures(self) -> list[Figure]:
        with self._lock:
            return [*self._figures.values()]

    def tallies(self) -> dict[tuple[str, str], ModelTally]:
        """Copy the counts of each model, by its name and version id."""
        with self._lock:
            return deepcopy(self._models)

    def questions(self) -> Counter[tuple[Cache, bool]]:
        """Copy the counts of questions to caches, by cache and whether it had the answer."""
        with self._lock:
            return self._asked.copy()


def _lengths(embeddings: Float32) -> tuple[list[float], int]:
    """Measure the embeddings that have numbers, and count the others."""
    import numpy as np

    from sidecar.models.quality import norms

    lengths = norms(embeddings)
    whole = np.isfinite(lengths)
    return lengths[whole].tolist(), int((~whole).sum())


def _kind(error: Exception) -> str:
    return error.kind if isinstance(error, LinnetError) else type(error).__name__
