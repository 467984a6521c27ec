"""Writes files as recorders do: the chunks of WAV, the tags of FLAC and OGG."""

from __future__ import annotations

import struct
from pathlib import Path

Chunk = tuple[bytes, bytes]


def wav(path: Path, *chunks: Chunk) -> Path:
    """Write a tenth of a second of silence with chunks behind it."""
    layout = struct.pack("<HHIIHH", 1, 1, 8000, 16_000, 2, 16)
    body = b"WAVE" + riff((b"fmt ", layout), (b"data", bytes(1600)), *chunks)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"RIFF" + struct.pack("<I", len(body)) + body)
    return path


def riff(*chunks: Chunk) -> bytes:
    return b"".join(
        name + struct.pack("<I", len(content)) + content + bytes(len(content) % 2)
        for name, content in chunks
    )


def info(**texts: str) -> Chunk:
    """Make the LIST chunk of an AudioMoth: ICMT is its comment, IART its name."""
    pieces = ((name.encode(), text.encode() + b"\0") for name, text in texts.items())
    return b"LIST", b"INFO" + riff(*pieces)


def guano(*lines: str) -> Chunk:
    return b"guan", "\n".join(("GUANO|Version: 1.0", *lines)).encode()


def wamd(**pieces: str) -> Chunk:
    """Make the chunk of a Song Meter; each piece has a number, which names it: `_5="2024-..."`."""
    return b"wamd", b"".join(
        struct.pack("<HI", int(number[1:], 0), len(text)) + text.encode()
        for number, text in {"_0": "\1\0", **pieces}.items()
    )


def bext(date: str, time: str, originator: str) -> Chunk:
    content = bytes(256) + originator.encode().ljust(64, b"\0")
    return b"bext", content + date.encode().ljust(10, b"\0") + time.encode() + bytes(264)


def ixml(text: str) -> Chunk:
    return b"iXML", f'<?xml version="1.0"?><BWFXML>{text}</BWFXML>'.encode()


def comments(*texts: str) -> bytes:
    """Make a Vorbis comment: the maker of the file, and `NAME=value`s."""
    lengthy = (struct.pack("<I", len(text.encode())) + text.encode() for text in texts)
    return struct.pack("<I", 4) + b"test" + struct.pack("<I", len(texts)) + b"".join(lengthy)


def flac_with(path: Path, flac: bytes, *blocks: tuple[int, bytes]) -> Path:
    """Write a FLAC file with blocks in place of its own, behind the first, which describes it."""
    first, position = flac[4:42], 42
    last = first[0] & 0x80
    while not last:
        last = flac[position] & 0x80
        position += 4 + int.from_bytes(flac[position + 1 : position + 4], "big")
    headed = [
        bytes([kind | (0x80 if number == len(blocks) - 1 else 0)])
        + len(content).to_bytes(3, "big")
        + content
        for number, (kind, content) in enumerate(blocks)
    ]
    path.write_bytes(
        b"fLaC" + bytes([first[0] & 0x7F]) + first[1:] + b"".join(headed) + flac[position:]
    )
    return path
