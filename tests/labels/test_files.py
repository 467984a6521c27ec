"""Folders of labels: what is read, and what is told of everything else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sidecar.app.engine import Engine
from sidecar.labels.files import find_label_files
from tests.factories import tone, write_wav
from tests.labels.importing import import_labels, make_engine


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = make_engine(tmp_path)
    yield engine
    engine.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "labels"
    folder.mkdir()
    write_wav(folder / "a.wav", tone(2.0))
    (folder / "a.txt").write_text("0\t1\towl\n")
    return folder


def test_other_texts_of_a_folder_are_noted(engine: Engine, folder: Path) -> None:
    (folder / "notes.txt").write_text("rain until six\n")
    (folder / "._a.txt").write_bytes(b"\0\5\26\7")
    result = import_labels(engine, folder)
    (note, _) = result.notes
    assert (note.kind, note.examples) == ("passedOver", [str(folder / "notes.txt")])
    assert not note.changes_results and not result.errors
    assert (result.added, result.files) == (1, 1)


def test_a_workbook_is_told_with_what_to_do(engine: Engine, folder: Path) -> None:
    (folder / "a.xlsx").write_bytes(b"PK\3\4")
    (folder / "~$a.xlsx").write_bytes(b"open in Excel")
    (note, _) = import_labels(engine, folder).notes
    assert note.examples == [str(folder / "a.xlsx")] and note.changes_results
    assert note.hint == "Save the table as text or CSV."


def test_a_table_of_selections_without_any_is_an_error(engine: Engine, folder: Path) -> None:
    path = folder / "a.Table.1.selections.txt"
    path.write_text("moved to the other table\n")
    (error,) = import_labels(engine, folder).errors
    assert (error.path, error.line) == (str(path), 0) and "no Raven" in error.message


def test_a_folder_without_labels_is_an_error(engine: Engine, folder: Path) -> None:
    (folder / "a.txt").unlink()
    (error,) = import_labels(engine, folder).errors
    assert (error.path, error.line) == (str(folder), 0)
    assert error.message == "There are no tables of labels in this folder."


@pytest.mark.usefixtures("permissions")
def test_a_folder_that_cannot_be_opened_is_told(folder: Path) -> None:
    closed = folder / "closed"
    closed.mkdir(mode=0)
    try:
        (error,) = find_label_files([folder]).unreadable
        assert error.path == str(closed) and "cannot be opened" in error.message
    finally:
        closed.chmod(0o700)
