"""The tags of FLAC and OGG files, and the chunks of a WAV file that a FLAC file carries along."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from sidecar.audio.id3 import after_id3
from sidecar.audio.riff import Chunk
from sidecar.regular import open_regular

# Tags are small; damaged files claim otherwise, and some hold pictures.
_MOST_BYTES = 1 << 20
_MOST_BLOCKS = 1000
_MOST_PAGES = 64

_APPLICATION, _COMMENT = 2, 4  # types of FLAC's blocks

# What stands before the tags in the second packet of an OGG file.
_OGG_TAGS = (b"\x03vorbis", b"OpusTags")


@dataclass(frozen=True)
class Tags:
    """`fields` by their names in capitals; `chunks` where `flac` kept those of a WAV file."""

    fields: dict[str, str] = field(default_factory=dict)
    chunks: list[Chunk] = field(default_factory=list)


def read_tags(path: Path) -> Tags | None:
    """Read a file's tags; None where it is neither FLAC nor OGG."""
    with open_regular(path) as file:
        return tags_of(file)


def tags_of(file: BinaryIO) -> Tags | None:
    """Read the tags of an open file from its beginning; None where it is neither FLAC nor OGG."""
    file.seek(after_id3(file))
    kind = file.read(4)
    if kind == b"fLaC":
        return _flac(file)
    return Tags(_ogg(file)) if kind == b"OggS" else None


def _flac(file: BinaryIO) -> Tags:
    tags = Tags()
    for kind, content in _blocks(file):
        if kind == _COMMENT:
            tags.fields.update(_fields(content))
        elif content[:4] == b"riff" and content[4:8] not in (b"RIFF", b"RF64"):
            name, size = content[4:8], int.from_bytes(content[8:12], "little")
            tags.chunks.append(Chunk(name, 0, size, content[12 : 12 + size]))
    return tags


def _blocks(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Give the types and contents of a FLAC file's blocks that may hold words."""
    for _ in range(_MOST_BLOCKS):
        header = file.read(4)
        if len(header) < 4:
            return
        kind, size = header[0] & 0x7F, int.from_bytes(header[1:], "big")
        if kind in (_APPLICATION, _COMMENT) and size <= _MOST_BYTES:
            yield kind, file.read(size)
        else:
            file.seek(size, 1)
        if header[0] & 0x80:  # the last block
            return


def _ogg(file: BinaryIO) -> dict[str, str]:
    packet = _second_packet(file)
    for start in _OGG_TAGS:
        if packet.startswith(start):
            return _fields(packet[len(start) :])
    if packet[:1] and packet[0] & 0x7F == _COMMENT:  # FLAC in OGG
        return _fields(packet[4:])
    return {}


def _second_packet(file: BinaryIO) -> bytes:
    """Join the pieces of the second packet: a piece of less than 255 bytes ends a packet."""
    file.seek(0)
    packet, packets = b"", 0
    for _ in range(_MOST_PAGES):
        header = file.read(27)
        if len(header) < 27 or header[:4] != b"OggS":
            return packet
        for size in file.read(header[26]):
            piece = file.read(size)
            if packets == 1:
                packet += piece
            packets += size < 255
            if packets == 2 or len(packet) > _MOST_BYTES:
                return packet
    return packet


def _fields(content: bytes) -> dict[str, str]:
    """Read a list of `NAME=value`; the first of a name counts."""
    fields: dict[str, str] = {}
    try:
        (vendor,) = struct.unpack_from("<I", content)
        (count,) = struct.unpack_from("<I", content, 4 + vendor)
        position = 8 + vendor
        for _ in range(min(count, _MOST_BLOCKS)):
            (size,) = struct.unpack_from("<I", content, position)
            text = content[position + 4 : position + 4 + size]
            position += 4 + size
            if len(text) < size:
                break  # half a time is a wrong time
            name, _, value = text.decode("utf-8", "replace").partition("=")
            fields.setdefault(name.upper(), value.rstrip("\0").strip())
    except struct.error:
        pass  # the list ends early; what came before counts
    return fields
