"""Long texts are written in pieces, and are the same JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidecar.rpc import messages
from sidecar.rpc.messages import answer, encode

TEXTS = st.text(st.characters(), max_size=40)


@given(
    st.dictionaries(TEXTS, TEXTS | st.integers() | st.lists(TEXTS)),
    st.dictionaries(st.sampled_from(["jsonrpc", "id", "more"]), TEXTS),
)
def test_a_long_text_is_the_same_json(result: dict[str, Any], rest: dict[str, str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(messages, "_PIECE", 3)
        text = encode({**rest, "result": result})
    assert text.isascii() and "\n" not in text
    assert json.loads(text) == json.loads(json.dumps({**rest, "result": result}))


def test_a_value_that_is_not_json_is_refused_beside_a_long_text() -> None:
    long = "x" * (messages._PIECE + 1)
    assert json.loads(answer(1, {"data": long}))["result"]["data"] == long
    with pytest.raises(ValueError):
        answer(1, {"data": long, "level": float("nan")})
    with pytest.raises(TypeError):
        answer(1, {"data": long, "level": object()})
