"""A corrected table, read again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sidecar.app.engine import Engine
from sidecar.cli.arguments import parse
from sidecar.cli.terminal import run_command
from sidecar.contract.labels import AnnotateRequest, ImportAnnotationsResult, UndoRequest
from sidecar.errors import InvalidParams
from sidecar.methods.labels import annotate, undo
from sidecar.rpc.verb import Call
from tests.conftest import ONE_FIXTURE
from tests.factories import tone, write_wav
from tests.labels.catalogs import MODELS, judged, rows, run, state
from tests.labels.importing import import_labels, kinds, labels, make_engine

HEAD = "Begin Time (s)\tEnd Time (s)\tSpecies\tVerified\n"


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = make_engine(tmp_path)
    yield engine
    engine.close()


@pytest.fixture
def table(tmp_path: Path) -> Path:
    write_wav(tmp_path / "a.wav", tone(12.0))
    return tmp_path / "a.selections.txt"


def _read(engine: Engine, table: Path, *lines: str, **more: Any) -> ImportAnnotationsResult:
    text = HEAD + "".join("\t".join(line.split()) + "\n" for line in lines)
    table.write_text(text)
    return import_labels(engine, table, **more)


def _species(engine: Engine) -> list[tuple[float, str, str]]:
    return [(start, species, verified) for start, _, species, verified, _ in labels(engine)]


def test_without_replace_a_note_counts_the_labels_that_the_file_lacks_now(
    engine: Engine, table: Path
) -> None:
    _read(engine, table, "0 1 owl y", "1 2 owl y", "2 3 owl y")
    result = _read(engine, table, "0 1 owl y", "1 2 wren y")
    assert (result.added, result.known, result.replaced) == (1, 1, 0)
    (note,) = result.notes
    assert (note.kind, note.count, note.changes_results) == ("earlierLabels", 2, True)
    assert (
        note.message
        == f"2 earlier labels of {table} still count, though the file no longer has them."
    )
    assert (
        note.hint == "To set earlier labels aside, import the file again and let it replace them."
    )
    assert len(labels(engine)) == 4


def test_replacing_sets_aside_what_the_file_lacks_now(engine: Engine, table: Path) -> None:
    _read(engine, table, "0 1 owl y", "1 2 owl y", "2 3 owl y")
    before = rows(engine.catalog, "SELECT * FROM Annotation")
    result = _read(engine, table, "0 1 owl y", "1 2 wren y", "2 3 owl n", replace=True)
    assert (result.added, result.known, result.replaced, result.notes) == (2, 1, 2, [])
    corrected = [(0.0, "owl", "YES"), (1.0, "wren", "YES"), (2.0, "owl", "NO")]
    assert _species(engine) == corrected
    assert len(rows(engine.catalog, "SELECT * FROM Annotation")) == len(before) + 2
    again = _read(engine, table, "0 1 owl y", "1 2 wren y", "2 3 owl n", replace=True)
    assert (again.batch_id, again.added, again.known, again.replaced) == (None, 0, 3, 0)
    assert _species(engine) == corrected


def test_undoing_a_replacement_brings_the_earlier_labels_back(engine: Engine, table: Path) -> None:
    _read(engine, table, "0 1 owl y", "1 2 owl y")
    _read(engine, table, replace=True)
    assert _species(engine) == []
    undo(engine, UndoRequest(), Call())
    assert _species(engine) == [(0.0, "owl", "YES"), (1.0, "owl", "YES")]
    undo(engine, UndoRequest(), Call())
    assert _species(engine) == []
    with pytest.raises(InvalidParams):
        undo(engine, UndoRequest(), Call())


def test_a_table_that_goes_back_to_its_first_state_is_as_at_first(
    engine: Engine, table: Path
) -> None:
    for verdict in ("y", "n", "y"):
        _read(engine, table, f"0 1 owl {verdict}", replace=True)
    assert _species(engine) == [(0.0, "owl", "YES")]
    undo(engine, UndoRequest(), Call())
    assert _species(engine) == [(0.0, "owl", "NO")]


def test_a_verdict_that_the_file_took_back_is_taken_back(engine: Engine, table: Path) -> None:
    _read(engine, table, "0 1 owl y")
    result = _read(engine, table, "0 1 owl", replace=True)
    assert (result.added, result.replaced) == (1, 1)
    assert _species(engine) == [(0.0, "owl", "UNVERIFIED")]


def test_a_decision_since_stands_and_other_files_are_not_touched(
    engine: Engine, table: Path
) -> None:
    other = table.with_name("a.other.txt")
    _read(engine, other, "5 6 owl y")
    _read(engine, table, "0 1 owl y", "1 2 owl y")
    wav = str(table.with_name("a.wav"))
    no = {"path": wav, "start": 0, "end": 1, "species": "owl", "verified": "NO"}
    annotate(engine, AnnotateRequest.model_validate({"annotations": [no]}), Call())
    _read(engine, table, "3 4 owl y", replace=True)
    assert _species(engine) == [(0.0, "owl", "NO"), (3.0, "owl", "YES"), (5.0, "owl", "YES")]
    undo(engine, UndoRequest(), Call())
    assert _species(engine) == [(0.0, "owl", "NO"), (1.0, "owl", "YES"), (5.0, "owl", "YES")]


def test_a_models_detection_counts_again_once_its_label_is_withdrawn(
    engine: Engine, table: Path
) -> None:
    run(engine.catalog, MODELS[0], [("Strix aluco", 0.0)])
    text = f"Begin Time (s)\tEnd Time (s)\tSpecies\tVerified\tBegin Path\n{'{}'}"
    row = "0\t3\tStrix aluco\tno\t/a.wav\n"
    table.write_text(text.format(row))
    import_labels(engine, table)
    assert state(engine.catalog)[-1]["verified"] == "NO"
    table.write_text(text.format(""))
    import_labels(engine, table, replace=True)
    assert state(engine.catalog)[-1]["verified"] == "UNVERIFIED"
    assert len(labels(engine, human=False)) == 1
    undo(engine, UndoRequest(), Call())
    assert state(engine.catalog)[-1]["verified"] == "NO"
    assert labels(engine, human=False) == []


def test_a_file_of_which_no_line_can_be_used_replaces_nothing(engine: Engine, table: Path) -> None:
    _read(engine, table, "0 1 owl y")
    assert import_labels(engine, table, replace=True, column="Genus").errors
    assert _read(engine, table, "0 1 owl perhaps", replace=True).errors
    table.write_text("no table\n")
    assert import_labels(engine, table, replace=True).errors
    assert _species(engine) == [(0.0, "owl", "YES")]


def test_the_results_of_a_model_are_replaced_too(engine: Engine, table: Path) -> None:
    head = "Begin Time (s)\tEnd Time (s)\tSpecies\tConfidence\n"
    table.write_text(f"{head}0\t1\towl\t0.5\n1\t2\towl\t0.5\n")
    import_labels(engine, table, modelResults="keep")
    table.write_text(f"{head}0\t1\towl\t0.5\n")
    result = import_labels(engine, table, modelResults="keep", replace=True)
    assert (result.known, result.replaced) == (1, 1)
    assert [row[0] for row in labels(engine, human=False)] == [0.0]
    undo(engine, UndoRequest(), Call())
    assert [row[0] for row in labels(engine, human=False)] == [0.0, 1.0]


def test_results_that_are_left_out_now_stay_and_are_not_called_missing(
    engine: Engine, table: Path
) -> None:
    table.write_text("Begin Time (s)\tEnd Time (s)\tSpecies\tConfidence\n0\t1\towl\t0.5\n")
    import_labels(engine, table, modelResults="keep")
    for more in ({}, {"replace": True}):
        result = import_labels(engine, table, **more)
        assert (kinds(result), result.replaced) == ({"modelResults": 1}, 0)
    assert len(labels(engine, human=False)) == 1


def test_a_table_that_moved_still_replaces_its_labels(engine: Engine, table: Path) -> None:
    _read(engine, table, "0 1 owl y", "1 2 owl y")
    moved = table.with_name("a.moved.txt")
    assert _read(engine, moved, "0 1 owl y", "1 2 owl y").known == 2
    assert _read(engine, moved, "0 1 owl y", replace=True).replaced == 1
    assert _species(engine) == [(0.0, "owl", "YES")]


def test_a_decision_made_by_hand_is_of_no_file(engine: Engine, table: Path) -> None:
    write_wav(table.with_name("a.wav"), tone(12.0))
    yes = {"path": str(table.with_name("a.wav")), "start": 0, "end": 1, "species": "owl"}
    annotate(engine, AnnotateRequest.model_validate({"annotations": [yes]}), Call())
    assert _read(engine, table, "0 1 owl y").known == 1
    assert _read(engine, table, "1 2 owl y", replace=True).replaced == 0
    assert _species(engine) == [(0.0, "owl", "YES"), (1.0, "owl", "YES")]


def test_the_command_line_replaces(
    engine: Engine, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _read(engine, table, "0 1 owl y")
    table.write_text(HEAD + "1\t2\towl\ty\n")
    words = ["labels", "import", str(table)]
    assert run_command(engine.settings, parse(words)) == 1
    assert "1 earlier label of" in " ".join(capsys.readouterr().err.split())
    assert run_command(engine.settings, parse([*words, "--replace"])) == 0
    assert "1 earlier label set aside" in capsys.readouterr().out
    assert _species(engine) == [(1.0, "owl", "YES")]


_ROWS = st.lists(
    st.tuples(st.sampled_from("01"), st.sampled_from(["owl", "wren"]), st.sampled_from("yn?")),
    max_size=3,
    unique_by=lambda row: row[:2],
)


@settings(suppress_health_check=ONE_FIXTURE)
@given(versions=st.lists(_ROWS.filter(bool), min_size=1, max_size=4))
@example(versions=[[("0", "owl", "y")], [("0", "owl", "n")], [("0", "owl", "y")]])
def test_whatever_a_table_was_it_counts_as_it_is_now_and_each_undo_goes_one_back(
    tmp_path_factory: pytest.TempPathFactory, versions: list[list[tuple[str, str, str]]]
) -> None:
    folder = tmp_path_factory.mktemp("replacing")
    write_wav(folder / "a.wav", tone(4.0))
    engine = make_engine(folder)
    seen: list[list[tuple[float, str, str]]] = [[]]
    words = {"y": "YES", "n": "NO", "?": "UNVERIFIED"}
    try:
        for version in versions:
            lines = [f"{at} {int(at) + 1} {name} {word}" for at, name, word in version]
            text = [line.replace(" ?", "") for line in lines]
            made = _read(engine, folder / "a.selections.txt", *text, replace=True)
            told = sorted((float(at), name, words[word]) for at, name, word in version)
            assert _species(engine) == told
            assert bool(made.batch_id) == (told != seen[-1])
            if made.batch_id:
                seen.append(told)
        for before in reversed(seen[:-1]):
            undo(engine, UndoRequest(), Call())
            assert _species(engine) == before
        assert judged(engine.catalog) == {}
    finally:
        engine.close()
