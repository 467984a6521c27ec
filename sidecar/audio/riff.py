"""A RIFF file (WAV, RF64): its chunks, and where and how they say that samples lie.

No size in the file is trusted.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO

from sidecar.regular import open_regular

# Chunks a recorder writes are few and small; damaged files claim otherwise.
_MOST_CHUNKS = 1000
_MOST_BYTES = 1 << 16
UNKNOWN_SIZE = 0xFFFFFFFF

# Encodings whose samples need no header, by the format's tag and bits a sample.
_ENCODINGS = {
    (1, 8): "PCM_U8",
    (1, 16): "PCM_16",
    (1, 24): "PCM_24",
    (1, 32): "PCM_32",
    (3, 32): "FLOAT",
    (3, 64): "DOUBLE",
    (6, 8): "ALAW",
    (7, 8): "ULAW",
}
PLAIN = frozenset(_ENCODINGS.values())

# The tag of a layout that names its own tag later (WAVEX).
_EXTENSIBLE = 0xFFFE


@dataclass(frozen=True)
class Chunk:
    """`size` as declared, `start` where its content begins; `content` is its first bytes.

    A size of `data` that outgrew 32 bits is mended.
    """

    name: bytes
    start: int
    size: int
    content: bytes


@dataclass(frozen=True)
class Layout:
    """How samples lie in a file: `width` bytes each, `channels` together."""

    rate_hz: int
    channels: int
    encoding: str
    width: int
    extensible: bool

    @property
    def frame_bytes(self) -> int:
        return self.width * self.channels


@dataclass(frozen=True)
class Place:
    """Where samples lie in a file, in bytes; `promised` is a longer length that was declared."""

    start: int
    length: int
    promised: int = 0


def read_chunks(path: Path) -> tuple[list[Chunk], int]:
    """List a RIFF file's chunks, and the file's size; no chunks where it is not one."""
    with open_regular(path) as file:
        return chunks_of(file)


def chunks_of(file: IO[bytes]) -> tuple[list[Chunk], int]:
    """List the chunks of an open RIFF file, and the file's size."""
    size = file.seek(0, 2)
    file.seek(0)
    header = file.read(12)
    if len(header) < 12 or header[:4] not in (b"RIFF", b"RF64") or header[8:] != b"WAVE":
        return [], size
    return list(islice(_walk(file, 12, size), _MOST_CHUNKS)), size


def _walk(file: IO[bytes], position: int, size: int) -> Iterator[Chunk]:
    """Go from chunk to chunk, by the sizes that they declare."""
    large = None  # RF64 keeps the true size of `data` in its `ds64` chunk
    while position + 8 <= size:
        file.seek(position)
        name, declared = struct.unpack("<4sI", file.read(8))
        content = b"" if name == b"data" else file.read(min(declared, _MOST_BYTES))
        if name == b"ds64" and len(content) >= 16:
            (large,) = struct.unpack_from("<Q", content, 8)
        if name == b"data" and declared == UNKNOWN_SIZE and large is not None:
            declared = large
        elif name == b"data":
            declared = _outgrown(file, position + 8, declared, size)
        yield Chunk(name, position + 8, declared, content)
        if name == b"data" and declared == UNKNOWN_SIZE:
            return  # whatever follows the sound cannot be found
        position += 8 + declared + declared % 2


def _outgrown(file: IO[bytes], start: int, declared: int, size: int) -> int:
    """Mend the size of a sound beyond 4 GiB: recorders count on and lose the upper bits."""
    there = size - start
    if there <= UNKNOWN_SIZE or declared in (0, UNKNOWN_SIZE):
        return declared
    longest = declared + (there - declared >> 32 << 32)
    for length in (declared, longest):
        if _ends(file, start + length + length % 2, size):
            return length
    return there


def _ends(file: IO[bytes], position: int, size: int) -> bool:
    """Tell whether a file ends at a position, or with whole chunks from there on."""
    for chunk in islice(_walk(file, position, size), _MOST_CHUNKS):
        if not (chunk.name.isascii() and chunk.name.decode("ascii").isprintable()):
            return False
        position = chunk.start + chunk.size + chunk.size % 2
    return abs(position - size) <= 1


def place_of_samples(chunks: list[Chunk], size: int) -> Place | None:
    """Find where samples lie in a file of this size; None where there are none.

    A size of nothing or of all ones is what recorders leave that lost power, and promises nothing.
    """
    data = next((chunk for chunk in chunks if chunk.name == b"data"), None)
    if data is None or data.start > size:
        return None
    there = size - data.start
    if not there and data.size in (0, UNKNOWN_SIZE):
        return None
    if data.size == 0:
        # Chunks that end with the file are what follows an empty recording, not samples.
        last = chunks[-1]
        ordinary = last is not data and 0 <= last.start + last.size + last.size % 2 - size <= 1
        return None if ordinary else Place(data.start, there)
    if data.size == UNKNOWN_SIZE:
        return Place(data.start, there)
    return Place(data.start, min(data.size, there), data.size if data.size > there else 0)


def layout_of(chunks: list[Chunk]) -> Layout | None:
    """Read how samples lie; None for an encoding that needs a finished header."""
    content = next((chunk.content for chunk in chunks if chunk.name == b"fmt "), b"")
    if len(content) < 16:
        return None
    tag, channels, rate_hz, _, _, bits = struct.unpack_from("<HHIIHH", content)
    extensible = tag == _EXTENSIBLE and len(content) >= 26
    if extensible:
        (tag,) = struct.unpack_from("<H", content, 24)
    encoding = _ENCODINGS.get((tag, bits))
    if encoding is None or not channels:
        return None
    return Layout(rate_hz, channels, encoding, bits // 8, extensible)
