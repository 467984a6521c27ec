"""Faults of a model's calls: each reaches its caller in time, and the breaker hears of it."""

from __future__ import annotations

import gc
import logging
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field

import numpy as np
import pytest

from sidecar.errors import InferenceFailed, ModelUnavailable, RequestCancelled
from sidecar.models.breaker import Breaker, Patience
from sidecar.models.guard import Guard, ModelCall, as_ours, out_of_memory
from sidecar.models.halt import Halt
from sidecar.models.interface import Scores
from sidecar.models.limit import Limit

GUARD_S = 60.0  # only against hanging
SHORT_S = 0.05
NUMBERS = np.array([[1.0, -2.0], [0.0, 3.0]], np.float32)


def _scores(logits: np.ndarray = NUMBERS) -> Callable[[Halt], Scores]:
    return lambda halt: Scores(logits.astype(np.float32), None)


def _raising(error: Exception) -> Callable[[Halt], Scores]:
    def score(halt: Halt) -> Scores:
        raise error

    return score


@dataclass
class Scene:
    """A guard whose calls may take a moment, or with `seconds` a long time."""

    seconds: float = SHORT_S
    calls: list[ModelCall] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.breaker = Breaker("owls", "abc-1", Patience(2, 1000.0, 1), probe_s=1000.0)
        limit = Limit("the model owls", self.seconds, grace_s=SHORT_S)
        self.guard = Guard("owls", "abc-1", [self], self.breaker, limit)

    def heard(self, call: ModelCall) -> None:
        self.calls.append(call)

    @property
    def failures(self) -> int:
        return self.breaker.standing().failures

    def hangs(self, halt: Halt) -> Scores:
        """Go on until the halt is pressed, as ONNX Runtime does."""
        halt.wait(GUARD_S)
        raise AssertionError("nobody pressed the halt")

    def ignores(self, halt: Halt) -> Scores:
        """Go on whatever is pressed, as a driver that hangs."""
        assert self.released.wait(GUARD_S)
        return Scores(NUMBERS, None)


@pytest.fixture
def scene() -> Iterator[Scene]:
    scene = Scene()
    yield scene
    scene.released.set()


@pytest.fixture
def patient() -> Iterator[Scene]:
    scene = Scene(GUARD_S)
    yield scene
    scene.released.set()


def test_a_good_call_gives_its_scores_and_meters_hear_of_it(patient: Scene) -> None:
    assert np.array_equal(patient.guard.run(_scores(), 2).logits, NUMBERS)
    (call,) = patient.calls
    assert (call.model, call.version_id, call.windows, call.error) == ("owls", "abc-1", 2, None)
    assert call.scores is not None and not patient.failures


def test_what_a_session_raises_reaches_the_caller_and_counts(patient: Scene) -> None:
    fault = RuntimeError("no such operator")
    with pytest.raises(RuntimeError, match="no such operator"):
        patient.guard.run(_raising(fault), 2)
    assert patient.failures == 1 and patient.calls[0].error is fault
    with pytest.raises(RuntimeError):
        patient.guard.run(_raising(fault), 2)
    with pytest.raises(ModelUnavailable, match="owls is left alone"):
        patient.guard.run(_scores(), 2)
    refusal = patient.guard.refusal()
    assert refusal is not None and refusal.hint == "Its last error: no such operator"
    assert len(patient.calls) == 2  # a refused call never reached the model


def test_a_call_that_hangs_is_ended_and_counts(scene: Scene) -> None:
    with pytest.raises(InferenceFailed) as failed:
        scene.guard.run(scene.hangs, 2)
    assert failed.value.message == "The model owls gave no answer within 0.05 seconds."
    assert scene.failures == 1
    assert isinstance(scene.calls[0].error, InferenceFailed)


