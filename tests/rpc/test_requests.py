"""Every request gets exactly one answer."""

from __future__ import annotations

import json
import random
import threading
from collections.abc import Callable

import pytest

from sidecar.rpc.body import Body
from sidecar.rpc.messages import Envelope, Id, answer
from sidecar.rpc.requests import Pending, Requests
from sidecar.rpc.verb import Call
from tests.rpc.conftest import Local, MakeLocal


def pending(id: Id, sent: list[Body], *, wants_answer: bool = True) -> Pending:
    return Pending(Envelope("echo", None, id, wants_answer), Call(), sent.append, 10)


def requests() -> Requests:
    return Requests(most=10, most_bytes=1000)


def test_the_first_answer_is_the_only_one() -> None:
    sent: list[Body] = []
    held, one = requests(), pending(1, sent)
    assert held.add(one) and held.start(one)
    first, second = Body([b"first"]), Body([b"second"])
    held.answer(one, first)
    held.answer(one, second)
    held.close()
    assert sent == [first] and held.wait_idle(0)


def test_cancelling_what_is_queued_answers_at_once() -> None:
    sent: list[Body] = []
    held, one = requests(), pending("a", sent)
    held.add(one)
    assert held.cancel("a") is one
    assert not held.start(one)
    assert [json.loads(bytes(body))["error"]["code"] for body in sent] == [-32800]


def test_cancelling_what_runs_only_asks() -> None:
    sent: list[Body] = []
    held, one = requests(), pending(1, sent)
    held.add(one)
    held.start(one)
    assert held.cancel(1) is None
    assert one.call.cancelled.is_set() and not sent


def test_a_notification_is_counted_but_not_answered() -> None:
    sent: list[Body] = []
    held, one = requests(), pending(None, sent, wants_answer=False)
    held.add(one)
    assert not held.wait_idle(0)
    held.answer(one, Body([b"never"]))
    assert held.wait_idle(0) and not sent


def test_room_is_counted_in_requests_and_in_bytes() -> None:
    few, small = Requests(most=1, most_bytes=1000), Requests(most=10, most_bytes=10)
    for held in (few, small):
        one = pending(1, [])
        held.add(one)
        assert not held.wait_for_room(0)
        held.answer(one, Body())
        assert held.wait_for_room(0)


def test_nothing_is_accepted_after_closing() -> None:
    held = requests()
    held.close()
    assert not held.add(pending(1, []))


