"""A place limits species by a range model; where a model has none, it is refused in words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sidecar.app.engine import Engine
from sidecar.app.modelnames import model_version
from sidecar.catalog.runs import NewRun
from sidecar.cli.arguments import parse
from sidecar.cli.terminal import run_command
from sidecar.contract.analyze import InferRequest, ResumeRunRequest
from sidecar.contract.stream import OpenStreamRequest
from sidecar.errors import InvalidParams
from sidecar.methods.analyze import infer, resume_run
from sidecar.models.headfile import NewHead, install_head
from sidecar.models.labels import Labels
from sidecar.models.layer import Layer
from sidecar.rpc.validation import WrongParams, validated
from sidecar.rpc.verb import Call
from tests.factories import tone, write_wav
from tests.stored import engine_with_base

PLACES: list[dict[str, Any]] = [
    {"latitude": 52.0, "longitude": 5.0, "week": 20},
    {"latitude": 52.0, "longitude": 5.0},
    {"week": 20},
    {},
]


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """Make an engine with "base" and "night", a head on it; neither has a range model."""
    engine = engine_with_base(tmp_path / "home", dimension=4)
    layer = Layer(np.ones((4, 1)), np.zeros(1))
    labels = Labels(("Strix aluco",), ("Tawny owl",))
    head = NewHead("night", "Night voices", labels, [layer], "{}")
    install_head(engine.registry, engine.session("base"), head)
    yield engine
    engine.close()


def _refused(caught: pytest.ExceptionInfo[InvalidParams], title: str) -> None:
    assert caught.value.field == "location"
    assert title in caught.value.message
    assert "range model" in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("model", "title"), [("base", "Base"), ("night", "Night voices")])
def test_infer_refuses_a_place_before_it_looks_at_a_recording(
    engine: Engine, tmp_path: Path, place: dict[str, Any], model: str, title: str
) -> None:
    missing = str(tmp_path / "looking for this raises another error.wav")
    request = InferRequest.model_validate({"model": model, "inputs": [missing], "location": place})
    with pytest.raises(InvalidParams) as caught:
        infer(engine, request, Call())
    _refused(caught, title)
    assert engine.catalog.runs.asked(1) is None


@pytest.mark.parametrize("model", ["base", "night"])
def test_without_a_place_such_a_model_analyses(engine: Engine, tmp_path: Path, model: str) -> None:
    write_wav(tmp_path / "a.wav", tone(6.0))
    request = InferRequest(model=model, inputs=[str(tmp_path / "a.wav")], min_confidence=0.1)
    (row,) = infer(engine, request, Call()).recordings
    assert row.windows == 2
    again = request.model_copy(update={"min_confidence": 0.2})
    assert infer(engine, again, Call()).recordings[0].rescored == (model == "night")


def test_an_old_run_with_a_place_is_not_resumed(engine: Engine, tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a.wav", tone(3.0))
    settings = json.dumps({"location": PLACES[0]})
    model = model_version(engine.session("base"))
    run = engine.catalog.runs.begin(NewRun(model, settings, "linnet 0.1", [str(path)]))
    engine.catalog.runs.end(run, "failed")
    with pytest.raises(InvalidParams) as caught:
        resume_run(engine, ResumeRunRequest(run_id=run.run_id), Call())
    _refused(caught, "Base")


def test_a_stream_takes_no_place() -> None:
    asked = {"sampleRate": 48_000, "format": "s16le"}
    assert validated(OpenStreamRequest, asked)
    with pytest.raises(WrongParams) as caught:
        validated(OpenStreamRequest, {**asked, "location": PLACES[0]})
    assert "location" in str(caught.value)


@pytest.mark.parametrize("given", [["--latitude", "52", "--longitude", "5"], ["--local"]])
def test_the_command_line_refuses_a_place_in_words(
    engine: Engine, tmp_path: Path, capsys: pytest.CaptureFixture[str], given: list[str]
) -> None:
    write_wav(tmp_path / "a.wav", tone(3.0))
    arguments = parse(["analyze", str(tmp_path / "a.wav"), *given])
    assert run_command(engine.settings, arguments) == 2
    said = " ".join(capsys.readouterr().err.split())
    assert "Base has no range model" in said
    assert "Traceback" not in said
