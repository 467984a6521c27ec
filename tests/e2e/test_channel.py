"""`channel`: one channel is analysed, prepared and known by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sidecar.app.engine import Engine
from sidecar.cli.arguments import parser
from sidecar.cli.terminal import run_command
from sidecar.contract.analyze import InferRequest, InferResult
from sidecar.contract.models import AddModelRequest
from sidecar.contract.preprocess import PreprocessRequest
from sidecar.methods.analyze import infer
from sidecar.methods.models import add_model
from sidecar.methods.preprocess import preprocess
from sidecar.rpc.verb import Call
from sidecar.settings import Settings
from tests.conftest import MANIFESTS
from tests.factories import write_wav
from tests.tiny import UCSD, write_labels, write_model

RATE_HZ = 22_050


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """Make an engine with a model whose first class is as likely as the window's mean is high."""
    engine = Engine(Settings(tmp_path / "home", tmp_path / "c.sqlite", MANIFESTS))
    labels = str(write_labels(tmp_path / "labels.txt", 2))
    own = {"sampleRate": RATE_HZ, "window": 5.0, "kind": "waveform"}
    model = write_model(tmp_path / "wave.onnx", shape=(5 * RATE_HZ,), classes=2)
    request = {"path": str(model), "labels": labels, "frontend": own}
    add_model(engine, AddModelRequest.model_validate(request), Call())
    mel = write_model(tmp_path / "mel.onnx", shape=UCSD, classes=2)
    add_model(engine, AddModelRequest.model_validate({"path": str(mel), "labels": labels}), Call())
    yield engine
    engine.close()


@pytest.fixture
def stereo(tmp_path: Path) -> Path:
    """Write a recording whose channels have opposite means, with some noise."""
    noise = np.random.default_rng(0).normal(0.0, 0.001, (10 * RATE_HZ, 2))
    samples = (noise + np.array([0.5, -0.5])).astype(np.float32)
    return write_wav(tmp_path / "stereo.wav", samples, rate_hz=RATE_HZ)


def _infer(engine: Engine, *paths: Path, **more: Any) -> InferResult:
    request = {"inputs": [*map(str, paths)], "model": "wave", "minConfidence": 0.0, **more}
    return infer(engine, InferRequest.model_validate(request), Call())


def _logit(result: InferResult) -> float:
    (recording,) = result.recordings
    first = [each.confidence for each in recording.detections if each.species == "bird0"]
    assert len(first) == 2
    return float(np.log(first[0] / (1 - first[0])))


def test_a_channel_is_analysed_and_known_by_itself(engine: Engine, stereo: Path) -> None:
    assert abs(_logit(_infer(engine, stereo))) < 0.01
    assert _infer(engine, stereo).stats.skipped == 1
    assert abs(_logit(_infer(engine, stereo, channel=1)) - 0.5) < 0.01
    assert abs(_logit(_infer(engine, stereo, channel=2)) + 0.5) < 0.01
    assert _infer(engine, stereo, channel=2).stats.skipped == 1


def test_a_recording_without_the_channel_is_an_error_and_the_others_are_done(
    engine: Engine, stereo: Path, tmp_path: Path
) -> None:
    mono = write_wav(tmp_path / "mono.wav", np.zeros(RATE_HZ, np.float32), rate_hz=RATE_HZ)
    result = _infer(engine, stereo, mono, channel=2)
    assert (result.stats.done, result.stats.failed) == (1, 1)
    (error,) = result.errors
    assert (error.path, error.message) == (str(mono), "The recording has no channel 2.")


def test_the_channel_is_typed(
    engine: Engine, stereo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = ["analyze", str(stereo), "--model", "wave", "--min-confidence", "0", "--json"]
    for number, logit in (("1", 0.5), ("2", -0.5)):
        arguments = parser().parse_args([*typed, "--channel", number])
        assert run_command(engine.settings, arguments) == 0
        result = InferResult.model_validate_json(capsys.readouterr().out)
        assert abs(_logit(result) - logit) < 0.01
    assert run_command(engine.settings, parser().parse_args([*typed, "--channel", "3"])) == 1
    assert "The recording has no channel 3." in capsys.readouterr().out


def test_prepared_channels_are_kept_apart(engine: Engine, stereo: Path) -> None:
    def prepared(**more: Any) -> str | None:
        request = {"inputs": [str(stereo)], "model": "mel", **more}
        (row,) = preprocess(engine, PreprocessRequest.model_validate(request), Call()).recordings
        assert not row.cached
        return row.cache_path

    assert len({prepared(), prepared(channel=1), prepared(channel=2)}) == 3
