"""The chunks of a RIFF file (WAV, RF64), read without trusting a size in it."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

# Chunks a recorder writes are few and small; damaged files claim otherwise.
_MOST_CHUNKS = 1000
_MOST_BYTES = 1 << 16
UNKNOWN_SIZE = 0xFFFFFFFF


@dataclass(frozen=True)
class Chunk:
    """`size` as declared, `start` where its content begins; `content` is its first bytes.

    A size of `data` that outgrew 32 bits is mended.
    """

    name: bytes
    start: int
    size: int
    content: bytes


def read_chunks(path: Path) -> tuple[list[Chunk], int]:
    """List a RIFF file's chunks, and the file's size; no chunks where it is not one."""
    with path.open("rb") as file:
        return chunks_of(file)


def chunks_of(file: BinaryIO) -> tuple[list[Chunk], int]:
    """List the chunks of an open RIFF file, and the file's size."""
    size = file.seek(0, 2)
    file.seek(0)
    header = file.read(12)
    if len(header) < 12 or header[:4] not in (b"RIFF", b"RF64") or header[8:] != b"WAVE":
        return [], size
    chunks: list[Chunk] = []
    position = 12
    large = None  # RF64 keeps the true size of `data` in its `ds64` chunk
    while position + 8 <= size and len(chunks) < _MOST_CHUNKS:
        file.seek(position)
        name, declared = struct.unpack("<4sI", file.read(8))
        content = b"" if name == b"data" else file.read(min(declared, _MOST_BYTES))
        if name == b"ds64" and len(content) >= 16:
            (large,) = struct.unpack_from("<Q", content, 8)
        if name == b"data" and declared == UNKNOWN_SIZE and large is not None:
            declared = large
        elif name == b"data":
            declared = _outgrown(file, position + 8, declared, size)
        chunks.append(Chunk(name, position + 8, declared, content))
        if name == b"data" and declared == UNKNOWN_SIZE:
            break  # whatever follows the sound cannot be found
        position += 8 + declared + declared % 2
    return chunks, size


def _outgrown(file: BinaryIO, start: int, declared: int, size: int) -> int:
    """Mend the size of a sound beyond 4 GiB: recorders count on and lose the upper bits."""
    there = size - start
    if there <= UNKNOWN_SIZE or declared in (0, UNKNOWN_SIZE):
        return declared
    longest = declared + (there - declared >> 32 << 32)
    for length in (declared, longest):
        if _ends(file, start + length + length % 2, size):
            return length
    return there


def _ends(file: BinaryIO, position: int, size: int) -> bool:
    """Tell whether a file ends at a position, or with whole chunks from there on."""
    for _ in range(_MOST_CHUNKS):
        if position + 8 > size:
            return abs(position - size) <= 1
        file.seek(position)
        name, declared = struct.unpack("<4sI", file.read(8))
        if not (name.isascii() and name.decode("ascii").isprintable()):
            return False
        position += 8 + declared + declared % 2
    return False


def texts(chunks: list[Chunk]) -> tuple[str, str]:
    """Find the comment and the GUANO text among chunks, empty where there is none."""
    guano = next((chunk.content for chunk in chunks if chunk.name == b"guan"), b"")
    listed = (c.content[4:] for c in chunks if c.name == b"LIST" and c.content[:4] == b"INFO")
    comment = next((text for info in listed if (text := _info(info, b"ICMT"))), "")
    return comment, guano.decode("utf-8", "replace").rstrip("\0")


def _info(content: bytes, wanted: bytes) -> str:
    """Find one text in the body of a LIST/INFO chunk."""
    position = 0
    while position + 8 <= len(content):
        name, size = content[position : position + 4], content[position + 4 : position + 8]
        length = int.from_bytes(size, "little")
        if name == wanted:
            text = content[position + 8 : position + 8 + length]
            return text.split(b"\0")[0].decode("utf-8", "replace").strip()
        position += 8 + length + length % 2
    return ""
