"""A model gets as many windows at once as suit its kind of input, unless a number is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from sidecar.app.engine import Engine
from sidecar.contract.analyze import InferRequest
from sidecar.methods.analyze import infer
from sidecar.models.add import Wanted, add
from sidecar.models.session import Session
from sidecar.rpc.verb import Call
from sidecar.settings import Settings
from sidecar.values import Float32
from tests.conftest import MANIFESTS
from tests.factories import tone, write_wav
from tests.tiny import UCSD, write_labels, write_model


@pytest.mark.parametrize(
    ("shape", "asked", "sizes"),
    [((144_000,), None, {4}), (UCSD, None, {1}), ((144_000,), 3, {3}), (UCSD, 6, {6})],
)
def test_the_model_gets_so_many_windows_at_once(
    shape: tuple[int, ...],
    asked: int | None,
    sizes: set[int],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    engine = Engine(Settings(tmp_path / "home", tmp_path / "c.sqlite", MANIFESTS))
    model = write_model(tmp_path / "m.onnx", shape=shape, classes=3)
    labels = write_labels(tmp_path / "m.txt", 3)
    add(engine.registry, Wanted(model, labels, {"name": "m", "title": "M"}))
    write_wav(tmp_path / "a.wav", tone(60.0))  # 12 windows of 5 s, 20 of 3 s
    seen: list[int] = []
    run = Session.run

    def counted(self: Session, inputs: Float32, *more: object) -> object:
        seen.append(len(inputs))
        return run(self, inputs, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(Session, "run", counted)
    request = {"inputs": [str(tmp_path / "a.wav")], "model": "m", "batch": asked, "threads": 1}
    infer(engine, InferRequest.model_validate(request), Call())
    assert set(seen[:-1]) == sizes  # the last one has what is left
