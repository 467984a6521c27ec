"""A file that grows is read as it grows; one that was cut, replaced or rewritten is told."""

from __future__ import annotations

import os
import struct
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pytest
import soundfile

from sidecar.audio.growing import Growing
from sidecar.errors import RecordingNotFound, UnreadableAudio, UnsupportedFormat
from tests.factories import tone

RATE = 16_000


Opening = Callable[[Path], Growing]


@pytest.fixture
def opened() -> Iterator[Opening]:
    with ExitStack() as stack:

        def open_(path: Path) -> Growing:
            growing = Growing(path)
            stack.callback(growing.close)
            return growing

        yield open_


def _pcm(seconds: float) -> bytes:
    return (tone(seconds, rate_hz=RATE) * 32767).astype("<i2").tobytes()


def _header(riff: int, data: int, more: bytes = b"") -> bytes:
    layout = struct.pack("<HHIIHH", 1, 1, RATE, 2 * RATE, 2, 16)
    chunks = b"fmt " + struct.pack("<I", 16) + layout + more
    return b"RIFF" + struct.pack("<I", riff) + b"WAVE" + chunks + b"data" + struct.pack("<I", data)


def _all(growing: Growing) -> bytes:
    read = b""
    while growing.begin() and (data := growing.read()):
        read += data
    return read


def _add(path: Path, data: bytes) -> None:
    with path.open("ab") as file:
        file.write(data)


def test_plain_samples_are_read_as_they_come(opened: Opening, tmp_path: Path) -> None:
    path, sound = tmp_path / "night.raw", _pcm(3.0)
    path.write_bytes(b"")
    growing = opened(path)
    assert not growing.begin()
    read = b""
    for first in range(0, len(sound), 7_001):
        _add(path, sound[first : first + 7_001])
        read += _all(growing)
    assert growing.began and growing.header is None
    assert read == sound and growing.read() == b""


@pytest.mark.parametrize("cut", [1, 4, 20, 30, 43])
def test_a_header_that_is_not_there_yet_is_waited_for(
    opened: Opening, tmp_path: Path, cut: int
) -> None:
    path, header = tmp_path / "night.wav", _header(0, 0)
    path.write_bytes(header[:cut])
    growing = opened(path)
    assert not growing.begin() and not growing.began
    _add(path, header[cut:] + _pcm(1.0))
    assert _all(growing) == _pcm(1.0)
    assert growing.header is not None
    assert (growing.header.rate_hz, growing.header.channels) == (RATE, 1)


@pytest.mark.parametrize("sizes", [(0, 0), (36, 0), (2**32 - 1, 2**32 - 1), (4_000, 3_964)])
def test_a_header_that_does_not_know_the_size_ends_no_sound(
    opened: Opening, tmp_path: Path, sizes: tuple[int, int]
) -> None:
    path, sound = tmp_path / "night.wav", _pcm(1.0)
    path.write_bytes(_header(*sizes) + sound[:9_000])
    growing = opened(path)
    assert _all(growing) == sound[:9_000]
    _add(path, sound[9_000:])
    assert _all(growing) == sound[9_000:]


def test_the_sizes_of_a_finished_file_count_and_later_chunks_are_no_sound(
    opened: Opening, tmp_path: Path
) -> None:
    path, sound = tmp_path / "night.wav", _pcm(1.0)
    path.write_bytes(_header(0, 0) + sound[:9_000])
    growing = opened(path)
    read = _all(growing)
    with path.open("r+b") as file:  # as a recorder finishes a file
        file.seek(0, 2)
        file.write(sound[9_000:] + b"LIST" + struct.pack("<I", 4) + b"INFO")
        size = file.tell()
        file.seek(0)
        file.write(_header(size - 8, len(sound)))
    assert read + _all(growing) == sound


def test_a_wav_file_of_another_program_is_read_whole(opened: Opening, tmp_path: Path) -> None:
    path = tmp_path / "one.wav"
    soundfile.write(path, np.stack([tone(1.0), -tone(1.0)], axis=1), 48_000, subtype="FLOAT")
    growing = opened(path)
    assert len(_all(growing)) == 2 * 4 * 48_000
    assert growing.header is not None and growing.header.form == "f32le"


@pytest.mark.parametrize("what", ["cut", "replaced", "removed", "rewritten"])
def test_a_file_that_no_longer_holds_what_was_read_is_told(
    opened: Opening, tmp_path: Path, what: str
) -> None:
    path = tmp_path / "night.wav"
    path.write_bytes(_header(0, 0) + _pcm(1.0))
    growing = opened(path)
    assert _all(growing) == _pcm(1.0)
    if what == "cut":
        os.truncate(path, 9_000)
    elif what == "replaced":
        other = tmp_path / "other.wav"
        other.write_bytes(_header(0, 0) + _pcm(2.0))
        other.replace(path)
    elif what == "removed":
        path.unlink()
    else:
        path.write_bytes(_header(0, 0) + bytes(len(_pcm(2.0))))
    words = {
        "cut": "was cut short",
        "replaced": "was replaced by another file",
        "removed": "was removed or renamed",
        "rewritten": "was written anew",
    }
    with pytest.raises(UnreadableAudio, match=words[what]) as told:
        growing.read()
    assert told.value.path == path


def test_a_file_of_another_kind_is_refused(opened: Opening, tmp_path: Path) -> None:
    path = tmp_path / "one.flac"
    soundfile.write(path, tone(1.0), 48_000)
    with pytest.raises(UnsupportedFormat, match="is FLAC, not plain samples or WAV") as told:
        opened(path).begin()
    assert told.value.path == path


def test_a_file_that_is_not_there_is_told(opened: Opening, tmp_path: Path) -> None:
    with pytest.raises(RecordingNotFound):
        opened(tmp_path / "none.wav")


def test_a_header_without_an_end_is_damage(opened: Opening, tmp_path: Path) -> None:
    path = tmp_path / "night.wav"
    path.write_bytes(b"RIFF\0\0\0\0WAVE" + b"LIST" + struct.pack("<I", 2**31) + bytes(2**24))
    with pytest.raises(UnreadableAudio, match="breaks off, or is damaged"):
        opened(path).begin()
