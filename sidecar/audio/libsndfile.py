"""Sound files through libsndfile: most formats that recorders and people use."""

from __future__ import annotations

import logging
import os
from functools import cached_property
from pathlib import Path
from typing import ClassVar

import numpy as np
import soundfile

from sidecar.audio.chunks import UNKNOWN_SIZE, Chunk, read_chunks
from sidecar.audio.sound import ESTIMATED, Samples
from sidecar.audio.texts import Texts, tagged, texts_of
from sidecar.audio.unfinished import PLAIN, start_of_samples
from sidecar.errors import UnreadableAudio
from sidecar.values import Float32

log = logging.getLogger(__name__)

# libsndfile's word for a number of frames that the header does not give.
_UNKNOWN_FRAMES = 1 << 62
_COUNTED = 1 << 20

# Decoders of these can fail half-way through a block.
_FALLIBLE = ("FLAC", "OGG", *ESTIMATED)

_RIFF = ("WAV", "WAVEX", "RF64")


class _Forward(soundfile.SoundFile):  # type: ignore[misc] # soundfile has no types
    """A sound file that is only read on and on.

    soundfile seeks to where it is after every read, and a lossy codec (MP3) starts anew there:
    its samples would depend on the size of the blocks.
    """

    def seekable(self) -> bool:
        return False

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


class _SoundFile:
    """A file that libsndfile has opened."""

    def __init__(self, path: Path, file: _Forward) -> None:
        self._path = path
        self._file = file
        self.rate_hz: int = file.samplerate
        self.channels: int = file.channels
        self.container: str = file.format
        self.encoding: str = file.subtype
        self.frames = _frames(path, file)

    def block(self, frames: int) -> tuple[Float32, Exception | None]:
        return self._file.block(frames)

    def exact(self, frames: int, dtype: str) -> Samples:
        given: Samples = self._file.read(frames, dtype, always_2d=True)
        return given

    def seek(self, frame: int) -> None:
        self._file.seek(frame)

    def promised(self) -> int:
        """Read how many frames a WAV header promises; libsndfile tells only of those it finds.

        A size of nothing or of all ones is what recorders leave that lost power, and promises
        nothing.
        """
        chunks, size = self._chunks
        data = next((chunk for chunk in chunks if chunk.name == b"data"), None)
        if data is None or data.size in (0, UNKNOWN_SIZE) or data.start + data.size <= size:
            return 0
        if self.frames:
            # Bytes a frame, by what libsndfile made of the bytes it found: right for any codec.
            return round(data.size * self.frames / (size - data.start))
        layout = next((chunk.content for chunk in chunks if chunk.name == b"fmt "), b"")
        frame_bytes = int.from_bytes(layout[12:14], "little") if len(layout) >= 14 else 0
        return data.size // frame_bytes if frame_bytes else 0

    @cached_property
    def _chunks(self) -> tuple[list[Chunk], int]:
        """Read the chunks of a WAV file, once; none where it is not one, or is gone."""
        if self.container not in _RIFF:
            return [], 0
        try:
            return read_chunks(self._path)
        except OSError as error:
            log.info("no chunks from %s: %s", self._path, error)
            return [], 0

    def texts(self) -> Texts:
        chunks, _ = self._chunks
        return texts_of(chunks) if chunks else tagged(self._path, self._file)

    def lack(self) -> str | None:
        if self.frames or self.container not in _RIFF or self.encoding in PLAIN:
            return None
        if start_of_samples(*self._chunks) is None:
            return None
        return (
            "The recorder never finished this file's header; without one, sound encoded as "
            f"{self.encoding} cannot be read."
        )

    def close(self) -> None:
        self._file.close()


class Libsndfile:
    formats: ClassVar[dict[str, str]] = {
        **dict.fromkeys((".wav", ".wave", ".bwf", ".rf64", ".w64"), "WAV"),
        ".flac": "FLAC",
        **dict.fromkeys((".ogg", ".oga"), "OGG"),
        ".opus": "Opus",
        ".mp3": "MP3",
        **dict.fromkeys((".aif", ".aiff", ".aifc"), "AIFF"),
        ".caf": "CAF",
        **dict.fromkeys((".au", ".snd"), "AU"),
    }

    def open(self, path: Path) -> _SoundFile:
        file = _sound_file(path)
        try:
            return _SoundFile(path, file)
        except BaseException:
            file.close()
            raise


def _sound_file(path: Path) -> _Forward:
    # Bytes, because soundfile cannot encode a name that is not UTF-8; Windows has only text.
    name = str(path) if os.name == "nt" else os.fsencode(path)
    try:
        return _Forward(name)
    except (soundfile.SoundFileError, OSError, TypeError, ValueError) as error:
        raise UnreadableAudio(
            "This is not a sound file that Linnet can read; it may be damaged.",
            hint=str(error).rsplit(": ", 1)[-1],
            path=path,
        ) from error


def _frames(path: Path, file: _Forward) -> int:
    """Give the number of frames; a FLAC written to a pipe does not know, and is counted."""
    if file.frames < _UNKNOWN_FRAMES:
        return max(0, int(file.frames))
    frames = 0
    with _sound_file(path) as again:
        error = None
        while not error:
            block, error = again.block(_COUNTED)
            if not len(block):
                break
            frames += len(block)
    return frames


def _filled(block: Float32) -> int:
    """Count the frames up to the last that is not NaN."""
    frames = np.flatnonzero(~np.isnan(block[:, -1]))
    return int(frames[-1]) + 1 if len(frames) else 0
