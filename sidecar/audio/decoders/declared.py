"""What AIFF, AU, W64, MP3 and OGG files declare of their end, and libsndfile does not tell."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from sidecar.audio.id3 import after_id3
from sidecar.audio.riff import UNKNOWN_SIZE, Place

_MOST_CHUNKS = 1000

# The longest page of OGG: a header, 255 sizes, and as many pieces of 255 bytes.
_LONGEST_PAGE = 27 + 255 + 255 * 255

# A header of MPEG's layer 3, and the table that encoders write into the first frame.
_MPEG = re.compile(rb"\xff[\xe2\xe3\xf2\xf3\xfa\xfb]")
_TABLE = re.compile(rb"Xing|Info")
_BEGINNING = 4096

# Bytes that an MP3 file may have behind its frames without a second thought.
_LONGEST_TAG = 4096


@dataclass(frozen=True)
class Told:
    """The number of blocks that an encoder's table tells, and the byte where it stands."""

    blocks: int
    place: int


@dataclass(frozen=True)
class Declared:
    """`place` is where samples lie, `frames` more than an MP3 file holds, else 0.

    `told`: an MP3 file tells how many blocks of samples it has, so that falling short of them
    proves something. `goes_on`: it has more bytes than it tells, such as a second file.
    `breaks_off`: the file ends in the middle of a page or block.
    """

    place: Place | None = None
    frames: int = 0
    told: Told | None = None
    goes_on: bool = False
    breaks_off: bool = False


def declared_by(file: BinaryIO) -> Declared:
    """Read what an open file declares; nothing of any other kind of file."""
    size = file.seek(0, 2)
    file.seek(0)
    begins = file.read(12)
    places: dict[bytes, Callable[[BinaryIO, int], Place | None]] = {
        b"FORM": _aiff,
        b".snd": _au,
        b"dns.": _au,
        b"riff": _w64,
    }
    if find := places.get(begins[:4]):
        return Declared(place=find(file, size))
    if begins[:4] == b"OggS":
        return Declared(breaks_off=_breaks_off(file, size))
    return _mp3(file, size)


def _place(start: int, declared: int, size: int) -> Place | None:
    there = size - start
    if there <= 0 or not declared:
        return None
    return Place(start, min(declared, there), declared if declared > there else 0)


def _aiff(file: BinaryIO, size: int) -> Place | None:
    position = 12
    for _ in range(_MOST_CHUNKS):
        file.seek(position)
        head = file.read(8)
        if len(head) < 8:
            return None
        name, declared = struct.unpack(">4sI", head)
        if name == b"SSND":
            return _place(position + 16, max(0, declared - 8), size)
        position += 8 + declared + declared % 2
    return None


def _au(file: BinaryIO, size: int) -> Place | None:
    file.seek(0)
    head = file.read(12)
    if len(head) < 12:
        return None
    start, declared = struct.unpack(">II" if head[:4] == b".snd" else "<II", head[4:])
    return None if declared == UNKNOWN_SIZE else _place(start, declared, size)


def _w64(file: BinaryIO, size: int) -> Place | None:
    position = 40
    for _ in range(_MOST_CHUNKS):
        file.seek(position)
        head = file.read(24)
        if len(head) < 24:
            return None
        (declared,) = struct.unpack("<Q", head[16:])
        if head[:4] == b"data":
            # Recorders that lost power leave a size of nothing, or the largest.
            known = declared >= 24 and not declared >> 62
            return _place(position + 24, declared - 24, size) if known else None
        position += max(24, -(-declared // 8) * 8)
        if position >= size:
            return None
    return None


def _breaks_off(file: BinaryIO, size: int) -> bool:
    """Tell whether the last page of an OGG file is not whole."""
    file.seek(max(0, size - _LONGEST_PAGE))
    tail = file.read()
    page = tail[max(0, tail.rfind(b"OggS")) :]
    sizes = page[27 : 27 + page[26]] if len(page) > 26 else b""
    return len(page) < 27 or len(page) < 27 + page[26] + sum(sizes)


def _mp3(file: BinaryIO, size: int) -> Declared:
    """Read the table in an MP3 file's first block, and its frames if the file is shorter."""
    start = after_id3(file)
    file.seek(start)
    begins = file.read(_BEGINNING)
    frame = _MPEG.search(begins)
    table = frame and _TABLE.match(begins, _after_side(begins, frame.start()))
    if frame is None or not table or len(begins) < table.end() + 12:
        return Declared()
    flags, frames, declared = struct.unpack_from(">III", begins, table.end())
    end = start + frame.start() + declared
    cut = flags & 3 == 3 and end > size
    length = 1152 if begins[frame.start() + 1] & 8 else 576
    return Declared(
        frames=frames * length if cut else 0,
        told=Told(frames, start + table.end() + 4) if flags & 1 else None,
        goes_on=flags & 3 == 3 and end + _LONGEST_TAG < size,
    )


def _after_side(begins: bytes, frame: int) -> int:
    """Find where the table lies in a frame: behind what tells of one channel or of two."""
    if len(begins) < frame + 4:
        return len(begins)
    mono = begins[frame + 3] >> 6 == 3
    full_rate = begins[frame + 1] & 8
    return frame + 4 + ((17 if mono else 32) if full_rate else (9 if mono else 17))
