"""A clip as a sound file: the recording's own rate, channels and samples."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, Literal

import soundfile

from sidecar.audio.decode import ESTIMATED, Recording, Samples, native
from sidecar.errors import UnreadableAudio
from sidecar.export.wholefile import whole_file
from sidecar.values import AudioFacts

Container = Literal["flac", "wav"]

# FLAC's limits; a recording beyond them would lose something, and becomes WAV.
_MOST_CHANNELS, _HIGHEST_HZ = 8, 655_350

# Floats of a lossy decoder carry about 16 bits.
_WIDTHS = {"int16": "PCM_16", "int32": "PCM_24", "float32": "PCM_24"}


def container(facts: AudioFacts, wanted: Container) -> Container:
    """Choose the container that holds a recording's samples exactly."""
    exact = facts.encoding not in ("PCM_32", "ALAC_32", "FLOAT", "DOUBLE")
    fits = facts.channels <= _MOST_CHANNELS and facts.rate_hz <= _HIGHEST_HZ
    return wanted if exact and fits else "wav"


def is_whole(path: Path, facts: AudioFacts, frames: int) -> bool:
    """Tell whether a whole clip already exists."""
    try:
        there = soundfile.info(str(path))
    except (soundfile.SoundFileError, OSError):
        return False
    found = (there.frames, there.samplerate, there.channels)
    return bool(found == (frames, facts.rate_hz, facts.channels))


def write_clip(path: Path, audio: Recording, first: int, last: int) -> int:
    """Write frames of a recording and return the file's size.

    Raises UnreadableAudio when the frames are missing, StorageFull when the disk is full.
    """
    facts = audio.facts
    kind = path.suffix[1:].upper()
    with whole_file(path) as file:
        watched = _Watched(file)
        with soundfile.SoundFile(
            watched,
            "w",
            samplerate=facts.rate_hz,
            channels=facts.channels,
            format=kind,
            subtype=_subtype(facts, kind),
        ) as sound:
            frames = _copy(audio.cut(first, last), sound, watched)
        watched.check()
        if not frames or (frames < last - first and facts.container not in ESTIMATED):
            raise UnreadableAudio(
                f"The recording ends at {(first + frames) / facts.rate_hz:.1f} s, before the "
                "detection ends.",
                hint="The file may have been cut short or changed after the analysis.",
            )
    return path.stat().st_size


def _subtype(facts: AudioFacts, kind: str) -> str:
    if kind == "WAV" and facts.encoding in ("PCM_32", "ALAC_32"):
        return "PCM_32"
    if facts.encoding in ("FLOAT", "DOUBLE"):
        return facts.encoding
    return _WIDTHS[native(facts.encoding)]


def _copy(blocks: Iterable[Samples], sound: soundfile.SoundFile, watched: _Watched) -> int:
    frames = 0
    for block in blocks:
        sound.write(block)
        watched.check()
        frames += len(block)
    return frames


class _Watched:
    """A file that libsndfile writes to; keeps the error that libsndfile cannot pass on."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._error: OSError | None = None

    def check(self) -> None:
        """Raise the error of an earlier write."""
        if self._error is not None:
            raise self._error

    def write(self, content: bytes) -> int:
        # After an error the rest is thrown away, like the file itself.
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
