"""Sound files through libsndfile: most formats that recorders and people use."""

from __future__ import annotations

import logging
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from sidecar.audio.decoders.declared import Declared, declared_by
from sidecar.audio.decoders.flac import open_flac
from sidecar.audio.decoders.forward import Forward, open_forward, unreadable
from sidecar.audio.decoders.mp3 import Counted
from sidecar.audio.decoders.triggered import may_be_triggered
from sidecar.audio.decoders.vorbis import lacks_header
from sidecar.audio.riff import PLAIN, Chunk, chunks_of, layout_of, place_of_samples
from sidecar.audio.sound import ESTIMATED, Samples, Sound, most_frames
from sidecar.audio.texts import Texts, tagged, texts_of
from sidecar.regular import open_regular
from sidecar.values import Float32

log = logging.getLogger(__name__)

# libsndfile's word for a number of frames that the header does not give.
_UNKNOWN_FRAMES = 1 << 62

# Decoders of MP3 leave out up to two blocks, for encoders pad a sound with silence.
_LESS_IN_MP3 = 2 * 1152


class _SoundFile:
    """A file that libsndfile has opened."""

    def __init__(self, path: Path, file: Forward, chunks: list[Chunk], declared: Declared) -> None:
        self._path = path
        self._file = file
        self._failed = False
        self._counted: Counted | None = None
        if file.format in ESTIMATED and (declared.goes_on or declared.told is None):
            self._counted = Counted.of(path, declared.told, file.frames)
        if self._counted is not None:
            declared = replace(declared, breaks_off=self._counted.blocks.breaks_off)
            if self._counted.stream is not None:
                file.close()
                self._file = file = self._counted.stream
        self._chunks = chunks  # of a WAV file
        self._declared = declared
        self.rate_hz: int = file.samplerate
        self.channels: int = file.channels
        self.container: str = file.format
        self.encoding: str = file.subtype
        self.frames = _frames(path, file)
        if self._counted is not None:
            most = self._counted.blocks.most
            if self._counted.stream is not None or self.frames > most + _LESS_IN_MP3:
                self.frames = min(self.frames, most)

    def block(self, frames: int) -> tuple[Float32, Exception | None]:
        block, error = self._file.block(frames)
        if self._counted is not None:
            error = self._counted.file.error or error
        self._failed |= error is not None
        return block, error

    def exact(self, frames: int, dtype: str) -> Samples:
        given: Samples = self._file.read(frames, dtype, always_2d=True)
        if self._counted is not None and self._counted.file.error is not None:
            raise self._counted.file.error
        return given

    def seek(self, frame: int) -> None:
        self._file.seek(frame)

    def promised(self) -> int:
        """Read how many frames a header promises; libsndfile tells only of those it finds."""
        place = self._declared.place
        if self._counted is not None:
            return self._counted.blocks.frames - _LESS_IN_MP3
        if self._declared.told is not None and not self._declared.frames:
            return self.frames - _LESS_IN_MP3
        if place is None or not place.promised:
            return self._declared.frames
        if known := layout_of(self._chunks):
            return place.promised // known.frame_bytes
        if self.frames:
            # Bytes a frame, by what libsndfile made of the bytes it found: right for any codec.
            return round(place.promised * self.frames / place.length)
        layout = next((chunk.content for chunk in self._chunks if chunk.name == b"fmt "), b"")
        frame_bytes = int.from_bytes(layout[12:14], "little") if len(layout) >= 14 else 0
        return place.promised // frame_bytes if frame_bytes else 0

    def texts(self) -> Texts:
        return texts_of(self._chunks) if self._chunks else tagged(self._path, self._file)

    def lack(self) -> str | None:
        if self._declared.breaks_off:
            return "The file breaks off; the end of its sound is missing."
        blocks = self._counted.blocks if self._counted is not None else None
        if blocks is not None and blocks.lost and not self._failed:
            lost_s = blocks.lost * blocks.samples / self.rate_hz
            return f"About {lost_s:.2f} s of sound are damaged, and later sound comes too early."
        if self.frames or self.encoding in PLAIN or not self._chunks:
            return None
        if self._declared.place is None or not self._declared.place.length:
            return None
        return (
            "The recorder never finished this file's header; without one, sound encoded as "
            f"{self.encoding} cannot be read."
        )

    def misses(self) -> bool:
        """Tell whether a WAV file holds more plain samples than libsndfile finds."""
        place, layout = self._declared.place, layout_of(self._chunks)
        if place is None or layout is None or layout.encoding != self.encoding:
            return False
        return place.length // layout.frame_bytes > self.frames

    def close(self) -> None:
        self._file.close()
        if self._counted is not None:
            self._counted.file.close()


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

    def open(self, path: Path) -> Sound | None:
        """Open a file; declines those that libsndfile would read wrong and another reads right."""
        chunks, declared = list[Chunk](), Declared()
        try:
            with ExitStack() as closing:
                file = closing.enter_context(open_regular(path))
                if flac := open_flac(path, file):
                    closing.pop_all()  # the sound goes on reading
                    return flac
                chunks, size = chunks_of(file)
                if chunks:
                    declared = Declared(place=place_of_samples(chunks, size))
                elif lacks_header(file):
                    raise unreadable(path, "A header of Ogg Vorbis is damaged.")
                else:
                    declared = declared_by(file)
        except OSError as error:
            log.info("%s cannot be looked into: %s", path, error)
        if chunks and may_be_triggered(path.name, texts_of(chunks).comment):
            return None
        opened = open_forward(path)
        try:
            sound = _SoundFile(path, opened, chunks, declared)
            if not sound.misses():
                return sound
        except BaseException:
            opened.close()
            raise
        opened.close()
        return None


def _frames(path: Path, file: Forward) -> int:
    """Give the number of frames; a file written to a pipe does not know, and is counted."""
    if file.frames < _UNKNOWN_FRAMES:
        return max(0, int(file.frames))
    frames, at_once = 0, most_frames(file.channels)
    with open_forward(path) as again:
        error = None
        while not error:
            block, error = again.block(at_once)
            if not len(block):
                break
            frames += len(block)
    return frames
