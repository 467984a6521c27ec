"""Text that people touch, as all kinds of programs save it."""

from __future__ import annotations

import csv
import io
import unicodedata
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from sidecar.errors import LinnetError, RecordingNotFound, UnsupportedFormat
from sidecar.text import folded, read_table, read_text, tidy
from tests.conftest import ONE_FIXTURE

IN_A_FOLDER = settings(suppress_health_check=ONE_FIXTURE)

# Letters of every script. Those whose second byte is zero can look like another byte order.
_LETTERS = st.characters(categories=("L", "M", "N", "P", "S")).filter(lambda each: ord(each) & 0xFF)
_WORDS = st.lists(st.text(_LETTERS, max_size=12), min_size=2, max_size=8)
_LINES = st.lists(_WORDS.map("\t".join), min_size=1, max_size=6).map(lambda each: [*each, ""])

# A byte-order mark, and what Python calls the encoding behind it.
_MARKED = (
    ("", "utf-8"),
    ("\ufeff", "utf-8"),
    *(("\ufeff", f"utf-16-{way}") for way in ("le", "be")),
)
_UNMARKED = (("", "utf-16-le"), ("", "utf-16-be"))


@IN_A_FOLDER
@given(
    lines=_LINES,
    kind=st.sampled_from(_MARKED + _UNMARKED),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_any_text_comes_back_equal_however_it_was_saved(
    tmp_path: Path, lines: list[str], kind: tuple[str, str], end: str
) -> None:
    mark, encoding = kind
    path = tmp_path / "any.txt"
    path.write_bytes((mark + end.join(lines)).encode(encoding))
    read = read_text(path)
    assert read.lines == lines
    assert read.encoding == encoding and not read.guessed


@IN_A_FOLDER
@given(
    lines=st.lists(st.text(st.characters(codec="cp1252", categories=("L", "N", "P", "S")))),
    encoding=st.sampled_from(["latin-1", "cp1252"]),
)
def test_western_text_of_old_programs_comes_back_and_is_said_to_be_a_guess(
    tmp_path: Path, lines: list[str], encoding: str
) -> None:
    text = "\n".join(lines)
    content = text.encode(encoding, "ignore")
    text = content.decode(encoding)
    try:
        content.decode("utf-8")
        assume(text.isascii())  # by chance, the bytes are UTF-8 as well
    except UnicodeDecodeError:
        pass
    path = tmp_path / "old.txt"
    path.write_bytes(content)
    read = read_text(path)
    assert read.text == text
    assert read.guessed is not text.isascii()


def test_a_byte_that_windows_lacks_is_read_as_latin_1(tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes(b"M\xe9sange \x8d\n")
    assert read_text(path).encoding == "latin-1" and read_text(path).text == "Mésange \x8d\n"


def test_a_mark_before_text_of_another_encoding_does_not_break_it(tmp_path: Path) -> None:
    path = tmp_path / "joined.txt"
    path.write_bytes(b"\xef\xbb\xbfM\xe9sange\n")
    assert (read_text(path).text, read_text(path).encoding) == ("Mésange\n", "windows-1252")


@pytest.mark.parametrize("content", [b"RIFF\0\0\0\0WAVE" + bytes(999), b"\xff\xfe\0\0a\0\0\0"])
def test_a_file_that_is_no_text_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "sound.txt"
    path.write_bytes(content)
    with pytest.raises(UnsupportedFormat, match="This file is not text") as raised:
        read_text(path)
    assert raised.value.path == path


def test_a_file_that_is_missing_is_an_error_of_ours(tmp_path: Path) -> None:
    with pytest.raises(RecordingNotFound):
        read_text(tmp_path / "none.txt")


@IN_A_FOLDER
@given(st.binary())
def test_any_bytes_are_a_table_or_an_error_of_ours(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "any.txt"
    path.write_bytes(content)
    try:
        table = read_table(path)
    except LinnetError:
        return
    assert all(any(row.cells) and row.line >= 1 for row in table.rows)


# Tables.

_CELL = st.text(
    st.one_of(st.sampled_from(list(" \",;\n'")), st.characters(categories=("L", "N"))), max_size=8
).map(str.strip)


def _table(tmp_path: Path, text: str) -> tuple[str, list[list[str]]]:
    path = tmp_path / "table.csv"
    path.write_text(text, "utf-8", newline="")
    table = read_table(path)
    return table.separator, [row.cells for row in table.rows]


@IN_A_FOLDER
@example(rows=[["", "", '"\n0']], separator="\t", end="\n")  # three quotes in a row, cut by a line
@given(
    rows=st.lists(st.lists(_CELL, min_size=3, max_size=3).filter(any), max_size=6),
    separator=st.sampled_from(["\t", ",", ";"]),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_a_table_comes_back_equal_whatever_its_cells_hold(
    tmp_path: Path, rows: list[list[str]], separator: str, end: str
) -> None:
    rows = [["Start", "End", "Species"], *rows]
    held = io.StringIO()
    csv.writer(held, delimiter=separator, lineterminator=end).writerows(rows)
    assert _table(tmp_path, held.getvalue()) == (separator, rows)


@pytest.mark.parametrize(
    ("text", "separator", "cells"),
    [
        ("a\tb\n1,5\t2,5\n", "\t", ["1,5", "2,5"]),
        ("a;b\n1,5;2,5\n", ";", ["1,5", "2,5"]),
        ("a,b\n1.5,2.5\n", ",", ["1.5", "2.5"]),
        ("sep=;\na, the first;b\n1;2\n", ";", ["1", "2"]),
        ('"a;b",c\n1,2\n', ",", ["1", "2"]),
        ("Parus major\nParus ater\n", "", ["Parus ater"]),
        ('Parus major\n"Parus ater"\n', "", ["Parus ater"]),
        ("\n\na,b\n\n,\n1,2\n,,\n", ",", ["1", "2"]),
    ],
)
def test_the_separator_is_found(
    tmp_path: Path, text: str, separator: str, cells: list[str]
) -> None:
    found, rows = _table(tmp_path, text)
    assert found == separator and rows[1:] == [cells]


def test_a_row_knows_its_line_though_a_cell_above_goes_on_over_lines(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text('a,b\n\n"far\nand near",2\n3,4\n', "utf-8")
    rows = read_table(path).rows
    assert [(row.line, row.cells) for row in rows] == [
        (1, ["a", "b"]),
        (3, ["far\nand near", "2"]),
        (5, ["3", "4"]),
    ]


@pytest.mark.parametrize("cell", ['5" pipe', '"loud', 'a "loud" one', '"loud" one'])
def test_a_quote_that_nothing_closes_is_a_letter(tmp_path: Path, cell: str) -> None:
    _, rows = _table(tmp_path, f"a,b\n1,{cell}\n2,{cell}\n")
    assert rows[1:] == [["1", cell], ["2", cell]]


def test_a_guard_against_formulas_is_taken_off(tmp_path: Path) -> None:
    assert _table(tmp_path, "a,b\n'=1,'til\n")[1][1] == ["=1", "'til"]


def test_blanks_inside_a_cell_stay_and_tidy_joins_them(tmp_path: Path) -> None:
    ((cell, _),) = _table(tmp_path, "Parus\u00a0 major ,x\n")[1]
    assert cell == "Parus\u00a0 major" and tidy(cell) == "Parus major"


# Names that match.


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Chuck-will\u2019s-widow", "chuck-will's-widow"),
        ("Black\u2010capped  Chickadee", "Black-capped\u00a0Chickadee"),
        ("PARUS MAJOR", "Parus major"),
        ("Mésange", unicodedata.normalize("NFD", "Mésange")),
        ("Parus\u200b ma\u00adjor\ufeff", "Parus major"),
    ],
)
def test_one_name_matches_whoever_typed_it(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_an_accent_tells_names_apart() -> None:
    assert folded("chim sẻ") != folded("chim sẽ")


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)
