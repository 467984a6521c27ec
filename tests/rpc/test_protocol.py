"""JSON-RPC 2.0 as the specification has it, and what we add to it."""

from __future__ import annotations

import json
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidecar.rpc import Limits
from sidecar.rpc.messages import early_id
from tests.conftest import ONE_FIXTURE
from tests.programs.toy import SECRET
from tests.rpc.client import Message
from tests.rpc.conftest import Local, MakeLocal

FRAMINGS: list[Literal["lines", "headers"]] = ["lines", "headers"]


@pytest.fixture(params=FRAMINGS)
def either(request: pytest.FixtureRequest, make_local: MakeLocal) -> Local:
    """Make an engine, in each of the framings."""
    return make_local(framing=request.param)


def code(message: Message) -> int:
    return int(message["error"]["code"])


def test_a_value_comes_back_whole(either: Local) -> None:
    value = {"text": "\u2028 \x00 é 𝄞", "number": 2**70, "float": 0.1, "list": [None, True]}
    assert either.call(1, "echo", value=value) == {
        "jsonrpc": "2.0",
        "id": 1,
        "result": {"value": value},
    }


@pytest.mark.parametrize(
    ("body", "id", "error"),
    [
        (b"{", None, -32700),
        (b'{"jsonrpc": "2.0", "method": "foobar, "params": "bar", "baz]', None, -32700),
        (b'{"jsonrpc":"2.0","id":4,"method":"echo","params":{"value":', 4, -32700),
        (b'{"jsonrpc":"2.0","id":"a","method":"echo","params":{"value":NaN}}', "a", -32700),
        (b'{"jsonrpc":"2.0","id":4,"method":"echo","params":{"value":-Infinity}}', 4, -32700),
        (b'{"jsonrpc":"2.0","id":4,"method":"echo","params":{"value":1e999}}', 4, -32602),
        (b'{"id":4,"x":"\xff"}', 4, -32700),
        (b'{"id":4,"x":' + b"[" * 10_000 + b"]" * 10_000 + b"}", 4, -32700),
        (b'{"jsonrpc":"2.0","id":4,"method":"echo","params":{"value":%b}}', 4, -32602),
        (b'{"id":4,"x":' + b"9" * 5000 + b"}", 4, -32700),
        (b'{"jsonrpc": "2.0", "method": 1, "params": "bar"}', None, -32600),
        (b'{"jsonrpc": "2.0", "method": 1, "id": 4}', 4, -32600),
        (b'{"id": 4, "method": "echo"}', 4, -32600),
        (b'{"jsonrpc": "1.0", "id": "4", "method": "echo"}', "4", -32600),
        (b'{"jsonrpc": "2.0", "id": 4, "method": "echo", "params": "bar"}', 4, -32600),
        (b'{"jsonrpc": "2.0", "id": 4, "method": "echo", "params": [1, 2]}', 4, -32602),
        (b'{"jsonrpc": "2.0", "id": 4, "method": "nothing"}', 4, -32601),
        (b'{"jsonrpc": "2.0", "id": 1.5, "method": "echo"}', None, -32600),
        (b'{"jsonrpc": "2.0", "id": true, "method": "echo"}', None, -32600),
        (b'{"jsonrpc": "2.0", "id": {}, "method": "echo"}', None, -32600),
        (b"[]", None, -32600),
        (b"{}", None, -32600),
    ],
)
def test_what_is_wrong_gets_its_error_and_the_connection_lives(
    either: Local, body: bytes, id: object, error: int
) -> None:
    either.call(0, "echo")
    either.send_raw(body.replace(b"%b", b"[" * 300 + b"]" * 300))
    message = either.next()
    assert (message["id"], code(message)) == (id, error)
    assert "result" in either.call(9, "echo")


def test_null_is_an_id_and_names_nothing(local: Local) -> None:
    local.send(*[{"jsonrpc": "2.0", "id": None, "method": "echo"}] * 2)
    assert [local.next()["result"] for _ in range(2)] == [{"value": None}] * 2


def test_params_may_be_missing_null_or_named_like_our_own(local: Local) -> None:
    local.send({"jsonrpc": "2.0", "id": 1, "method": "echo"})
    local.send({"jsonrpc": "2.0", "id": 2, "method": "echo", "params": None})
    assert [local.answer(id)["result"] for id in (1, 2)] == [{"value": None}] * 2
    for name in ("call", "self", "context", "positional", "named"):
        errors = local.call(3, "echo", **{name: 1})["error"]["data"]["errors"]
        assert errors == [{"field": name, "problem": "is not a known field"}]


