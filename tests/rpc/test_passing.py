"""How often the bytes of a request are gone over on their way to the verb."""

from __future__ import annotations

import base64
import json
import tracemalloc
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from sidecar.contract.query import QueryRequest
from sidecar.contract.stream import PushStreamRequest
from sidecar.errors import InvalidParams
from sidecar.rpc import validation
from sidecar.rpc.dispatch import dispatch
from sidecar.rpc.framing import Framer
from sidecar.rpc.messages import Envelope, parse, read
from sidecar.rpc.validation import WrongParams, validated
from sidecar.rpc.verb import Call, Verb
from tests.programs.toy import Typed

PIECE_BYTES = 64 * 2**10


class Length(BaseModel):
    bytes: int


def _push(request: PushStreamRequest, call: Call) -> Length:
    return Length(bytes=len(request.pcm))


VERBS = {"stream/push": Verb(_push, PushStreamRequest, Length, "stream")}


def _line(pcm: bytes) -> bytes:
    params = {"streamId": "a", "pcm": base64.b64encode(pcm).decode()}
    message = {"jsonrpc": "2.0", "id": 1, "method": "stream/push", "params": params}
    return json.dumps(message).encode() + b"\n"


def _answered(line: bytes) -> str:
    """Take a line the way the reader does, in pieces of a pipe, and answer it."""
    framer = Framer()
    (frame,) = (
        frame
        for at in range(0, len(line), PIECE_BYTES)
        for frame in framer.feed(line[at : at + PIECE_BYTES])
    )
    assert isinstance(frame, bytearray)
    envelope = read(parse(frame))
    assert isinstance(envelope, Envelope)
    return bytes(dispatch(VERBS, envelope, Call())).decode()


def test_pushed_sound_is_parsed_once_and_never_written_as_json_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    line = _line(bytes(3_000))
    _answered(line)
    read_texts: list[int] = []
    written: list[int] = []
    loads, dumps = json.loads, json.dumps

    def counted_loads(text: Any, **more: Any) -> Any:
        read_texts.append(len(text))
        return loads(text, **more)

    def counted_dumps(value: Any, **more: Any) -> str:
        text = dumps(value, **more)
        written.append(len(text))
        return text

    monkeypatch.setattr(json, "loads", counted_loads)
    monkeypatch.setattr(json, "dumps", counted_dumps)
    monkeypatch.delattr(validation, "_from_text")
    assert '"bytes":3000' in _answered(line)
    assert len(read_texts) == 1 and len(written) == 1
    assert written[0] < 100  # the answer


def test_pushed_sound_is_held_at_most_three_times_at_once() -> None:
    """The line, its text and the string in it; and then that string and its samples."""
    line = _line(bytes(12 * 2**20))
    _answered(_line(b""))
    tracemalloc.start()
    try:
        assert '"bytes"' in _answered(line)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 3.2 * len(line)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(["eq", "u8", "YES", "3", "a\udc80", "é", ""])
    | st.text(max_size=3),
    lambda each: (
        st.lists(each, max_size=3)
        | st.dictionaries(
            st.sampled_from(["eq", "in", "between", "latitude", "week", "a\ud800"]),
            each,
            max_size=3,
        )
    ),
    max_leaves=8,
)
FIELDS = ["confidence", "count", "path", "pair", "mode", "where", "place", "topK", "other"]
CONDITION = st.one_of(
    JSON,
    st.fixed_dictionaries({"between": st.lists(st.integers() | st.floats(), max_size=3)}),
    st.fixed_dictionaries({"in": st.lists(st.integers() | st.text(max_size=2), max_size=3)}),
)


def _verdict(model: type[BaseModel], params: dict[str, Any], how: Any) -> object:
    try:
        return repr(how(model, params))
    except WrongParams as error:
        return error.failure
    except InvalidParams as error:
        return error.field, error.message


@given(st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=4))
def test_the_short_way_takes_and_refuses_just_what_json_text_would(params: dict[str, Any]) -> None:
    assert _verdict(Typed, params, validated) == _verdict(Typed, params, validation._from_text)


@given(st.dictionaries(st.sampled_from(["confidence", "species", "x"]), CONDITION, max_size=3))
def test_so_do_filters(where: dict[str, Any]) -> None:
    params = {"select": "detections", "where": where}
    assert _verdict(QueryRequest, params, validated) == _verdict(
        QueryRequest, params, validation._from_text
    )
