"""Streams that share a model take turns, and none harms another."""

from __future__ import annotations

import threading
from collections.abc import Callable

import numpy as np
import pytest

from sidecar.errors import RequestCancelled
from sidecar.models.halt import Halt
from sidecar.models.interface import Scores
from sidecar.run.sharing import Sharing
from sidecar.values import Float32

GUARD_S = 60.0


class Held:
    """A model that waits for leave before each batch, and notes whose windows it had."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.leave = threading.Semaphore(0)
        self.began = threading.Semaphore(0)
        self.at_once = self.most_at_once = 0
        self.fails: Callable[[Float32], bool] = lambda inputs: False
        self._lock = threading.Lock()

    def run(self, inputs: Float32, halt: Halt | None = None) -> Scores:
        with self._lock:
            self.batches.append(inputs[:, 0].astype(int).tolist())
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
        self.began.release()
        halt = halt or Halt()
        try:
            with halt.ending(self.leave.release):
                assert self.leave.acquire(timeout=GUARD_S)
                if halt.pressed:
                    raise RuntimeError("the runtime was told to end")
                if self.fails(inputs):
                    raise ValueError("a window that the model does not like")
                return Scores(inputs * 10, inputs[:, :1])
        finally:
            with self._lock:
                self.at_once -= 1


class Caller(threading.Thread):
    """Asks for the scores of some windows; each holds the number of its caller."""

    def __init__(self, shared: Sharing, number: int, count: int, halt: Halt | None = None) -> None:
        super().__init__(daemon=True)
        self.scores: Scores | None = None
        self.error: Exception | None = None
        self._shared = shared
        self._halt = halt
        self._inputs = np.full((count, 2), number, np.float32)
        self._inputs[:, 1] = np.arange(count)

    def run(self) -> None:
        try:
            self.scores = self._shared.run(self._inputs, self._halt)
        except Exception as error:
            self.error = error

    def ended(self) -> Caller:
        self.join(GUARD_S)
        assert not self.is_alive()
        return self


def _waiting(shared: Sharing, model: Held, *counts: int) -> list[Caller]:
    """Start callers one after another, behind a batch that runs already."""
    first = Caller(shared, 99, 1)
    first.start()
    assert model.began.acquire(timeout=GUARD_S)
    callers = [first]
    for number, count in enumerate(counts, 1):
        caller = Caller(shared, number, count)
        caller.start()
        while len(shared._line) < number:
            caller.join(0.001)
        callers.append(caller)
    return callers


def test_each_caller_gets_its_own_scores_in_order() -> None:
    model = Held()
    shared = Sharing(model, together=4, callers=1)
    callers = _waiting(shared, model, 3, 2, 6)
    model.leave.release(20)
    for number, count, caller in zip([1, 2, 3], [3, 2, 6], callers[1:], strict=True):
        scores = caller.ended().scores
        assert scores is not None and scores.embeddings is not None
        expected = [[number * 10.0, place * 10.0] for place in range(count)]
        assert scores.logits.tolist() == expected
        assert scores.embeddings.tolist() == [[number]] * count


def test_a_caller_with_many_windows_starves_no_other() -> None:
    model = Held()
    shared = Sharing(model, together=4, callers=1)
    callers = _waiting(shared, model, 9, 1, 1)
    model.leave.release(20)
    for caller in callers:
        caller.ended()
    assert model.batches == [[99], [1, 2, 3, 1], [1, 1, 1, 1], [1, 1, 1]]


def test_no_more_batches_run_at_once_than_there_are_callers_for() -> None:
    model = Held()
    shared = Sharing(model, together=1, callers=2)
    callers = [Caller(shared, number, 2) for number in range(8)]
    for caller in callers:
        caller.start()
    for _ in range(2):
        assert model.began.acquire(timeout=GUARD_S)
    model.leave.release(99)
    for caller in callers:
        assert caller.ended().scores is not None
    assert model.most_at_once == 2


def test_a_window_that_the_model_does_not_take_fails_for_its_own_caller_alone() -> None:
    model = Held()
    model.fails = lambda inputs: 2 in inputs[:, 0]
    shared = Sharing(model, together=4, callers=1)
    callers = _waiting(shared, model, 1, 1, 1)
    model.leave.release(20)
    found = [caller.ended() for caller in callers]
    assert [each.scores is not None for each in found] == [True, True, False, True]
    assert isinstance(found[2].error, ValueError)
    assert model.batches[1:] == [[1, 2, 3], [1], [2], [3]]


def test_a_caller_that_stops_waits_no_more_and_the_others_get_their_scores() -> None:
    model = Held()
    shared = Sharing(model, together=4, callers=1)
    stopping = Halt()
    first = Caller(shared, 1, 1)
    first.start()
    assert model.began.acquire(timeout=GUARD_S)
    stopped = Caller(shared, 2, 3, stopping)
    stopped.start()
    while not shared._line:
        stopped.join(0.001)
    stopping.now()
    assert isinstance(stopped.ended().error, RequestCancelled)
    model.leave.release(9)
    assert first.ended().scores is not None
    assert model.batches == [[1]]


def test_a_batch_ends_once_nobody_waits_for_it() -> None:
    model = Held()
    shared = Sharing(model, together=4, callers=1)
    stopping = Halt()
    alone = Caller(shared, 1, 1, stopping)
    alone.start()
    assert model.began.acquire(timeout=GUARD_S)
    stopping.now()  # nobody gives the model leave
    assert isinstance(alone.ended().error, RequestCancelled)


def test_a_batch_for_others_goes_on_when_one_of_its_callers_stops() -> None:
    model = Held()
    shared = Sharing(model, together=4, callers=1)
    first = _waiting(shared, model)[0]
    stopping = Halt()
    stops, stays = Caller(shared, 1, 1, stopping), Caller(shared, 2, 1)
    for number, caller in enumerate((stops, stays), 1):
        caller.start()
        while len(shared._line) < number:
            caller.join(0.001)
    model.leave.release()
    assert model.began.acquire(timeout=GUARD_S)
    stopping.now()
    assert model.leave.acquire(blocking=False) is False  # the model was not told to end
    model.leave.release(9)
    scores = stays.ended().scores
    assert scores is not None and scores.logits.tolist() == [[20.0, 0.0]]
    first.ended()
    stops.ended()


def test_no_windows_need_no_turn() -> None:
    model = Held()
    model.leave.release()
    shared = Sharing(model, together=4, callers=1)
    assert len(shared.run(np.zeros((0, 2), np.float32)).logits) == 0


@pytest.mark.parametrize("times", [200])
def test_many_callers_at_once_all_get_what_is_theirs(times: int) -> None:
    class Quick:
        def run(self, inputs: Float32, halt: Halt | None = None) -> Scores:
            return Scores(inputs + 1, None)

    shared = Sharing(Quick(), together=4, callers=2)
    wrong: list[int] = []

    def ask(number: int) -> None:
        for turn in range(times):
            inputs = np.full((1 + (number + turn) % 5, 2), number * 1000 + turn, np.float32)
            scores = shared.run(inputs)
            if not np.array_equal(scores.logits, inputs + 1) or scores.embeddings is not None:
                wrong.append(number)

    threads = [threading.Thread(target=ask, args=(number,), daemon=True) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(GUARD_S)
        assert not thread.is_alive()
    assert not wrong
