"""Long members are written in pieces, and are the same JSON."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, PlainSerializer
from pydantic.alias_generators import to_camel

from sidecar.rpc import body
from sidecar.rpc.body import encode
from sidecar.rpc.messages import answer

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


class _Base(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)


class Row(_Base):
    its_name: str
    notes: list[str]


class More(_Base):
    its_text: str
    rows: list[Row]


class Result(_Base):
    data: Annotated[bytes, PlainSerializer(lambda data: base64.b64encode(data).decode())]
    a_text: str
    more: More | None
    some_rows: list[Row]
    numbers: list[int]
    level: float = 0.0
    last: Any = None


ROWS = st.lists(st.builds(Row, its_name=TEXTS, notes=st.lists(TEXTS, max_size=8)), max_size=8)
RESULTS = st.builds(
    Result,
    data=st.binary(max_size=40),
    a_text=TEXTS,
    more=st.none() | st.builds(More, its_text=TEXTS, rows=ROWS),
    some_rows=ROWS,
    numbers=st.lists(st.integers(), max_size=9),
)


@pytest.fixture(scope="module", autouse=True)
def _tiny() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(body, "_PIECE", 3)
        patch.setattr(body, "_ROWS", 2)
        patch.setattr(body, "_WRITTEN", 30)
        yield


@given(RESULTS)
def test_a_long_result_is_the_same_json(result: Result) -> None:
    text = bytes(answer(7, result))
    assert text.isascii() and b"\n" not in text
    plain = result.model_dump(mode="json", by_alias=True)
    assert json.loads(text) == {"jsonrpc": "2.0", "id": 7, "result": plain}
    assert list(json.loads(text)["result"]) == list(plain)
    assert bytes(encode({"result": result, "id": 7})).startswith(b'{"id":7,')


@given(st.text(st.characters(), max_size=40))
def test_broken_text_is_the_same_json(text: str) -> None:
    assert json.loads(bytes(encode({"result": text}))) == {"result": text}


def test_no_piece_of_a_long_result_is_large() -> None:
    row = Row(its_name="a", notes=[])
    result = Result(data=bytes(999), a_text="b" * 999, more=None, some_rows=[row] * 99, numbers=[])
    written = answer(1, result)
    assert written.size == len(bytes(written))
    assert max(map(len, written.pieces)) < 100


def test_a_value_that_is_not_json_is_refused_beside_a_long_text() -> None:
    long = Result(data=b"xxxxxx", a_text="yyyyyy", more=None, some_rows=[], numbers=[])
    assert json.loads(bytes(answer(1, long)))["result"]["aText"] == "yyyyyy"
    for wrong in ({"level": float("nan")}, {"last": object()}):
        with pytest.raises(ValueError):
            answer(1, long.model_copy(update=wrong))
