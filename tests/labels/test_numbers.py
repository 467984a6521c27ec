"""Numbers as each column of a table writes them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidecar.labels.label import WrongLine
from sidecar.labels.numbers import decimal_mark, number
from sidecar.labels.read import read_labels
from tests.conftest import ONE_FIXTURE


@pytest.mark.parametrize(
    ("cells", "mark"),
    [
        (["1,000", "1.25"], "."),
        (["1,000", "2,000"], None),
        (["1.000", "2.000"], None),
        (["1,25", "1.000"], ","),
        (["1,234.5"], "."),
        (["1.234,5"], ","),
        (["1,000,000"], "."),
        (["0,123"], ","),
        (["12", "", "soon"], None),
        (["1.5", "2.5", "3,5"], "."),
        (["01. Mai", "1,5"], ","),
        (["1,23E+01", "Jan."], ","),
    ],
)
def test_a_column_shows_its_decimal_mark(cells: Sequence[str], mark: str | None) -> None:
    assert decimal_mark(cells) == mark


@pytest.mark.parametrize(
    ("text", "mark", "value"),
    [
        ("1,000", ".", 1000.0),
        ("1,234,567.5", ".", 1_234_567.5),
        ("1.25", ".", 1.25),
        ("1,25", ",", 1.25),
        ("1.000", ",", 1000.0),
        ("1.000", ".", 1.0),
        ("1 234,5", ",", 1234.5),
        ("1\u202f234.5", ".", 1234.5),
        ("-0.5e-3", ".", -0.0005),
        (" ", ".", None),
    ],
)
def test_a_number_is_read_by_its_columns_mark(text: str, mark: str, value: float | None) -> None:
    assert number(text, mark) == value  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "mark", "word"),
    [
        ("1,5", ".", "decimal comma, but this column has decimal points"),
        ("1.25", ",", "decimal point, but this column has decimal commas"),
        ("0,500", ".", "decimal comma"),
        ("1,00,5", ".", "is not a number"),
        ("soon", ".", "is not a number"),
    ],
)
def test_an_impossible_number_says_why(text: str, mark: str, word: str) -> None:
    with pytest.raises(WrongLine, match=word):
        number(text, mark)  # type: ignore[arg-type]


@given(st.floats(0.001, 9_999_999).map(lambda value: round(value, 2)))
def test_any_way_to_write_a_number_gives_the_number(value: float) -> None:
    point = f"{value:,.2f}"
    comma = point.replace(",", " ").replace(".", ",").replace(" ", ".")
    assert number(point, ".") == number(comma, ",") == value
    assert decimal_mark([point]) == "." and decimal_mark([comma]) == ","


def _starts(path: Path, separator: str, rows: list[tuple[str, str, str]]) -> dict[str, object]:
    lines = [("Begin Time (s)", "End Time (s)", "High Freq (Hz)", "Species")]
    lines += [(*row, "owl") for row in rows]
    path.write_text("\n".join(separator.join(line) for line in lines), "utf-8")
    found = read_labels(path)
    return {
        "labels": [(each.start_s, each.end_s, each.high_hz) for each in found.labels],
        "bad": [each.line for each in found.bad],
    }


@pytest.mark.parametrize(
    ("separator", "rows", "labels", "bad"),
    [
        # A thousand, beside a decimal point.
        ("\t", [("1.25", "2.5", "900"), ("1,000", "1,001.5", "9,000")],
         [(1.25, 2.5, 900.0), (1000.0, 1001.5, 9000.0)], []),
        # A column of thousands alone: the others tell.
        ("\t", [("1.25", "2.5", "8,000"), ("3.25", "4.5", "9,000")],
         [(1.25, 2.5, 8000.0), (3.25, 4.5, 9000.0)], []),
        # Decimal commas, between tabs and between semicolons.
        ("\t", [("1,25", "2,5", "8000,5")], [(1.25, 2.5, 8000.5)], []),
        (";", [("1,25", "2,5", "8.000")], [(1.25, 2.5, 8000.0)], []),
        # Nothing tells: a comma is decimal here, as is a point.
        ("\t", [("1,000", "2,000", "")], [(1.0, 2.0, None)], []),
        ("\t", [("1.000", "2.000", "")], [(1.0, 2.0, None)], []),
        # An impossible number spoils its line alone.
        ("\t", [("1.25", "2.5", ""), ("3,5", "4.5", ""), ("5.5", "6.5", "")],
         [(1.25, 2.5, None), (5.5, 6.5, None)], [3]),
    ],
)  # fmt: skip
def test_the_numbers_of_a_table(
    tmp_path: Path,
    separator: str,
    rows: list[tuple[str, str, str]],
    labels: list[tuple[float, float, float | None]],
    bad: list[int],
) -> None:
    found = _starts(tmp_path / "a.txt", separator, rows)
    assert found == {"labels": labels, "bad": bad}


def test_commas_in_quotes_between_commas_are_thousands(tmp_path: Path) -> None:
    rows = [('"1,000"', '"2,000"', "")]
    assert _starts(tmp_path / "a.csv", ",", rows)["labels"] == [(1000.0, 2000.0, None)]


def test_a_label_track_may_have_thousands_beside_decimals(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("1.25\t2.5\towl\n1,000\t1,001.5\towl\n\\\t900\t2,000.5\n")
    first, second = read_labels(path).labels
    assert (first.start_s, second.start_s, second.high_hz) == (1.25, 1000.0, 2000.5)


@settings(suppress_health_check=ONE_FIXTURE)
@given(
    times=st.lists(st.integers(1, 3_000_000).map(lambda each: each / 100), min_size=2, max_size=6),
    comma=st.booleans(),
)
def test_a_table_of_either_mark_is_read_alike(
    tmp_path: Path, times: list[float], comma: bool
) -> None:
    rows = [(f"{each:.4f}", f"{each + 1:.4f}", "") for each in times]
    if comma:
        rows = [(start.replace(".", ","), end.replace(".", ","), "") for start, end, _ in rows]
    found = _starts(tmp_path / "a.txt", "\t", rows)
    assert found["labels"] == [(each, pytest.approx(each + 1), None) for each in times]