def test_an_id_in_flight_cannot_be_used_again(local: Local) -> None:
    local.request(1, "hold", name="a", progress="p")
    local.begun("p")
    assert code(local.call(1, "echo")) == -32600
    assert "result" in local.call("1", "echo")  # a string is another id
    local.call(2, "release", name="a")
    assert "result" in local.answer(1)
    assert "result" in local.call(1, "echo")


def test_a_notification_runs_and_answers_nothing(local: Local) -> None:
    local.notify("release", name="a")
    local.notify("crash")
    local.notify("nothing")
    local.notify("echo", unknown=1)
    assert local.call(1, "hold", name="a")["result"] == {"value": "a"}
    assert local.others == []


def test_answers_that_come_in_are_ignored(local: Local) -> None:
    local.send({"jsonrpc": "2.0", "id": 1, "result": 2}, {"id": None, "error": {}})
    local.send([{"jsonrpc": "2.0", "id": 1, "result": 2}])
    assert "result" in local.call(1, "echo")
    assert local.others == []


def call(id: object, method: str = "echo", **params: object) -> dict[str, object]:
    return {"jsonrpc": "2.0", "id": id, "method": method, "params": params}


def test_a_batch_is_answered_item_by_item(either: Local) -> None:
    either.send(
        [
            call("1", value=1),
            {"jsonrpc": "2.0", "method": "echo"},
            call("1"),  # the same id, once more
            {"foo": "boo"},
            call("5", "nothing"),
            1,
            call("6", "hold", name="a"),
            call("7", "shutdown"),
        ]
    )
    either.gates["a"].set()
    batch = either.next()
    told = [(each["id"], each["error"]["code"] if "error" in each else 0) for each in batch]
    assert sorted(told, key=repr) == sorted(
        [
            ("1", 0),
            ("1", -32600),
            (None, -32600),
            ("5", -32601),
            (None, -32600),
            ("6", 0),
            ("7", 0),
        ],
        key=repr,
    )


def test_a_batch_of_nothing_but_wrong_items_gets_an_error_each(local: Local) -> None:
    local.send([1, 2, 3])
    batch = local.next()
    assert [(each["id"], code(each)) for each in batch] == [(None, -32600)] * 3


def test_a_batch_of_notifications_gives_no_output(local: Local) -> None:
    local.send([{"jsonrpc": "2.0", "method": "echo"}] * 3)
    assert "result" in local.call(1, "echo")
    assert local.others == []


def test_a_batch_past_the_limit_is_refused_as_one(make_local: MakeLocal) -> None:
    local = make_local(Limits(in_flight=10))
    local.send([call(id) for id in range(11)])
    assert code(local.next()) == -32600


def test_a_cancelled_item_is_answered_within_its_batch(local: Local) -> None:
    local.send([call(1, "hold", name="never"), call(2, "hold", name="never")])
    local.cancel(2)
    local.cancel(1)
    assert sorted((each["id"], code(each)) for each in local.next()) == [(1, -32800), (2, -32800)]


def test_numbers_are_not_made_of_strings_but_three_is_a_float(local: Local) -> None:
    assert local.call(1, "typed", confidence=3)["result"] == {"value": "3.0"}
    assert "result" in local.call(2, "typed", path="a", pair=[1, 2], mode="png", topK=2)
    wrong = {"confidence": "3", "count": 1.5, "pair": [1], "mode": "x", "place": {"week": True}}
    error = local.call(3, "typed", **wrong, where={"species": 1}, top_k=1)["error"]
    assert error["code"] == -32602
    assert {each["field"] for each in error["data"]["errors"]} == {
        "confidence",
        "count",
        "pair.1",
        "mode",
        "place.latitude",
        "place.week",
        "where.species",
        "top_k",
    }


def test_a_verb_may_find_fault_with_a_field_itself(local: Local) -> None:
    error = local.call(1, "picky")["error"]
    assert error["code"] == -32602 and error["data"]["hint"] == "Try an earlier one."
    assert error["data"]["errors"] == [{"field": "where.date", "problem": "is in the future"}]


def test_our_errors_carry_kind_path_and_hint(local: Local) -> None:
    assert local.call(1, "unreadable")["error"] == {
        "code": -32002,
        "message": "The file is cut short.",
        "data": {"kind": "UnreadableAudio", "hint": "Copy it again.", "path": "a\udcff.wav"},
    }


