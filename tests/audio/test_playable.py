"""What a file's first bytes tell, against what Chromium 156 was seen to play."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest
import soundfile

from sidecar.audio.playable import kind_of
from sidecar.errors import UnsupportedFormat
from tests.factories import tone, write_wav

PLAYED = ["PCM_U8", "PCM_16", "PCM_24", "PCM_32", "FLOAT", "ULAW", "ALAW"]
REFUSED = ["DOUBLE", "IMA_ADPCM", "MS_ADPCM"]


def _written(path: Path, form: str, subtype: str, rate_hz: int = 48_000, channels: int = 1) -> Path:
    sound = np.repeat(tone(0.5, rate_hz=rate_hz)[:, np.newaxis], channels, axis=1)
    soundfile.write(path, sound, rate_hz, format=form, subtype=subtype)
    return path


@pytest.mark.parametrize("form", ["WAV", "WAVEX", "RF64"])
@pytest.mark.parametrize("subtype", PLAYED)
def test_wav_of_usual_encodings_is_playable(form: str, subtype: str, tmp_path: Path) -> None:
    found = kind_of(_written(tmp_path / "a.wav", form, subtype))
    assert (found.container, found.playable) == ("WAV", True)


@pytest.mark.parametrize("subtype", REFUSED)
def test_wav_that_chromium_has_no_decoder_for_is_not(subtype: str, tmp_path: Path) -> None:
    found = kind_of(_written(tmp_path / "a.wav", "WAV", subtype))
    assert (found.container, found.playable) == ("WAV", False)


@pytest.mark.parametrize(
    ("rate_hz", "playable"),
    [(2999, False), (3000, True), (384_000, True), (768_000, True), (800_000, False)],
)
def test_chromium_plays_rates_from_3_to_768_khz(
    rate_hz: int, playable: bool, tmp_path: Path
) -> None:
    assert kind_of(_written(tmp_path / "a.wav", "WAV", "PCM_16", rate_hz)).playable is playable


@pytest.mark.parametrize(("channels", "playable"), [(2, True), (8, True), (9, False)])
def test_chromium_plays_at_most_eight_channels(
    channels: int, playable: bool, tmp_path: Path
) -> None:
    path = _written(tmp_path / "a.wav", "WAV", "PCM_16", channels=channels)
    assert kind_of(path).playable is playable


@pytest.mark.parametrize(
    ("form", "subtype", "container", "playable"),
    [
        ("FLAC", "PCM_24", "FLAC", True),
        ("OGG", "VORBIS", "OGG", True),
        ("OGG", "OPUS", "OGG", True),
        ("MP3", "MPEG_LAYER_III", "MP3", True),
        ("AIFF", "PCM_16", "AIFF", False),
        ("W64", "PCM_16", "W64", False),
        ("CAF", "PCM_16", "CAF", False),
        ("AU", "PCM_16", "AU", False),
    ],
)
def test_other_containers_are_known_by_their_first_bytes(
    form: str, subtype: str, container: str, playable: bool, tmp_path: Path
) -> None:
    """The name of the file tells nothing."""
    found = kind_of(_written(tmp_path / "a.wav", form, subtype))
    assert (found.container, found.playable) == (container, playable)


def test_a_tag_before_the_sound_hides_neither_flac_nor_mp3(tmp_path: Path) -> None:
    tag = b"ID3\x04\x00\x00\x00\x00\x02\x00" + bytes(256)
    for form, subtype in (("FLAC", "PCM_16"), ("MP3", "MPEG_LAYER_III")):
        path = _written(tmp_path / "a", form, subtype)
        path.write_bytes(tag + path.read_bytes())
        assert kind_of(path).container == form
        assert kind_of(path).playable


def test_a_recording_whose_silence_was_left_out_is_not_playable(tmp_path: Path) -> None:
    """Linnet puts the silence back, and Chromium does not: their clocks would differ."""
    assert not kind_of(write_wav(tmp_path / "20230501_200000T.WAV", tone(0.5))).playable
    assert kind_of(write_wav(tmp_path / "20230501_200000.WAV", tone(0.5))).playable


def test_a_header_that_power_cut_off_is_playable_while_there_is_sound(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a.wav", tone(0.5))
    content = path.read_bytes()
    at = content.index(b"data") + 4
    path.write_bytes(content[:at] + struct.pack("<I", 0) + content[at + 4 :])
    assert kind_of(path).playable
    path.write_bytes(content[:at] + struct.pack("<I", 0))
    assert not kind_of(path).playable


@pytest.mark.parametrize("content", [b"", b"RIFF", b"OggS", b"\xff", b"ID3", b"fLaC", bytes(100)])
def test_what_is_no_sound_has_no_container_or_plays_not(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(content)
    assert not kind_of(path).playable


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnsupportedFormat):
        kind_of(tmp_path)
