"""Files as recorders leave them, whose header may lie."""

from __future__ import annotations

import struct
from pathlib import Path


def wav(
    path: Path,
    data: bytes,
    rate_hz: int,
    *,
    size: int | None = None,
    riff_size: int | None = None,
    comment: str = "",
) -> Path:
    """Write a WAV file (mono, 16 bits) that declares these sizes, and return its path."""
    path.write_bytes(header(rate_hz, len(data) if size is None else size, riff_size, comment))
    with path.open("ab") as file:
        file.write(data)
    return path


def header(rate_hz: int, size: int, riff_size: int | None = None, comment: str = "") -> bytes:
    """Write all that stands before a WAV file's samples (mono, 16 bits)."""
    body = b"WAVEfmt " + struct.pack("<IHHIIHH", 16, 1, 1, rate_hz, rate_hz * 2, 2, 16)
    if comment:
        text = comment.encode() + bytes(1 + (len(comment) + 1) % 2)
        body += b"LIST" + struct.pack("<I", 12 + len(text))
        body += b"INFOICMT" + struct.pack("<I", len(text)) + text
    body += b"data" + struct.pack("<I", size)
    declared = len(body) + size & 0xFFFFFFFF if riff_size is None else riff_size
    return b"RIFF" + struct.pack("<I", declared) + body


def silence(blocks: int) -> bytes:
    """Write what an AudioMoth leaves in place of this many blocks of silence."""
    bits = [1 if blocks >> bit & 1 else -1 for bit in range(32)]
    return struct.pack("<256h", *bits, *[0] * 224)
