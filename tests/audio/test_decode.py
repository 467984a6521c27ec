"""Reading recordings: every format, any block size, and all that can be wrong with a file."""

from __future__ import annotations

import os
import re
import struct
from pathlib import Path

import numpy as np
import pytest
import soundfile
import soxr
from hypothesis import given, settings
from hypothesis import strategies as st

from sidecar.audio.decode import open_recording
from sidecar.audio.metadata import read_metadata
from sidecar.errors import LinnetError, RecordingNotFound, UnreadableAudio, UnsupportedFormat
from sidecar.values import Float32
from tests.factories import RECORDINGS, owl, tone, write_wav
from tests.shared import needs_recordings


def _read(path: Path, rate_hz: int = 48_000, block_s: float = 10.0) -> tuple[Float32, list[str]]:
    with open_recording(path) as recording:
        blocks = list(recording.mono(rate_hz, block_s=block_s))
        joined = np.concatenate(blocks) if blocks else np.empty(0, np.float32)
        return joined, [trouble.message for trouble in recording.trouble]


@needs_recordings
@pytest.mark.parametrize(
    "name", sorted(path.name for path in RECORDINGS.glob("encodings/*")) or ["none"]
)
def test_every_encoding_is_read(name: str) -> None:
    samples, trouble = _read(RECORDINGS / "encodings" / name, 16_000)
    assert 16_000 <= len(samples) <= 16_400
    assert np.abs(samples).max() > 0.05
    assert not trouble


@pytest.mark.parametrize("rate_hz", [8_000, 32_000, 44_100, 48_000, 96_000])
def test_the_result_does_not_depend_on_block_size(tmp_path: Path, rate_hz: int) -> None:
    path = write_wav(tmp_path / "a.wav", owl(3.3, rate_hz=rate_hz), rate_hz=rate_hz)
    whole, _ = _read(path, block_s=100.0)
    for block_s in (0.01, 0.137, 1.0):
        assert np.array_equal(_read(path, block_s=block_s)[0], whole)


@pytest.mark.parametrize("rate_hz", [24_000, 44_100, 768_000])
def test_resampling_is_soxrs_with_nothing_shifted(tmp_path: Path, rate_hz: int) -> None:
    samples = owl(2.0, rate_hz=rate_hz)
    path = write_wav(tmp_path / "a.wav", samples, rate_hz=rate_hz, subtype="FLOAT")
    found, _ = _read(path, block_s=0.3)
    assert len(found) == 96_000
    assert np.abs(found - soxr.resample(samples, rate_hz, 48_000)[:96_000]).max() < 1e-6


@settings(max_examples=30)
@given(
    st.integers(1, 5_000),
    st.sampled_from([(44_100, 48_000), (48_000, 32_000), (22_050, 16_000), (8_000, 44_100)]),
)
def test_resampled_sound_is_as_long_as_it_was_to_the_sample(
    tmp_path_factory: pytest.TempPathFactory, frames: int, rates: tuple[int, int]
) -> None:
    own, wanted = rates
    path = tmp_path_factory.mktemp("sound") / "a.wav"
    write_wav(path, tone(frames / own, rate_hz=own), rate_hz=own)
    found, _ = _read(path, wanted, block_s=0.05)
    assert len(found) == round(frames * wanted / own)


def test_channels_are_averaged(tmp_path: Path) -> None:
    channels = np.stack([tone(1.0, level=level / 16) for level in range(16)], axis=1)
    path = write_wav(tmp_path / "a.wav", channels, subtype="FLOAT")
    assert np.abs(_read(path)[0] - channels.mean(axis=1)).max() < 1e-6


def test_values_that_are_not_numbers_are_silence_and_reported(tmp_path: Path) -> None:
    samples = tone(4.0)
    samples[96_000:96_010] = np.nan
    samples[100_000] = np.inf
    found, trouble = _read(write_wav(tmp_path / "a.wav", samples, subtype="FLOAT"))
    assert np.isfinite(found).all() and len(found) == 192_000
    assert len(trouble) == 1 and trouble[0].startswith("11 samples, the first at 2.0 s")


