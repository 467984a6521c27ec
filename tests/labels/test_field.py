"""The tables that people and programs really leave behind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sidecar.app.engine import Engine
from tests.labels.importing import import_labels, kinds, labels, make_engine
from tests.shared import make_field, needs_field

pytestmark = needs_field


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("field")
    make_field(folder, "labels")
    return folder


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = make_engine(tmp_path)
    yield engine
    engine.close()


@pytest.mark.parametrize("name", ["letters", "excel", "digits", "words"])
def test_each_way_to_write_yes_and_no(engine: Engine, folder: Path, name: str) -> None:
    result = import_labels(engine, folder / f"{name}.Table.1.selections.txt")
    assert [row[3] for row in labels(engine)] == ["YES", "NO"]
    assert not result.errors and not result.notes


def test_an_unknown_word_keeps_nothing_of_its_line(engine: Engine, folder: Path) -> None:
    result = import_labels(engine, folder / "unknown.Table.1.selections.txt")
    assert [(each.line, each.message) for each in result.errors] == [
        (2, "'perhaps' is not yes, no or unsure.")
    ]
    assert (result.added, labels(engine), labels(engine, human=False)) == (0, [], [])


def test_the_table_of_a_model(engine: Engine, folder: Path) -> None:
    path = folder / "machine.BirdNET.selection.table.txt"
    result = import_labels(engine, path)
    assert (result.added, kinds(result)) == (0, {"modelResults": 1, "noSpecies": 1})
    kept = import_labels(engine, path, modelResults="keep")
    assert (kept.added, kinds(kept), labels(engine)) == (1, {"noSpecies": 1}, [])
    assert [row[3:] for row in labels(engine, human=False)] == [("UNVERIFIED", "BirdNET")]
