"""Stands between a model's callers and its runtime.

It refuses calls of a model that keeps failing, ends calls that hang, and tells meters of each call.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from sidecar.errors import InferenceFailed, LinnetError, ModelUnavailable, RequestCancelled
from sidecar.models.breaker import ENDLESS, Breaker
from sidecar.models.halt import Halt
from sidecar.models.interface import Scores
from sidecar.models.limit import Limit, TooLong

# Parts of the words with which ONNX Runtime and its providers say that memory is short.
_NO_MEMORY = ("bad_alloc", "bad allocation", "out of memory", "failed to allocate", "alloc_failed")


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
    """Runs the calls of one loaded model; several threads may use it at once.

    Without a breaker no call is refused, and without a limit none is ended.
    """

    def __init__(
        self,
        model: str,
        version_id: str,
        meters: Sequence[Meter] = (),
        breaker: Breaker | None = None,
        limit: Limit | None = None,
    ) -> None:
        self.model = model
        self.version_id = version_id
        self._meters = meters
        self._breaker = breaker or Breaker(model, version_id, ENDLESS, probe_s=0.0)
        self._limit = limit

    def run(
        self, score: Callable[[Halt], Scores], windows: int, halt: Halt | None = None
    ) -> Scores:
        """Score windows; raises ModelUnavailable at once while the breaker refuses calls.

        A call that a person ended is no failure of the model. Scores of which no window has a
        number count as a failure, and still reach the caller, who tells of such windows.
        """
        permit = self._breaker.admit()
        began = time.perf_counter()
        try:
            scores = self._call(score, halt or Halt())
        except Exception as error:
            if isinstance(error, RequestCancelled):
                raise
            self._breaker.failed(permit, _words(error))
            self._tell(windows, began, error=error)
            raise
        else:
            if _numberless(scores):
                self._breaker.failed(permit, "It gave no numbers.")
            else:
                self._breaker.succeeded(permit)
            self._tell(windows, began, scores=scores)
            return scores
        finally:
            self._breaker.ended(permit)

    def refusal(self) -> ModelUnavailable | None:
        """Give the error with which every call is refused just now; None if none is."""
        return self._breaker.refusal()

    def _call(self, score: Callable[[Halt], Scores], halt: Halt) -> Scores:
        if self._limit is None:
            return score(halt)
        try:
            return self._limit.call(score, halt)
        except TooLong as error:
            raise InferenceFailed(
                f"The model {self.model} gave no answer within {error.seconds:g} seconds.",
                hint="The computer may be overloaded, or a graphics driver may hang.",
            ) from error

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


def out_of_memory(error: BaseException) -> bool:
    """Tell whether a model's call failed because memory was short."""
    if isinstance(error, MemoryError):
        return True
    return any(words in str(error).lower() for words in _NO_MEMORY)


def as_ours(error: Exception) -> LinnetError:
    """Turn an error of a model's call into one of ours: the runtime's have no common base."""
    if isinstance(error, LinnetError):
        return error
    if out_of_memory(error):
        return InferenceFailed(
            "The memory is too small for the model.",
            hint="Close other programs, or give the model fewer windows at once (`batch`). "
            f"It says: {str(error) or type(error).__name__}",
        )
    return InferenceFailed("The model stopped with an error.", hint=str(error))


def _words(error: Exception) -> str:
    """Word an error for the breaker, which has no room for a hint."""
    if isinstance(error, LinnetError) or out_of_memory(error):
        return as_ours(error).message
    return str(error) or type(error).__name__


def _numberless(scores: Scores) -> bool:
    """Tell whether each window has a logit that is no number, or infinite certainty.

    Minus infinity is a confidence of zero, which some activations give.
    """
    wrong = np.isnan(scores.logits) | np.isposinf(scores.logits)
    return bool(len(wrong)) and bool(wrong.any(axis=1).all())
