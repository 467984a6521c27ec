"""Sound on standard input: plain samples, or WAV."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable

import numpy as np
import pytest
import soundfile

from sidecar.audio.piped import Header, Piped
from sidecar.errors import LinnetError, UnreadableAudio, UnsupportedFormat
from tests.audio.fieldfiles import header
from tests.factories import tone


def _arriving(content: bytes, piece: int) -> Callable[[], bytes]:
    held = io.BytesIO(content)
    return lambda: held.read(piece)


def _all(piped: Piped) -> bytes:
    return b"".join(iter(piped.read, b""))


def _wav(subtype: str = "PCM_16", container: str = "WAV") -> bytes:
    held = io.BytesIO()
    stereo = np.repeat(tone(0.1)[:, None], 2, axis=1)
    soundfile.write(held, stereo, 44_100, format=container, subtype=subtype)
    return held.getvalue()


@pytest.mark.parametrize("piece", [1, 7, 44, 65_536])
@pytest.mark.parametrize("content", [b"", b"ab", b"RIFFRIFFRIFF", b"\0" * 5000])
def test_plain_samples_come_through_as_they_are(piece: int, content: bytes) -> None:
    piped = Piped(_arriving(content, piece))
    assert piped.header is None and _all(piped) == content


@pytest.mark.parametrize("piece", [1, 7, 44, 65_536])
@pytest.mark.parametrize(
    ("subtype", "form", "width"), [("PCM_16", "s16le", 2), ("FLOAT", "f32le", 4)]
)
@pytest.mark.parametrize("container", ["WAV", "WAVEX"])
def test_a_wav_header_describes_the_samples_and_is_none(
    piece: int, subtype: str, form: str, width: int, container: str
) -> None:
    content = _wav(subtype, container)
    size = 4800 * 2 * width
    first = content.index(b"data") + 8
    piped = Piped(_arriving(content + b"LIST\4\0\0\0INFO", piece))
    assert piped.header == Header(44_100, 2, form, size)  # type: ignore[arg-type]
    assert _all(piped) == content[first : first + size]


@pytest.mark.parametrize("size", [0, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF])
def test_a_wav_without_end_is_read_on(size: int) -> None:
    samples = bytes(range(250)) * 4
    piped = Piped(_arriving(header(48_000, size, size, comment="note") + samples, 100))
    assert piped.header == Header(48_000, 1, "s16le", None)
    assert _all(piped) == samples


@pytest.mark.parametrize(
    ("content", "error", "message"),
    [
        (_wav("PCM_24"), UnsupportedFormat, "PCM_24"),
        (_wav("IMA_ADPCM"), UnsupportedFormat, "unknown encoding"),
        (_wav()[:30], UnreadableAudio, "breaks off"),
        (b"RIFF\0\0\0\0WAVEjunk" + struct.pack("<I", 1 << 31), UnreadableAudio, "damaged"),
        (b"fLaC" + bytes(100), UnsupportedFormat, "FLAC"),
        (b"OggS" + bytes(100), UnsupportedFormat, "OGG"),
    ],
)
def test_sound_other_than_plain_samples_is_refused(
    content: bytes, error: type[LinnetError], message: str
) -> None:
    with pytest.raises(error, match=message):
        Piped(_arriving(content, 50))
