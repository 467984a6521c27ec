"""libsndfile, reading on and on."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Protocol

import numpy as np
import soundfile

from sidecar.audio.sound import ESTIMATED
from sidecar.errors import UnreadableAudio
from sidecar.regular import check_regular, regular_handle
from sidecar.values import Float32

# Decoders of these can fail half-way through a block.
_FALLIBLE = ("FLAC", "OGG", *ESTIMATED)


class Bytes(Protocol):
    """What libsndfile asks of an open file."""

    def read(self, size: int, /) -> bytes: ...

    def seek(self, offset: int, whence: int = 0, /) -> int: ...

    def tell(self) -> int: ...


class Forward(soundfile.SoundFile):  # type: ignore[misc] # soundfile has no types
    """A sound file that is only read on and on.

    soundfile seeks to where it is after every read, and a lossy codec (MP3) starts anew there. Its
    samples would depend on the size of the blocks.
    """

    _handle: int | None = None

    def seekable(self) -> bool:
        return False

    def own(self, handle: int) -> None:
        """Close this handle of the system's with the file."""
        self._handle = handle

    def close(self) -> None:
        super().close()
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def block(self, frames: int) -> tuple[Float32, Exception | None]:
        block = np.empty((frames, self.channels), np.float32)
        if self.format in _FALLIBLE:
            # A failed read does not tell how many frames it gave (MP3).
            block.fill(np.nan)
        try:
            given: Float32 = self.read(out=block)
        except (soundfile.SoundFileError, OSError) as error:
            return block[: _filled(block)] if self.format in _FALLIBLE else block[:0], error
        return given, None


def open_forward(path: Path, content: Bytes | None = None) -> Forward:
    """Open a file by its path, or through its open content; raises UnreadableAudio."""
    try:
        return Forward(content) if content is not None else _of_path(path)
    except (soundfile.SoundFileError, OSError, TypeError, ValueError) as error:
        raise unreadable(path, str(error).rsplit(": ", 1)[-1]) from error


def unreadable(path: Path, why: str) -> UnreadableAudio:
    return UnreadableAudio(
        "This is not a sound file that Linnet can read; it may be damaged.", hint=why, path=path
    )


def _of_path(path: Path) -> Forward:
    if os.name == "nt":  # a library of Windows has handles of its own
        check_regular(path)
        return Forward(str(path))
    # What was looked at is what libsndfile reads, though another file may take its name meanwhile.
    handle = regular_handle(path)
    try:
        sound = Forward(handle, closefd=False)
    except BaseException:
        os.close(handle)
        raise
    sound.own(handle)
    return sound


def _filled(block: Float32) -> int:
    """Count the frames up to the last that is not NaN."""
    frames = np.flatnonzero(~np.isnan(block[:, -1]))
    return int(frames[-1]) + 1 if len(frames) else 0
