"""One Raven table over many recordings, with the survey's time."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sidecar.app.engine import Engine
from tests.export.published import OWL, TIT, add, detect
from tests.export.test_formats import run_export, table


def test_times_run_on_files_are_named_and_numbers_have_no_gaps(
    engine: Engine, tmp_path: Path
) -> None:
    add(engine, "/card/a.wav", detect(TIT, 0), detect(OWL, 6), detect(OWL, 12))
    add(engine, "/card/b.wav", detect(TIT, 3))
    add(engine, "/card/c.wav", detect(OWL, 9), start=datetime(2024, 5, 1, 4, 30))
    place = tmp_path / "page.selection.table.txt"
    run_export(engine, format="raven", destination=str(place), where={"species": OWL})
    names = ("Selection", "Begin Time (s)", "Begin File", "File Offset (s)", "Survey Time (UTC)")
    assert [tuple(line[name] for name in names) for line in table(place, "\t")] == [
        ("1", "6.0000", "a.wav", "6.0000", "2024-05-01T01:30:06.000Z"),
        ("2", "12.0000", "a.wav", "12.0000", "2024-05-01T01:30:12.000Z"),
        ("3", "129.0000", "c.wav", "9.0000", ""),  # its offset from UTC is unknown
    ]


def test_an_earlier_linnets_table_is_replaced_and_another_programs_is_not(
    engine: Engine, tmp_path: Path
) -> None:
    add(engine, "/card/a.wav", detect(OWL, 0))
    place = tmp_path / "page.selection.table.txt"
    run_export(engine, format="raven", destination=str(place))
    lines = [line.split("\t") for line in place.read_text("utf-8").split("\n")]
    earlier = "\n".join("\t".join(cells[:13]) for cells in lines)
    place.write_text(earlier, "utf-8")
    run_export(engine, format="raven", destination=str(place))
    assert "Survey Time (UTC)" in place.read_text("utf-8")
