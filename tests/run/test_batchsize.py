"""Batches grow while that pays, never beyond their time, and shrink where memory ends."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from sidecar.errors import InferenceFailed, RequestCancelled
from sidecar.models.halt import Halt
from sidecar.models.interface import Scores
from sidecar.run.batchsize import BatchSize, Fitting
from sidecar.values import Float32


def _settled(sizes: BatchSize, seconds: Callable[[int], float]) -> int:
    """Run full batches of a machine until the size no longer changes."""
    for _ in range(300):
        sizes.ran(sizes.now, seconds(sizes.now))
    return sizes.now


def _saturating(most: int) -> Callable[[int], float]:
    """Give the time of a batch on a machine that computes up to `most` windows at once."""
    return lambda size: 0.01 * max(1.0, size / most)


@pytest.mark.parametrize("best", [1, 4, 16])
def test_a_batch_grows_as_long_as_windows_a_second_grow(best: int) -> None:
    assert _settled(BatchSize(1, 64), _saturating(best)) == best


def test_a_batch_never_grows_beyond_the_most() -> None:
    assert _settled(BatchSize(4, 24), _saturating(1_000)) == 24


def test_a_batch_never_takes_longer_than_it_may() -> None:
    # Each batch takes 0.1 s and 0.02 s for each window: more at once always pays.
    size = _settled(BatchSize(1, 1_024, limit_s=0.5), lambda size: 0.1 + 0.02 * size)
    assert size == 8  # 0.26 s; twice as many might take more than 0.5 s


def test_a_size_that_nobody_wants_changed_stays() -> None:
    assert _settled(BatchSize(4), _saturating(1_000)) == 4


def test_the_last_batch_of_a_run_tells_nothing() -> None:
    sizes = BatchSize(4, 64)
    for _ in range(100):
        sizes.ran(3, 0.001)
    assert sizes.now == 4


class _Small:
    """Scores windows, but runs out of memory on more than `most` at once."""

    def __init__(self, most: int, error: Callable[[], Exception] = MemoryError) -> None:
        self._most, self._error = most, error
        self.sizes: list[int] = []

    def run(self, inputs: Float32, halt: Halt | None = None) -> Scores:
        self.sizes.append(len(inputs))
        if len(inputs) > self._most:
            raise self._error()
        return Scores(inputs * 2, inputs * 3)


def _runtime_error() -> Exception:
    return RuntimeError("bfc_arena.cc:376 Failed to allocate memory for requested buffer")


def _guarded() -> Exception:
    error = InferenceFailed("The memory is too small for the model.")
    error.__cause__ = _runtime_error()
    return error


@pytest.mark.parametrize("error", [MemoryError, _runtime_error, _guarded])
def test_a_batch_that_does_not_fit_is_scored_in_parts(error: Callable[[], Exception]) -> None:
    model, sizes = _Small(3, error), BatchSize(16)
    inputs = np.arange(26, dtype=np.float32).reshape(13, 2)
    scores = Fitting(model, sizes).run(inputs)
    assert np.array_equal(scores.logits, inputs * 2)
    assert scores.embeddings is not None and np.array_equal(scores.embeddings, inputs * 3)
    assert sizes.now <= 3


def test_a_size_that_did_not_fit_is_never_tried_again() -> None:
    for start in (2, 16):
        sizes = BatchSize(start, 64)
        sizes.ran_out(16)
        assert _settled(sizes, _saturating(1_000)) == 8


def test_a_single_window_that_does_not_fit_is_an_error() -> None:
    with pytest.raises(MemoryError):
        Fitting(_Small(0), BatchSize(4)).run(np.zeros((4, 2), np.float32))


@pytest.mark.parametrize("error", [RequestCancelled(), ValueError("the shape is wrong")])
def test_other_errors_are_not_tried_again(error: Exception) -> None:
    model = _Small(0, lambda: error)
    with pytest.raises(type(error)):
        Fitting(model, BatchSize(4)).run(np.zeros((4, 2), np.float32))
    assert model.sizes == [4]
