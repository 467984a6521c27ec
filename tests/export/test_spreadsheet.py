"""Tables as spreadsheets of many countries open them."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any, get_args

import pytest

from sidecar.app.engine import Engine
from sidecar.catalog.sqlite.rows import insert
from sidecar.catalog.values import Change, Decision, Person
from sidecar.cli.arguments import parse
from sidecar.cli.terminal import run_command
from sidecar.contract.export import CsvColumn, ExportRequest, ExportResult
from sidecar.errors import InvalidParams
from sidecar.export.columns import MORE
from sidecar.export.names import RelativePaths, file_name
from sidecar.methods.export import export
from sidecar.rpc.verb import Call
from tests.export.conftest import Keep, owl, tit

FIELD = "/Süd/Nacht"


def _export(engine: Engine, path: Path, **request: Any) -> ExportResult:
    fields = {"format": "csv", "destination": str(path), **request}
    return export(engine, ExportRequest.model_validate(fields), Call())


def _rows(path: Path, **dialect: Any) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, **dialect))


def test_the_contract_lists_all_columns() -> None:
    assert get_args(CsvColumn) == MORE


def test_the_default_stays_as_it_is(engine: Engine, keep: Keep, tmp_path: Path) -> None:
    keep({f"{FIELD}/a.wav": [owl(0.5)]})
    path = tmp_path / "out.csv"
    result = _export(engine, path)
    assert path.read_bytes() == (
        b"Start (s),End (s),Scientific name,Common name,Confidence,File\n"
        b"0.5,3.5,Strix aluco,Tawny Owl,0.9877,/S\xc3\xbcd/Nacht/a.wav\n"
    )
    assert result.notes == []


def test_a_spreadsheet_of_many_countries_reads_it(
    engine: Engine, keep: Keep, tmp_path: Path
) -> None:
    keep({f"{FIELD}/a.wav": [owl(0.5)], f"{FIELD}/b.wav": []})
    _export(engine, tmp_path, format=["csv", "table"], bom=True, decimalComma=True)
    path = tmp_path / "linnet.detections.csv"
    assert path.read_bytes().startswith(b"\xef\xbb\xbfStart (s);End (s);")
    (row,) = _rows(path, delimiter=";")
    assert (row["Start (s)"], row["Confidence"]) == ("0,5", "0,9877")
    table = tmp_path / "linnet.table.csv"
    assert table.read_bytes().startswith(b"\xef\xbb\xbfFile;Strix aluco;")
    assert _rows(table, delimiter=";")[0]["Strix aluco"] == "0,9877"
    _export(engine, path, separator="tab", columns=["lat", "species_list"])
    (row,) = _rows(path, delimiter="\t")
    assert (row["Start (s)"], row["lat"], row["species_list"]) == ("0.5", "52.5", "")


def test_a_comma_cannot_be_both(engine: Engine, keep: Keep, tmp_path: Path) -> None:
    keep({"/a.wav": [owl()]})
    with pytest.raises(InvalidParams) as refused:
        _export(engine, tmp_path / "a.csv", separator="comma", decimalComma=True)
    assert refused.value.field == "separator"


def test_columns_say_when_and_where_a_row_was_heard(
    engine: Engine, keep: Keep, tmp_path: Path
) -> None:
    keep({"/a.wav": [owl(1.25)], "/b.wav": [tit()]})
    with engine.catalog.transaction() as db:
        survey = insert(db, "Survey", surveyname="=Alps")
        site = insert(db, "Site", surveyId=survey, site_code="S1", latitude=46.5, longitude=7.25)
        recorder = insert(db, "Recorder", code="AM-3")
        placed = insert(db, "Deployment", siteId=site, recorderId=recorder)
        db.execute(
            "UPDATE Recording SET deploymentId = ?, datetime = '2024-05-01T23:59:59+02:00' "
            "WHERE url = '/a.wav'",
            (placed,),
        )
    (other,) = engine.catalog.recordings.taken(["/b.wav"]).values()
    engine.catalog.recordings.change([Change(other, ["start"], None, None, None)])
    columns = ["heardAt", "date", "time", "utcOffset", "site", "survey", "recorder"]
    columns += ["latitude", "longitude", "lat", "heardAtUtc"]
    columns += ["hoursFromSunrise", "hoursFromSunset", "sun", "moonIlluminated"]
    _export(engine, tmp_path / "a.csv", columns=columns, decimalComma=True)
    first, second = _rows(tmp_path / "a.csv", delimiter=";")
    assert [first[name] for name in columns] == [
        *("2024-05-02T00:00:00.250", "2024-05-02", "00:00:00", "UTC+02:00"),
        *("S1", "'=Alps", "AM-3", "46,5", "7,25", "52,5", "2024-05-01T22:00:00.250Z"),
        *("-6,244", "3,321", "night", "0,453"),
    ]
    assert [second[name] for name in columns] == [*[""] * 9, "52,5", *[""] * 5]


def test_columns_say_what_a_person_decided(engine: Engine, keep: Keep, tmp_path: Path) -> None:
    keep({"/a.wav": [owl(0.0), tit(3.0), owl(6.0)]})
    detections = dict(
        engine.catalog.reader().execute("SELECT startTime, detectionId FROM Detection")
    )
    said = [
        Decision(detection_id=detections[0.0], verified="YES"),
        Decision(detection_id=detections[3.0], species="Parus ater"),
    ]
    engine.catalog.labels.decide(said, Person("Ana"))
    _export(engine, tmp_path / "a.csv", columns=["verified", "labeler"])
    assert [(row["verified"], row["labeler"]) for row in _rows(tmp_path / "a.csv")] == [
        ("YES", "Ana"),
        ("NO", "Ana"),
        ("UNVERIFIED", ""),
    ]


def test_annotations_have_the_columns_of_recordings(
    engine: Engine, keep: Keep, tmp_path: Path
) -> None:
    keep({"/a.wav": [owl(1.0)]})
    columns = ["date", "verified", "week"]
    result = _export(engine, tmp_path / "a.csv", select="annotations", columns=columns)
    (row,) = _rows(tmp_path / "a.csv")
    assert (row["date"], row["Verified"], "week" in row) == ("2024-05-01", "UNVERIFIED", False)
    (note,) = result.notes
    assert note.message == "The column week has no effect, because annotations have no such column."


@pytest.mark.parametrize(
    ("request_", "files"),
    [
        ({"paths": "name"}, ["a.wav", "b.wav"]),
        ({"paths": "relative"}, ["a.wav", "north/b.wav"]),
        ({"paths": "relative", "root": "/card"}, ["S1/a.wav", "S1/north/b.wav"]),
        ({"paths": "relative", "root": "/card/S1/north"}, ["/card/S1/a.wav", "b.wav"]),
    ],
)
def test_paths_may_be_short(
    engine: Engine, keep: Keep, tmp_path: Path, request_: dict[str, Any], files: list[str]
) -> None:
    keep({"/card/S1/a.wav": [owl()], "/card/S1/north/b.wav": [owl()]})
    result = _export(engine, tmp_path, format=["csv", "table"], **request_)
    for name in ("linnet.detections.csv", "linnet.table.csv"):
        assert [row["File"] for row in _rows(tmp_path / name)] == files
    outside = [note.examples for note in result.notes if note.kind == "outsideRoot"]
    assert outside == ([["/card/S1/a.wav"]] if files[0].startswith("/") else [])


@pytest.mark.parametrize(
    ("path", "root", "short"),
    [
        ("D:\\S1\\a.wav", "D:\\", "S1\\a.wav"),
        ("CARD 1::S1/a.wav", "CARD 1::S1", "a.wav"),
        ("/card/S1/a.wav", "/card/S", "/card/S1/a.wav"),
        ("file:///card/caf%E9/a.wav", "/card", "caf\\xe9/a.wav"),
    ],
)
def test_a_root_is_a_folder_of_any_system(path: str, root: str, short: str) -> None:
    assert RelativePaths(root, ())(path) == short
    assert file_name(path) == "a.wav"


def test_what_applies_to_no_file_is_noted(engine: Engine, keep: Keep, tmp_path: Path) -> None:
    keep({"/a.wav": [owl()]})
    fields = {"columns": ["date"], "decimalComma": True, "root": "/"}
    notes = _export(engine, tmp_path / "a.txt", format="raven", **fields).notes
    assert {note.examples[0] for note in notes} == {"columns", "decimalComma", "root"}
    assert {note.kind for note in notes} == {"noEffect"}
    notes = _export(engine, tmp_path / "t.csv", format="table", **fields).notes
    assert {note.examples[0] for note in notes} == {"columns", "root"}


def test_the_command_line_chooses_the_style(
    engine: Engine, keep: Keep, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep({f"{FIELD}/a.wav": [owl(0.5)]})
    typed = ["export", str(tmp_path / "a.csv"), "--columns", "date,time", "--paths", "name"]
    typed += ["--bom", "--decimal-comma"]
    assert run_command(engine.settings, parse(typed)) == 0
    header, row, _ = (tmp_path / "a.csv").read_text("utf-8-sig").split("\n")
    assert header.endswith(";File;date;time") and row.endswith(";a.wav;2024-05-01;04:30:00")
    assert "Note" not in capsys.readouterr().err
