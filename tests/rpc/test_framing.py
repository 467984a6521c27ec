"""Whatever bytes come, in whatever pieces, the same frames come out."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sidecar.rpc.body import Body
from sidecar.rpc.framing import BadFrame, Framer, Framing, Headers, Lines

LIMIT = 64
json_values = st.dictionaries(st.text(max_size=5), st.text(max_size=20), max_size=3)
Wrap = Callable[[bytes], bytes]


def wrapped(framing: Framing) -> Wrap:
    return lambda body: bytes(framing.wrap(Body([body])))


in_headers = wrapped(Headers())
wraps = st.sampled_from([wrapped(Lines()), in_headers])
# What broken streams are made of, so that mutations meet every state.
pieces = st.sampled_from(
    [
        b"Content-Length: 5\r\n\r\n",
        b"content-length:2\n\n",
        b"Content-Length: 99999\r\n\r\n",
        b"Content-Length: x\r\n\r\n",
        b"Content-Type: utf-8\r\n",
        b"Content-",
        b"\r\n",
        b"\n",
        b"\r",
        b" ",
        b"\xef\xbb\xbf",
        b"\xef",
        b"{}",
        b"[1]",
        b'{"a":1}',
        b"hello",
        b"x" * 100,
        b"h" * 9000,
    ]
)


def frames(data: bytes, cuts: list[int], limit_bytes: int = LIMIT) -> list[bytes | BadFrame]:
    framer = Framer(limit_bytes)
    bounds = [0, *sorted(cut % (len(data) + 1) for cut in cuts), len(data)]
    found = [frame for start, stop in pairwise(bounds) for frame in framer.feed(data[start:stop])]
    found.extend(framer.end())
    return [frame if isinstance(frame, BadFrame) else bytes(frame) for frame in found]


@given(st.lists(json_values), wraps, st.lists(st.integers(min_value=0)))
def test_messages_come_back_however_they_are_cut(
    values: list[dict[str, str]], wrap: Wrap, cuts: list[int]
) -> None:
    bodies = [json.dumps(value).encode() for value in values]
    assert frames(b"".join(map(wrap, bodies)), cuts, 10_000) == bodies


@given(st.lists(pieces | st.binary(max_size=3)), st.lists(st.integers(min_value=0)))
def test_no_cut_changes_what_broken_bytes_become(parts: list[bytes], cuts: list[int]) -> None:
    data = b"".join(parts)
    whole = frames(data, [])
    assert frames(data, cuts) == whole
    assert frames(data, list(range(len(data)))) == whole


@given(st.lists(json_values, min_size=1), wraps, st.integers(0, 5), st.integers(0, 255), st.data())
def test_one_changed_byte_raises_nothing(
    values: list[dict[str, str]], wrap: Wrap, count: int, byte: int, data: st.DataObject
) -> None:
    stream = bytearray(b"".join(wrap(json.dumps(value).encode()) for value in values))
    for _ in range(count):
        stream[data.draw(st.integers(0, len(stream) - 1))] = byte
    assert len(frames(bytes(stream), [])) <= len(stream)


def test_lines_end_at_line_feeds_alone_and_blank_ones_are_skipped() -> None:
    separators = "\u2028\x85\x0b\x0c"
    line = json.dumps({"name": separators}, ensure_ascii=False).encode()
    assert frames(b"\r\n\n " + line + b"\r\n\n" + line, []) == [line + b"\r", line]


def test_a_byte_order_mark_is_skipped() -> None:
    assert frames(b"\n\xef\xbb\xbf{}\n", [2, 3]) == [b"{}"]


def test_other_header_fields_and_any_case_are_accepted() -> None:
    data = b"Content-Type: text/x\r\ncontent-LENGTH : 2\r\nX-A: b:c\n\n{}"
    assert frames(data, []) == [b"{}"]


def test_an_overlong_line_is_reported_by_its_beginning_and_skipped() -> None:
    line = b'{"id":7,' + b" " * 1000 + b"}"
    bad, good = frames(line + b"\n{}\n", [100])
    assert bad == BadFrame("too large", line[:LIMIT]) and good == b"{}"


def test_an_overlong_body_is_reported_by_its_beginning_and_skipped() -> None:
    body = b'{"id":7,' + b" " * 1000 + b"}"
    bad, good = frames(in_headers(body) + in_headers(b"{}"), [100])
    assert bad == BadFrame("too large", body[:512]) and good == b"{}"


def test_a_bad_header_loses_one_message_only() -> None:
    good = in_headers(b"{}")
    for header in (b"Content-Length: -1\r\n\r\n{}", b"nonsense{}", b"X: y\r\n\r\n{}"):
        assert frames(good + header + good + good, []) == [
            b"{}",
            BadFrame("bad header"),
            b"{}",
            b"{}",
        ]


def test_two_lengths_that_differ_are_a_bad_header() -> None:
    data = b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}"
    assert frames(b"Content-Length: 2\r\n\r\n{}" + data, [])[1] == BadFrame("bad header")


def test_input_that_ends_inside_a_message_is_reported() -> None:
    assert frames(b"Content-Length: 9\r\n\r\n{}", []) == [BadFrame("cut short", b"{}")]
    assert frames(b"Content-Le", []) == [BadFrame("cut short")]
    assert frames(b'{"a":', []) == [b'{"a":']  # and will be no JSON


def test_a_megabyte_in_single_bytes_is_one_message() -> None:
    body = b"[" + b"1" * 2**20 + b"]"
    for wrap in (wrapped(Lines()), in_headers):
        data = wrap(body)
        framer = Framer()
        found = [each for at in range(len(data)) for each in framer.feed(data[at : at + 1])]
        assert found == [bytearray(body)]
