"""The range model for all models: which species it lets pass, and what is said of it."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.cli.arguments import parse
from sidecar.cli.terminal import run_command
from sidecar.contract.analyze import InferRequest, InferResult, ResumeRunRequest
from sidecar.contract.explain import ExplainRequest, ExplainResult
from sidecar.contract.models import (
    ListModelsRequest,
    RangeModelRow,
    RemoveModelRequest,
    VerifyModelRequest,
)
from sidecar.errors import InvalidParams, ModelInvalid, ModelNotInstalled
from sidecar.export.methodstext import settings_told
from sidecar.methods.analyze import infer, resume_run
from sidecar.methods.explain import explain
from sidecar.methods.models import list_models, remove_model, verify_model
from sidecar.methods.usedrange import another
from sidecar.models.add import check_unpublished
from sidecar.models.headfile import NewHead, check_name, install_head
from sidecar.models.labels import Labels
from sidecar.models.layer import Layer
from sidecar.models.ranges.registry import RANGE_FILE
from sidecar.recordings.expected import expected_species
from sidecar.rpc.verb import Call
from tests.audio.recorders import guano, riff
from tests.factories import tone, write_wav
from tests.geomodel import expected, install_places
from tests.stored import engine_with_base

FEW = 6
# Bird 0 lives at 80 degrees south in week 1, bird 1 at 48 in week 2, the owl at 16 in week 3.
# The geomodel does not know bird 2, which "base" hears as well.
NAMES = (("b0", "bird0", "Bird 0"), ("b1", "bird1", "Bird 1"), ("o", "Strix aluco", "Tawny Owl"))
SOUTH = {"latitude": -80.0, "longitude": 0.0, "week": 1, "threshold": 0.1}
MIDDLE = {"latitude": -48.0, "longitude": 0.0, "week": 2, "threshold": 0.1}


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Engine]:
    """Make an engine with "base" and "night", a head on it; neither has a range model."""
    engine = engine_with_base(tmp_path / "home", dimension=4)
    layer = Layer(np.zeros((4, 2)), np.array([1.0, 2.0]))
    labels = Labels(("Strix aluco", "my own frog"), ("Tawny owl", "Frog"))
    head = NewHead("night", "Night voices", labels, [layer], "{}")
    install_head(engine.registry, engine.session("base"), head)
    yield engine
    engine.close()


@pytest.fixture
def engine(bare: Engine, tmp_path: Path) -> Engine:
    """Install a double of the range model for all models too."""
    install_places(bare, tmp_path / "published", FEW, named=NAMES)
    return bare


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    return write_wav(tmp_path / "card" / "a.wav", tone(3.0))


def _infer(engine: Engine, path: Path, model: str = "base", **more: Any) -> InferResult:
    asked = {"model": model, "inputs": [str(path)], "minConfidence": 0.1, **more}
    return infer(engine, InferRequest.model_validate(asked), Call())


def _named(result: InferResult) -> list[str]:
    (row,) = result.recordings
    return sorted(each.species for each in row.detections)


def _rows(engine: Engine) -> dict[str, RangeModelRow]:
    listed = list_models(engine, ListModelsRequest(), Call())
    return {row.name: row for row in listed.range_models}


def test_a_place_limits_a_model_without_a_range_model(engine: Engine, sound: Path) -> None:
    south, middle = (_infer(engine, sound, location=place) for place in (SOUTH, MIDDLE))
    assert _named(south) == ["bird0", "bird2"]
    assert _named(middle) == ["bird1", "bird2"]
    for result in (south, middle):
        (note,) = (each for each in result.notes if each.kind == "rangeKept")
        assert (note.count, note.what, note.changes_results) == (1, "2 of 3", False)
        assert result.stats.unknown_to_range == 1
        judge = result.range_model
        assert judge is not None
        assert (judge.name, judge.matched, judge.classes, judge.own) == ("places", 2, 3, False)
        assert judge.sha256 == _rows(engine)["places"].sha256
    values = _occurrences(engine)
    assert values["bird0"] == pytest.approx(expected(FEW, -80.0, 0.0, 1)[0], abs=1e-5)
    assert values["bird2"] is None  # unknown is no number


def _occurrences(engine: Engine) -> dict[str, float | None]:
    found = engine.catalog.reader().execute(
        "SELECT s.species, max(d.occurrence) FROM Detection d JOIN Species s USING (speciesId)"
        " GROUP BY 1"
    )
    return dict(found.fetchall())


def test_what_the_range_model_does_not_know_can_be_dropped(engine: Engine, sound: Path) -> None:
    result = _infer(engine, sound, location={**SOUTH, "unknownSpecies": "drop"})
    assert _named(result) == ["bird0"]
    (note,) = (each for each in result.notes if each.kind == "rangeDropped")
    assert (note.count, note.what) == (1, "2 of 3")
    assert result.stats.out_of_range == 2


def _placed(path: Path, latitude: float, timestamp: str) -> Path:
    """Write a tone that says where and when it was recorded."""
    write_wav(path, tone(3.0))
    chunk = riff(guano(f"Loc Position: {latitude} 0", f"Timestamp: {timestamp}"))
    content = path.read_bytes() + chunk
    path.write_bytes(content[:4] + struct.pack("<I", len(content) - 8) + content[8:])
    return path


def test_each_recording_counts_by_its_own_place_and_week(engine: Engine, tmp_path: Path) -> None:
    card = tmp_path / "card"
    _placed(card / "south.wav", -80.0, "2024-01-03T05:00:00")
    _placed(card / "middle.wav", -48.0, "2024-01-10T05:00:00")
    write_wav(card / "nowhere.wav", tone(3.0))
    result = _infer(engine, card, location={"threshold": 0.1})
    found = {
        Path(row.path).stem: (row.week, sorted(each.species for each in row.detections))
        for row in result.recordings
    }
    assert found == {
        "south": (1, ["bird0", "bird2"]),
        "middle": (2, ["bird1", "bird2"]),
        "nowhere": (None, ["bird0", "bird1", "bird2"]),
    }
    assert result.stats.without_place == 1


def test_a_head_is_limited_and_judged_again_by_another_range_model(
    engine: Engine, sound: Path, tmp_path: Path
) -> None:
    asked: dict[str, Any] = {"location": {**SOUTH, "week": -1}}
    first = _infer(engine, sound, "night", **asked)
    assert _named(first) == ["my own frog"]  # no owl so far south, and no range of frogs
    assert [each.path for each in _infer(engine, sound, "night", **asked).skipped] == [str(sound)]
    other = (NAMES[2], *NAMES[:2])  # the owl lives in the south now
    install_places(engine, tmp_path / "other", FEW, named=other)
    again = _infer(engine, sound, "night", **asked)
    assert again.skipped == [] and again.recordings[0].rescored
    assert _named(again) == ["Strix aluco", "my own frog"]
    records = [
        json.loads(settings)["rangeModel"]["sha256"]
        for (settings,) in engine.catalog.reader().execute("SELECT settings FROM Run")
    ]
    assert len(records) == 3 and len(set(records)) == 1  # the files are the same, the labels not
    digests = {
        json.loads(settings)["rangeModel"]["digest"]
        for (settings,) in engine.catalog.reader().execute("SELECT settings FROM Run")
    }
    assert len(digests) == 2


def _explain(engine: Engine, **asked: Any) -> ExplainResult:
    return explain(engine, ExplainRequest.model_validate(asked), Call())


def test_a_dropped_species_is_explained_by_its_probability_and_its_judge(
    engine: Engine, sound: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (row,) = _infer(engine, sound, "night", location=SOUTH).recordings
    answer = _explain(engine, recordingId=row.recording_id)
    species = {each.species: each for each in answer.species}
    owl, frog = species["Strix aluco"], species["my own frog"]
    assert (owl.dropped, owl.known_to_range) == (["place"], True)
    assert owl.occurrence == pytest.approx(expected(FEW, -80.0, 0.0, 1)[2], abs=1e-5)
    assert (frog.dropped, frog.known_to_range, frog.occurrence) == ([], False, None)
    assert answer.range_model is not None and answer.range_model.version == "3.0.4"
    arguments = parse(["explain", "--recording", str(row.recording_id)])
    assert run_command(engine.settings, arguments) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "not expected here (occurrence 0.000)" in said
    assert "BirdNET geomodel 3.0.4 (FP16) judged the place. It knows 1 of 2 classes." in said


def test_without_the_range_model_that_judged_nothing_is_explained(
    engine: Engine, sound: Path, tmp_path: Path
) -> None:
    (row,) = _infer(engine, sound, "night", location=SOUTH).recordings
    remove_model(engine, RemoveModelRequest(name="places"), Call())
    said = _explain(engine, recordingId=row.recording_id).said or ""
    assert said.startswith("Places were judged by BirdNET geomodel 3.0.4 (FP16) (places, SHA-256 ")
    assert said.endswith("and none is installed now.")
    install_places(engine, tmp_path / "other", FEW, named=NAMES[1:])
    said = _explain(engine, recordingId=row.recording_id).said or ""
    assert "is installed now." in said and "none" not in said


def test_a_run_without_a_place_says_nothing_of_range_models(engine: Engine, sound: Path) -> None:
    result = _infer(engine, sound)
    assert result.range_model is None
    assert not {each.kind for each in result.notes} & {"rangeKept", "rangeDropped"}
    (settings,) = engine.catalog.reader().execute("SELECT settings FROM Run").fetchone()
    assert "rangeModel" not in json.loads(settings)
    assert another({"location": None}, None) is None


def test_a_run_with_a_place_is_resumed_with_the_range_model_of_today(
    engine: Engine, sound: Path
) -> None:
    first = _infer(engine, sound, location=SOUTH)
    again = resume_run(engine, ResumeRunRequest(run_id=first.run_id), Call())
    assert [each.path for each in again.skipped] == [str(sound)]
    assert again.range_model == first.range_model


def test_a_week_that_no_year_has_is_refused_before_any_recording(
    engine: Engine, sound: Path
) -> None:
    with pytest.raises(InvalidParams, match="knows no week 0") as caught:
        _infer(engine, sound, location={**SOUTH, "week": 0})
    assert caught.value.field == "location.week"
    assert engine.catalog.runs.asked(1) is None


def test_a_damaged_range_model_is_no_reason_to_name_species_of_everywhere(
    engine: Engine, sound: Path
) -> None:
    path = engine.ranges.registry.path("places") / RANGE_FILE
    path.write_bytes(path.read_bytes() + b"x")
    with pytest.raises(ModelInvalid, match="was altered since it was installed"):
        _infer(engine, sound, location=SOUTH)
    (engine.ranges.registry.path("places") / "installed.json").write_text("{}", "utf-8")
    row = _rows(engine)["places"]
    assert not row.installed and "linnet models install places" in (row.trouble or "")


def test_names_of_a_place_are_expected_by_the_range_model_for_all_models(
    engine: Engine, tmp_path: Path
) -> None:
    path = _placed(tmp_path / "card" / "south.wav", -80.0, "2024-01-03T05:00:00")
    (row,) = _infer(engine, path).recordings
    ledger = Ledger()
    assert expected_species(engine, row.recording_id, "base", ledger) == {"bird0"}
    assert ledger.notes() == []


def test_it_is_listed_verified_and_removed_beside_the_models(
    engine: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    row = _rows(engine)["places"]
    assert (row.installed, row.active, row.species, row.trouble) == (True, True, FEW, None)
    assert row.bytes and row.files[0].licences == []
    verified = verify_model(engine, VerifyModelRequest(name="places"), Call())
    assert verified.passed and [each.name for each in verified.checks] == ["files", "run"]
    assert run_command(engine.settings, parse(["models", "list"])) == 0
    assert "in use" in capsys.readouterr().out
    assert run_command(engine.settings, parse(["models", "remove", "places"])) == 0
    assert not _rows(engine)["places"].installed
    with pytest.raises(ModelNotInstalled):
        verify_model(engine, VerifyModelRequest(name="places"), Call())


def test_the_command_line_installs_it_after_it_told_the_licences(
    engine: Engine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["models", "install", "places", "--from", str(tmp_path / "published")]
    assert run_command(engine.settings, parse(given)) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "has the licence Apache-2.0" in said and "Installed BirdNET geomodel" in said


@pytest.mark.parametrize("name", ["places", "places-fp32"])
def test_no_model_takes_the_name_of_a_range_model(bare: Engine, name: str) -> None:
    with pytest.raises(InvalidParams, match="published model"):
        check_unpublished(bare.registry, name)
    with pytest.raises(InvalidParams, match="name of a range model"):
        check_name(bare.registry, name)


def test_without_any_range_model_the_refusal_has_the_command_that_helps(
    bare: Engine, sound: Path
) -> None:
    with pytest.raises(InvalidParams) as caught:
        _infer(bare, sound, location=SOUTH)
    assert "linnet models install places" in (caught.value.hint or "")


def test_the_methods_text_names_the_judge(engine: Engine, sound: Path) -> None:
    _infer(engine, sound, location=SOUTH)
    (text,) = engine.catalog.reader().execute("SELECT settings FROM Run").fetchone()
    sha256 = _rows(engine)["places"].sha256
    said = f"BirdNET geomodel 3.0.4 (FP16) (SHA-256 {sha256}) at least 0.1"
    assert said in settings_told(json.loads(text))
