"""Tells by a file's first bytes what it is, and whether Chromium's audio element plays it."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sidecar.audio.decoders.flacblocks import read_info
from sidecar.audio.decoders.triggered import may_be_triggered
from sidecar.audio.id3 import after_id3
from sidecar.audio.riff import chunks_of, layout_of, place_of_samples
from sidecar.audio.texts import texts_of
from sidecar.regular import open_regular

# Measured with Chromium 156: other rates and more channels end in an error.
_LEAST_HZ, _MOST_HZ, _MOST_CHANNELS = 3_000, 768_000, 8

# The encodings in WAV files that libsndfile writes and Chromium has no decoder for are DOUBLE and
# ADPCM; `layout_of` knows none of the latter.
_UNPLAYED = "DOUBLE"

_CONTAINERS = {
    b"FORM": "AIFF",
    b".snd": "AU",
    b"dns.": "AU",
    b"riff": "W64",
    b"caff": "CAF",
    b"OggS": "OGG",
}


@dataclass(frozen=True)
class FileKind:
    """What a file holds; `container` is None for what Linnet does not know."""

    container: str | None
    playable: bool = False


def kind_of(path: Path) -> FileKind:
    """Look at the first bytes of a regular file. Raises UnsupportedFormat for others, and OSError.

    A recording whose left-out silence Linnet puts back is not playable: the element would play
    later sound too early.
    """
    with open_regular(path) as file:
        begins = file.read(12)
        if begins[:4] in (b"RIFF", b"RF64") and begins[8:] == b"WAVE":
            return FileKind("WAV", _wav(path.name, file))
        if begins[:4] == b"OggS":
            return FileKind("OGG", _ogg(file))
        if container := _CONTAINERS.get(begins[:4]):
            return FileKind(container)
        if info := read_info(file):
            return FileKind("FLAC", _fits(info.rate_hz, info.channels))
        return FileKind("MP3", True) if _is_mp3(file) else FileKind(None)


def _fits(rate_hz: int, channels: int) -> bool:
    return _LEAST_HZ <= rate_hz <= _MOST_HZ and 1 <= channels <= _MOST_CHANNELS


def _wav(name: str, file: BinaryIO) -> bool:
    chunks, size = chunks_of(file)
    layout = layout_of(chunks)
    if layout is None or layout.encoding == _UNPLAYED or place_of_samples(chunks, size) is None:
        return False
    if may_be_triggered(name, texts_of(chunks).comment):
        return False
    return _fits(layout.rate_hz, layout.channels)


def _ogg(file: BinaryIO) -> bool:
    """Look at the first page's packet, which names the codec of the first stream."""
    file.seek(26)
    segments = file.read(1)
    if not segments:
        return False
    file.seek(segments[0], 1)
    packet = file.read(19)
    if packet[:8] == b"OpusHead" and len(packet) > 9:
        return _fits(48_000, packet[9])
    if packet[:7] == b"\x01vorbis" and len(packet) >= 16:
        channels, rate_hz = struct.unpack_from("<BI", packet, 11)
        return _fits(rate_hz, channels)
    return False


def _is_mp3(file: BinaryIO) -> bool:
    """Tell whether a block of MPEG's layer 3 begins after the tag."""
    file.seek(after_id3(file))
    head = file.read(2)
    return len(head) == 2 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2