@pytest.mark.parametrize("method", ["crash", "leave", "nan", "scalar", "other"])
def test_an_unforeseen_error_goes_to_the_log_and_not_to_the_wire(
    local: Local, method: str, caplog: pytest.LogCaptureFixture
) -> None:
    error = local.call(1, method)["error"]
    assert error["code"] == -32603 and error["data"]["kind"] == "InternalError"
    assert SECRET not in json.dumps(error) and "Error" not in error["message"]
    assert any(record.exc_info for record in caplog.records)
    assert "result" in local.call(2, "echo")


def test_a_lone_surrogate_breaks_nothing(local: Local) -> None:
    local.send_raw(b'{"jsonrpc":"2.0","id":"\\ud800","method":"\\udfff"}')
    assert code(local.answer("\ud800")) == -32601


def test_progress_is_additive_when_the_verb_keeps_what_was_dropped(local: Local) -> None:
    local.request(1, "count", kib=100_000, progress="p")
    sent = local.answer(1)["result"]["value"]
    values = [message["params"]["value"] for message in local.others]
    assert all(message["params"]["token"] == "p" for message in local.others)
    assert [value["kind"] for value in values] == ["report"] * sent + ["end"]
    assert sum(value["fresh"] for value in values) == 100_000


def test_a_progress_token_is_a_string_or_an_integer(local: Local) -> None:
    local.request(1, "count", progress=0)
    assert "result" in local.answer(1) and local.others[0]["params"]["token"] == 0
    error = local.call(2, "count", progress={"a": 1})["error"]
    assert [each["field"] for each in error["data"]["errors"]] == ["progress"]


def test_shutdown_refuses_what_comes_and_finishes_what_runs(local: Local) -> None:
    local.request(1, "hold", name="a", progress="p")
    local.begun("p")
    assert local.call(2, "shutdown")["result"] is None
    assert code(local.call(3, "echo")) == code(local.call(4, "initialize")) == -32600
    local.gates["a"].set()
    assert "result" in local.answer(1)
    local.notify("exit")
    assert local.code() == 0


def test_exit_without_shutdown_is_a_fault(local: Local) -> None:
    local.request(1, "hold", name="never")
    local.notify("exit")
    local.request(2, "echo")  # too late to be read
    assert local.code() == 1
    assert [(message["id"], code(message)) for message in local.rest()] == [(1, -32800)]


def test_initialize_is_answered_once_and_may_come_late(local: Local) -> None:
    assert "result" in local.call(1, "echo")
    assert code(local.call(2, "initialize", unknown=1)) == -32602
    assert "result" in local.call(3, "initialize")
    assert code(local.call(4, "initialize")) == -32600


def test_warming_up_comes_after_the_first_answer_and_may_fail(make_local: MakeLocal) -> None:
    def warm_up() -> None:
        local.gates["warm"].set()
        raise RuntimeError("not fatal")

    local = make_local(warm_up=warm_up)
    assert not local.gates["warm"].is_set()
    assert "result" in local.call(1, "initialize")
    assert "result" in local.call(2, "hold", name="warm")


def test_the_id_of_a_broken_message_is_found_only_where_it_is_certain() -> None:
    assert early_id(b' {"jsonrpc":"2.0", "id" : -12, "me') == -12
    assert early_id(b'{"method":"x","jsonrpc":"2.0","id":"\\u0041"}') is None
    assert early_id(b'{"params":{"id":1}') is None
    assert early_id(b'{"id":12') is None  # perhaps 123
    assert early_id(b"") is None


@settings(max_examples=25, suppress_health_check=ONE_FIXTURE)
@given(
    values=st.lists(
        st.recursive(st.none() | st.integers() | st.text(), lambda each: st.lists(each)),
        max_size=5,
    )
)
def test_both_framings_give_the_same_answers(make_local: MakeLocal, values: list[object]) -> None:
    told = []
    for framing in FRAMINGS:
        local = make_local(framing=framing)
        for id, value in enumerate(values):
            local.request(id, "echo", value=value)
        local.send({"jsonrpc": "2.0", "id": -1}, {"foo": 1}, [])
        local.close_input()
        told.append(sorted(map(repr, local.rest())))
        local.clean()
    assert told[0] == told[1] and len(told[0]) == len(values) + 3


def test_the_reader_waits_past_what_may_be_in_flight(make_local: MakeLocal) -> None:
    local = make_local(Limits(in_flight=5, unsent=5))
    local.request(0, "hold", name="a")
    for id in range(1, 50):
        local.request(id, "echo")
    local.gates["a"].set()
    assert all("result" in local.answer(id) for id in range(50))
