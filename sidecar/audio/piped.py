"""Sound that comes through a pipe: plain samples, or a WAV file whose header describes them."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass

from sidecar.audio.pcm import PcmFormat
from sidecar.audio.riff import Chunk, layout_of
from sidecar.errors import UnreadableAudio, UnsupportedFormat

Read = Callable[[], bytes]
"""Gives the bytes that have arrived; no bytes mean the end."""

_FORMS: dict[str, PcmFormat] = {"PCM_16": "s16le", "FLOAT": "f32le"}

# Programs that write to a pipe cannot know the size of the sound; they declare about the most.
_UNKNOWN_SIZE = 0x7FFF0000
_LONGEST_HEADER = 1 << 24

_OTHERS = {b"fLaC": "FLAC", b"OggS": "OGG", b"FORM": "AIFF", b"ID3": "MP3", b".snd": "AU"}


@dataclass(frozen=True)
class Header:
    """What a WAV header says of the samples behind it; `size` in bytes, None where unknown."""

    rate_hz: int
    channels: int
    form: PcmFormat
    size: int | None


class Piped:
    """Sound whose beginning has been read; `header` is None for plain samples.

    `begins` is the number of bytes before the sound. `where` names the source in messages. Raises
    UnreadableAudio or UnsupportedFormat for a header that plain samples cannot follow.
    """

    def __init__(self, read: Read, where: str = "standard input") -> None:
        self.begins = 0
        self._where = where
        self._read = read
        self._held = b""
        self._ended = False
        self.header = self._begin()
        self._left = self.header.size if self.header else None

    def read(self) -> bytes:
        """Give the samples that have arrived; nothing at the end of the sound."""
        data, self._held = self._held, b""
        if not data and self._left != 0 and not self._ended:
            data = self._read()
        if self._left is not None:
            data = data[: self._left]  # what follows the sound is no sound
            self._left -= len(data)
        return data

    def _begin(self) -> Header | None:
        self._hold(12)
        for begins, name in _OTHERS.items():
            if self._held.startswith(begins):
                raise UnsupportedFormat(
                    f"The sound on {self._where} is {name}, not plain samples or WAV.",
                    hint="Decode the sound first: ffmpeg -i - -f wav -",
                )
        if self._held[:4] not in (b"RIFF", b"RF64") or self._held[8:12] != b"WAVE":
            return None
        self._take(12)
        chunks: list[Chunk] = []
        while True:
            name, size = struct.unpack("<4sI", self._take(8))
            if name == b"data":
                return _header(chunks, size, self._where)
            if size > _LONGEST_HEADER:
                raise _broken(self._where)
            chunks.append(Chunk(name, 0, size, self._take(size + size % 2)[:size]))

    def _hold(self, count: int) -> None:
        """Wait until so many bytes are here, or the sound has ended."""
        while len(self._held) < count and not self._ended:
            data = self._read()
            self._held += data
            self._ended = not data

    def _take(self, count: int) -> bytes:
        self._hold(count)
        if len(self._held) < count:
            raise _broken(self._where)
        taken, self._held = self._held[:count], self._held[count:]
        self.begins += count
        return taken


def _header(chunks: list[Chunk], size: int, where: str) -> Header:
    layout = layout_of(chunks)
    form = _FORMS.get(layout.encoding) if layout else None
    if layout is None or form is None:
        encoding = f"the encoding {layout.encoding}" if layout else "an unknown encoding"
        raise UnsupportedFormat(
            f"The WAV sound on {where} has {encoding}.",
            hint="Linnet listens to integers of 16 bits and floats of 32 bits: "
            "ffmpeg -i - -c:a pcm_s16le -f wav -",
        )
    known = None if size == 0 or size >= _UNKNOWN_SIZE else size
    return Header(layout.rate_hz, layout.channels, form, known)


def _broken(where: str) -> UnreadableAudio:
    return UnreadableAudio(
        f"The WAV header on {where} breaks off, or is damaged.",
        hint="Send the sound from its first byte on.",
    )
