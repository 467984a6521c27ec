"""A taxonomy is read by the titles of its columns; another table is refused clearly."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sidecar.errors import RecordingNotFound, UnsupportedFormat
from sidecar.taxonomy.table import read_taxonomy
from tests.doubles.taxonomy import BIRDS, TAGS, write_taxonomy


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return write_taxonomy(tmp_path / "taxonomy.csv", 40)


def test_all_languages_and_codes_are_read(table: Path) -> None:
    taxa = read_taxonomy(table)
    assert (len(taxa), len(taxa.names)) == (40, 29)
    assert set(taxa.names) == {tag.lower().replace("_", "-") for tag in TAGS}
    assert taxa.species[0] == "Merops apiaster"
    assert taxa.codes[0] == "eubeat1"
    assert taxa.names["de"][0] == "Bienenfresser"


def test_the_english_name_in_place_of_another_is_no_name(table: Path) -> None:
    assert read_taxonomy(table).names["tr"][0] == ""


def test_columns_may_stand_in_any_order_beside_unknown_ones(table: Path) -> None:
    lines = [line.split(",") for line in table.read_text("utf-8").splitlines()]
    turned = [[f"x{number}", *reversed(line)] for number, line in enumerate(lines)]
    table.write_text("".join(",".join(line) + "\n" for line in turned), "utf-8")
    taxa = read_taxonomy(table)
    assert taxa.species[: len(BIRDS)] == tuple(species for species, *_ in BIRDS)
    assert taxa.names["es"][0] == "Abejaruco Europeo"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda data: data.replace(b"sci_name", b"latin"), "it has no column sci_name"),
        (lambda data: data.replace(b"common_name_", b"name_"), "in 0 languages"),
        (lambda data: data[:3000], "is cut"),
        (lambda data: data[:-1], "is cut"),
        (lambda data: data[: data.rindex(b",")] + b"\n", "has 33 of 34 columns"),
        (lambda data: data.decode().encode("latin-1", "replace"), "not in UTF-8"),
        (lambda data: data.split(b"\n")[0] + b"\n", "has 0 taxa"),
        (lambda data: data.replace(b"Strix aluco", b" "), "has no scientific name"),
        (lambda data: data.replace(b"Strix aluco", b"S" * 1001), "a name that is too long"),
        (lambda data: b"", "is cut"),
        (lambda data: b"RIFF\0\0\0\0", "not text"),
    ],
)
def test_another_table_is_refused(table: Path, change: Callable[[bytes], bytes], said: str) -> None:
    table.write_bytes(change(table.read_bytes()))
    with pytest.raises(UnsupportedFormat, match=said) as caught:
        read_taxonomy(table)
    assert caught.value.path == table


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(RecordingNotFound, match="no such file"):
        read_taxonomy(tmp_path / "none.csv")


def test_taxa_that_share_a_name_are_told(table: Path) -> None:
    table.write_bytes(table.read_bytes().replace(b"Strix aluco", b"merops  Apiaster"))
    taxa = read_taxonomy(table)
    assert len(taxa) == 40
    assert taxa.shared() == ["Merops apiaster", "merops Apiaster"]
