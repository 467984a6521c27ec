"""A copy with muted stretches is the recording everywhere else, words beside the sound included."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest
import soundfile

from sidecar.audio.decode import open_recording
from sidecar.audio.muting import around, muted
from sidecar.audio.redaction import write_redacted
from sidecar.errors import UnsupportedFormat
from tests.factories import RECORDINGS, tone
from tests.shared import needs_recordings

RATE_HZ = 8_000
FADE = RATE_HZ // 100
STRETCHES = [(4_000, 6_000), (9_000, 9_500)]
GUANO = "GUANO|Version:1.0\nTimestamp:2026-05-01T05:00:00\nMake:Us\nSerial:7\n"


def redacted(source: Path, target: Path) -> None:
    with open_recording(source) as audio, target.open("w+b") as file:
        write_redacted(source, audio, file, STRETCHES, "at 0.5-0.75")


def sound(channels: int) -> np.ndarray:
    one = tone(2.0, hertz=440.0, rate_hz=RATE_HZ)
    return np.stack([one, 0.5 * one], axis=1)[:, :channels]


def with_guano(path: Path) -> None:
    content = GUANO.encode()
    content += b"\n" * (len(content) % 2)
    whole = bytearray(path.read_bytes() + struct.pack("<4sI", b"guan", len(content)) + content)
    whole[4:8] = struct.pack("<I", len(whole) - 8)
    path.write_bytes(whole)


@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize(
    ("suffix", "subtype"),
    [
        *(("wav", each) for each in ("PCM_U8", "PCM_16", "PCM_24", "PCM_32", "FLOAT", "DOUBLE")),
        *(("wav", each) for each in ("ALAW", "ULAW")),
        *(("flac", each) for each in ("PCM_16", "PCM_24")),
    ],
)
def test_frames_outside_stay_and_frames_inside_are_silent(
    suffix: str, subtype: str, channels: int, tmp_path: Path
) -> None:
    source, copy = tmp_path / f"a.{suffix}", tmp_path / f"b.{suffix}"
    soundfile.write(source, sound(channels), RATE_HZ, subtype=subtype)
    before = source.read_bytes()
    redacted(source, copy)
    assert source.read_bytes() == before
    info = soundfile.info(copy)
    assert (info.subtype, info.samplerate, info.channels) == (subtype, RATE_HZ, channels)
    one, other = (soundfile.read(each, always_2d=True)[0] for each in (source, copy))
    outside = np.ones(len(one), bool)
    for first, last in STRETCHES:
        outside[first:last] = False
        assert np.abs(other[first + FADE : last - FADE]).max() < 1e-3  # A-law has no zero
    assert (one[outside] == other[outside]).all()
    if subtype not in ("PCM_U8", "ALAW", "ULAW"):
        # It fades: no frame of a stretch is louder than it was.
        assert (np.abs(other) <= np.abs(one) + 1e-9).all()
        assert np.abs(other[4_000:4_005]).max() > 0


@pytest.mark.parametrize("suffix", ["wav", "flac"])
def test_metadata_stay_and_tell_what_was_muted(suffix: str, tmp_path: Path) -> None:
    source, copy = tmp_path / f"a.{suffix}", tmp_path / f"b.{suffix}"
    with soundfile.SoundFile(source, "w", RATE_HZ, 1, subtype="PCM_16") as file:
        file.comment = "Recorded at 05:00:00 01/05/2026 (UTC) by AudioMoth 24F3190361CBEA78"
        file.write(sound(1))
    if suffix == "wav":
        with_guano(source)
    redacted(source, copy)
    with open_recording(source) as one, open_recording(copy) as other:
        assert one.provenance().metadata == other.provenance().metadata
        assert not other.trouble and one.facts.frames == other.facts.frames
        metadata = one.provenance().metadata
    assert b"at 0.5-0.75" in copy.read_bytes()
    again = tmp_path / f"c.{suffix}"
    redacted(copy, again)
    with open_recording(again) as third:
        assert third.provenance().metadata == metadata


@needs_recordings
@pytest.mark.parametrize("name", ["audiomoth_gps.wav", "metadata.wav"])
def test_a_recorders_own_words_stay(name: str, tmp_path: Path) -> None:
    source, copy = RECORDINGS / name, tmp_path / name
    redacted(source, copy)
    with open_recording(source) as one, open_recording(copy) as other:
        assert one.provenance().metadata == other.provenance().metadata


@pytest.mark.parametrize("suffix", ["ogg", "mp3", "aiff"])
def test_other_formats_are_refused_with_what_to_do(suffix: str, tmp_path: Path) -> None:
    source = tmp_path / f"a.{suffix}"
    soundfile.write(source, tone(2.0, rate_hz=16_000), 16_000)
    with pytest.raises(UnsupportedFormat, match="would lose sound") as refused:
        redacted(source, tmp_path / "b")
    assert "Convert" in refused.value.hint


def test_an_unfinished_recording_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "a.wav"
    soundfile.write(source, sound(1), RATE_HZ, subtype="PCM_16")
    content = bytearray(source.read_bytes())
    place = content.index(b"data")
    content[place + 4 : place + 8] = b"\0\0\0\0"
    source.write_bytes(content)
    with pytest.raises(UnsupportedFormat):
        redacted(source, tmp_path / "b.wav")


def test_stretches_that_touch_are_joined() -> None:
    assert around([(1.0, 2.0), (2.5, 3.0)], 0.25, 100, 1_000) == [(75, 325)]
    assert around([(1.0, 2.0), (2.6, 3.0)], 0.25, 100, 1_000) == [(75, 225), (235, 325)]
    assert around([(0.1, 9.99)], 0.5, 100, 1_000) == [(0, 1_000)]
    assert around([], 0.5, 100, 1_000) == []


def test_blocks_of_any_length_are_muted_alike() -> None:
    samples = (1000 * sound(2)).astype(np.int16)
    (whole,) = muted([samples], STRETCHES, FADE)
    parts = muted(np.split(samples, [1, 4_001, 5_990, 9_100]), STRETCHES, FADE)
    assert (np.concatenate([*parts]) == whole).all()
