"""The chunks of a RIFF file (WAV, RF64), read without trusting a size in it."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

# Chunks a recorder writes are few and small; damaged files claim otherwise.
_MOST_CHUNKS = 1000
_MOST_BYTES = 1 << 16
UNKNOWN_SIZE = 0xFFFFFFFF


@dataclass(frozen=True)
class Chunk:
    """`size` as declared, `start` where its content begins; `content` is its first bytes."""

    name: bytes
    start: int
    size: int
    content: bytes


def read_chunks(path: Path) -> tuple[list[Chunk], int]:
    """List a RIFF file's chunks, and the file's size; no chunks where it is not one."""
    with path.open("rb") as file:
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
            chunks.append(Chunk(name, position + 8, declared, content))
            position += 8 + declared + declared % 2
        return chunks, size
