"""Kaleidoscope's tables: MANUAL ID is a person's, AUTO ID and TOP1MATCH are the program's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sidecar.app.engine import Engine
from sidecar.labels.read import read_labels
from tests.factories import tone, write_wav
from tests.labels.importing import import_labels, kinds, labels, make_engine

ID = "INDIR,OUTDIR,FOLDER,IN FILE,CHANNEL,OFFSET,DURATION,OUT FILE FS,AUTO ID*,PULSES,MANUAL ID\n"
CLUSTER = "FOLDER,IN FILE,CHANNEL,OFFSET,DURATION,Fmin,Fmax,CLUSTER,TOP1MATCH,TOP1DIST,MANUAL ID\n"


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = make_engine(tmp_path)
    yield engine
    engine.close()


def _id(folder: Path) -> Path:
    write_wav(folder / "site" / "a.wav", tone(9.0))
    path = folder / "id.csv"
    path.write_text(
        ID
        + f"{folder},,site,a.wav,0,0.5,2.25,,MYOLUC,12,Eptesicus fuscus\n"
        + f"{folder},,site,a.wav,0,3,1,,MYOLUC,5,\n"
        + f"{folder},,site,a.wav,0,4,1,,NoID,1,\n"
        + f"{folder},,site,a.wav,0,5,1,,,1,\n"
        + f"{folder},,site,a.wav,0,6,0,,,1,EPTFUS\n"
    )
    return path


def test_a_manual_id_is_a_label_and_an_auto_id_a_models(engine: Engine, tmp_path: Path) -> None:
    result = import_labels(engine, _id(tmp_path), labeler={"name": "Ana"})
    assert labels(engine) == [(0.5, 2.75, "Eptesicus fuscus", "UNVERIFIED", "Ana")]
    assert kinds(result) == {"modelResults": 1, "noSpecies": 1, "withoutVerdict": 1}
    assert [(each.line, each.message) for each in result.errors] == [
        (6, "The label has no length: its start and end are equal.")
    ]


def test_auto_ids_are_kept_under_the_programs_name(engine: Engine, tmp_path: Path) -> None:
    import_labels(engine, _id(tmp_path), modelResults="keep", verified="YES")
    assert labels(engine, human=False) == [(3.0, 4.0, "MYOLUC", "UNVERIFIED", "Kaleidoscope")]
    assert [row[3] for row in labels(engine)] == ["YES"]


@pytest.mark.parametrize("title", ["Verified", "Correct", "Validation", "Correct (y/n)"])
def test_verdicts_stand_in_a_column_of_any_known_title(tmp_path: Path, title: str) -> None:
    path = tmp_path / "id.csv"
    path.write_text(ID.strip() + f",{title}\n,,site,a.wav,0,0.5,2,,MYOLUC,12,,no\n")
    found = read_labels(path)
    assert found.has_verdicts and [label.verified for label in found.labels] == ["NO"]


def test_a_cluster_table_with_decimal_commas(tmp_path: Path) -> None:
    path = tmp_path / "cluster.csv"
    line = "site;a.wav;0;1,5;2,25;1000;2000;noise.wav.0.0;Strix;0,25;Strix aluco\n"
    path.write_text(CLUSTER.replace(",", ";") + line, "utf-16")
    found = read_labels(path)
    (label,) = found.labels
    assert (label.start_s, label.end_s, label.species) == (1.5, 3.75, "Strix aluco")
    assert (label.recording, label.model, found.bad) == ("site/a.wav", None, [])


def test_another_column_of_species_may_be_named(tmp_path: Path) -> None:
    path = tmp_path / "cluster.csv"
    path.write_text(CLUSTER + "site,a.wav,0,1,2,1000,2000,song,Strix,0.25,\n")
    (label,) = read_labels(path, "cluster").labels
    assert (label.species, label.model) == ("song", None)
    (wrong,) = read_labels(path, "Genus").bad
    assert wrong.line == 1 and "Its columns are: FOLDER, IN FILE" in wrong.message


def test_a_line_without_a_file_or_times_is_told(tmp_path: Path) -> None:
    path = tmp_path / "cluster.csv"
    path.write_text(CLUSTER + "site,,0,1,2,,,,,,owl\nsite,a.wav,0,,2,,,,,,owl\n")
    assert [each.line for each in read_labels(path).bad] == [2, 3]
