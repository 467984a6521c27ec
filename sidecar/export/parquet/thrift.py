"""Writes Thrift's compact protocol, as far as Parquet's headers need it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

# A field's type in the compact protocol.
_TRUE, _FALSE, _I32, _I64, _BINARY, _LIST, _STRUCT = 1, 2, 5, 6, 8, 9, 12


@dataclass(frozen=True)
class I64:
    """An integer of a field that is 64 bits wide; plain ones are 32."""

    value: int


# Values by field id: bool, int (32 bits), I64, str, bytes, a list of one of them, or a Struct.
# None is left out.
Struct = dict[int, Any]


def struct(fields: Struct) -> bytes:
    """Write a struct: each field's type and value by rising id, and a stop."""
    out = bytearray()
    before = 0
    for number, value in sorted(fields.items()):
        if value is None:
            continue
        kind = (_TRUE if value else _FALSE) if isinstance(value, bool) else _kind(value)
        if number - before <= 15:
            out.append((number - before) << 4 | kind)
        else:
            out.append(kind)
            out += varint(_zigzag(number))
        if not isinstance(value, bool):
            out += _value(value)
        before = number
    out.append(0)
    return bytes(out)


def _kind(value: Any) -> int:  # noqa: ANN401
    if isinstance(value, bool):
        return _TRUE
    if isinstance(value, int):
        return _I32
    if isinstance(value, I64):
        return _I64
    if isinstance(value, str | bytes):
        return _BINARY
    return _STRUCT if isinstance(value, dict) else _LIST


def _value(value: Any) -> bytes:  # noqa: ANN401
    if isinstance(value, int):
        return varint(_zigzag(value))
    if isinstance(value, I64):
        return varint(_zigzag(value.value))
    if isinstance(value, str | bytes):
        data = value.encode() if isinstance(value, str) else value
        return varint(len(data)) + data
    if isinstance(value, dict):
        return struct(value)
    kind = _kind(value[0]) if value else _STRUCT
    size = len(value)
    head = bytes([size << 4 | kind]) if size < 15 else bytes([0xF0 | kind]) + varint(size)
    return head + b"".join(_value(each) for each in value)


def _zigzag(value: int) -> int:
    return value << 1 if value >= 0 else (-value << 1) - 1


def varint(value: int) -> bytes:
    """Write an unsigned integer, seven bits a byte."""
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)