def test_a_recording_cut_short_says_how_far_it_goes(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a.wav", tone(10.0))
    path.write_bytes(path.read_bytes()[: 44 + 96_000 * 6 + 1])
    found, trouble = _read(path)
    assert len(found) == 48_000 * 6
    assert trouble == ["The file ends after 6.0 s; its header says 10.0 s."]


@pytest.mark.parametrize("size", [0, 0xFFFFFFFF])
def test_a_recorder_that_lost_power_is_read_to_the_end(tmp_path: Path, size: int) -> None:
    path = write_wav(tmp_path / "a.wav", tone(2.0))
    content = bytearray(path.read_bytes())
    content[40:44] = struct.pack("<I", size)
    path.write_bytes(content)
    found, trouble = _read(path)
    assert len(found) == 96_000 and not trouble


def test_a_long_recording_that_lost_power_is_read_to_the_end(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    soundfile.write(path, tone(2.0), 48_000, format="RF64", subtype="PCM_16")
    content = bytearray(path.read_bytes())
    sizes = content.index(b"ds64") + 8
    content[sizes : sizes + 24] = bytes(24)
    path.write_bytes(content)
    found, trouble = _read(path)
    assert len(found) == 96_000 and not trouble


def test_sound_that_its_lost_header_makes_unreadable_is_reported(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a.wav", tone(2.0), subtype="IMA_ADPCM")
    content = bytearray(path.read_bytes())
    size = content.index(b"data") + 4
    content[size : size + 4] = bytes(4)
    path.write_bytes(content)
    found, trouble = _read(path)
    assert len(found) == 0
    assert len(trouble) == 1 and "never finished" in trouble[0] and "IMA_ADPCM" in trouble[0]


def test_an_empty_recording_with_notes_behind_it_stays_empty(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a.wav", tone(0.0))
    note = b"LIST" + struct.pack("<I", 10) + b"INFOsome.."
    path.write_bytes(path.read_bytes() + note)
    found, trouble = _read(path)
    assert len(found) == 0 and not trouble


@pytest.mark.parametrize(
    ("container", "encoding"),
    [("MP3", "MPEG_LAYER_III"), ("OGG", "VORBIS"), ("OGG", "OPUS"), ("FLAC", "PCM_16")],
)
def test_no_codec_starts_anew_between_blocks(tmp_path: Path, container: str, encoding: str) -> None:
    path = tmp_path / f"a.{container.lower()}"
    soundfile.write(path, owl(4.0), 48_000, format=container, subtype=encoding)
    whole, _ = soundfile.read(path, dtype="float32")
    for block_s in (0.1, 0.333, 10.0):
        found, trouble = _read(path, block_s=block_s)
        assert np.array_equal(found, whole) and not trouble


def test_a_flac_of_unknown_length_is_counted_and_read(tmp_path: Path) -> None:
    path = tmp_path / "a.flac"
    soundfile.write(path, owl(4.0), 48_000)
    content = bytearray(path.read_bytes())
    # The last 36 bits of STREAMINFO's first 18 bytes are the number of samples.
    content[8 + 13] &= 0xF0
    content[8 + 14 : 8 + 18] = bytes(4)
    path.write_bytes(content)
    with open_recording(path) as audio:
        assert audio.facts.frames == 192_000
    found, trouble = _read(path)
    assert len(found) == 192_000 and not trouble


@pytest.mark.parametrize(
    ("container", "encoding"),
    [
        ("WAV", "IMA_ADPCM"),
        ("WAVEX", "PCM_24"),
        ("RF64", "PCM_16"),
        ("W64", "PCM_16"),
        ("AIFF", "PCM_16"),
        ("AIFF", "IMA_ADPCM"),
        ("AU", "PCM_16"),
        ("MP3", "MPEG_LAYER_III"),
        ("OGG", "VORBIS"),
        ("OGG", "OPUS"),
    ],
)
@pytest.mark.parametrize("rate_hz", [16_000, 48_000])
@pytest.mark.parametrize("channels", [1, 2])
def test_no_container_is_cut_short_in_silence(
    tmp_path: Path, container: str, encoding: str, rate_hz: int, channels: int
) -> None:
    path = tmp_path / "a"
    noise = np.random.default_rng(1).normal(0, 0.1, (10 * rate_hz, channels))
    soundfile.write(path, noise, rate_hz, format=container, subtype=encoding)
    _, trouble = _read(path)
    assert not trouble
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * 6 // 10])
    found, trouble = _read(path)
    assert 4 * 48_000 < len(found) < 7 * 48_000
    if container == "OGG":
        assert trouble == ["The file breaks off; the end of its sound is missing."]
    else:
        (told,) = trouble
        told_s = [float(number) for number in re.findall(r"([\d.]+) s", told)]
        assert told == f"The file ends after {told_s[0]} s; its header says {told_s[1]} s."
        assert abs(told_s[0] - len(found) / 48_000) < 0.06 and abs(told_s[1] - 10.0) < 0.3


def test_a_flac_cut_short_says_how_far_it_goes(tmp_path: Path) -> None:
    path = tmp_path / "a.flac"
    soundfile.write(path, np.random.default_rng(1).normal(0, 0.1, 480_000), 48_000)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * 7 // 10])
    found, trouble = _read(path, block_s=1.0)
    assert 48_000 * 6.9 < len(found) <= 48_000 * 7
    assert trouble == [f"The file ends after {len(found) / 48_000:.1f} s; its header says 10.0 s."]
    with open_recording(path) as audio:
        assert audio.facts.frames == len(found)


def _damaged(path: Path, container: str) -> Path:
    """Write 8 s of noise whose second half begins with bytes that are lost."""
    noise = np.random.default_rng(1).normal(0, 0.1, (384_000, 2))
    soundfile.write(path, noise, 48_000, format=container)
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 3000] = bytes(3000)
    path.write_bytes(content)
    return path


def test_an_mp3_that_is_damaged_keeps_what_was_before(tmp_path: Path) -> None:
    path = _damaged(tmp_path / "a", "MP3")
    least, trouble = _read(path, block_s=0.01)
    assert 48_000 * 3 < len(least) < 48_000 * 5
    assert trouble
    for block_s in (0.137, 1.0, 100.0):
        found, same = _read(path, block_s=block_s)
        assert np.array_equal(found, least) and same == trouble


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("text.wav", b"hello there, this is text", UnreadableAudio),
        ("nothing.wav", b"", UnreadableAudio),
        ("phone.m4a", b"\0\0\0\x20ftypM4A ", UnsupportedFormat),
        ("header.wav", b"RIFF\x24\0\0\0WAVEfmt ", UnreadableAudio),
    ],
)
def test_a_file_that_is_no_recording_is_refused(
    tmp_path: Path, name: str, content: bytes, error: type[LinnetError]
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(error) as caught, open_recording(tmp_path / name):
        pass
    assert caught.value.path == tmp_path / name


def test_a_missing_file_and_a_rate_of_one_hertz_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RecordingNotFound), open_recording(tmp_path / "missing.wav"):
        pass
    path = write_wav(tmp_path / "a.wav", tone(1.0), rate_hz=1)
    with pytest.raises(UnsupportedFormat, match="1 Hz"), open_recording(path):
        pass


@needs_recordings
@pytest.mark.parametrize("name", ["empty_2c.wav", "stereo.wav"])
def test_nearly_nothing_is_read_without_trouble(name: str) -> None:
    samples, trouble = _read(RECORDINGS / name)
    assert len(samples) < 10 and not trouble


def test_a_file_that_changes_while_it_is_read_is_reported(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a.wav", tone(4.0))
    with open_recording(path) as recording:
        blocks = recording.mono(48_000, block_s=1.0)
        next(blocks)
        with path.open("ab") as file:
            file.write(b"more")
        assert sum(map(len, blocks)) == 48_000 * 3
    assert [trouble.message for trouble in recording.trouble] == [
        "The file changed while it was being read."
    ]


@pytest.mark.parametrize("name", [b"quote ' \".wav", "owl 🦉.wav".encode(), b"caf\xe9.wav"])
def test_any_name_can_be_opened(tmp_path: Path, name: bytes) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
    path.write_bytes(write_wav(tmp_path / "a.wav", tone(1.0)).read_bytes())
    assert len(_read(path)[0]) == 48_000
    assert read_metadata(path).start is None


@settings(max_examples=150)
@given(
    changes=st.lists(st.tuples(st.integers(0, 99), st.integers(0, 255)), max_size=12),
    kept=st.integers(0, 700),
)
def test_damaged_headers_give_an_error_of_ours_or_sound(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, int]], kept: int
) -> None:
    path = tmp_path_factory.mktemp("damaged") / "a.wav"
    content = bytearray(write_wav(path, tone(0.01)).read_bytes())
    for position, value in changes:
        content[position] = value
    path.write_bytes(content[:kept])
    read_metadata(path)
    try:
        samples, _ = _read(path)
    except LinnetError:
        return
    assert np.isfinite(samples).all()
