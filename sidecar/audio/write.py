"""Writes sound files, with samples exactly as they were read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, Literal

import soundfile

from sidecar.audio.sound import Samples, native
from sidecar.errors import UnsupportedFormat
from sidecar.regular import open_regular
from sidecar.values import AudioFacts

Container = Literal["flac", "wav"]

# Formats that FLAC holds without loss; all others become WAV.
_MOST_CHANNELS, _HIGHEST_HZ = 8, 655_350

# Lossy decoders give floats with about 16 bits of precision.
_WIDTHS = {"int16": "PCM_16", "int32": "PCM_24", "float32": "PCM_24"}


def container(facts: AudioFacts, wanted: Container) -> Container:
    """Choose the container that holds a recording's samples exactly."""
    exact = facts.encoding not in ("PCM_32", "ALAC_32", "FLOAT", "DOUBLE")
    fits = facts.channels <= _MOST_CHANNELS and facts.rate_hz <= _HIGHEST_HZ
    return wanted if exact and fits else "wav"


def holds(path: Path, facts: AudioFacts, frames: int) -> bool:
    """Tell whether a sound file has this number of frames, at a recording's rate and channels."""
    try:
        with open_regular(path) as file:
            there = soundfile.info(file)
    except (soundfile.SoundFileError, OSError, UnsupportedFormat):
        return False
    found = (there.frames, there.samplerate, there.channels)
    return bool(found == (frames, facts.rate_hz, facts.channels))


def write_samples(
    file: BinaryIO, blocks: Iterable[Samples], facts: AudioFacts, kind: Container
) -> int:
    """Write blocks [n, channels] as one sound file; returns the frames. Raises OSError."""
    watched = _Watched(file)
    frames = 0
    with soundfile.SoundFile(
        watched,
        "w",
        samplerate=facts.rate_hz,
        channels=facts.channels,
        format=kind.upper(),
        subtype=_subtype(facts, kind),
    ) as sound:
        for block in blocks:
            sound.write(block)
            watched.check()
            frames += len(block)
    watched.check()
    return frames


def _subtype(facts: AudioFacts, kind: Container) -> str:
    if kind == "wav" and facts.encoding in ("PCM_32", "ALAC_32"):
        return "PCM_32"
    if facts.encoding in ("FLOAT", "DOUBLE"):
        return facts.encoding
    return _WIDTHS[native(facts.encoding)]


class _Watched:
    """A file that libsndfile writes to; it keeps errors, because libsndfile cannot pass them on."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._error: OSError | None = None

    def check(self) -> None:
        """Raise the error of an earlier write."""
        if self._error is not None:
            raise self._error

    def write(self, content: bytes) -> int:
        # After an error, all further bytes are dropped: the file will be removed.
        if self._error is None:
            try:
                return self._file.write(content)
            except OSError as error:
                self._error = error
        return len(content)

    def seek(self, offset: int, whence: int = 0) -> int:
        try:
            return self._file.seek(offset, whence)  # writes what is buffered
        except OSError as error:
            self._error = self._error or error
            return offset

    def tell(self) -> int:
        return self._file.tell()

    def read(self, size: int = -1) -> bytes:
        return self._file.read(size)
