"""Turns bytes into messages and back: JSON lines, or `Content-Length` headers.

Nothing here reads or writes. Bytes may arrive in pieces of any size; the pieces do not change
the frames.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

from sidecar.rpc.body import Body

LIMIT_BYTES = 64 * 2**20
HEAD_BYTES = 512  # the beginning of a refused message, which may hold its id
HEADER_BYTES = 8 * 2**10

_BOM = b"\xef\xbb\xbf"
_BLANK = b" \t\r\n"
_LEAD = re.compile(rb"\A(?:[ \t\r\n]|\xef\xbb\xbf)*")  # some shells pipe a byte order mark
_NAME = re.compile(rb"[!#-'*+\-.0-9A-Z^-z|~]+")
_LENGTH = re.compile(rb"[0-9]{1,15}")
# After a fault, the next header is found by this pattern. Every repetition is bounded: no match is
# longer than _SEEK_BYTES, and the search stays linear.
_SEEK = re.compile(rb"(?i)content-length[ \t]{0,8}:[ \t]{0,8}([0-9]{1,15})[ \t]{0,8}\r?\n")
_SEEK_BYTES = 64


@dataclass(frozen=True)
class BadFrame:
    """A message that could not be read; `head` is its beginning, if it has one."""

    problem: Literal["too large", "bad header", "cut short"]
    head: bytes = b""


Frame = bytearray | BadFrame


class Framing(Protocol):
    """Cuts a stream of bytes into messages."""

    def feed(self, data: bytes) -> Iterator[Frame]: ...

    def end(self) -> Iterator[Frame]: ...

    def wrap(self, body: Body) -> Body: ...


class Lines:
    """Reads one JSON value per line. Only LF ends a line; the last line may lack it."""

    def __init__(self, limit_bytes: int = LIMIT_BYTES) -> None:
        self._limit = limit_bytes
        self._line = bytearray()
        self._skipping = False

    def feed(self, data: bytes) -> Iterator[Frame]:
        start = 0
        while (stop := data.find(b"\n", start)) >= 0:
            yield from self._keep(data[start:stop])
            yield from self.end()
            start = stop + 1
        yield from self._keep(data[start:])

    def end(self) -> Iterator[Frame]:
        line, self._line = self._line, bytearray()
        skipped, self._skipping = self._skipping, False
        if not skipped and line and not line.isspace():
            yield line

    def wrap(self, body: Body) -> Body:
        return Body((*body.pieces, b"\n"))

    def _keep(self, piece: bytes) -> Iterator[Frame]:
        if self._skipping:
            return
        if len(self._line) + len(piece) <= self._limit:
            self._line += piece
            return
        most = min(HEAD_BYTES, self._limit)  # these have arrived, wherever the pieces end
        head = bytes(self._line[:most] + piece[:most])[:most]
        self._line = bytearray()
        self._skipping = True
        yield BadFrame("too large", head)


class Headers:
    """Reads `Content-Length: n`, a blank line and n bytes; ignores other header fields."""

    def __init__(self, limit_bytes: int = LIMIT_BYTES) -> None:
        self._limit = limit_bytes
        self._state: Literal["fields", "body", "skip", "seek"] = "fields"
        self._held = bytearray()  # part of a line, of a body, or of the searched bytes
        self._block_bytes = 0  # of the header block so far
        self._length: int | None = None  # as this block declares, if it has done so
        self._left = 0  # of the body

    def feed(self, data: bytes) -> Iterator[Frame]:
        at = 0
        while at < len(data):
            if self._state == "fields":
                at, frame = self._read_field(data, at)
            elif self._state == "seek":
                at, frame = self._seek(data, at), None
            else:
                at, frame = self._read_body(data, at)
            if frame is not None:
                yield frame

    def end(self) -> Iterator[Frame]:
        if self._state == "body":
            yield BadFrame("cut short", bytes(self._held[:HEAD_BYTES]))
        elif self._state == "skip" and self._head_is_wanted():
            yield BadFrame("too large", bytes(self._held))
        elif self._state == "fields" and (self._block_bytes or self._held.strip(_BLANK)):
            yield BadFrame("cut short")
        self._start_block()

    def wrap(self, body: Body) -> Body:
        return Body((b"Content-Length: %d\r\n\r\n" % body.size, *body.pieces))

    def _start_block(self) -> None:
        self._state = "fields"
        self._held = bytearray()
        self._block_bytes = 0
        self._length = None

    def _read_field(self, data: bytes, at: int) -> tuple[int, Frame | None]:
        stop = data.find(b"\n", at)
        after = len(data) if stop < 0 else stop + 1
        self._held += data[at:after]
        if self._block_bytes + len(self._held) > HEADER_BYTES:
            return after, self._fail()
        if stop < 0:
            return after, None
        line = bytes(self._held[:-1])
        if not line.strip(_BLANK):
            return after, self._end_block()
        name, colon, value = line.partition(b":")
        if not colon or not self._take_field(name.strip(_BLANK), value.strip(_BLANK)):
            return after, self._fail()
        self._block_bytes += len(self._held)
        self._held = bytearray()
        return after, None

    def _take_field(self, name: bytes, value: bytes) -> bool:
        if name.lower() != b"content-length":
            return _NAME.fullmatch(name) is not None
        if not _LENGTH.fullmatch(value) or self._length not in (None, int(value)):
            return False
        self._length = int(value)
        return True

    def _end_block(self) -> Frame | None:
        self._held = bytearray()
        if self._block_bytes == 0:
            return None  # a blank line between two messages
        if self._length is None:
            return self._fail()
        self._left = self._length
        self._state = "body" if self._length <= self._limit else "skip"
        if self._left > 0:
            return None
        self._start_block()
        return bytearray()

    def _read_body(self, data: bytes, at: int) -> tuple[int, Frame | None]:
        piece = data[at : at + self._left]
        self._left -= len(piece)
        frame: Frame | None = None
        if self._state == "body":
            self._held += piece
            frame = self._held if self._left == 0 else None
        elif self._head_is_wanted():
            self._held += piece[: HEAD_BYTES - len(self._held)]
            if self._left == 0 or not self._head_is_wanted():
                frame = BadFrame("too large", bytes(self._held))
        if self._left == 0:
            self._start_block()
        return at + len(piece), frame

    def _head_is_wanted(self) -> bool:
        return len(self._held) < HEAD_BYTES

    def _fail(self) -> BadFrame:
        """Give up on this block; its last bytes may already belong to the next header."""
        held = bytes(self._held)
        self._start_block()
        self._state = "seek"
        self._seek(held, 0)
        return BadFrame("bad header")

    def _seek(self, data: bytes, at: int) -> int:
        window = bytes(self._held) + data[at:]
        found = _SEEK.search(window)
        if found is None:
            self._held = bytearray(window[-_SEEK_BYTES:])
            return len(data)
        self._start_block()
        self._length = int(found[1])
        self._block_bytes = len(found[0])
        return len(data) - (len(window) - found.end())


class Framer:
    """Recognises the framing by the first byte that is not blank; answers use the same framing."""

    def __init__(self, limit_bytes: int = LIMIT_BYTES) -> None:
        self._limit = limit_bytes
        self._lead = b""
        self._framing: Framing | None = None

    def feed(self, data: bytes) -> Iterator[Frame]:
        if self._framing is None:
            data = self._choose(data)
        if self._framing is not None:
            yield from self._framing.feed(data)

    def end(self) -> Iterator[Frame]:
        """Yield the remaining frames after the last byte."""
        if self._framing is not None:
            yield from self._framing.end()
        elif self._lead:
            yield BadFrame("cut short")

    def wrap(self, body: Body) -> Body:
        """Frame `body`; before the first message, as a line."""
        return (self._framing or Lines()).wrap(body)

    def _choose(self, data: bytes) -> bytes:
        data = self._lead + data
        data = _LEAD.sub(b"", data, count=1)
        self._lead = data if _BOM.startswith(data) else b""
        if data and not self._lead:
            self._framing = (Lines if data[:1] in b"{[" else Headers)(self._limit)
        return data
