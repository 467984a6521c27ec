"""The bytes of one message, in pieces: no other thread of Python runs while one is copied."""

from __future__ import annotations

import json
from binascii import b2a_base64
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

# Characters or bytes that are written at once: less than a millisecond. A multiple of three, so
# that pieces of base64 can be joined.
_PIECE = 3 << 16

# Bytes that go out at once. After each write the writer waits until another thread lets it go on.
_WRITTEN = 1 << 20

# Rows that are written at once. One may hold the detections of a whole recording.
_ROWS = 16


class Body:
    """Pieces of bytes, and their size together."""

    def __init__(self, pieces: Iterable[bytes] = ()) -> None:
        self.pieces = tuple(_not_small(pieces))
        self.size = sum(map(len, self.pieces))

    def __bytes__(self) -> bytes:
        return b"".join(self.pieces)


def _not_small(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Join small pieces, because each is written by itself."""
    small: list[bytes] = []
    size = 0
    for piece in pieces:
        small.append(piece)
        size += len(piece)
        if size >= _WRITTEN:
            yield b"".join(small)
            small, size = [], 0
    if small:
        yield b"".join(small)


def encode(value: object) -> Body:
    """Write one line of ASCII JSON; raises ValueError or TypeError for other values.

    Bytes, which only members of a model may be, become base64. A result comes last, so a client
    knows whose it is before it has read the whole.
    """
    if isinstance(value, dict) and "result" in value:
        value = {**{name: value[name] for name in value if name != "result"}, **value}
    return Body(_pieces(value))


@dataclass(frozen=True)
class _Rows:
    """A long list of a model. It becomes plain values when it is written, some rows at once."""

    model: BaseModel
    name: str

    def pieces(self) -> Iterator[bytes]:
        rows = getattr(self.model, self.name)
        for first in range(0, len(rows), _ROWS):
            some = self.model.model_copy(update={self.name: rows[first : first + _ROWS]})
            (plain,) = some.model_dump(mode="json", by_alias=True, include={self.name}).values()
            yield b"," if first else b"["
            yield _dumps(plain)[1:-1]
        yield b"]"


def _pieces(value: object) -> Iterator[bytes]:
    if isinstance(value, BaseModel) and _is_long(value):
        value = _members(value)
    if isinstance(value, _Rows):
        yield from value.pieces()
    elif isinstance(value, bytes | memoryview):
        yield b'"'
        for first in range(0, len(value), _PIECE):
            yield b2a_base64(value[first : first + _PIECE], newline=False)
        yield b'"'
    elif isinstance(value, str) and _is_long(value):
        yield b'"'
        for first in range(0, len(value), _PIECE):
            yield _dumps(value[first : first + _PIECE])[1:-1]
        yield b'"'
    elif isinstance(value, dict) and any(map(_is_long, value.values())):
        before = b"{"
        for name, member in value.items():
            yield b"%b%b:" % (before, _dumps(name))
            before = b","
            yield from _pieces(member)
        yield b"}"
    else:
        yield _dumps(value)


def _members(model: BaseModel) -> dict[str, Any]:
    """Make plain values of all members that are not long."""
    long = {name for name in type(model).model_fields if _is_long(getattr(model, name))}
    plain = model.model_dump(mode="json", by_alias=True, exclude=long)
    members: dict[str, Any] = {}
    for name, field in type(model).model_fields.items():
        alias = field.serialization_alias or name
        if name not in long:
            members[alias] = plain[alias]
            continue
        value = getattr(model, name)
        members[alias] = _Rows(model, name) if isinstance(value, list) else value
    return members


def _is_long(value: object) -> bool:
    if isinstance(value, str):
        return len(value) > _PIECE
    if isinstance(value, BaseModel):
        return any(_is_long(getattr(value, name)) for name in type(value).model_fields)
    if isinstance(value, list):
        return len(value) > _ROWS
    return isinstance(value, bytes | memoryview | _Rows)


def _dumps(value: object) -> bytes:
    text = json.dumps(value, allow_nan=False, separators=(",", ":"), default=_plain)
    return text.encode("ascii")


def _plain(value: object) -> object:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", by_alias=True)
    raise TypeError(f"a {type(value).__name__} cannot be sent")
