"""Species by code, where a model's label file has a column of codes; and slips in labels' names."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sidecar.app.engine import Engine
from sidecar.catalog.runs import ModelVersion
from sidecar.cli.arguments import parse
from sidecar.cli.terminal import run_command
from sidecar.contract.labels import AnnotateRequest, ImportAnnotationsRequest
from sidecar.contract.notes import Note
from sidecar.contract.query import QueryRequest
from sidecar.contract.rows import DetectionRow
from sidecar.errors import ModelInvalid
from sidecar.methods.labels import annotate, import_annotations
from sidecar.methods.query import query
from sidecar.models.add import Wanted, add
from sidecar.models.labels import CODES_FILE, read_labels
from sidecar.models.registry import LABELS_FILE
from sidecar.recordings.speciesnames import Names
from sidecar.rpc.verb import Call
from sidecar.run.detections import Detection
from tests.factories import tone, write_wav
from tests.keeping import heard, keep_run
from tests.stored import engine_at
from tests.tiny import write_model

ROBIN, OWL, FROG = "Turdus migratorius", "Strix aluco", "Hyla arborea"
TABLE = (
    "idx;species_code;sci_name;com_name\n"
    f"0;amerob;{ROBIN};American Robin\n"
    f"1;tawowl1;{OWL};Tawny Owl\n"
    f"2;;{FROG};Tree Frog\n"
)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """Make an engine whose model has codes for two of its three classes."""
    home = tmp_path / "home"
    engine = engine_at(home)
    model = write_model(tmp_path / "base.onnx", shape=(144_000,), classes=3, embedding=4)
    labels = tmp_path / "labels.csv"
    labels.write_text(TABLE, "utf-8")
    add(engine.registry, Wanted(model, labels, {"name": "base", "title": "Base"}))
    yield engine
    engine.close()


def _detections(engine: Engine, species: Any) -> tuple[list[str], list[Note]]:
    asked = {"select": "detections", "where": {"species": species}}
    answer = query(engine, QueryRequest.model_validate(asked), Call())
    rows = [row for row in answer.rows if isinstance(row, DetectionRow)]
    return [row.species for row in rows], answer.notes


def _keep(engine: Engine) -> None:
    """Keep detections of a model that has other common names and no codes."""
    found = Detection(ROBIN, "Merle d'Amérique", 0.0, 3.0, 0.9)
    model = ModelVersion("m", "Model", "1", "a" * 64, "1", "free")
    keep_run(engine.catalog, model, heard("/a.wav", found, seconds=3.0, offsets=np.arange(1)))


def _annotated(engine: Engine, path: Path, *species: str) -> list[Note]:
    each = [
        {"path": str(path), "start": place, "end": place + 1, "species": name}
        for place, name in enumerate(species)
    ]
    return annotate(engine, AnnotateRequest.model_validate({"annotations": each}), Call()).notes


def _labelled(engine: Engine) -> list[tuple[str, str]]:
    answer = query(engine, QueryRequest(select="annotations"), Call())
    return [(row.species, row.common) for row in answer.rows]


def test_an_installed_model_keeps_the_codes_of_its_labels(engine: Engine) -> None:
    labels = engine.session("base").labels
    assert labels.codes == ("amerob", "tawowl1", "")
    path = engine.registry.path("base") / LABELS_FILE
    assert path.read_text("utf-8").startswith(f"{ROBIN}_American Robin\n")
    path.with_name(CODES_FILE).write_text("amerob\n", "utf-8")
    with pytest.raises(ModelInvalid, match="3 classes, but its file of codes has 1"):
        read_labels(path)


@pytest.mark.parametrize(
    "content", ["AMEROB\n", "Species Code,Count\namerob,12\n", "id,Code\n1,amerob\n"]
)
def test_a_species_list_matches_by_code(
    engine: Engine, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    (tmp_path / "list.csv").write_text(content, "utf-8")
    sound = write_wav(tmp_path / "20240501_053000.wav", tone(3.0))
    listed = ["--species-list", str(tmp_path / "list.csv"), "--min-confidence", "0.01"]
    typed = ["analyze", str(sound), "--model", "base", *listed, "--json"]
    assert run_command(engine.settings, parse(typed)) == 0
    answer = json.loads(capsys.readouterr().out)
    named = {each["species"] for row in answer["recordings"] for each in row["detections"]}
    assert named == {ROBIN}


@pytest.mark.parametrize("species", ["amerob", " AmeRob", ["amerob"], {"eq": "amerob"}])
def test_a_filter_matches_by_code(engine: Engine, species: Any) -> None:
    _keep(engine)
    assert _detections(engine, species) == ([ROBIN], [])


def test_a_code_of_a_species_that_the_catalog_lacks_is_told(engine: Engine) -> None:
    _keep(engine)
    found, (note,) = _detections(engine, "tawowl1")
    assert (found, note.kind, note.examples) == ([], "absentSpecies", [OWL])


def test_a_name_comes_before_a_code(engine: Engine) -> None:
    labels = engine.registry.path("base") / LABELS_FILE
    labels.write_text(f"{ROBIN}_American Robin\n{OWL}_Tawny Owl\nHyla_amerob\n", "utf-8")
    assert Names(engine).find("amerob") == ["Hyla"]


def test_a_label_by_code_gets_both_names(engine: Engine, tmp_path: Path) -> None:
    sound = write_wav(tmp_path / "a.wav", tone(3.0))
    assert _annotated(engine, sound, "amerob") == []
    assert _labelled(engine) == [(ROBIN, "American Robin")]


def test_a_table_of_labels_matches_by_code(engine: Engine, tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", tone(3.0))
    table = tmp_path / "a.Table.1.selections.txt"
    table.write_text("Begin Time (s)\tEnd Time (s)\tSpecies Code\n0\t1\ttawowl1\n", "utf-8")
    result = import_annotations(engine, ImportAnnotationsRequest(inputs=[str(table)]), Call())
    assert (result.added, result.errors) == (1, [])
    assert _labelled(engine) == [(OWL, "Tawny Owl")]


def test_an_annotation_that_is_almost_a_known_name_is_told_the_known_one(
    engine: Engine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sound = write_wav(tmp_path / "a.wav", tone(3.0))
    (note,) = _annotated(engine, sound, "Turdus migratorus", ROBIN, "Chainsaw")
    assert (note.kind, note.count, note.changes_results) == ("nearMiss", 1, False)
    assert note.examples == ["Turdus migratorus: did you mean Turdus migratorius?"]
    assert "Turdus migratorus" in dict(_labelled(engine))  # what a person wrote stays
    stretch = ["--recording", str(sound), "--start", "1", "--end", "2"]
    typed = ["labels", "add", *stretch, "--species", "tree frogg"]
    assert run_command(engine.settings, parse(typed)) == 0
    told = capsys.readouterr()
    assert (
        "The label is annotation" in told.out and "tree frogg: did you mean Tree Frog?" in told.err
    )


def test_an_import_tells_names_that_are_almost_known(engine: Engine, tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", tone(3.0))
    table = tmp_path / "a.txt"
    table.write_text("0\t1\tStrix alluco\n1\t2\tStrix alluco\n2\t3\tsong B\n", "utf-8")
    result = import_annotations(
        engine, ImportAnnotationsRequest(inputs=[str(table)], verified="YES"), Call()
    )
    (note,) = result.notes
    assert (note.kind, note.count) == ("nearMiss", 1)
    assert note.examples == ["Strix alluco: did you mean Strix aluco?"]
