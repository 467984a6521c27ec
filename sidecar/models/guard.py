"""Stands between a model's callers and its runtime: times each call, and tells meters of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from sidecar.errors import RequestCancelled
from sidecar.models.halt import Halt
from sidecar.models.interface import Scores


@dataclass(frozen=True)
class ModelCall:
    """One call of a model: `windows` went in; either scores or an error came out."""

    model: str
    version_id: str
    windows: int
    seconds: float
    scores: Scores | None = None
    error: Exception | None = None


class Meter(Protocol):
    """Hears of every call of a model, on the caller's thread; so it must be quick."""

    def heard(self, call: ModelCall) -> None: ...


class Guard:
    """Runs the calls of one loaded model; several threads may use it at once."""

    def __init__(self, model: str, version_id: str, meters: Sequence[Meter] = ()) -> None:
        self.model = model
        self.version_id = version_id
        self._meters = meters

    def run(
        self, score: Callable[[Halt], Scores], windows: int, halt: Halt | None = None
    ) -> Scores:
        """Score windows; a call that a person ended is no failure of the model."""
        began = time.perf_counter()
        try:
            scores = score(halt or Halt())
        except RequestCancelled:
            raise
        except Exception as error:
            self._tell(windows, began, error=error)
            raise
        self._tell(windows, began, scores=scores)
        return scores

    def _tell(
        self,
        windows: int,
        began: float,
        *,
        scores: Scores | None = None,
        error: Exception | None = None,
    ) -> None:
        seconds = time.perf_counter() - began
        call = ModelCall(self.model, self.version_id, windows, seconds, scores, error)
        for meter in self._meters:
            meter.heard(call)


# Parts of the words with which ONNX Runtime and its providers say that memory is short.
_NO_MEMORY = ("bad_alloc", "bad allocation", "out of memory", "failed to allocate", "alloc_failed")


def out_of_memory(error: BaseException) -> bool:
    """Tell whether a model's call failed because memory was short."""
    if isinstance(error, MemoryError):
        return True
    return any(words in str(error).lower() for words in _NO_MEMORY)
