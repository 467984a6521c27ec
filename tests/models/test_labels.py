"""Label files of models, as their makers and spreadsheets save them."""

from __future__ import annotations

from pathlib import Path

import pytest

from sidecar.errors import ModelInvalid
from sidecar.models.labels import (
    Labels,
    guess_format,
    parse_labels,
    read_head_labels,
    read_labels,
    write_labels,
)

LINES = "Strix aluco_Tawny Owl\nParus major_Mésange charbonnière\n"
TABLE = "id;sci_name;com_name\n1;Strix aluco;Tawny Owl\n2;Parus major;Mésange charbonnière\n"
SPECIES, COMMON = ("Strix aluco", "Parus major"), ("Tawny Owl", "Mésange charbonnière")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(("name", "text"), [("l.txt", LINES), ("l.csv", TABLE)])
def test_labels_are_read_as_any_program_saved_them(
    tmp_path: Path, name: str, text: str, encoding: str, end: str
) -> None:
    path = tmp_path / name
    path.write_bytes(text.replace("\n", end).encode(encoding))
    labels = parse_labels(path, guess_format(path))
    assert (labels.species, labels.common) == (SPECIES, COMMON)


@pytest.mark.parametrize(
    "titles",
    ["Scientific Name,Common Name", "species,english", "Latin name,Vernacular name"],
)
def test_titles_name_the_columns(tmp_path: Path, titles: str) -> None:
    path = tmp_path / "l.csv"
    path.write_text(f'{titles},code\nStrix aluco,"Owl, Tawny",tawowl1\n', "utf-8")
    labels = parse_labels(path, "labels-csv")
    assert (labels.species, labels.common) == (("Strix aluco",), ("Owl, Tawny",))


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "l.txt"
    path.write_bytes(b"\0\1\2\0\3")
    with pytest.raises(ModelInvalid, match="cannot be read as text"):
        parse_labels(path, "labels-lines")
    with pytest.raises(ModelInvalid, match="cannot be read as text"):
        parse_labels(tmp_path / "missing.txt", "labels-lines")


def test_our_own_files_are_read_exactly_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "labels.txt"
    path.write_text("species\tcommon_name\n'=a\t'+b\n", "utf-8")
    labels = read_head_labels(path)
    assert (labels.species, labels.common) == (("'=a",), ("'+b",))
    path.write_bytes("Parus major_M\xe9sange\n".encode("latin-1"))
    for read in (read_labels, read_head_labels):
        with pytest.raises(ModelInvalid, match="UTF-8"):
            read(path)


@pytest.mark.parametrize("title", ["code", "Species Code", "species_code", "ebird2021"])
@pytest.mark.parametrize("order", [("{},sci_name", 0), ("sci_name,{}", 1)])
def test_a_column_of_codes_is_read(tmp_path: Path, title: str, order: tuple[str, int]) -> None:
    titles, place = order
    row = ["Strix aluco", "Strix aluco"]
    row[place] = "tawowl1"
    path = tmp_path / "l.csv"
    path.write_text(f"{titles.format(title)}\n{','.join(row)}\n", "utf-8")
    assert parse_labels(path, "labels-csv") == Labels(
        ("Strix aluco",), ("Strix aluco",), ("tawowl1",)
    )


@pytest.mark.parametrize(
    "table",
    [
        "idx;id;sci_name;com_name;class;order\n0;3;Strix aluco;Tawny Owl;Aves;Strigiformes\n",
        "inat2024_fsd50k\nStrix aluco\n",
        "ebird2021\ntawowl1\n",  # the codes are the names
    ],
)
def test_published_tables_have_no_codes_beside_their_names(tmp_path: Path, table: str) -> None:
    path = tmp_path / "l.csv"
    path.write_text(table, "utf-8")
    assert parse_labels(path, "labels-csv").codes == ()


def test_codes_stand_beside_the_names_and_come_back(tmp_path: Path) -> None:
    labels = Labels(SPECIES, COMMON, ("tawowl1", ""))
    write_labels(labels, tmp_path / "labels.txt")
    assert read_labels(tmp_path / "labels.txt", 2) == labels
    assert (tmp_path / "labels.txt").read_text("utf-8") == LINES
