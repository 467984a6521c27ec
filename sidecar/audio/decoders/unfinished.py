"""WAV files whose header was never finished, or holds too small a size: read to their end.

Recorders write the size of the sound last, and in 32 bits.
"""

from __future__ import annotations

from functools import cache
from io import BufferedReader
from pathlib import Path
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from sidecar.audio.decoders.openwav import OpenWav
from sidecar.audio.decoders.triggered import may_be_triggered
from sidecar.audio.riff import PLAIN, Layout, Place, layout_of, place_of_samples, read_chunks
from sidecar.audio.sound import Samples
from sidecar.audio.texts import Texts, texts_of
from sidecar.regular import open_regular, read_at
from sidecar.values import AudioFacts, Float32, Int64

_CONTAINERS = ("WAV", "WAVEX", "RF64")


class UnfinishedWav:
    """Opens WAV files by the bytes that are there, whatever size their header declares."""

    formats: ClassVar[dict[str, str]] = {}  # of the same suffixes as finished ones

    def open(self, path: Path) -> _Unfinished | None:
        chunks, size = read_chunks(path)
        place = place_of_samples(chunks, size)
        layout = None if place is None else layout_of(chunks)
        if place is None or layout is None:
            return None
        file = open_regular(path)
        large = file.read(4) == b"RF64"
        return _Unfinished(file, layout, place, texts_of(chunks), large=large)


def open_plain(facts: AudioFacts) -> _Unfinished | None:
    """Open a recording whose samples lie in a WAV file one after another; None for any other."""
    if facts.encoding not in PLAIN or facts.container not in _CONTAINERS:
        return None
    sound = UnfinishedWav().open(facts.path)
    if sound is None:
        return None
    found = (sound.frames, sound.rate_hz, sound.channels, sound.encoding, sound.container)
    wanted = (facts.frames, facts.rate_hz, facts.channels, facts.encoding, facts.container)
    if found == wanted and not may_be_triggered(facts.path.name, sound.texts().comment):
        return sound
    sound.close()
    return None


class _Unfinished(OpenWav):
    """Samples of a WAV file at a place that is known."""

    def __init__(
        self,
        file: BufferedReader,
        layout: Layout,
        place: Place,
        written: Texts,
        *,
        large: bool,
    ) -> None:
        super().__init__(file, written, place.promised // layout.frame_bytes)
        self.rate_hz = layout.rate_hz
        self.channels = layout.channels
        self.encoding = layout.encoding
        self.container = "RF64" if large else "WAVEX" if layout.extensible else "WAV"
        self.frames = place.length // layout.frame_bytes
        self._layout = layout
        self._start = place.start
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

    def windows(self, starts: Int64, length: int) -> Float32:
        step = self._layout.frame_bytes
        read = np.empty((len(starts), length * step), np.uint8)
        for row, start in zip(read, starts.tolist(), strict=True):
            if read_at(self._file, self._start + start * step, row.data) != len(row):
                raise OSError("The file ends before its sound.")
        return _as_float(self._numbers(read.reshape(-1)), self.encoding).reshape(
            len(starts), length, self.channels
        )

    def seek(self, frame: int) -> None:
        self._left = max(0, self.frames - frame)
        self._file.seek(self._start + frame * self._layout.frame_bytes)

    def _raw(self, frames: int) -> npt.NDArray[np.generic]:
        """Read frames [n, channels] as they lie in the file; 24 bits as int32."""
        read = self._file.read(min(frames, self._left) * self._layout.frame_bytes)
        whole = len(read) // self._layout.frame_bytes
        self._left -= whole
        return self._numbers(np.frombuffer(read, np.uint8, whole * self._layout.frame_bytes))

    def _numbers(self, read: npt.NDArray[np.uint8]) -> npt.NDArray[np.generic]:
        """Give the frames [n, channels] that lie in bytes; 24 bits as int32."""
        if self.encoding != "PCM_24":
            return read.view(_STORED[self.encoding]).reshape(-1, self.channels)
        three = read.reshape(-1, 3)
        four = np.zeros((len(three), 4), np.uint8)
        four[:, 1:] = three  # as libsndfile has them: the upper 24 of 32 bits
        return four.view("<i4").reshape(-1, self.channels)


_STORED = {
    "PCM_U8": "u1",
    "PCM_16": "<i2",
    "PCM_32": "<i4",
    "FLOAT": "<f4",
    "DOUBLE": "<f8",
    "ALAW": "u1",
    "ULAW": "u1",
}


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
