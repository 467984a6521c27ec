"""The detector hears a made voice, at any rate and in any blocks, and nothing else."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

from sidecar.audio.resample import resampled
from sidecar.errors import ModelInvalid, ModelNotInstalled
from sidecar.models.runtime import onnxruntime
from sidecar.speech.detector import RATE_HZ, Detector, SpeechListener
from sidecar.speech.graph import CONTEXT, FRAME, as_products
from sidecar.speech.intervals import HeardSpeech
from sidecar.speech.weights import DETECTOR, check_weights, weights
from sidecar.values import Float32
from tests.factories import RECORDINGS, tone
from tests.shared import needs_recordings
from tests.speech.voice import voice


@pytest.fixture(scope="module")
def detector() -> Detector:
    return Detector()


def spoken(seconds: float = 4.0) -> Float32:
    """Make a voice between two seconds of faint noise on each side."""
    quiet = np.zeros(2 * RATE_HZ, np.float32)
    sound = np.concatenate([quiet, voice(seconds), quiet])
    noise = np.random.default_rng(5).normal(0.0, 0.002, len(sound))
    return (sound + noise).astype(np.float32)


def heard(
    detector: Detector, samples: Float32, *, rate_hz: int = RATE_HZ, block: int = 50_000
) -> HeardSpeech:
    listener = SpeechListener(detector, rate_hz)
    for first in range(0, len(samples), block):
        part = samples[first : first + block]
        listener.hear(part[:, np.newaxis], part)
    return listener.heard()


def test_a_voice_is_found_where_it_is(detector: Detector) -> None:
    found = heard(detector, spoken())
    assert found.detector == DETECTOR and found.seconds == 8.0
    assert 2.5 < found.speech_seconds < 4.6
    assert all(1900 < each.start_ms < each.end_ms < 6300 for each in found.intervals)


@pytest.mark.parametrize("name", ["nothing", "silence", "noise", "whistle"])
def test_what_is_no_voice_is_not_found(name: str, detector: Detector) -> None:
    sounds = {
        "nothing": np.zeros(0, np.float32),
        "silence": np.zeros(5 * RATE_HZ, np.float32),
        "noise": np.random.default_rng(1).normal(0, 0.1, 5 * RATE_HZ).astype(np.float32),
        "whistle": tone(5.0, hertz=3000.0, rate_hz=RATE_HZ),
    }
    found = heard(detector, sounds[name])
    assert found == HeardSpeech(DETECTOR, len(sounds[name]) / RATE_HZ)


@pytest.mark.parametrize("gain", [0.01, 0.1, 3.0])
def test_a_quiet_recording_is_heard_as_a_loud_one(gain: float, detector: Detector) -> None:
    usual, other = heard(detector, spoken()), heard(detector, spoken() * np.float32(gain))
    assert other.speech_seconds == pytest.approx(usual.speech_seconds, abs=0.3)


@pytest.mark.parametrize("rate_hz", [8_000, 44_100, 384_000])
def test_any_sample_rate_is_heard(rate_hz: int, detector: Detector) -> None:
    samples = spoken()
    there = round(len(samples) * rate_hz / RATE_HZ)
    brought = resampled([samples], RATE_HZ, len(samples), rate_hz)
    assert len(brought) == there
    found = heard(detector, brought, rate_hz=rate_hz, block=rate_hz)
    assert found.seconds == pytest.approx(8.0)
    assert found.speech_seconds > 2.0


@pytest.mark.parametrize("rate_hz", [RATE_HZ, 48_000])
def test_blocks_of_any_length_give_the_same(rate_hz: int, detector: Detector) -> None:
    samples = resampled([spoken()], RATE_HZ, 8 * RATE_HZ, rate_hz)
    whole = heard(detector, samples, rate_hz=rate_hz, block=len(samples))
    assert whole.intervals
    for block in (997, 12_345, 65_536):
        assert heard(detector, samples, rate_hz=rate_hz, block=block) == whole


def test_the_products_give_what_the_published_graph_gives() -> None:
    options = onnxruntime.SessionOptions()
    published, ours = (
        onnxruntime.InferenceSession(content, options)
        for content in (weights(), as_products(weights()))
    )
    samples = spoken()[: 200 * FRAME].reshape(-1, FRAME)
    before = np.zeros((1, CONTEXT), np.float32)
    contexts = np.vstack([before, samples[:-1, -CONTEXT:]])
    state = np.zeros((1, 1, 128), np.float32)
    inputs = {"input": np.hstack([contexts, samples]), "h": state, "c": state}
    for one, other in zip(published.run(None, inputs), ours.run(None, inputs), strict=True):
        assert one.shape == other.shape
        assert np.abs(one - other).max() < 1e-4


def test_without_weights_the_error_says_how_to_get_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other = tmp_path / check_weights().relative_to(check_weights().parents[2])
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    with pytest.raises(ModelNotInstalled) as missing:
        weights()
    assert "pip install --no-deps silero-vad==" in missing.value.hint
    other.parent.mkdir(parents=True)
    other.write_bytes(b"another model")
    with pytest.raises(ModelInvalid):
        weights()


@needs_recordings
@pytest.mark.parametrize("name", ["birds_10s.wav", "powdermill_snippet.wav", "aru_1.wav"])
def test_a_dawn_chorus_is_no_voice(name: str, detector: Detector) -> None:
    samples, rate_hz = soundfile.read(RECORDINGS / name, dtype="float32")
    assert heard(detector, samples, rate_hz=rate_hz).speech_seconds == 0
