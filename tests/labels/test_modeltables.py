"""Tables that a model wrote are no decisions of a person."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sidecar.app.engine import Engine
from sidecar.cli.arguments import parse
from sidecar.cli.terminal import run_command
from sidecar.contract.export import ExportRequest
from sidecar.contract.labels import AnnotateRequest, UndoRequest
from sidecar.methods.export import export
from sidecar.methods.labels import annotate, undo
from sidecar.rpc.verb import Call
from tests.factories import tone, write_wav
from tests.labels.catalogs import MODELS, rows, run
from tests.labels.importing import import_labels, kinds, labels, make_engine

BIRDNET = (
    "Selection\tView\tChannel\tBegin Time (s)\tEnd Time (s)\tLow Freq (Hz)\tHigh Freq (Hz)\t"
    "Common Name\tSpecies Code\tConfidence\tBegin Path\tFile Offset (s)\n"
    "1\tSpectrogram 1\t1\t0\t3\t0\t15000\tTawny Owl\ttawowl1\t0.8141\ta.wav\t0\n"
    "2\tSpectrogram 1\t1\t3\t6\t0\t15000\tnocall\tnocall\t1.0\ta.wav\t3\n"
)
ANALYZER = (
    "Start (s),End (s),Scientific name,Common name,Confidence,File\n"
    "0,3,Strix aluco,Tawny Owl,0.81,a.wav\n"
    "3,6,Parus major,Great Tit,0.62,a.wav\n"
)
NAME = "a.BirdNET.selection.table.txt"


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = make_engine(tmp_path)
    yield engine
    engine.close()


def _write(folder: Path, text: str, name: str = NAME) -> Path:
    write_wav(folder / "a.wav", tone(9.0))
    path = folder / name
    path.write_text(text)
    return path


def test_a_models_table_is_left_out_and_counted(engine: Engine, tmp_path: Path) -> None:
    result = import_labels(engine, _write(tmp_path, BIRDNET))
    assert (result.files, result.added, result.batch_id, result.errors) == (1, 0, None, [])
    assert kinds(result) == {"modelResults": 1, "noSpecies": 1}
    note = next(note for note in result.notes if note.kind == "modelResults")
    assert "BirdNET wrote it" in note.message and note.changes_results
    assert note.examples == [f"{tmp_path / NAME}, line 2"]
    assert not rows(engine.catalog, "SELECT * FROM Annotation")


def test_on_request_a_models_results_are_kept_under_its_name(
    engine: Engine, tmp_path: Path
) -> None:
    path = _write(tmp_path, BIRDNET)
    result = import_labels(engine, path, modelResults="keep", verified="YES")
    assert (result.added, kinds(result)) == (1, {"noSpecies": 1})
    assert labels(engine) == []
    assert labels(engine, human=False) == [(0.0, 3.0, "Tawny Owl", "UNVERIFIED", "BirdNET")]
    again = import_labels(engine, path, modelResults="keep")
    assert (again.added, again.known, again.batch_id) == (0, 1, None)
    undo(engine, UndoRequest(), Call())
    assert labels(engine, human=False) == []
    assert import_labels(engine, path, modelResults="keep").added == 1


def test_a_persons_decision_stands_beside_a_models_result(engine: Engine, tmp_path: Path) -> None:
    path = _write(tmp_path, ANALYZER, "a.csv")
    owl = {"path": str(tmp_path / "a.wav"), "start": 0, "end": 3, "species": "Strix aluco"}
    annotate(engine, AnnotateRequest.model_validate({"annotations": [owl]}), Call())
    assert import_labels(engine, path, modelResults="keep").added == 2
    assert [row[2:4] for row in labels(engine)] == [("Strix aluco", "YES")]
    assert [row[2] for row in labels(engine, human=False)] == ["Parus major"]
    undo(engine, UndoRequest(batch_id=1), Call())
    assert labels(engine) == []
    assert [row[2] for row in labels(engine, human=False)] == ["Strix aluco", "Parus major"]


def test_rows_that_a_person_judged_are_decisions(engine: Engine, tmp_path: Path) -> None:
    lines = ANALYZER.splitlines()
    text = "\n".join([f"{lines[0]},Verified", f"{lines[1]},y", f"{lines[2]},", ""])
    result = import_labels(engine, _write(tmp_path, text, "a.csv"))
    assert (result.added, kinds(result)) == (1, {"modelResults": 1})
    assert [row[2:4] for row in labels(engine)] == [("Strix aluco", "YES")]


def test_a_row_that_a_person_added_to_a_models_table_is_a_label(
    engine: Engine, tmp_path: Path
) -> None:
    drawn = "3\tSpectrogram 1\t1\t6\t7\t500\t900\tGreat Tit\t\t\ta.wav\t6\n"
    result = import_labels(engine, _write(tmp_path, BIRDNET + drawn))
    assert kinds(result) == {"noSpecies": 1, "modelResults": 1, "withoutVerdict": 1}
    assert [row[2] for row in labels(engine)] == ["Great Tit"]


def test_a_scored_label_track_is_a_models(engine: Engine, tmp_path: Path) -> None:
    path = _write(tmp_path, "0\t3\tTawny Owl 0.81\n3\t6\tTawny Owl\n", "a.txt")
    result = import_labels(engine, path)
    assert (result.added, kinds(result)) == (1, {"modelResults": 1, "withoutVerdict": 1})
    assert "a model wrote it" in result.notes[0].message


@pytest.mark.parametrize(
    ("score", "whose"),
    [
        *((score, "model") for score in ("-3.2", "12.3", "150", "81%", "0")),
        *((score, "person") for score in ("high", "", "\u00a0")),
    ],
)
def test_a_score_on_any_scale_is_a_models(
    engine: Engine, tmp_path: Path, score: str, whose: str
) -> None:
    head = "Begin Time (s)\tEnd Time (s)\tSpecies\tScore\n"
    result = import_labels(engine, _write(tmp_path, f"{head}0\t3\towl\t{score}\n", "a.txt"))
    assert kinds(result) == {"modelResults" if whose == "model" else "withoutVerdict": 1}


def test_a_name_that_ends_in_another_number_has_no_score(engine: Engine, tmp_path: Path) -> None:
    import_labels(engine, _write(tmp_path, "0\t3\tcall type 1.5\n", "a.txt"))
    assert [row[2] for row in labels(engine)] == ["call type 1.5"]


def test_nocall_of_a_person_is_no_species_either(engine: Engine, tmp_path: Path) -> None:
    result = import_labels(engine, _write(tmp_path, "0\t3\tNocall\n", "a.txt"))
    assert (result.added, kinds(result)) == (0, {"noSpecies": 1})


@pytest.mark.parametrize("form", ["csv", "raven", "kaleidoscope", "audacity"])
def test_our_own_detections_read_back_are_a_models(
    engine: Engine, tmp_path: Path, form: str
) -> None:
    run(engine.catalog, MODELS[0], [("Strix aluco", 0.0), ("Parus major", 3.0)])
    path = tmp_path / "a.txt"
    values: dict[str, Any] = {"format": form, "destination": str(path)}
    export(engine, ExportRequest.model_validate(values), Call())
    result = import_labels(engine, path)
    assert (result.added, kinds(result), result.errors) == (0, {"modelResults": 2}, [])
    assert labels(engine) == []


@pytest.mark.parametrize("form", ["csv", "raven"])
def test_our_own_annotations_read_back_are_by_those_who_made_them(
    engine: Engine, tmp_path: Path, form: str
) -> None:
    run(engine.catalog, MODELS[0], [("Strix aluco", 0.0), ("Parus major", 3.0)])
    decided = {"annotations": [{"detectionId": 1, "verified": "NO"}], "labeler": {"name": "Ana"}}
    annotate(engine, AnnotateRequest.model_validate(decided), Call())
    path = tmp_path / "a.txt"
    values = {"format": form, "destination": str(path), "select": "annotations"}
    export(engine, ExportRequest.model_validate(values), Call())
    result = import_labels(engine, path)
    assert (result.added, result.known, kinds(result)) == (0, 1, {"modelResults": 1})
    assert MODELS[0].title in result.notes[0].message
    assert [row[3:] for row in labels(engine)] == [("NO", "Ana")]
    kept = import_labels(engine, path, modelResults="keep")
    assert (kept.added, kept.known) == (0, 2), "the model's own annotation is there already"


@pytest.mark.parametrize("form", ["csv", "raven"])
def test_annotations_from_another_catalog_are_by_those_who_made_them(
    engine: Engine, tmp_path: Path, form: str
) -> None:
    wav = write_wav(tmp_path / "a.wav", tone(9.0))
    birdnet = _write(tmp_path, ANALYZER, "a.csv")
    import_labels(engine, birdnet, modelResults="keep")
    remark = {"annotationId": 1, "comment": "faint"}  # no verdict, but the model's score
    request = {"annotations": [remark], "labeler": {"name": "Ana"}}
    annotate(engine, AnnotateRequest.model_validate(request), Call())
    path = tmp_path / "all.txt"
    values = {"format": form, "destination": str(path), "select": "annotations"}
    export(engine, ExportRequest.model_validate(values), Call())
    other = make_engine(tmp_path / "other")
    try:
        result = import_labels(other, path, recordings=str(wav.parent))
        assert (result.added, kinds(result)) == (1, {"modelResults": 1})
        assert labels(other) == [(0.0, 3.0, "Strix aluco", "UNVERIFIED", getpass.getuser())]
    finally:
        other.close()


def test_an_older_export_without_the_column_model_is_read_with_care(
    engine: Engine, tmp_path: Path
) -> None:
    head = "Start (s),End (s),Scientific name,Confidence,File,Verified,Labeler\n"
    lines = "0,3,a,0.5,a.wav,UNVERIFIED,Ana\n3,6,b,0.5,a.wav,UNVERIFIED,Some Model\n"
    path = _write(tmp_path, head + lines, "a.csv")
    assert [note.count for note in import_labels(engine, path).notes] == [1, 1]
    assert labels(engine) == []
    owl = {"path": str(tmp_path / "a.wav"), "start": 7, "end": 8, "species": "owl"}
    request = {"annotations": [owl], "labeler": {"name": "Ana"}}
    annotate(engine, AnnotateRequest.model_validate(request), Call())
    result = import_labels(engine, path)
    assert (result.added, kinds(result)) == (1, {"modelResults": 1}), "Ana is a person here"


def test_the_command_line_says_what_was_left_out_and_fails(
    engine: Engine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _write(tmp_path, BIRDNET)
    assert run_command(engine.settings, parse(["labels", "import", str(path)])) == 1
    said = " ".join(capsys.readouterr().err.split())
    assert "1 row was left out, because BirdNET wrote it" in said
    keep = ["labels", "import", str(path), "--model-results", "keep"]
    assert run_command(engine.settings, parse(keep)) == 0
