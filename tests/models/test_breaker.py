"""A breaker leaves a failing model alone, tries it again with one call, and trusts it slowly."""

from __future__ import annotations

import logging
import threading
from contextlib import suppress
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidecar.errors import ModelUnavailable
from sidecar.models.breaker import Breaker, Breakers, Change, Patience, Permit

PATIENCE = Patience(failures=3, recovery_s=30.0, successes=2)
PROBE_S = 10.0
GUARD_S = 60.0  # only against hanging


@dataclass
class Clock:
    now: float = 100.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Scene:
    clock: Clock = field(default_factory=Clock)
    changes: list[Change] = field(default_factory=list)

    def breaker(self) -> Breaker:
        return Breaker(
            "owls", "abc-1", PATIENCE, probe_s=PROBE_S, clock=self.clock, heard=self.changes.append
        )

    @property
    def states(self) -> list[str]:
        return [each.state for each in self.changes]


@pytest.fixture
def scene() -> Scene:
    return Scene()


def _fail(breaker: Breaker, times: int = 1, error: str = "a fault") -> None:
    for _ in range(times):
        breaker.failed(breaker.admit(), error)


def _half_open(scene: Scene) -> Breaker:
    breaker = scene.breaker()
    _fail(breaker, PATIENCE.failures)
    scene.clock.now += PATIENCE.recovery_s
    return breaker


def test_failures_in_a_row_open_it_and_a_success_between_them_does_not(scene: Scene) -> None:
    breaker = scene.breaker()
    for _ in range(5):
        _fail(breaker, PATIENCE.failures - 1)
        breaker.succeeded(breaker.admit())
    assert not scene.changes
    _fail(breaker, PATIENCE.failures)
    assert scene.states == ["open"]


def test_an_open_one_says_which_model_what_failed_and_when_it_is_tried_again(scene: Scene) -> None:
    breaker = scene.breaker()
    _fail(breaker, PATIENCE.failures, "no such operator")
    scene.clock.now += 10.0
    with pytest.raises(ModelUnavailable) as refused:
        breaker.admit()
    error = refused.value
    assert error.message == (
        "The model owls is left alone after 3 failures in a row. "
        "Linnet tries it again in 20 seconds."
    )
    assert error.hint == "Its last error: no such operator"
    assert not error.probing
    said = breaker.refusal()
    assert said is not None and said.message == error.message
    standing = breaker.standing()
    assert (standing.state, standing.failures, standing.next_try_s) == ("open", 3, 20.0)
    assert standing.last_error == "no such operator"


def test_a_half_open_one_lets_one_probe_through_at_a_time(scene: Scene) -> None:
    breaker = _half_open(scene)
    first = breaker.admit()
    with pytest.raises(ModelUnavailable) as refused:
        breaker.admit()
    assert refused.value.probing
    assert breaker.refusal() is None  # the probe may end before a recording is read
    breaker.succeeded(first)
    second = breaker.admit()
    with pytest.raises(ModelUnavailable):
        breaker.admit()
    breaker.succeeded(second)
    assert scene.states == ["open", "halfOpen", "closed"]
    assert [breaker.admit() for _ in range(9)]


def test_a_failing_probe_opens_it_again_for_the_whole_time(scene: Scene) -> None:
    breaker = _half_open(scene)
    breaker.succeeded(breaker.admit())
    _fail(breaker)
    scene.clock.now += PATIENCE.recovery_s - 1
    assert breaker.refusal() is not None
    scene.clock.now += 1
    breaker.succeeded(breaker.admit())
    assert breaker.standing().state == "halfOpen"  # good probes count anew
    assert scene.states == ["open", "halfOpen", "open", "halfOpen"]


