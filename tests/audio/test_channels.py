"""One channel or the mean of all, and channels that are opposites."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sidecar.audio.decode import open_recording
from sidecar.audio.fingerprint import Identifier, identify
from sidecar.errors import UnsupportedFormat
from sidecar.values import Float32
from tests.factories import owl, tone, write_wav
from tests.shared import make_field, needs_field


def _read(path: Path, channel: int | None = None, rate_hz: int = 48_000) -> tuple[Float32, bool]:
    with open_recording(path, channel) as recording:
        joined = np.concatenate(list(recording.mono(rate_hz, block_s=0.7)))
        assert not recording.trouble
        return joined, recording.cancels


def _stereo(path: Path, left: Float32, right: Float32) -> Path:
    return write_wav(path, np.stack([left, right], axis=1), subtype="FLOAT")


def test_a_channel_is_read_alone(tmp_path: Path) -> None:
    left, right = owl(3.0), tone(3.0)
    path = _stereo(tmp_path / "a.wav", left, right)
    assert np.array_equal(_read(path, 1)[0], left)
    assert np.array_equal(_read(path, 2)[0], right)
    assert np.abs(_read(path)[0] - (left + right) / 2).max() < 1e-6
    assert len(_read(path, 2, 16_000)[0]) == 48_000
    with open_recording(path, 2) as recording:
        assert np.array_equal(
            np.concatenate(list(recording.excerpt(1.0, 2.0))), right[48_000:96_000]
        )


@pytest.mark.parametrize(
    ("channels", "hint"),
    [
        (1, "It has one channel."),
        (2, "It has 2 channels; choose one, or leave the channel out."),
    ],
)
def test_a_channel_that_a_recording_lacks_is_told(tmp_path: Path, channels: int, hint: str) -> None:
    path = write_wav(tmp_path / "a.wav", np.repeat(tone(1.0)[:, None], channels, axis=1))
    with pytest.raises(UnsupportedFormat) as told, open_recording(path, 3):
        pass
    assert told.value.message == "The recording has no channel 3."
    assert hint in told.value.hint and told.value.path == path


@pytest.mark.parametrize(
    ("right", "cancels"),
    [("opposite", True), ("nearly", True), ("same", False), ("silent", False), ("other", False)],
)
def test_channels_that_are_opposites_cancel(tmp_path: Path, right: str, cancels: bool) -> None:
    left = owl(3.0)
    other = np.random.default_rng(9).normal(0, 0.1, len(left)).astype(np.float32)
    sound = {"opposite": -left, "same": left, "silent": 0 * left, "other": other}
    sound["nearly"] = np.float32(0.05) * other - left
    path = _stereo(tmp_path / "a.wav", left, sound[right])
    assert _read(path)[1] == cancels
    assert not _read(path, 1)[1]


def test_silence_and_values_that_are_not_numbers_cancel_nothing(tmp_path: Path) -> None:
    silent = np.zeros(48_000, np.float32)
    assert not _read(_stereo(tmp_path / "a.wav", silent, silent))[1]
    broken = tone(1.0)
    broken[5] = np.nan
    path = _stereo(tmp_path / "b.wav", broken, tone(1.0))
    with open_recording(path, 2) as recording:
        assert not any(np.isnan(block).any() for block in recording.mono(48_000))
        assert not recording.trouble
    with open_recording(path) as recording:
        assert sum(map(len, recording.mono(48_000))) == 48_000
        assert not recording.cancels and len(recording.trouble) == 1


def test_the_identity_is_that_of_all_channels_whichever_is_read(tmp_path: Path) -> None:
    path = _stereo(tmp_path / "a.wav", owl(6.0), tone(6.0))
    with open_recording(path, 2) as recording:
        identifier = Identifier(recording)
        for _ in recording.mono(48_000):
            pass
    assert identifier.identity() == identify(path)


@needs_field
def test_the_birds_of_one_channel_are_found_where_the_mean_has_none(tmp_path: Path) -> None:
    make_field(tmp_path, "files")
    path = tmp_path / "antiphase.wav"
    mean, cancels = _read(path)
    assert cancels and np.abs(mean).max() < 1e-4
    assert np.abs(_read(path, 1)[0]).max() > 0.01
