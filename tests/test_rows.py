"""Rows of an answer, on a terminal and in a pipe."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from sidecar.cli import rows
from sidecar.cli.rows import show_rows
from sidecar.contract.query import LISTINGS, QueryResult
from sidecar.contract.rows import DetectionRow, SourceRow
from tests.catalog.sqlite.old import make_latest

PATH = "/recordings of the year 2024/Lower Amazon/LA-03/20240501_053000.WAV"
ROW = DetectionRow(
    detection_id=4711,
    annotation_id=1,
    region_id=1,
    recording_id=1,
    path=PATH,
    recorded_at="2024-05-01T05:30:00",
    heard_at="2024-05-01T05:30:03.000",
    heard_at_utc=None,
    hours_from_sunrise=None,
    hours_from_sunset=None,
    sun=None,
    moon_illuminated=None,
    start=3.0,
    end=6.0,
    species="Setophaga pensylvanica",
    common="Chestnut-sided\tWarbler",
    confidence=0.796,
    occurrence=None,
    windows=1,
    channel=None,
    verified="UNVERIFIED",
    run_id=1,
    model="birdnet-v2.4",
    deployment_id=None,
    site_id=None,
    site=None,
    survey=None,
    recorder=None,
    sample_rate=48_000,
    recording_seconds=60.0,
    utc_offset=None,
    missing_since=None,
    verdict_by=None,
    verdict_at=None,
    corrected_to=None,
    comment=None,
    low_hz=None,
    high_hz=None,
)


SOURCE = SourceRow(
    key="a",
    recording_id=1,
    path=PATH,
    place=1,
    source="SM4",
    start="2024-05-01T05:30:00",
    latitude=52.5,
    longitude=13.4,
    recorder=None,
    serial=None,
    deployment_code=None,
    gain=None,
    battery_volts=None,
    temperature_celsius=None,
    impossible={"start": "It lies in the future."},
    gives_start=1,
    gives_place=1,
    disagrees=0,
    why="It is the only one.",
)
FOUND = QueryResult.of_one_page([ROW], [])
SOURCES = QueryResult.of_one_page([SOURCE], [])
NOTHING = QueryResult.of_one_page([], [])


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """A terminal of 80 columns."""
    written = io.StringIO()
    console = Console(file=written, force_terminal=True, width=80, color_system=None)
    monkeypatch.setattr(rows, "_out", console)
    return written


def test_headings_and_numbers_are_whole_on_a_narrow_terminal(terminal: io.StringIO) -> None:
    show_rows(FOUND, "detections")
    heading, *lines = terminal.getvalue().splitlines()
    shown = ["species", "common", "confidence", "verified", "file", "start", "heardAt"]
    assert heading.split() == [*shown, "detectionId"]
    assert {"0.80", "3.00", "UNVERIFIED", "2024-05-01", "4711"} <= set(lines[0].split())
    assert max(map(len, lines)) <= 80 and "1 of 1 row." in lines


def test_no_column_is_lost_on_a_narrow_terminal(terminal: io.StringIO) -> None:
    """The terminal itself wraps a line that is too long for it."""
    show_rows(SOURCES, "sources")
    heading, *lines = terminal.getvalue().splitlines()
    titles = LISTINGS["sources"].columns.replace("path", "file").split()
    assert heading.split() == titles and len(heading) > 80
    assert {"SM4", "52.50000", "13.40000"} <= set(lines[0].split())


def test_a_pipe_gets_all_of_every_row(capsys: pytest.CaptureFixture[str]) -> None:
    show_rows(FOUND, "detections")
    told = capsys.readouterr()
    heading, row = (line.split("\t") for line in told.out.splitlines())
    values = dict(zip(heading, row, strict=True))
    assert heading == list(ROW.model_dump(by_alias=True))
    assert (values["path"], values["common"]) == (PATH, "Chestnut-sided Warbler")
    assert "1 of 1 row." in told.err


@pytest.mark.skipif(sys.platform == "win32", reason="its pipes say so in other words")
def test_a_reader_that_has_seen_enough_is_no_error(tmp_path: Path) -> None:
    catalog = make_latest(tmp_path / "catalog.sqlite")
    program = [sys.executable, "-m", "sidecar", "query", "recordings", "--catalog", str(catalog)]
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(program, stdout=write, stderr=subprocess.PIPE, text=True, check=False)
    os.close(write)
    assert (done.returncode, "Error" in done.stderr) == (0, False)


def test_an_empty_answer_is_told(terminal: io.StringIO, capsys: pytest.CaptureFixture[str]) -> None:
    show_rows(NOTHING, "detections")
    assert terminal.getvalue() == "No rows.\n" and capsys.readouterr().out == ""