def test_a_probe_that_never_ends_counts_as_failed(scene: Scene) -> None:
    breaker = _half_open(scene)
    lost = breaker.admit()
    scene.clock.now += PROBE_S
    assert breaker.standing().state == "open"
    assert breaker.standing().last_error == "A probe did not end within 10 seconds."
    scene.clock.now += PATIENCE.recovery_s
    probe = breaker.admit()
    breaker.succeeded(lost)  # what comes after all changes nothing
    breaker.failed(lost, "late")
    breaker.ended(lost)
    with pytest.raises(ModelUnavailable):
        breaker.admit()
    breaker.succeeded(probe)
    breaker.succeeded(breaker.admit())
    assert breaker.standing().state == "closed"


def test_a_probe_that_a_person_ends_says_nothing_and_makes_room(scene: Scene) -> None:
    breaker = _half_open(scene)
    breaker.ended(breaker.admit())
    assert breaker.standing().state == "halfOpen"
    breaker.succeeded(breaker.admit())
    breaker.succeeded(breaker.admit())
    assert breaker.standing().state == "closed"


def test_ending_after_a_success_does_not_free_the_next_probes_place(scene: Scene) -> None:
    breaker = _half_open(scene)
    first = breaker.admit()
    breaker.succeeded(first)
    breaker.admit()
    breaker.ended(first)
    with pytest.raises(ModelUnavailable):
        breaker.admit()


def test_calls_from_before_a_change_do_not_count_after_it(scene: Scene) -> None:
    breaker = scene.breaker()
    slow = [breaker.admit() for _ in range(4)]
    _fail(breaker, PATIENCE.failures)
    scene.clock.now += PATIENCE.recovery_s
    assert breaker.standing().state == "halfOpen"
    breaker.succeeded(slow[0])
    breaker.succeeded(slow[1])
    breaker.failed(slow[2], "late")
    assert breaker.standing().state == "halfOpen"


@pytest.mark.parametrize("good", [True, False])
def test_of_sixteen_threads_exactly_one_probes(scene: Scene, good: bool) -> None:
    breaker = _half_open(scene)
    gate, entered, leave = threading.Barrier(16), threading.Semaphore(0), threading.Event()
    probes: list[Permit] = []
    refused: list[bool] = []

    def call() -> None:
        gate.wait(GUARD_S)
        try:
            permit = breaker.admit()
        except ModelUnavailable as error:
            refused.append(error.probing)
            entered.release()
            return
        probes.append(permit)
        entered.release()
        assert leave.wait(GUARD_S)
        breaker.succeeded(permit) if good else breaker.failed(permit, "still broken")
        breaker.ended(permit)

    threads = [threading.Thread(target=call) for _ in range(16)]
    for each in threads:
        each.start()
    for _ in threads:
        assert entered.acquire(timeout=GUARD_S)
    # The others were refused while the probe still ran.
    assert len(probes) == 1 and refused == [True] * 15
    leave.set()
    for each in threads:
        each.join(GUARD_S)
    assert breaker.standing().state == ("halfOpen" if good else "open")


@dataclass
class Simple:
    """The states of a breaker whose calls end at once, worked out in another way."""

    open_until: float | None = None
    row: list[bool] = field(default_factory=list)  # outcomes since the last change of the state

    def state(self, now: float) -> str:
        if self.open_until is None:
            return "closed"
        return "open" if now < self.open_until else "halfOpen"

    def call(self, now: float, good: bool) -> bool:
        """Tell whether the call may run, and take its outcome."""
        state = self.state(now)
        if state == "open":
            return False
        self.row.append(good)
        last = self.row[-PATIENCE.failures :]
        broken = state == "halfOpen" or (len(last) == PATIENCE.failures and not any(last))
        if not good and broken:
            self.open_until, self.row = now + PATIENCE.recovery_s, []
        elif state == "halfOpen" and len(self.row) == PATIENCE.successes:
            self.open_until, self.row = None, []
        return True


