"""The blocks of a FLAC file, which RFC 9639 calls frames: found among any bytes, with times."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import BinaryIO

from sidecar.audio.id3 import after_id3

_MAGIC = b"fLaC"
_INFO_BYTES = 34
_MOST_BLOCKS = 1000  # of metadata

# Bytes that are searched together; no header is longer than 16.
_PIECE = 1 << 16
_LONGEST_HEADER = 16

# The 15 bits that every header begins with.
_SYNC = re.compile(rb"\xff[\xf8\xf9]")

# What the codes of a header mean; 0: as the file's own header says.
_RATES_KHZ = (0, 88.2, 176.4, 192, 8, 16, 22.05, 24, 32, 44.1, 48, 96)
_BITS = {0: 0, 1: 8, 2: 12, 4: 16, 5: 20, 6: 24, 7: 32}


@dataclass(frozen=True)
class StreamInfo:
    """What the file's header says; `frames` counts samples of one channel, 0 where unknown."""

    content: bytes
    longest: int  # frames of the longest block
    rate_hz: int
    channels: int
    bits: int
    frames: int
    first: int  # byte of the file where the first block lies

    def alone(self) -> bytes:
        """Write the beginning of a FLAC file of unknown length."""
        content = bytearray(self.content)
        content[13] &= 0xF0
        content[14:] = bytes(_INFO_BYTES - 14)
        return _MAGIC + bytes([0x80, 0, 0, _INFO_BYTES]) + bytes(content)


@dataclass(frozen=True)
class Block:
    """A block of sound: where it lies in the file, and its frames from `start` to `end`."""

    position: int
    start: int
    end: int


def read_info(file: BinaryIO) -> StreamInfo | None:
    """Read a FLAC file's header; None where it is another kind of file, or has no header."""
    file.seek(after_id3(file))
    if file.read(4) != _MAGIC:
        return None
    info = None
    for _ in range(_MOST_BLOCKS):
        head = file.read(4)
        if len(head) < 4:
            return None
        length = int.from_bytes(head[1:], "big")
        if head[0] & 0x7F == 0 and length == _INFO_BYTES and info is None:
            info = _info(file.read(length))
        else:
            file.seek(length, 1)
        if head[0] & 0x80:
            return info and replace(info, first=file.tell())
    return None


def _info(content: bytes) -> StreamInfo | None:
    longest = int.from_bytes(content[2:4], "big")
    packed = int.from_bytes(content[10:18], "big")
    info = StreamInfo(
        content=content,
        longest=longest,
        rate_hz=packed >> 44,
        channels=(packed >> 41 & 7) + 1,
        bits=(packed >> 36 & 31) + 1,
        frames=packed & (1 << 36) - 1,
        first=0,
    )
    return info if len(content) == _INFO_BYTES and longest and info.rate_hz else None


class Blocks:
    """Finds the blocks of a FLAC file by their headers; `read` gives bytes from a place on."""

    def __init__(self, read: Callable[[int, int], bytes], size: int, info: StreamInfo) -> None:
        self._read = read
        self._size = size
        self._info = info

    def last(self) -> Block | None:
        """Find the last block with a whole header."""
        end = self._size
        while end > self._info.first:
            begin = max(self._info.first, end - _PIECE)
            piece = self._read(begin, end - begin + _LONGEST_HEADER)
            found = [match.start() for match in _SYNC.finditer(piece)]
            for place in reversed(found):
                if place < end - begin and (block := _block(piece, place, begin, self._info)):
                    return block
            end = begin
        return None

    def before(self, frame: int) -> int:
        """Find a byte shortly before the block that holds a frame, or where it should be."""
        low, high = self._info.first, self._size
        while high - low > _PIECE:
            middle = (low + high) // 2
            block = next(self.after(middle, high), None)
            if block is None or block.start > frame:
                high = middle
            else:
                low = block.position
        return low

    def after(self, position: int, end: int | None = None) -> Iterator[Block]:
        """Go through the blocks whose headers lie from a byte on, and before `end`."""
        end = self._size if end is None else end
        while position < end:
            piece = self._read(position, _PIECE + _LONGEST_HEADER)
            for match in _SYNC.finditer(piece):
                if match.start() >= min(_PIECE, end - position):
                    break
                if block := _block(piece, match.start(), position, self._info):
                    yield block
            position += _PIECE


def _block(piece: bytes, place: int, position: int, info: StreamInfo) -> Block | None:
    """Read the header at `place` of a piece that lies at `position`; None where it is none."""
    head = piece[place : place + _LONGEST_HEADER]
    if len(head) < 6:
        return None
    size_code, rate_code = head[2] >> 4, head[2] & 15
    channel_code, bits = head[3] >> 4, _BITS.get(head[3] >> 1 & 7)
    channels = 2 if channel_code >= 8 else channel_code + 1
    if bits not in (0, info.bits) or channels != info.channels or channel_code > 10 or head[3] & 1:
        return None
    number, at = _number(head)
    if number is None or not size_code or rate_code == 15:
        return None
    size_bytes = {6: 1, 7: 2}.get(size_code, 0)
    rate_bytes = {12: 1, 13: 2, 14: 2}.get(rate_code, 0)
    end = at + size_bytes + rate_bytes
    if end >= len(head) or _crc(head[:end]) != head[end]:
        return None
    size = _size(size_code, int.from_bytes(head[at : at + size_bytes], "big"))
    rate_hz = _rate(rate_code, int.from_bytes(head[at + size_bytes : end], "big"))
    if rate_hz not in (0, info.rate_hz) or size > info.longest:
        return None
    start = number if head[1] & 1 else number * info.longest
    return Block(position + place, start, start + size)


def _number(head: bytes) -> tuple[int | None, int]:
    """Read the number of a block or frame, written as UTF-8 writes a letter; and where it ends."""
    first = head[4]
    if first < 0x80:
        return first, 5
    more = next((n for n in range(1, 7) if first >> (6 - n) == (1 << n + 2) - 2), 0)
    rest = head[5 : 5 + more]
    if not more or len(rest) < more or any(each & 0xC0 != 0x80 for each in rest):
        return None, 0
    number = first & (1 << 6 - more) - 1
    for each in rest:
        number = number << 6 | each & 0x3F
    return number, 5 + more


def _size(code: int, written: int) -> int:
    if code == 1:
        return 192
    if code <= 5:
        return 576 << code - 2
    return written + 1 if code <= 7 else 256 << code - 8


def _rate(code: int, written: int) -> int:
    if code < 12:
        return round(1000 * _RATES_KHZ[code])
    return written * {12: 1000, 13: 1, 14: 10}[code]


@cache
def _crcs() -> bytes:
    """Make the table of the header's check: eight bits, polynomial x^8 + x^2 + x + 1."""
    table = bytearray(range(256))
    for _ in range(8):
        table = bytearray((each << 1 ^ (7 if each & 0x80 else 0)) & 0xFF for each in table)
    return bytes(table)


def _crc(content: bytes) -> int:
    table, check = _crcs(), 0
    for each in content:
        check = table[check ^ each]
    return check
