"""How many windows a model gets at once: more while that pays, fewer where memory ends."""

from __future__ import annotations

import logging
import statistics
import threading
import time
from collections.abc import Callable

import numpy as np

from sidecar.errors import RequestCancelled
from sidecar.models.guard import out_of_memory
from sidecar.models.halt import Halt
from sidecar.models.interface import Scorer, Scores
from sidecar.values import Float32

_log = logging.getLogger(__name__)

# Full batches that tell of a size; the first ones of a size warm the caches up.
_CALLS, _WARMING = 8, 2
# A larger batch must be this much faster, for each window of it needs memory.
_PAYS = 1.05


class BatchSize:
    """The size of batches, found while a run goes on; any thread may use it.

    It begins with `start` and doubles up to `most`, as long as windows a second grow and no batch
    takes longer than `limit_s`. A size that did not fit into memory is never tried again.
    """

    def __init__(self, start: int, most: int | None = None, *, limit_s: float = 1.0) -> None:
        self._most = start if most is None else most
        self._limit_s = limit_s
        self._lock = threading.Lock()
        self._now = min(start, self._most)
        self._before: tuple[int, float] | None = None  # the size before, and its windows a second
        self._seconds: list[float] = []

    @property
    def now(self) -> int:
        return self._now

    def ran(self, windows: int, seconds: float) -> None:
        """Hear how long a batch took."""
        with self._lock:
            if windows != self._now or (self._now >= self._most and self._before is None):
                return  # part of a batch tells nothing, and no other size is wanted
            self._seconds.append(seconds)
            if len(self._seconds) == _WARMING + _CALLS:
                took = statistics.median(self._seconds[_WARMING:])
                self._seconds = []
                self._choose(took)

    def _choose(self, took: float) -> None:
        speed = self._now / took if took > 0 else 0.0
        if self._before is not None and (speed < _PAYS * self._before[1] or took > self._limit_s):
            self._settle(self._before[0])
        elif 2 * took > self._limit_s or self._now >= self._most:
            self._settle(self._now)
        else:
            self._before = self._now, speed
            self._now = min(2 * self._now, self._most)

    def _settle(self, size: int) -> None:
        self._now = self._most = size
        self._before = None

    def ran_out(self, windows: int) -> None:
        """Hear that a batch of so many windows did not fit into memory."""
        with self._lock:
            self._most = min(self._most, max(1, windows // 2))
            if self._most < self._now:
                _log.warning("batches of %d windows do not fit into memory", windows)
                self._seconds = []
                self._settle(self._most)


class Fitting:
    """A scorer whose batches fit into memory: one that does not is scored in halves."""

    def __init__(
        self, model: Scorer, sizes: BatchSize, clock: Callable[[], float] = time.perf_counter
    ) -> None:
        self._model = model
        self._sizes = sizes
        self._clock = clock

    def run(self, inputs: Float32, halt: Halt | None = None) -> Scores:
        """See Scorer."""
        began = self._clock()
        try:
            scores = self._model.run(inputs, halt)
        except RequestCancelled:
            raise
        except Exception as error:  # the runtime's errors have no common base
            if len(inputs) == 1 or not _for_memory(error):
                raise
            self._sizes.ran_out(len(inputs))
        else:
            self._sizes.ran(len(inputs), self._clock() - began)
            return scores
        half = len(inputs) // 2
        return _joined([self.run(part, halt) for part in (inputs[:half], inputs[half:])])


def _for_memory(error: BaseException) -> bool:
    """Tell whether memory was short, by an error or by what caused it."""
    cause = error.__cause__
    return out_of_memory(error) or (cause is not None and out_of_memory(cause))


def _joined(parts: list[Scores]) -> Scores:
    embeddings = [part.embeddings for part in parts if part.embeddings is not None]
    return Scores(
        np.concatenate([part.logits for part in parts]),
        np.concatenate(embeddings) if embeddings else None,
    )