@given(
    st.lists(
        st.tuples(st.sampled_from([0.0, 1.0, 10.0, 29.0, 30.0, 31.0, 100.0]), st.booleans()),
        max_size=60,
    )
)
def test_it_behaves_as_a_simple_model_of_its_states(steps: list[tuple[float, bool]]) -> None:
    scene = Scene()
    breaker, simple = scene.breaker(), Simple()
    for waited, good in steps:
        scene.clock.now += waited
        assert breaker.standing().state == simple.state(scene.clock.now)
        admitted: Permit | None = None
        with suppress(ModelUnavailable):
            admitted = breaker.admit()
        assert (admitted is not None) == simple.call(scene.clock.now, good)
        if admitted is not None:
            breaker.succeeded(admitted) if good else breaker.failed(admitted, "a fault")
            breaker.ended(admitted)
        assert breaker.standing().state == simple.state(scene.clock.now)
    befores = [each.before for each in scene.changes]
    assert befores == ["closed", *scene.states][: len(befores)]


@given(st.data())
def test_whatever_overlaps_a_half_open_one_never_has_two_probes(data: st.DataObject) -> None:
    scene = Scene()
    breaker = scene.breaker()
    under_way: list[Permit] = []
    probes: set[Permit] = set()
    for _ in range(data.draw(st.integers(0, 60))):
        step = data.draw(st.sampled_from(["admit", "good", "bad", "ended", "wait"]))
        if step == "wait":
            scene.clock.now += data.draw(st.sampled_from([1.0, PROBE_S, PATIENCE.recovery_s]))
        elif step == "admit":
            state = breaker.standing().state
            with suppress(ModelUnavailable):
                under_way.append(breaker.admit())
                assert state != "open"
                if state == "halfOpen":
                    probes.add(under_way[-1])
                    running = [each for each in under_way if each in probes]
                    assert len([each for each in running if each.period == running[-1].period]) == 1
        elif under_way:
            permit = under_way.pop(data.draw(st.integers(0, len(under_way) - 1)))
            if step == "good":
                breaker.succeeded(permit)
            elif step == "bad":
                breaker.failed(permit, "a fault")
            breaker.ended(permit)


def test_each_change_is_in_the_log_with_the_models_name(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "sidecar.models.breaker")
    breaker = _half_open(scene)
    breaker.succeeded(breaker.admit())
    breaker.succeeded(breaker.admit())
    assert [(each.levelname, each.message) for each in caplog.records] == [
        (
            "WARNING",
            "the model owls (abc-1) is left alone for 30 s after 3 failures in a row; "
            "the last error: a fault",
        ),
        ("INFO", "the model owls (abc-1) is tried again, one call at a time"),
        ("INFO", "the model owls (abc-1) works again"),
    ]


def test_a_version_has_one_breaker_and_only_those_that_failed_are_listed() -> None:
    breakers = Breakers(PATIENCE, call_s=1.0)
    assert breakers.of("owls", "abc-1") is breakers.of("owls", "abc-1")
    assert breakers.of("owls", "abc-2") is not breakers.of("owls", "abc-1")
    breakers.of("bats", "def-1")
    assert not breakers.standings()
    _fail(breakers.of("owls", "abc-2"))
    (standing,) = breakers.standings()
    assert (standing.model, standing.version_id, standing.state) == ("owls", "abc-2", "closed")


def test_nobody_who_asks_late_waits_for_changes_and_the_oldest_ones_are_counted() -> None:
    breakers = Breakers(Patience(failures=1, recovery_s=0.0, successes=1), call_s=1.0)
    assert not breakers.wait(0.0)
    breaker = breakers.of("owls", "abc-1")
    for _ in range(50):
        _fail(breaker)
        breaker.succeeded(breaker.admit())
    assert breakers.wait(0.0)
    changes, left_out = breakers.take()
    assert (len(changes), left_out) == (100, 50)
    assert changes[-1].state == "closed"
    assert breakers.take() == ([], 0) and not breakers.wait(0.0)
