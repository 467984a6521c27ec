"""`sound` gives the decoder's own samples, and says what it changed."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
import soundfile
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sidecar.app.engine import Engine
from sidecar.contract.picture import SoundRequest, SoundResult
from sidecar.contract.recordings import ImportRecordingsRequest
from sidecar.errors import InvalidParams, RecordingNotFound, UnreadableAudio, UnsupportedFormat
from sidecar.methods.recordings import import_recordings
from sidecar.methods.sound import cut_sound
from sidecar.rpc.verb import Call
from tests.factories import RECORDINGS, owl, tone, write_wav
from tests.shared import needs_recordings

NOISE = np.random.default_rng(5).normal(0, 0.2, (200_000, 2)).astype(np.float32)


def _cut(engine: Engine, path: Path | None, start: float, end: float, **more: Any) -> SoundResult:
    given = {"start": start, "end": end, **({"path": str(path)} if path else {}), **more}
    return cut_sound(engine, SoundRequest.model_validate(given), Call())


def _heard(result: SoundResult) -> npt.NDArray[np.int16]:
    """Read the answer as a player does, and hold it to what the answer says of itself."""
    with soundfile.SoundFile(io.BytesIO(result.data)) as file:
        assert (file.format, file.subtype) == ("WAV", "PCM_16")
        assert (file.samplerate, file.channels) == (result.sample_rate, result.channels)
        assert file.frames == result.frames
        heard: npt.NDArray[np.int16] = file.read(dtype="int16", always_2d=True)
        return heard


@pytest.mark.parametrize("form", ["WAV", "FLAC", "AIFF", "W64", "CAF"])
@pytest.mark.parametrize("channels", [1, 2])
def test_samples_are_those_of_the_decoder(
    form: str, channels: int, bare: Engine, tmp_path: Path
) -> None:
    path = tmp_path / "a.wav"
    soundfile.write(path, NOISE[:, :channels], 48_000, subtype="PCM_16", format=form)
    decoded, _ = soundfile.read(path, dtype="int16", always_2d=True)
    result = _cut(bare, path, 1.25, 2.5)
    assert np.array_equal(_heard(result), decoded[60_000:120_000])
    assert (result.sample_rate, result.seconds, result.clipped) == (48_000, 1.25, 0)


@pytest.mark.parametrize("form", ["WAV", "FLAC"])
@settings(
    deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    first=st.integers(0, 10_000), frames=st.integers(1, 11_000), slower=st.sampled_from([1, 7, 10])
)
@example(first=9_999, frames=1, slower=1)
def test_any_stretch_is_exact_to_the_sample(
    form: str, first: int, frames: int, slower: int, bare: Engine, tmp_path: Path
) -> None:
    path = tmp_path / f"exact.{form}"
    if not path.exists():
        soundfile.write(path, NOISE[:10_000], 22_050, subtype="PCM_16", format=form)
    decoded, _ = soundfile.read(path, dtype="int16", always_2d=True)
    wanted = decoded[first : first + frames]
    start, end = first / 22_050, (first + frames) / 22_050
    if not len(wanted):
        with pytest.raises(InvalidParams, match="no sound between"):
            _cut(bare, path, start, end)
        return
    result = _cut(bare, path, start, end, slower=slower)
    assert np.array_equal(_heard(result), wanted)
    assert result.sample_rate == round(22_050 / slower)


@needs_recordings
@pytest.mark.parametrize(
    "name", [path.name for path in sorted((RECORDINGS / "encodings").glob("*.*"))]
)
def test_any_container_that_linnet_reads_can_be_heard(name: str, bare: Engine) -> None:
    path = RECORDINGS / "encodings" / name
    decoded, rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
    first, last = round(0.1 * rate_hz), round(0.4 * rate_hz)
    result = _cut(bare, path, 0.1, 0.4)
    wanted = decoded[first:last]
    assert result.clipped == np.count_nonzero(np.abs(wanted) > 1)
    apart = np.abs(_heard(result) - np.clip(wanted * 32768, -32768, 32767))
    assert apart.max() <= 0.51  # lossy decoders differ in their last bits after a seek


def test_time_expansion_changes_the_header_alone(bare: Engine, tmp_path: Path) -> None:
    rate_hz = 384_000
    bat = write_wav(tmp_path / "bat.wav", tone(1.0, hertz=45_000, rate_hz=rate_hz), rate_hz=rate_hz)
    usual, slow = _cut(bare, bat, 0.2, 0.5), _cut(bare, bat, 0.2, 0.5, slower=10)
    assert (usual.sample_rate, slow.sample_rate) == (384_000, 38_400)
    assert slow.seconds == usual.seconds == 0.3
    assert np.array_equal(_heard(usual), _heard(slow))
    spectrum = np.abs(np.fft.rfft(_heard(slow)[:, 0]))
    assert spectrum.argmax() / len(_heard(slow)) * 38_400 == pytest.approx(4_500, abs=5)


def test_a_lower_rate_is_resampled_and_then_slowed(bare: Engine, tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a.wav", tone(2.0))
    result = _cut(bare, path, 0.0, 2.0, rate=24_000, slower=2)
    assert (result.sample_rate, result.frames, result.seconds) == (12_000, 48_000, 2.0)
    spectrum = np.abs(np.fft.rfft(_heard(result)[:, 0]))
    assert spectrum.argmax() / 2 == pytest.approx(1000.0, abs=1)  # of 24,000


def test_what_is_louder_than_full_scale_is_cut_off_and_said(bare: Engine, tmp_path: Path) -> None:
    samples = np.zeros(48_000, np.float32)
    samples[[10, 20, 30]] = [1.5, -2.0, 1.0]
    path = write_wav(tmp_path / "a.wav", samples, subtype="FLOAT")
    result = _cut(bare, path, 0.0, 1.0)
    assert result.clipped == 2
    assert _heard(result)[[10, 20, 30], 0].tolist() == [32767, -32768, 32767]


def test_values_that_are_not_numbers_are_silence(bare: Engine, tmp_path: Path) -> None:
    samples = np.stack([tone(1.0), tone(1.0)], axis=1)
    samples[100:200, 1] = np.nan
    path = write_wav(tmp_path / "a.wav", samples, subtype="FLOAT")
    heard = _heard(_cut(bare, path, 0.0, 1.0))
    assert not heard[100:200, 1].any() and heard[100:200, 0].any()


def test_one_channel_can_be_heard_alone_and_many_are_mixed(bare: Engine, tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a.wav", NOISE)
    decoded, _ = soundfile.read(path, dtype="int16", always_2d=True)
    assert np.array_equal(_heard(_cut(bare, path, 0, 1, channel=2))[:, 0], decoded[:48_000, 1])
    with pytest.raises(UnsupportedFormat, match="no channel 3"):
        _cut(bare, path, 0, 1, channel=3)
    four = write_wav(tmp_path / "four.wav", np.repeat(tone(1.0)[:, np.newaxis], 4, axis=1))
    assert _cut(bare, four, 0, 1).channels == 1


def test_a_stretch_ends_with_its_recording(bare: Engine, tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a.wav", tone(2.0))
    result = _cut(bare, path, 1.5, 4.0)
    assert (result.frames, result.seconds) == (24_000, 0.5)
    with pytest.raises(InvalidParams, match="no sound between 2 and 3 s"):
        _cut(bare, path, 2.0, 3.0)


def test_a_stretch_that_is_too_long_is_refused(bare: Engine, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at most 60 s"):
        _cut(bare, tmp_path / "a.wav", 0.0, 60.5)
    path = write_wav(tmp_path / "a.wav", np.zeros((60 * 48_000, 2), np.float32))
    with pytest.raises(InvalidParams, match="too many samples"):
        _cut(bare, path, 0, 60, rate=384_000)
    assert _cut(bare, path, 0, 60).frames == 2_880_000


def test_a_missing_and_a_replaced_recording_are_typed_errors(bare: Engine, tmp_path: Path) -> None:
    path = write_wav(tmp_path / "card" / "a.wav", tone(1.0))
    request = ImportRecordingsRequest(inputs=[str(path)])
    recording_id = import_recordings(bare, request, Call()).recordings[0].recording_id
    assert _cut(bare, None, 0, 1, recordingId=recording_id).frames == 48_000
    write_wav(path, owl(1.0))
    with pytest.raises(UnreadableAudio, match="another sound"):
        _cut(bare, None, 0, 1, recordingId=recording_id)
    path.unlink()
    with pytest.raises(RecordingNotFound):
        _cut(bare, None, 0, 1, recordingId=recording_id)
    with pytest.raises(RecordingNotFound, match="no recording 99"):
        _cut(bare, None, 0, 1, recordingId=99)


@pytest.mark.parametrize("wrong", [{"slower": 0}, {"slower": 33}, {"format": "flac"}, {"rate": 1}])
def test_a_wrong_request_is_refused(wrong: dict[str, Any], bare: Engine, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="validation error"):
        _cut(bare, tmp_path / "a.wav", 0, 1, **wrong)