@pytest.mark.parametrize("seed", range(20))
def test_one_answer_leaves_whoever_comes_first(seed: int) -> None:
    chance = random.Random(seed)
    sent: list[Body] = []
    held = Requests(most=1000, most_bytes=10**6)
    all = [pending(number, sent) for number in range(50)]
    for one in all:
        held.add(one)

    def finish(one: Pending) -> None:
        held.answer(one, answer(one.envelope.id, None))

    def cancel(one: Pending) -> None:
        held.cancel(one.envelope.id)

    moves: list[Callable[[Pending], object]] = [finish, held.start, cancel]
    plan = [(chance.choice(moves), one) for one in all * 6]
    chance.shuffle(plan)
    barrier = threading.Barrier(3)

    def run(part: int) -> None:
        barrier.wait()
        for move, one in plan[part::3]:
            move(one)

    threads = [threading.Thread(target=run, args=(part,)) for part in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for one in all:
        finish(one)
    assert sorted(json.loads(bytes(body))["id"] for body in sent) == list(range(50))
    assert held.wait_idle(0)


@pytest.mark.parametrize("seed", range(3))
def test_random_cancels_still_leave_one_answer_each(make_local: MakeLocal, seed: int) -> None:
    chance = random.Random(seed)
    local = make_local()
    verbs = ["echo", "hold", "hold_quick", "count", "crash"]
    for id in range(300):
        method = chance.choice(verbs)
        named = {"name": "open" if chance.random() < 0.5 else f"gate {id}"}
        local.request(id, method, **(named if method.startswith("hold") else {}))
        if chance.random() < 0.5:
            local.cancel(chance.randrange(id + 1))
    local.gates["open"].set()
    for id in range(300):
        local.cancel(id)
    local.close_input()
    answers = local.rest()
    assert sorted(message["id"] for message in answers) == list(range(300))
    codes = {message["error"]["code"] for message in answers if "error" in message}
    assert -32800 in codes and codes <= {-32800, -32603}
    assert local.code() == 0


def test_a_verb_that_finishes_anyway_answers_its_result(local: Local) -> None:
    local.request(1, "ignore_cancel", name="a", progress="p")
    local.begun("p")
    local.cancel(1)
    local.gates["a"].set()
    assert local.answer(1)["result"] == {"value": "finished anyway"}


def test_cancelling_nothing_is_ignored(local: Local) -> None:
    local.call(1, "echo")
    wrong: list[object] = [1, 99, "x", None, True, 1.5, {}]
    for id in wrong:
        local.cancel(id)
    local.notify("$/cancelRequest")
    assert "result" in local.call(2, "echo")
    assert local.others == []


_HOLDS = {"hold", "hold_quick", "hold_write", "hold_picture", "hold_aside", "hold_stream"}
_HOLDS |= {"hold_files", "hold_models", "hold_look", "hold_bulk"}


@pytest.mark.parametrize("schedule", sorted(_HOLDS))
def test_verbs_of_one_schedule_never_wait_for_those_of_another(local: Local, schedule: str) -> None:
    """However many of one schedule wait, one of each other schedule is answered."""
    for number in range(20):
        local.request(number, schedule, name="held")
    local.gates["open"].set()
    for name in sorted(_HOLDS - {schedule}):
        assert local.call(name, name, name="open")["result"] == {"value": "open"}
    assert local.call("now", "prompt", value=1)["result"] == {"value": 1}
    assert not [each for each in local.others if each.get("id") in range(20)]
    local.gates["held"].set()
    assert {local.answer(number)["id"] for number in range(20)} == set(range(20))


def test_a_preview_never_waits_for_a_writer(local: Local) -> None:
    local.request(1, "change", name="held", progress="p")
    local.begun("p")
    local.gates["open"].set()
    assert local.call(2, "change", name="open", dryRun=True)["result"] == {"value": "open"}
    local.request(3, "change", name="open", dryRun=False)
    assert "result" in local.call(4, "hold_look", name="open")
    assert not [each for each in local.others if each.get("id") == 3]
    local.gates["held"].set()
    assert "result" in local.answer(3)


def _told(local: Local, token: str) -> list[dict[str, object]]:
    """List the progress that came for a token so far."""
    notices = [each for each in local.others if each.get("method") == "$/progress"]
    return [each["params"]["value"] for each in notices if each["params"]["token"] == token]


def test_a_request_that_waits_says_behind_which_method(local: Local) -> None:
    local.request(1, "hold", name="first", progress="first")
    local.begun("first")
    local.request(2, "ignore_cancel", name="second", progress="second")
    local.request(3, "hold", name="third", progress="third")
    local.request(4, "hold", name="third")  # without a token, nobody is told
    local.call(5, "echo")  # by now, the word of each wait has come
    local.gates["third"].set()
    local.gates["first"].set()
    local.answer(1)
    local.begun("second")
    local.gates["second"].set()
    local.answer(4)
    behind = [each["behind"] for each in _told(local, "third") if each["kind"] == "waiting"]
    assert behind == ["hold", "ignore_cancel"]
    assert [each["kind"] for each in _told(local, "third")][2:] == ["begin", "end"]
    assert not [each for each in _told(local, "first") if each["kind"] == "waiting"]


def test_a_request_does_not_wait_while_a_thread_of_its_schedule_is_free(local: Local) -> None:
    local.request(1, "hold_look", name="held", progress="a")
    local.begun("a")
    local.request(2, "hold_look", name="held", progress="b")
    local.begun("b")
    local.request(3, "hold_look", name="held", progress="c")
    local.call(4, "echo")  # by now, the word of the wait has come
    local.gates["held"].set()
    for number in (2, 3):
        local.answer(number)
    assert [each["kind"] for each in _told(local, "b")] == ["end"]
    assert _told(local, "c")[0] == {"kind": "waiting", "done": 0, "behind": "hold_look"}


def test_a_request_that_is_withdrawn_hears_no_more_of_its_wait(local: Local) -> None:
    local.request(1, "hold", name="first", progress="first")
    local.begun("first")
    local.request(2, "hold", name="x", progress="gone")
    local.request(3, "hold", name="third", progress="third")
    local.cancel(2)
    assert local.answer(2)["error"]["code"] == -32800
    local.gates["third"].set()
    local.gates["first"].set()
    local.answer(3)
    assert [each["kind"] for each in _told(local, "gone")] == ["waiting"]
