"""Lists of species in files of any program."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from sidecar.app.engine import Engine
from sidecar.cli.arguments import parse
from sidecar.cli.specieslist import read_species_list
from sidecar.cli.terminal import run_command
from sidecar.contract.query import QueryRequest
from sidecar.contract.rows import SpeciesRow
from sidecar.errors import InvalidParams
from sidecar.methods.query import query
from sidecar.models.labels import Labels
from sidecar.rpc.verb import Call
from sidecar.run.species import listed
from tests.factories import tone, write_wav
from tests.shared import make_field, needs_field
from tests.stored import engine_with_base

CHICKADEE, FINCH, NIGHTJAR = (
    "Poecile atricapillus",
    "Haemorhous mexicanus",
    "Antrostomus carolinensis",
)
LABELS = Labels(
    (CHICKADEE, FINCH, NIGHTJAR),
    ("Black-capped Chickadee", "House Finch", "Chuck-will's-widow"),
)


def _read(path: Path, content: str) -> list[str]:
    path.write_text(content, "utf-8")
    return read_species_list(str(path), field="species_list")


@needs_field
@pytest.mark.parametrize(
    ("name", "species", "told"),
    [
        ("bom_crlf.txt", [CHICKADEE, FINCH], []),
        ("utf16.txt", [CHICKADEE, FINCH], []),
        ("latin1.txt", [CHICKADEE, FINCH], []),
        ("header.csv", [CHICKADEE, FINCH], []),
        ("spaces.txt", [CHICKADEE, FINCH], []),
        ("curly.txt", [NIGHTJAR], []),
        (
            "typo.txt",
            [CHICKADEE],
            ["line 2: Haemorhous mexicanis. Did you mean Haemorhous mexicanus?"],
        ),
    ],
)
def test_the_fields_lists(name: str, species: list[str], told: list[str], tmp_path: Path) -> None:
    make_field(tmp_path, "lists")
    listing = listed(LABELS, read_species_list(str(tmp_path / name), field="species_list"))
    named = [each for each, marked in zip(LABELS.species, listing.marked, strict=True) if marked]
    assert named == species
    assert [each.told for each in listing.unknown] == told


@pytest.mark.parametrize(
    "content",
    [
        "species\nStrix aluco\nParus major\n",
        "Species\tCommon name\nStrix aluco\t\nParus major\t",
        'id;"Scientific name"\n1;Strix aluco\n2;Parus major\n',
        "Latin_Name,Abundance\nStrix aluco,12\nParus major,3\n",
    ],
)
def test_titles_choose_the_column(tmp_path: Path, content: str) -> None:
    lines = _read(tmp_path / "list.csv", content)
    assert lines[:3] == ["", "Strix aluco", "Parus major"] and not any(lines[3:])


def test_both_columns_make_one_name(tmp_path: Path) -> None:
    content = "Common name,Scientific name\nTawny Owl,Strix aluco\nGreat Tit,\n"
    assert _read(tmp_path / "l.csv", content)[1:3] == ["Strix aluco_Tawny Owl", "Great Tit"]


def test_comments_and_blank_lines_name_nothing_and_count(tmp_path: Path) -> None:
    content = "# Owls, tits\n\nStrix aluco\n  # Parus major\nParus  ater\n"
    assert _read(tmp_path / "l.txt", content) == ["", "", "Strix aluco", "", "Parus ater", ""]


def test_all_cells_of_a_table_without_titles_may_be_names(tmp_path: Path) -> None:
    content = "1,Tawny Owl,Strix aluco\n2,Great Tit,Parus major\n"
    assert _read(tmp_path / "l.csv", content)[:1] == ["1\tTawny Owl\tStrix aluco"]


@pytest.mark.parametrize("content", [b"", b"# nothing\n", b"species\n\n", b"\0\1\2\0\xff\xd8\0"])
def test_a_file_without_names_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "list.txt"
    path.write_bytes(content)
    with pytest.raises(InvalidParams, match=r"list\.txt") as refused:
        read_species_list(str(path), field="species_list")
    assert refused.value.field == "species_list"
    with pytest.raises(InvalidParams, match=r"missing\.txt: There is no such file\."):
        read_species_list(str(tmp_path / "missing.txt"), field="species_list")


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Engine]:
    """Make an engine whose model names bird0, bird1 and bird2 in every window."""
    engine = engine_with_base(tmp_path / "home", dimension=4)
    yield engine
    engine.close()


def _heard(engine: Engine) -> list[str]:
    rows = query(engine, QueryRequest(select="species"), Call()).rows
    return sorted(row.species for row in rows if isinstance(row, SpeciesRow))


def test_lists_that_leave_no_species_are_refused(
    base: Engine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "l.txt").write_text("bird1\n")
    sound, listing = str(write_wav(tmp_path / "a.wav", tone(3.0))), str(tmp_path / "l.txt")
    words = ["analyze", sound, "--model", "base", "--species-list", listing]
    assert run_command(base.settings, parse([*words, "--exclude-species", listing])) == 2
    said = capsys.readouterr().err
    assert "--exclude-species: The list of excluded species leaves no species to name." in said


@pytest.mark.parametrize(
    ("option", "heard"), [("--species-list", ["bird1"]), ("--exclude-species", ["bird0", "bird2"])]
)
def test_a_list_limits_what_is_named(
    base: Engine, tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str, heard: list[str]
) -> None:
    sound = write_wav(tmp_path / "20240501_053000.wav", tone(3.0))
    (tmp_path / "list.csv").write_bytes("species\r\nBIRD1\r\nbird9\r\n".encode("utf-16"))
    typed = ["analyze", str(sound), "--model", "base", option, str(tmp_path / "list.csv"), "--json"]
    assert run_command(base.settings, parse(typed)) == 1  # line 3 names nothing
    answer = json.loads(capsys.readouterr().out)
    assert answer["notes"][0]["examples"] == ["line 3: bird9. Did you mean bird2?"]
    assert _heard(base) == heard
