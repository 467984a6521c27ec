"""WAV files whose header was never finished, or holds too small a size: read to their end.

Recorders write the size of the sound last, and in 32 bits.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO, ClassVar

import numpy as np
import numpy.typing as npt

from sidecar.audio.chunks import UNKNOWN_SIZE, Chunk, read_chunks, texts
from sidecar.audio.sound import Samples
from sidecar.values import Float32

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


class UnfinishedWav:
    """Opens WAV files by the bytes that are there, whatever size their header declares."""

    formats: ClassVar[dict[str, str]] = {}  # of the same suffixes as finished ones

    def open(self, path: Path) -> _Unfinished | None:
        chunks, size = read_chunks(path)
        place = place_of_samples(chunks, size)
        layout = None if place is None else layout_of(chunks)
        if place is None or layout is None:
            return None
        file = path.open("rb")
        large = file.read(4) == b"RF64"
        return _Unfinished(file, layout, place, texts(chunks), large=large)


class _Unfinished:
    """Samples of a WAV file at a place that is known."""

    def __init__(
        self,
        file: IO[bytes],
        layout: Layout,
        place: Place,
        written: tuple[str, str],
        *,
        large: bool,
    ) -> None:
        self.rate_hz = layout.rate_hz
        self.channels = layout.channels
        self.encoding = layout.encoding
        self.container = "RF64" if large else "WAVEX" if layout.extensible else "WAV"
        self.frames = place.length // layout.frame_bytes
        self._promised = place.promised // layout.frame_bytes
        self._file = file
        self._layout = layout
        self._start = place.start
        self._texts = written
        self._left = 0
        self.seek(0)

    def block(self, frames: int) -> tuple[Float32, Exception | None]:
        try:
            raw = self._raw(frames)
        except OSError as error:
            return np.empty((0, self.channels), np.float32), error
        return _as_float(raw, self.encoding), None

    def exact(self, frames: int, dtype: str) -> Samples:
        raw = self._raw(frames)
        if self.encoding in ("FLOAT", "DOUBLE"):
            return raw.astype(dtype)
        return _as_whole(raw, self.encoding).astype(dtype)

    def seek(self, frame: int) -> None:
        self._left = max(0, self.frames - frame)
        self._file.seek(self._start + frame * self._layout.frame_bytes)

    def promised(self) -> int:
        return self._promised

    def lack(self) -> None:
        """Give nothing: what is there can be read."""

    def texts(self) -> tuple[str, str]:
        return self._texts

    def close(self) -> None:
        self._file.close()

    def _raw(self, frames: int) -> npt.NDArray[np.generic]:
        """Read frames [n, channels] as they lie in the file; 24 bits as int32."""
        read = self._file.read(min(frames, self._left) * self._layout.frame_bytes)
        whole = len(read) // self._layout.frame_bytes
        self._left -= whole
        read = read[: whole * self._layout.frame_bytes]
        if self.encoding == "PCM_24":
            three = np.frombuffer(read, np.uint8).reshape(-1, 3)
            four = np.zeros((len(three), 4), np.uint8)
            four[:, 1:] = three  # as libsndfile has them: the upper 24 of 32 bits
            return four.view("<i4").reshape(whole, self.channels)
        return np.frombuffer(read, _STORED[self.encoding]).reshape(whole, self.channels)


_STORED = {
    "PCM_U8": "u1",
    "PCM_16": "<i2",
    "PCM_32": "<i4",
    "FLOAT": "<f4",
    "DOUBLE": "<f8",
    "ALAW": "u1",
    "ULAW": "u1",
}


@dataclass(frozen=True)
class Place:
    """Where samples lie in a file, in bytes; `promised` is a longer length that was declared."""

    start: int
    length: int
    promised: int = 0


def place_of_samples(chunks: list[Chunk], size: int) -> Place | None:
    """Find where samples lie in a file of this size; None where there are none.

    A size of nothing or of all ones is what recorders leave that lost power, and promises nothing.
    """
    data = next((chunk for chunk in chunks if chunk.name == b"data"), None)
    if data is None or data.start >= size:
        return None
    there = size - data.start
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


def _as_whole(raw: npt.NDArray[np.generic], encoding: str) -> npt.NDArray[np.generic]:
    """Give samples as int16 or int32, of which the upper bits are used."""
    if encoding == "PCM_U8":
        return (raw.astype(np.int16) - 128) * 256
    if encoding in ("ALAW", "ULAW"):
        return _expanded(encoding)[raw.astype(np.intp)]
    return raw


def _as_float(raw: npt.NDArray[np.generic], encoding: str) -> Float32:
    """Give samples as float32 of -1 to 1, as libsndfile does."""
    if encoding in ("FLOAT", "DOUBLE"):
        return raw.astype(np.float32)
    whole = _as_whole(raw, encoding)
    scale = np.float32(1.0 / (1 << (8 * whole.dtype.itemsize - 1)))
    scaled: Float32 = whole.astype(np.float32) * scale
    return scaled


@cache
def _expanded(encoding: str) -> npt.NDArray[np.int16]:
    """Expand the 256 codes of ITU-T G.711 to 16 bits: mu-law's 14, or A-law's 13, on the left."""
    code = np.arange(256)
    if encoding == "ULAW":
        code = ~code & 0xFF
        size = ((((code & 0x0F) << 3) + 0x84) << ((code & 0x70) >> 4)) - 0x84
        return np.where(code & 0x80, -size, size).astype(np.int16)
    code ^= 0x55
    step, exponent = (code & 0x0F) << 4, (code & 0x70) >> 4
    size = np.where(exponent == 0, step + 8, (step + 0x108) << np.maximum(exponent - 1, 0))
    return np.where(code & 0x80, size, -size).astype(np.int16)
