"""An installed taxonomy answers for codes; nothing of an earlier one is lost by a bad one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sidecar.errors import UnsupportedFormat
from sidecar.taxonomy.kept import install, installed, remove, taxonomy
from sidecar.taxonomy.published import TAXONOMY
from tests.doubles.taxonomy import write_taxonomy


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return write_taxonomy(tmp_path / "published.csv", 60)


@pytest.fixture
def folder(tmp_path: Path, table: Path) -> Path:
    install(tmp_path / "taxonomy", table, source="a file")
    return tmp_path / "taxonomy"


def test_codes_follow_names_and_their_synonyms(folder: Path) -> None:
    known = taxonomy(folder)
    assert known is not None and len(known) == 60
    assert known.code_of("Merops apiaster") == "eubeat1"
    assert known.code_of("MEROPS  apiaster") == "eubeat1"
    assert known.code_of("Accipiter cooperii") == known.code_of("Astur cooperii") == "coohaw"
    assert known.code_of("Bubulcus ibis") is None  # split, so nobody knows which one
    assert known.code_of("Engine") is None
    assert [known.species(place) for place in known.coded("EURJAC")] == ["Coloeus monedula"]


def test_two_taxa_with_one_name_give_no_code(tmp_path: Path, table: Path) -> None:
    table.write_bytes(table.read_bytes().replace(b"Strix aluco", b"Merops apiaster"))
    install(tmp_path / "taxonomy", table, source="a file")
    known = taxonomy(tmp_path / "taxonomy")
    assert known is not None
    assert known.code_of("Merops apiaster") is None
    assert len(known.places("Merops apiaster")) == 2


def test_names_are_given_in_each_language(folder: Path) -> None:
    known = taxonomy(folder)
    assert known is not None
    assert known.common(1) == "Eurasian Blackbird"
    assert [known.name_in(tag, 1) for tag in ("de", "zh-cn", "tr")] == ["Amsel", "欧乌鸫", None]


def test_a_table_is_known_by_its_digest_alone(tmp_path: Path, table: Path) -> None:
    record, _ = install(tmp_path / "other", table, source="a file")
    assert record.version is None
    pinned = replace(TAXONOMY, sha256=record.sha256)
    record, _ = install(tmp_path / "pinned", table, source="a file", published=pinned)
    assert record.version == "v0.2-Jun2026"
    assert installed(tmp_path / "pinned") == record


def test_a_bad_table_leaves_the_earlier_one(folder: Path, table: Path) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    table.write_bytes(table.read_bytes()[:5000])
    with pytest.raises(UnsupportedFormat):
        install(folder, table, source="a file")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize("damage", [None, b"", b"linnet-names-1\n", b"other"])
def test_a_lost_or_damaged_index_is_made_again(
    tmp_path: Path, table: Path, damage: bytes | None
) -> None:
    folder = tmp_path / "taxonomy"
    install(folder, table, source="a file")
    (index,) = folder.glob("*.names")
    whole = index.read_bytes()
    index.unlink()
    if damage is not None:
        index.write_bytes(damage or whole[: len(whole) // 2])
    known = taxonomy(folder)
    assert known is not None and known.code_of("Strix aluco") == "tawowl1"
    assert index.read_bytes() == whole


def test_a_lost_table_or_a_foreign_record_is_no_taxonomy(folder: Path) -> None:
    for path in folder.glob("taxonomy.*"):
        path.unlink()
    assert taxonomy(folder) is None
    (folder / "installed.json").write_text("[]")
    assert taxonomy(folder) is None
    assert remove(folder) is True
    assert remove(folder) is False
    assert not folder.exists()
