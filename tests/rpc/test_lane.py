"""A lane keeps the order of requests that belong together, and lets others run beside them."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from sidecar.rpc.lane import Lane
from sidecar.rpc.messages import Envelope
from sidecar.rpc.requests import Pending
from sidecar.rpc.verb import Call

GUARD_S = 60.0


class Runs:
    """Notes which requests began; each waits until it is let go."""

    def __init__(self, threads: int) -> None:
        self.began: list[str] = []
        self._changed = threading.Condition()
        self._free: set[str] = set()
        self._ended: list[str] = []
        self.lane = Lane("test", threads, self._run, self._key)
        self.lane.start()
        self.all: dict[str, Pending] = {}

    def put(self, *names: str) -> None:
        for name in names:
            envelope = Envelope(name, {"of": name[0]}, name, wants_answer=True)
            self.all[name] = Pending(envelope, Call(), lambda body: None, 1)
            self.lane.put(self.all[name])

    def let_go(self, *names: str) -> None:
        with self._changed:
            self._free |= set(names)
            self._changed.notify_all()

    def wait(self, *names: str) -> None:
        """Wait until just these began, in any order of keys."""
        with self._changed:
            met = self._changed.wait_for(lambda: set(self.began) >= set(names), GUARD_S)
            assert met and set(self.began) == set(names), self.began

    def withdraw(self, name: str) -> None:
        self.lane.withdraw(self.all[name])

    def _key(self, pending: Pending) -> str | None:
        name = pending.envelope.method[0]
        return None if name == "-" else name

    def _run(self, pending: Pending) -> None:
        name = pending.envelope.method
        with self._changed:
            self.began.append(name)
            self._changed.notify_all()
            self._changed.wait_for(lambda: name in self._free, GUARD_S)


@pytest.fixture
def runs() -> Iterator[Runs]:
    made = Runs(4)
    yield made
    made.let_go(*made.all)
    made.lane.close()


def test_requests_with_one_key_run_one_after_another_beside_others(runs: Runs) -> None:
    runs.put("a1", "a2", "a3", "b1")
    runs.wait("a1", "b1")
    runs.let_go("a1")
    runs.wait("a1", "b1", "a2")
    runs.let_go("b1", "a2")
    runs.wait("a1", "b1", "a2", "a3")
    assert [each for each in runs.began if each[0] == "a"] == ["a1", "a2", "a3"]


def test_requests_without_a_key_wait_for_none(runs: Runs) -> None:
    runs.put("-1", "-2", "-3")
    runs.wait("-1", "-2", "-3")


def test_with_few_threads_the_keys_take_turns() -> None:
    runs = Runs(1)
    runs.put("a1", "a2", "a3", "b1", "c1", "b2")
    runs.let_go(*runs.all)
    runs.wait(*runs.all)
    assert runs.began == ["a1", "b1", "c1", "a2", "b2", "a3"]
    runs.lane.close()


def test_a_withdrawn_request_lets_the_next_of_its_key_run(runs: Runs) -> None:
    runs.put("a1", "a2", "a3", "a4")
    runs.wait("a1")
    runs.withdraw("a2")
    runs.withdraw("a2")
    runs.withdraw("a1")  # it runs already
    runs.let_go("a1")
    runs.wait("a1", "a3")
    runs.let_go("a3")
    runs.wait("a1", "a3", "a4")


def test_withdrawing_the_first_in_the_line_lets_the_one_behind_it_in() -> None:
    runs = Runs(1)
    runs.put("b1", "a1", "a2")
    runs.wait("b1")
    runs.withdraw("a1")
    runs.let_go("b1")
    runs.wait("b1", "a2")
    runs.let_go("a2")
    runs.put("a3")
    runs.wait("b1", "a2", "a3")
    runs.let_go("a3")
    runs.lane.close()


def test_threads_are_started_as_they_are_needed(runs: Runs) -> None:
    def of_lanes() -> set[threading.Thread]:
        return {each for each in threading.enumerate() if each.name.startswith("test-")}

    before = of_lanes()  # threads of other tests' lanes may end meanwhile
    runs.put("a1", "b1", "c1", "d1", "e1")
    runs.wait("a1", "b1", "c1", "d1")
    assert len(of_lanes() - before) == 3
