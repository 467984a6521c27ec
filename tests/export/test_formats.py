"""Files for Raven, Audacity, Kaleidoscope and spreadsheets."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from sidecar.query.export import FORMATS, ExportedRecording, whole_file


def _row(path: str, start: float, **others: Any) -> dict[str, Any]:
    row = {"path": path, "start": start, "end": start + 3, "species": "Strix aluco"}
    return {**row, "common": "Tawny Owl", "confidence": 0.98765, "model": "m", **others}


def _write(name: str, rows: list[dict[str, Any]]) -> str:
    file = io.StringIO()
    recordings = [ExportedRecording(f"/field, Süd/{n}.wav", 60.0) for n in "abc"]
    FORMATS[name][1](file, recordings, rows)
    return file.getvalue()


@pytest.mark.parametrize("name", ["csv", "raven", "kaleidoscope"])
def test_no_detections_make_a_valid_file_with_its_header(name: str) -> None:
    assert len(_write(name, []).splitlines()) == 1


def test_ravens_times_run_on_over_silent_recordings() -> None:
    rows = [_row("/field, Süd/a.wav", 1.5), _row("/field, Süd/c.wav", 2.25)]
    table = list(csv.DictReader(io.StringIO(_write("raven", rows)), delimiter="\t"))
    assert [line["Begin Time (s)"] for line in table] == ["1.5000", "122.2500"]
    assert [line["File Offset (s)"] for line in table] == ["1.5000", "2.2500"]
    assert [line["Selection"] for line in table] == ["1", "2"]


def test_kaleidoscope_survives_a_comma_and_an_umlaut() -> None:
    text = _write("kaleidoscope", [_row("/field, Süd/a.wav", 0.5625)])
    line = next(csv.DictReader(io.StringIO(text)))
    assert (line["INDIR"], line["FOLDER"], line["IN FILE"]) == ("/", "field, Süd", "a.wav")
    assert (line["OFFSET"], line["DURATION"]) == ("0.5625", "3.0")


def test_audacity_gets_three_columns() -> None:
    text = _write("audacity", [_row("/field, Süd/a.wav", 0.0)])
    assert text == "0.0000\t3.0000\tTawny Owl 0.99\n"


def test_a_name_that_is_a_formula_is_only_text_in_a_spreadsheet() -> None:
    text = _write("csv", [_row("/a.wav", 0.0, common='=HYPERLINK("x")')])
    assert next(csv.DictReader(io.StringIO(text)))["Common name"] == '\'=HYPERLINK("x")'


def test_a_tab_in_a_name_does_not_move_ravens_columns() -> None:
    text = _write("raven", [_row("/field, Süd/a.wav", 0.0, common="a\tb\nc")])
    assert next(csv.DictReader(io.StringIO(text), delimiter="\t"))["Common Name"] == "a b c"


def test_a_file_is_there_wholly_or_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("before")
    with pytest.raises(RuntimeError), whole_file(path) as file:
        file.write("half")
        raise RuntimeError
    assert path.read_text() == "before"
    with whole_file(path) as file:
        file.write("after")
    assert path.read_text() == "after"
    assert list(tmp_path.iterdir()) == [path]
