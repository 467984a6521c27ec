"""Recordings of an AudioMoth that a sound triggers (T.WAV): a block of 512 bytes holds silence.

The block's first 32 samples are the bits of a number, the lowest first: 1 is set, -1 is not. The
number counts the blocks of silence that the recorder left out. The block's other samples are zero.
"""

from __future__ import annotations

import logging
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import BufferedReader
from pathlib import Path
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from sidecar.audio.decoders.openwav import OpenWav
from sidecar.audio.riff import Place, layout_of, place_of_samples, read_chunks
from sidecar.audio.sound import Samples
from sidecar.audio.texts import Texts, texts_of
from sidecar.regular import open_regular
from sidecar.values import Float32

_BLOCK_BYTES = 512
_BLOCK_FRAMES = _BLOCK_BYTES // 2
_BITS = 32

# How many recordings keep the places of their silence in memory.
_REMEMBERED = 16

# A card holds no longer silence. A block that counts more was damaged, and is read as it lies.
_LONGEST_S = 7 * 86_400

# Blocks that are searched together.
_AT_ONCE = 1 << 14

log = logging.getLogger(__name__)

_TRIGGER = re.compile(r"AudioMoth.*trigger", re.DOTALL)
_NAME = re.compile(r"\d{6}T\.WAV$", re.IGNORECASE)


def may_be_triggered(name: str, comment: str) -> bool:
    """Tell whether a recorder's comment, or its file's name, speaks of a trigger."""
    return bool(_TRIGGER.search(comment) or _NAME.search(name))


class TriggeredWav:
    """Opens recordings that hold blocks of silence."""

    formats: ClassVar[dict[str, str]] = {}  # of the same suffix as others

    def open(self, path: Path) -> _Triggered | None:
        chunks, size = read_chunks(path)
        place = place_of_samples(chunks, size)
        layout = layout_of(chunks)
        written = texts_of(chunks)
        if place is None or layout is None or not may_be_triggered(path.name, written.comment):
            return None
        if (layout.channels, layout.encoding) != (1, "PCM_16"):
            return None
        most = _LONGEST_S * layout.rate_hz // _BLOCK_FRAMES
        pieces = _pieces(path, path.stat().st_mtime_ns, place, most)
        if pieces is None:
            return None
        cut = max(0, place.promised - place.length) // 2
        return _Triggered(open_regular(path), layout.rate_hz, pieces, written, cut)


@dataclass(frozen=True)
class _Piece:
    """A stretch of sound at a place in the file, or of silence where `place` is None."""

    frames: int
    place: int | None = None


class _Triggered(OpenWav):
    """The sound of a recording with its silence in place."""

    channels, container, encoding = 1, "WAV", "PCM_16"

    def __init__(
        self, file: BufferedReader, rate_hz: int, pieces: list[_Piece], written: Texts, cut: int
    ) -> None:
        self.rate_hz = rate_hz
        self._pieces = pieces
        self._begins = np.cumsum([0, *(piece.frames for piece in pieces)]).tolist()
        self.frames: int = self._begins[-1]
        super().__init__(file, written, self.frames + cut if cut else 0)
        self._at = 0

    def block(self, frames: int) -> tuple[Float32, Exception | None]:
        try:
            raw = self._raw(frames)
        except OSError as error:
            return np.empty((0, 1), np.float32), error
        return raw.astype(np.float32) * np.float32(1 / 32768), None

    def exact(self, frames: int, dtype: str) -> Samples:
        return self._raw(frames).astype(dtype)

    def seek(self, frame: int) -> None:
        self._at = frame

    def _raw(self, frames: int) -> npt.NDArray[np.int16]:
        """Read on: frames [n, 1] with silence where the recorder left it out."""
        samples = np.zeros((max(0, min(frames, self.frames - self._at)), 1), np.int16)
        filled = 0
        while filled < len(samples):
            index = bisect_right(self._begins, self._at) - 1
            piece, inside = self._pieces[index], self._at - self._begins[index]
            count = min(piece.frames - inside, len(samples) - filled)
            if piece.place is not None:
                self._file.seek(piece.place + 2 * inside)
                read = np.frombuffer(self._file.read(2 * count), "<i2")
                samples[filled : filled + len(read), 0] = read
                if len(read) < count:  # the file was cut while it was open
                    self._at += len(read)
                    return samples[: filled + len(read)]
            filled += count
            self._at += count
        return samples


@lru_cache(maxsize=_REMEMBERED)
def _pieces(path: Path, modified_ns: int, place: Place, most: int) -> list[_Piece] | None:
    """Part a recording at its blocks of silence, which count at most `most`; None without any.

    A page that draws a recording opens it for each tile, and this reads the whole file.
    """
    with open_regular(path) as file:
        # Blocks lie on borders counted from the sound's first byte, or from the file's.
        for first in (place.start, -(-place.start // _BLOCK_BYTES) * _BLOCK_BYTES):
            silent = list(_believed(_silent(file, first, place.start + place.length), most))
            if silent:
                return _parted(silent, place)
    return None


def _believed(silent: Iterator[tuple[int, int]], most: int) -> Iterator[tuple[int, int]]:
    """Leave out the blocks that make the silence too long to be true."""
    for position, counted in silent:
        if counted <= most:
            most -= counted
            yield position, counted
        else:
            log.info("the block of silence at byte %d counts %d blocks", position, counted)


def _parted(silent: list[tuple[int, int]], place: Place) -> list[_Piece]:
    pieces = []
    sound = place.start
    for position, blocks in silent:
        pieces.append(_Piece((position - sound) // 2, sound))
        pieces.append(_Piece(blocks * _BLOCK_FRAMES))
        sound = position + _BLOCK_BYTES
    pieces.append(_Piece((place.start + place.length - sound) // 2, sound))
    return [piece for piece in pieces if piece.frames]


def _silent(file: BufferedReader, first: int, end: int) -> Iterator[tuple[int, int]]:
    """Find the blocks of silence from a place on: where each lies, and how many it counts."""
    while first < end:
        file.seek(first)
        whole = min(_AT_ONCE, (end - first) // _BLOCK_BYTES) * _BLOCK_BYTES
        read = file.read(whole)
        blocks = np.frombuffer(read[: len(read) // _BLOCK_BYTES * _BLOCK_BYTES], "<i2")
        if not len(blocks):
            return
        blocks = blocks.reshape(-1, _BLOCK_FRAMES)
        # Few blocks of sound pass this, so that the whole pattern is compared seldom.
        likely = np.flatnonzero((np.abs(blocks[:, 0]) == 1) & (blocks[:, -1] == 0))
        for index in likely.tolist():
            bits, rest = blocks[index, :_BITS], blocks[index, _BITS:]
            if (np.abs(bits) == 1).all() and not rest.any():
                counted = int((1 << np.flatnonzero(bits == 1).astype(np.uint64)).sum())
                yield first + index * _BLOCK_BYTES, counted
        first += len(blocks) * _BLOCK_BYTES
