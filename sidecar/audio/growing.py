"""Sound in a file that a recorder still writes: plain samples, or a WAV file of any stated size."""

from __future__ import annotations

import os
import struct
from pathlib import Path
from typing import BinaryIO

from sidecar.audio.path import path_text
from sidecar.audio.piped import Header, Piped
from sidecar.errors import RecordingNotFound, UnreadableAudio, at
from sidecar.regular import open_regular

# A header before the sound is shorter; a file with more and no sound is damaged.
_LONGEST_HEADER = 1 << 24
_PIECE = 1 << 16

# What was read last is compared with the file: a recorder adds to it, and changes nothing there.
_COMPARED = 4_096

_UNKNOWN = 0x7FFF0000


class Growing:
    """Reads what comes; raises UnreadableAudio if what was read is no longer there.

    Once `began` is true, `header` says what a WAV header told, or is None for plain samples.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.header: Header | None = None
        self.began = False
        try:
            self._file: BinaryIO = open_regular(path)
        except FileNotFoundError as error:
            raise RecordingNotFound("There is no such file.", path=path) from error
        self._identity = _identity(os.fstat(self._file.fileno()))
        self._at = 0  # up to here the file was read
        self._begins = 0  # there the sound begins
        self._last = b""  # the sound before `_at`

    def begin(self) -> bool:
        """Read the header, if all of it is there; tells whether the sound has begun."""
        if self.began:
            return True
        size = self._size()
        self._file.seek(0)
        try:
            with at(self.path):
                piped = Piped(lambda: self._file.read(_PIECE), path_text(self.path))
        except UnreadableAudio:
            if size >= _LONGEST_HEADER:
                raise
            return False  # the rest of the header may come
        if size < _RIFF.size and piped.header is None:
            return False  # these few bytes may be the beginning of a header
        self.header, self.began = piped.header, True
        self._at = self._begins = piped.begins
        return True

    def read(self) -> bytes:
        """Give the next sound; nothing if no more has come yet."""
        end = self._end(self._size())
        self._check_last()
        self._file.seek(self._at)
        data = self._file.read(max(0, min(_PIECE, end - self._at)))
        self._at += len(data)
        self._last = (self._last + data)[-_COMPARED:]
        return data

    def close(self) -> None:
        self._file.close()

    def _size(self) -> int:
        """Give the size of the file; raises UnreadableAudio if it is another, or shorter."""
        try:
            status = os.stat(self.path)
        except FileNotFoundError as error:
            raise self._trouble("was removed or renamed") from error
        if _identity(status) != self._identity:
            raise self._trouble("was replaced by another file")
        if status.st_size < self._at:
            raise self._trouble("was cut short")
        return status.st_size

    def _end(self, size: int) -> int:
        """Tell where the sound ends: at the end of the file, unless more chunks follow it.

        A recorder writes sizes late, or never. They count if they agree with the size of the file.
        """
        if self.header is None:
            return size
        self._file.seek(0)
        name, riff, _ = _RIFF.unpack(self._file.read(_RIFF.size))
        self._file.seek(self._begins - 4)
        (sound,) = struct.unpack("<I", self._file.read(4))
        told = self._begins + sound
        whole = name == b"RIFF" and size - (riff + 8) in (0, 1)
        return told if whole and 0 < sound < _UNKNOWN and told <= size else size

    def _check_last(self) -> None:
        self._file.seek(self._at - len(self._last))
        if self._file.read(len(self._last)) != self._last:
            raise self._trouble("was written anew")

    def _trouble(self, what: str) -> UnreadableAudio:
        return UnreadableAudio(
            f"The file {what} while Linnet listened to it.",
            hint="Listen to it again. The lines so far belong to the earlier sound.",
            path=self.path,
        )


_RIFF = struct.Struct("<4sI4s")


def _identity(status: os.stat_result) -> tuple[int, int]:
    return status.st_dev, status.st_ino
