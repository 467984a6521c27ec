"""Labels of Raven and Audacity as annotations of recordings."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from sidecar import stop
from sidecar.app.engine import Engine
from sidecar.contract.base import ModelName
from sidecar.contract.export import ExportRequest
from sidecar.contract.labels import (
    AnnotateRequest,
    ImportAnnotationsRequest,
    ImportAnnotationsResult,
    UndoRequest,
)
from sidecar.errors import InvalidParams, RecordingNotFound, RequestCancelled
from sidecar.methods.export import export
from sidecar.methods.labels import annotate, import_annotations, undo
from sidecar.methods.results import run_files, write_results
from sidecar.rpc.verb import Call
from sidecar.settings import Settings
from tests.factories import RECORDINGS, tone, write_wav
from tests.labels.catalogs import MODELS, app, rows, run
from tests.shared import needs_recordings

HEAD = "Begin Time (s)\tEnd Time (s)\tLow Freq (Hz)\tHigh Freq (Hz)\tSpecies\tBegin Path\n"


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    manifests = Path(__file__).parents[2] / "sidecar" / "manifests"
    engine = Engine(Settings(tmp_path / "home", tmp_path / "c.sqlite", manifests))
    yield engine
    engine.close()


def _import(engine: Engine, *inputs: Path, **more: Any) -> ImportAnnotationsResult:
    request = ImportAnnotationsRequest.model_validate(
        {"inputs": [str(path) for path in inputs], **more}
    )
    return import_annotations(engine, request, Call())


def _labels(engine: Engine) -> list[tuple[Any, ...]]:
    found = engine.catalog.reader().execute(
        """SELECT r.url, g.starttime, g.endtime, s.species, n.verified, f.lowHz, f.highHz
           FROM Annotation n JOIN RegionOfInterest g USING (regionId)
           JOIN Recording r USING (recordingId) JOIN Species s USING (speciesId)
           JOIN Labeler p USING (labelerId) LEFT JOIN AnnotationFacts f USING (annotationId)
           WHERE n.mostRecent = 1 AND p.isHuman = 1 ORDER BY 1, 2"""
    )
    return [tuple(row) for row in found]


def test_labels_belong_to_the_recording_their_file_is_named_for(
    engine: Engine, tmp_path: Path
) -> None:
    for name in ("dawn", "dawn_2"):
        write_wav(tmp_path / f"{name}.wav", tone(5.0))
    (tmp_path / "dawn_2.Table.1.selections.txt").write_text(HEAD + "1\t2\t\t\towl\t\n")
    (tmp_path / "dawn.txt").write_text("3\t4\towl\n\\\t500\t900\n")
    (tmp_path / "CONFIG.TXT").write_text("Device ID : 24F3\n")  # an AudioMoth's, on every card
    result = _import(engine, tmp_path)
    assert (result.files, result.added, result.known, result.errors) == (2, 2, 0, [])
    assert _labels(engine) == [
        (str(tmp_path / "dawn.wav"), 3.0, 4.0, "owl", "UNVERIFIED", 500.0, 900.0),
        (str(tmp_path / "dawn_2.wav"), 1.0, 2.0, "owl", "UNVERIFIED", None, None),
    ]
    (facts, _) = rows(engine.catalog, "SELECT duration, samplerate FROM Recording")
    assert facts == {"duration": 5.0, "samplerate": 48_000}


def test_the_same_file_again_adds_nothing_and_a_decision_since_stands(
    engine: Engine, tmp_path: Path
) -> None:
    write_wav(tmp_path / "a.wav", tone(5.0))
    table = tmp_path / "a.selections.txt"
    table.write_text(HEAD + "1\t2\t500\t900\towl\t\n2\t3\t\t\towl\t\n")
    first = _import(engine, table)
    (one, _) = rows(engine.catalog, "SELECT annotationId FROM Annotation")
    wrong = AnnotateRequest.model_validate(
        {"annotations": [{"annotationId": one["annotationId"], "verified": "NO"}]}
    )
    annotate(engine, wrong, Call())
    again = _import(engine, table)
    assert (again.added, again.known, again.batch_id) == (0, 2, None)
    assert [row[4] for row in _labels(engine)] == ["NO", "UNVERIFIED"]
    undo(engine, UndoRequest(), Call())
    undo(engine, UndoRequest(batch_id=first.batch_id), Call())
    assert not _labels(engine)
    assert _import(engine, table).added == 2, "what was taken back may come in again"
    other = _import(engine, table, labeler={"name": "Ben"})
    assert (other.added, other.known) == (2, 0)


def test_recordings_are_found_in_the_catalog_by_path_or_by_name_and_folders(
    engine: Engine, tmp_path: Path
) -> None:
    paths = [write_wav(tmp_path / f"SD{n}" / "20240501_050000.WAV", tone(5.0)) for n in (1, 2)]
    for path in paths:
        values = {"path": str(path), "start": 0, "end": 1, "species": "wren"}
        annotate(engine, AnnotateRequest.model_validate({"annotations": [values]}), Call())
    table = tmp_path / "elsewhere" / "table.txt"
    table.parent.mkdir()
    table.write_text(
        HEAD
        + f"1\t2\t\t\towl\t{paths[0]}\n"
        + "1\t2\t\t\towl\tE:\\cards\\sd2\\20240501_050000.wav\n"
        + "9\t10\t\t\towl\tF:\\20240501_050000.wav\n"
        + "2\t3\t\t\towl\tnever.wav\n"
    )
    result = _import(engine, table)
    assert [(row[0], row[1]) for row in _labels(engine) if row[3] == "owl"] == [
        (str(path), 1.0) for path in paths
    ]
    assert [(error.line, error.path) for error in result.errors] == [
        (4, str(table)),
        (5, str(table)),
    ]
    assert "fits 2 recordings" in result.errors[0].message


def test_recordings_new_to_the_catalog_are_found_below_a_folder(
    engine: Engine, tmp_path: Path
) -> None:
    flac = write_wav(tmp_path / "field" / "deep" / "a_b.wav", tone(5.0))
    table = tmp_path / "labels" / "a_b.txt"
    table.parent.mkdir()
    table.write_text("0\t1\towl\n")
    assert [error.line for error in _import(engine, table).errors] == [1]
    assert _import(engine, table, recordings=str(tmp_path / "field")).added == 1
    assert _labels(engine)[0][0] == str(flac)
    with pytest.raises(RecordingNotFound):
        _import(engine, table, recordings=str(tmp_path / "nowhere"))


def test_what_reaches_beyond_the_recording_is_cut_or_told(engine: Engine, tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", tone(5.0))
    table = tmp_path / "a.txt"
    table.write_text(
        HEAD
        + "4\t6\t20000\t30000\towl\t\n"
        + "5\t6\t\t\towl\t\n"
        + "1\t2\t25000\t26000\towl\t\n"
        + "1\t2\tx\t\towl\t\n"
    )
    result = _import(engine, table)
    assert _labels(engine)[0][1:] == (4.0, 5.0, "owl", "UNVERIFIED", 20_000.0, 24_000.0)
    assert [error.line for error in result.errors] == [5, 3, 4]
    assert len(rows(engine.catalog, "SELECT * FROM RegionOfInterest")) == 1


def test_names_that_a_model_knows_get_their_scientific_one(engine: Engine, tmp_path: Path) -> None:
    labels = engine.settings.models / "some" / "labels.txt"
    labels.parent.mkdir(parents=True)
    labels.write_text("Strix aluco_Tawny Owl\nParus major_Great Tit\n")
    write_wav(tmp_path / "a.wav", tone(5.0))
    (tmp_path / "a.txt").write_text("0\t1\ttawny owl\n1\t2\tnoise\n")
    _import(engine, tmp_path / "a.txt")
    assert [row[3] for row in _labels(engine)] == ["Strix aluco", "noise"]


def test_an_export_of_ours_comes_back_onto_the_regions_it_came_from(
    engine: Engine, tmp_path: Path
) -> None:
    found = [("Strix aluco", 0.0), ("Parus major", 2.2499)]
    run(engine.catalog, MODELS[0], found)
    model = ModelName(name="m", version="1", sha256="aaaa")
    write_results(engine, [1], model, run_files(engine, ["raven"], tmp_path, []))
    result = _import(engine, tmp_path / "linnet.selection.table.txt", modelResults="keep")
    assert (result.added, result.errors) == (2, [])
    assert len(rows(engine.catalog, "SELECT * FROM RegionOfInterest")) == 2
    assert len(rows(engine.catalog, "SELECT * FROM Species")) == 2


@pytest.mark.parametrize("form", ["raven", "csv"])
def test_labels_of_ours_come_back_as_they_are(engine: Engine, tmp_path: Path, form: str) -> None:
    wav = str(write_wav(tmp_path / "a.wav", tone(5.0)))
    made = [
        {"path": wav, "start": 1, "end": 2, "species": "owl", "verified": "NO"},
        {"path": wav, "start": 2, "end": 3, "species": "owl", "lowHz": 500, "highHz": 900},
    ]
    values = {"annotations": made, "labeler": {"name": "Ana"}}
    annotate(engine, AnnotateRequest.model_validate(values), Call())
    table = tmp_path / "labels.txt"
    asked = {"format": form, "destination": str(table), "select": "annotations"}
    export(engine, ExportRequest.model_validate(asked), Call())
    before = _labels(engine)
    again = _import(engine, table)
    assert (again.added, again.known, again.errors) == (0, 2, [])
    undo(engine, UndoRequest(), Call())
    assert _import(engine, table).added == 2
    assert _labels(engine) == before
    assert [row[4:] for row in before] == [("NO", None, None), ("YES", 500.0, 900.0)]


@needs_recordings
def test_boxes_drawn_by_people_come_in_as_far_as_the_recording_reaches(engine: Engine) -> None:
    result = _import(engine, RECORDINGS / "powdermill_snippet.Table.1.selections.txt")
    assert result.added == len(_labels(engine)) == 9
    assert {row[3] for row in _labels(engine)} >= {"NOCA", "WOTH", "EATO"}
    assert all("ends at 10" in error.message for error in result.errors)


def test_a_file_that_is_named_outright_and_is_none_is_told(engine: Engine, tmp_path: Path) -> None:
    wav = write_wav(tmp_path / "a.wav", tone(1.0))
    (error,) = _import(engine, wav).errors
    assert (error.line, error.path) == (0, str(wav))
    with pytest.raises(RecordingNotFound):
        _import(engine, tmp_path / "nothing.txt")


def test_a_million_wrong_lines_are_told_in_few(engine: Engine, tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", tone(1.0))
    (tmp_path / "a.txt").write_text("0\t1\towl\n" + "x\ty\tz\n" * 5000)
    result = _import(engine, tmp_path / "a.txt")
    assert result.added == 1
    assert len(result.errors) == 1001 and "4000 more" in result.errors[-1].message


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"verified": "YES"}, "detectionId"),
        ({"detectionId": 1, "regionId": 1, "verified": "YES"}, "regionId"),
        ({"regionId": 1, "start": 1.0, "species": "owl"}, "start"),
        ({"recordingId": 9, "start": 1.0, "end": 2.0, "species": "owl"}, "recordingId"),
    ],
)
def test_what_a_decision_is_about_must_be_told_once(
    engine: Engine, values: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidParams) as error:
        annotate(engine, AnnotateRequest.model_validate({"annotations": [values]}), Call())
    assert error.value.field == f"annotations.0.{field}"


def test_a_number_that_no_catalog_holds_is_refused_with_its_field() -> None:
    for number in (0, 1 << 70):
        with pytest.raises(ValidationError, match=r"annotations\.0\.detectionId"):
            AnnotateRequest.model_validate({"annotations": [{"detectionId": number}]})


def test_an_import_tells_how_far_it_is(engine: Engine, tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", tone(5.0))
    (tmp_path / "a.txt").write_text("0\t1\towl\n1\t2\towl\n")
    told: list[Any] = []

    def listen(value: Any, last: bool) -> bool:
        told.append((value.kind, value.done, value.total, value.unit))
        return True

    request = ImportAnnotationsRequest(inputs=[str(tmp_path)])
    import_annotations(engine, request, Call(listen, every_s=0.0))
    assert told == [
        ("begin", 0, 1, "files"),
        ("report", 0, 1, "files"),
        ("report", 0, 2, "rows"),
        ("report", 1, 2, "rows"),
        ("end", 2, 2, "rows"),
    ]


def test_a_name_without_letters_is_none() -> None:
    for name in ("species", "common"):
        with pytest.raises(ValidationError):
            AnnotateRequest.model_validate({"annotations": [{"detectionId": 1, name: "\n\t "}]})
    request = AnnotateRequest.model_validate({"annotations": [{"species": " owl\n"}]})
    assert request.annotations is not None
    (new,) = request.annotations
    assert new.species == "owl"


def test_a_recording_that_the_app_never_measured_is_measured(
    engine: Engine, tmp_path: Path
) -> None:
    path = write_wav(tmp_path / "a.wav", tone(5.0))
    app(
        engine.catalog,
        "INSERT INTO Recording (url, duration, samplerate) VALUES (?, 0, 0)",
        str(path),
    )
    late = {"recordingId": 1, "start": 4.0, "end": 6.0, "species": "owl"}
    with pytest.raises(InvalidParams, match="ends at 5 s"):
        annotate(engine, AnnotateRequest.model_validate({"annotations": [late]}), Call())
    path.unlink()
    app(engine.catalog, "UPDATE Recording SET duration = 0")
    annotate(engine, AnnotateRequest.model_validate({"annotations": [late]}), Call())
    assert _labels(engine)[0][2] == 6.0, "what cannot be looked up is taken as it is told"


def test_a_stopped_import_lists_no_stop_as_a_wrong_line(engine: Engine, tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", tone(5.0))
    (tmp_path / "a.txt").write_text("0\t1\towl\n")
    with closing(sqlite3.connect(engine.catalog.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")

        def stopped() -> bool:
            if other.in_transaction:  # the import met the lock, and waits
                other.execute("ROLLBACK")
            return True

        with stop.stopped_by(stopped), pytest.raises(RequestCancelled):
            _import(engine, tmp_path)
    assert _import(engine, tmp_path).added == 1