def test_a_call_that_ignores_its_end_is_left_behind_and_its_caller_answered(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(InferenceFailed):
        scene.guard.run(scene.ignores, 2)
    assert scene.failures == 1
    assert [each.levelno for each in caplog.records] == [logging.WARNING]
    assert "the model owls ignores that its call should end" in caplog.text
    # The next call has a thread that is free.
    assert np.array_equal(scene.guard.run(_scores(), 2).logits, NUMBERS)
    assert not scene.failures


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        RuntimeError("std::bad_alloc"),
        RuntimeError("[ONNXRuntimeError] : 6 : Failed to allocate memory for requested buffer"),
        RuntimeError("CUDA failure 2: out of memory"),
    ],
)
def test_a_model_without_memory_says_so_and_counts(patient: Scene, error: Exception) -> None:
    with pytest.raises(type(error)) as failed:
        patient.guard.run(_raising(error), 2)
    assert failed.value is error and out_of_memory(error)  # whoever adapts batches sees it as it is
    assert as_ours(error).message == "The memory is too small for the model."
    assert patient.failures == 1
    assert patient.breaker.standing().last_error == "The memory is too small for the model."


@pytest.mark.parametrize("wrong", [np.nan, np.inf])
def test_scores_without_a_number_count_as_a_failure_and_still_reach_the_caller(
    patient: Scene, wrong: float
) -> None:
    logits = NUMBERS.copy()
    logits[:, 1] = wrong
    scores = patient.guard.run(_scores(logits), 2)
    assert np.array_equal(scores.logits, logits, equal_nan=True)
    assert patient.failures == 1
    assert patient.breaker.standing().last_error == "It gave no numbers."


@pytest.mark.parametrize("good", [np.nan, -np.inf])
def test_a_single_window_without_numbers_is_no_failure_of_the_model(
    patient: Scene, good: float
) -> None:
    logits = NUMBERS.copy()
    logits[0] = good
    patient.guard.run(_scores(logits), 2)
    patient.guard.run(_scores(np.empty((0, 2))), 0)
    assert not patient.failures


@pytest.mark.parametrize("ends", [True, False])
def test_what_a_person_cancels_is_no_failure(patient: Scene, ends: bool) -> None:
    halt, began = Halt(), threading.Event()

    def score(own: Halt) -> Scores:
        began.set()
        return (patient.hangs if ends else patient.ignores)(own)

    def press() -> None:
        assert began.wait(GUARD_S)
        halt.now()

    threading.Thread(target=press).start()
    with pytest.raises(RequestCancelled):
        patient.guard.run(score, 2, halt)
    assert not patient.failures and not patient.calls
    with pytest.raises(RequestCancelled):
        patient.guard.run(_scores(), 2, halt)  # and no further call begins


def test_a_cancelled_probe_makes_room_for_another(patient: Scene) -> None:
    breaker = Breaker("owls", "abc-1", Patience(1, 0.0, 1), probe_s=1000.0)
    guard = Guard("owls", "abc-1", [], breaker, None)
    with pytest.raises(RuntimeError):
        guard.run(_raising(RuntimeError("a fault")), 2)
    with pytest.raises(RequestCancelled):
        guard.run(_raising(RequestCancelled()), 2)
    assert breaker.standing().state == "halfOpen"
    guard.run(_scores(), 2)
    assert breaker.standing().state == "closed"


def test_callers_do_not_wait_for_each_other(patient: Scene) -> None:
    together = threading.Barrier(4)

    def score(halt: Halt) -> Scores:
        together.wait(GUARD_S)
        return Scores(NUMBERS, None)

    callers = [threading.Thread(target=patient.guard.run, args=(score, 2)) for _ in range(4)]
    for each in callers:
        each.start()
    for each in callers:
        each.join(GUARD_S)
    assert len(patient.calls) == 4


def test_a_call_that_has_ended_leaves_no_thread(patient: Scene) -> None:
    threads: list[threading.Thread] = []

    def score(halt: Halt) -> Scores:
        threads.append(threading.current_thread())
        return Scores(NUMBERS, None)

    patient.guard.run(score, 2)
    with pytest.raises(RuntimeError):
        patient.guard.run(_raising(RuntimeError("a fault")), 2)
    assert not threads[0].is_alive()
    assert not [each for each in threading.enumerate() if each.name == "linnet-model"]


def test_an_error_leaves_nothing_of_its_call_behind(patient: Scene) -> None:
    class Batch:
        pass

    def call() -> weakref.ref[Batch]:
        batch = Batch()

        def score(halt: Halt) -> Scores:
            raise ValueError(f"a fault in {type(batch).__name__}")

        with suppress(ValueError):
            patient.guard.run(score, 2)
        patient.calls.clear()
        return weakref.ref(batch)

    gc.disable()
    try:
        assert call()() is None
    finally:
        gc.enable()
