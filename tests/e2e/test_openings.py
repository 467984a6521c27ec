"""How often a recording is opened, and that it is decoded once."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import soundfile

from sidecar.app.engine import Engine
from sidecar.contract.analyze import InferRequest
from sidecar.contract.models import AddModelRequest
from sidecar.contract.preprocess import PreprocessRequest
from sidecar.methods.analyze import infer
from sidecar.methods.models import add_model
from sidecar.methods.preprocess import preprocess
from sidecar.rpc.verb import Call
from sidecar.settings import Settings
from tests.conftest import MANIFESTS
from tests.factories import owl, write_wav
from tests.tiny import UCSD, write_labels, write_model

RATE_HZ = 22_050


class Openings:
    """Counts how often files of sound are opened, by Python and by name inside libsndfile."""

    def __init__(self) -> None:
        self.on = False
        self.files = 0  # opened, whoever opens them
        self.decoded = 0  # samples read from the first on

    def tell(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.on or event != "open" or not isinstance(arguments[0], str | bytes):
            return
        self.files += os.fsdecode(arguments[0]).endswith((".wav", ".flac"))


_OPENINGS = Openings()
sys.addaudithook(_OPENINGS.tell)  # for good: Python takes no hook off again


@pytest.fixture
def openings(monkeypatch: pytest.MonkeyPatch) -> Iterator[Openings]:
    """Count from here on what is opened and decoded."""
    opened, read = soundfile.SoundFile.__init__, soundfile.SoundFile.read

    def opening(self: Any, file: Any, *given: Any, **named: Any) -> None:
        _OPENINGS.files += isinstance(file, str | bytes)
        opened(self, file, *given, **named)

    def reading(self: Any, *given: Any, **named: Any) -> Any:
        if not getattr(self, "_begun", False):
            self._begun = True
            _OPENINGS.decoded += 1
        return read(self, *given, **named)

    monkeypatch.setattr(soundfile.SoundFile, "__init__", opening)
    monkeypatch.setattr(soundfile.SoundFile, "read", reading)
    _OPENINGS.on = True
    yield _OPENINGS
    _OPENINGS.on = False


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """Make an engine with two tiny models: `mel` behind the lab's front end, `wave` behind none."""
    engine = Engine(Settings(tmp_path / "home", tmp_path / "c.sqlite", MANIFESTS))
    labels = str(write_labels(tmp_path / "labels.txt", 3))
    own = {"sampleRate": RATE_HZ, "window": 5.0, "kind": "waveform"}
    for name, shape, more in (("mel", UCSD, {}), ("wave", (5 * RATE_HZ,), {"frontend": own})):
        model = write_model(tmp_path / f"{name}.onnx", shape=shape, classes=3)
        request = {"path": str(model), "labels": labels, **more}
        add_model(engine, AddModelRequest.model_validate(request), Call())
    yield engine
    engine.close()


def _infer(engine: Engine, path: Path, model: str) -> None:
    request = {"inputs": [str(path)], "model": model, "minConfidence": 0.0, "force": True}
    assert not infer(engine, InferRequest.model_validate(request), Call()).errors


def _preprocess(engine: Engine, path: Path, model: str) -> None:
    request = {"inputs": [str(path)], "model": model}
    assert not preprocess(engine, PreprocessRequest.model_validate(request), Call()).errors


# Openings and decodings: of a WAV, then of a FLAC file, each with a cold cache and with a warm one.
# A WAV file is opened for its chunks too, and the cache of a mel model digests the file's bytes.
# Where nothing else decodes, the first third of a second is, to know the recording again.
@pytest.mark.parametrize(
    ("model", "method", "container", "cold", "warm"),
    [
        ("wave", _infer, "wav", (2, 1), (2, 1)),
        ("wave", _infer, "flac", (1, 1), (1, 1)),
        ("wave", _preprocess, "wav", (2, 1), (2, 1)),
        ("wave", _preprocess, "flac", (1, 1), (1, 1)),
        ("mel", _infer, "wav", (3, 1), (3, 1)),
        ("mel", _infer, "flac", (2, 1), (2, 1)),
        ("mel", _preprocess, "wav", (3, 1), (3, 1)),
        ("mel", _preprocess, "flac", (2, 1), (2, 1)),
    ],
)
def test_a_recording_is_decoded_once_and_opened_as_seldom_as_it_can_be(
    tmp_path: Path,
    engine: Engine,
    openings: Openings,
    model: str,
    method: Callable[[Engine, Path, str], None],
    container: str,
    cold: tuple[int, int],
    warm: tuple[int, int],
) -> None:
    path = tmp_path / f"owl.{container}"
    soundfile.write(path, owl(12.0), 48_000) if container == "flac" else write_wav(path, owl(12.0))
    counts = []
    for _ in ("cold", "warm"):
        openings.files = openings.decoded = 0
        method(engine, path, model)
        counts.append((openings.files, openings.decoded))
    assert counts == [cold, warm]
