"""Files for Raven, Audacity, Kaleidoscope, spreadsheets and programs, read again."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidecar.app.engine import Engine
from sidecar.catalog.sqlite.query.search import every
from sidecar.catalog.sqlite.rows import insert
from sidecar.contract.analyze import InferRequest
from sidecar.contract.base import ModelName
from sidecar.contract.export import ExportRequest, ExportResult, ResultsRecord
from sidecar.errors import InvalidParams, RequestCancelled
from sidecar.export.formats import FORMATS
from sidecar.methods.analyze import infer
from sidecar.methods.export import export
from sidecar.methods.results import RECORD, earlier_results, run_files, write_results
from sidecar.rpc.verb import Call
from sidecar.text import read_table
from tests.conftest import ONE_FIXTURE
from tests.export.conftest import Keep, owl, tit
from tests.factories import tone, write_wav
from tests.stored import engine_with_base

FIELD = "/Feld, Süd/Nacht"
MODEL = ModelName(name="m", version="1", sha256="aaaa")


def run_export(engine: Engine, **request: Any) -> ExportResult:
    return export(engine, ExportRequest.model_validate(request), Call())


def table(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        if delimiter == "\t":  # the programs that read these know no quotes
            return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "parquet"])
def test_no_detections_at_all_make_a_valid_file(
    engine: Engine, keep: Keep, tmp_path: Path, name: str
) -> None:
    keep({"/a.wav": []})
    result = run_export(engine, format=name, destination=str(tmp_path / "out"))
    text = Path(result.files[0].path).read_text("utf-8")
    if name == "json":
        assert json.loads(text) == []
    elif name == "table":
        assert text.splitlines() == ["File,Most probable species", "/a.wav,"]
    else:
        assert len(text.splitlines()) == (0 if name in ("audacity", "ndjson") else 1)


def test_ravens_page_counts_a_silent_recording_in_the_middle(
    engine: Engine, keep: Keep, tmp_path: Path
) -> None:
    keep({"/c.wav": [owl(2.25)], "/a.wav": [owl(1.5), tit(9.0)], "/b.wav": []})
    path = tmp_path / "page.txt"
    for where, begins in (
        ({}, ["1.5000", "9.0000", "122.2500"]),
        # A filter on what was heard keeps the recordings in which it was not.
        ({"species": "Strix aluco"}, ["1.5000", "122.2500"]),
        # One on recordings does not: what is not opened in Raven has no place in its page.
        ({"path": ["/b.wav", "/c.wav"]}, ["62.2500"]),
        ({"date": "2024-05-01", "confidence": {"ge": 0.9}}, ["1.5000", "122.2500"]),
        ({"site": "nowhere"}, []),
    ):
        run_export(engine, format="raven", destination=str(path), where=where)
        lines = table(path, "\t")
        assert [line["Begin Time (s)"] for line in lines] == begins
        assert [line["Selection"] for line in lines] == [str(n + 1) for n in range(len(begins))]
    run_export(engine, format="raven", destination=str(path))
    assert [line["File Offset (s)"] for line in table(path, "\t")] == ["1.5000", "9.0000", "2.2500"]


def test_a_runs_files_tell_of_that_run_only(engine: Engine, keep: Keep, tmp_path: Path) -> None:
    keep({"/0.wav": [owl()]})
    run = keep({"/a.wav": [], "/b.wav": [owl(1.0)]})
    written = write_results(
        engine, [run], MODEL, run_files(engine, ["raven", "csv"], tmp_path, ["/a.wav", "/b.wav"])
    )
    assert [path.name for path in written] == [
        "linnet.selection.table.txt",
        "linnet.detections.csv",
        RECORD,
    ]
    record = ResultsRecord.model_validate_json(written[2].read_text("utf-8"))
    assert (record.inputs, record.run.run_id, record.model) == (["/a.wav", "/b.wav"], run, MODEL)
    assert [line["Begin Time (s)"] for line in table(written[0], "\t")] == ["61.0000"]
    assert [line["File"] for line in table(written[1])] == ["/b.wav"]


def test_files_of_an_earlier_run_in_other_formats_are_listed(
    engine: Engine, keep: Keep, tmp_path: Path
) -> None:
    first = keep({"/a.wav": [owl()]})
    files = run_files(engine, ["raven", "csv"], tmp_path, ["/a.wav"])
    written = write_results(engine, [first], MODEL, files)
    assert earlier_results(files, written) == []
    second = keep({"/b.wav": [owl()]})
    files = run_files(engine, ["csv"], tmp_path, ["/b.wav"], replace=True)
    written = write_results(engine, [second], MODEL, files)
    assert earlier_results(files, written) == [tmp_path / "linnet.selection.table.txt"]
    files = run_files(engine, [], tmp_path, ["/b.wav"])
    assert earlier_results(files, write_results(engine, [second], MODEL, files)) == []


def test_a_runs_audacity_labels_have_a_file_for_each_recording(
    engine: Engine, keep: Keep, tmp_path: Path
) -> None:
    run = keep({"/card/a.wav": [owl(1.0)], "/card/b/a.wav": [tit(2.0)], "/card/c.wav": []})
    files = run_files(engine, ["audacity", "csv"], tmp_path, ["/card"])
    *written, _ = write_results(engine, [run], MODEL, files)
    assert [path.relative_to(tmp_path).as_posix() for path in written] == [
        "linnet.detections.csv",
        "a.wav.audacity.txt",
        "b/a.wav.audacity.txt",
        "c.wav.audacity.txt",
    ]
    assert [path.read_text("utf-8").split("\t")[0] for path in written[1:]] == [
        "1.0000",
        "2.0000",
        "",
    ]


def test_kaleidoscope_survives_a_comma_and_an_umlaut(
    engine: Engine, keep: Keep, tmp_path: Path
) -> None:
    keep({f"{FIELD}/a.wav": [owl(0.5625)], "D:\\Süd, 2\\N\\b.wav": [tit(1.0)]})
    path = tmp_path / "k.csv"
    run_export(engine, format="kaleidoscope", destination=str(path))
    first, second = table(path)
    place = ["/Feld, Süd", "Nacht", "a.wav", "0.5625", "3.0", "Tawny Owl"]
    assert list(first.values())[:-1] == place
    assert float(first["TOP1DIST"]) == pytest.approx(0.98765, abs=1e-4)
    assert (second["INDIR"], second["FOLDER"], second["IN FILE"]) == ("D:\\Süd, 2", "N", "b.wav")


@pytest.mark.parametrize("name", ["csv", "raven", "kaleidoscope", "audacity", "ndjson"])
def test_times_are_right_to_the_millisecond(
    engine: Engine, keep: Keep, tmp_path: Path, name: str
) -> None:
    keep({"/a.wav": [(1.2345, 4.5678, "S", "C", 0.5)]})
    path = tmp_path / "out.txt"
    run_export(engine, format=name, destination=str(path))
    if name == "audacity":
        start, end, label = path.read_text("utf-8").rstrip("\n").split("\t")
        assert label == "C 0.50"
    elif name == "ndjson":
        row = json.loads(path.read_text("utf-8"))
        start, end = row["start"], row["end"]
    else:
        (row,) = table(path, "\t" if name == "raven" else ",")
        if name == "kaleidoscope":
            start = row["OFFSET"]
            end = str(float(start) + float(row["DURATION"]))
        else:
            ends = (
                ("Begin Time (s)", "End Time (s)") if name == "raven" else ("Start (s)", "End (s)")
            )
            start, end = (row[each] for each in ends)
    assert float(start) == pytest.approx(1.2345, abs=1e-4)
    assert float(end) == pytest.approx(4.5678, abs=2e-4)


def test_csv_has_the_columns_of_birdnet_analyzer_and_those_asked_for(
    engine: Engine, keep: Keep, tmp_path: Path
) -> None:
    settings = {"overlap": 1.5, "sensitivity": 1.0, "minConfidence": 0.1, "speciesList": ["a", "b"]}
    keep({"/a.wav": [owl()]}, settings=json.dumps(settings))
    path = tmp_path / "a.csv"
    asked = ["lat", "lon", "week", "overlap", "sensitivity", "min_conf", "species_list", "model"]
    run_export(engine, format="csv", destination=str(path), columns=asked)
    header, line = csv.reader(path.read_text("utf-8").splitlines())
    usual = ["Start (s)", "End (s)", "Scientific name", "Common name", "Confidence", "File"]
    assert header == [*usual, *asked]
    assert line[6:] == ["52.5", "13.4", "17", "1.5", "1.0", "0.1", "2 species", "m"]
    run_export(engine, format="csv", destination=str(path))
    assert path.read_text("utf-8").splitlines()[0] == ",".join(usual)


# What a model's author, a label or a file's name may hold.
NASTY = st.text(
    st.sampled_from(
        "=+-@\uff1d\uff0b\uff0d\uff20\ufe63\u2212\t\r\n,;\"' aü鳥|"
        "<U+0B>\u2028\x0b\x00\x07\x1b\x7f\x9b"
        "\u00a0\u00ad\u200b\u200d\u200f\u202e\u2066\u2800\u3000\ufeff\U000e0041"
    ),
    max_size=12,
)

# What a spreadsheet may pass over, and what it may then take for a formula.
UNSEEN = re.compile("[\\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\ufeff\U000e0041]*")
FORMULA = re.compile("[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20\ufe63\u2212]")
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u200f\u2028\u202e\u2066\ufeff]")


@settings(suppress_health_check=ONE_FIXTURE, max_examples=40)
@given(names=st.lists(NASTY, min_size=1, max_size=4, unique=True))
def test_no_name_breaks_out_of_its_cell_or_becomes_a_formula(
    engine: Engine, keep: Keep, tmp_path: Path, names: list[str]
) -> None:
    with engine.catalog.transaction() as db:
        db.execute("DELETE FROM Recording")
    heard = [(3.0 * n, 3.0 * n + 3, f"S{n}", name, 0.5) for n, name in enumerate(names)]
    with engine.catalog.transaction() as db:
        db.execute("DELETE FROM Species")
    keep({f"/{names[0].replace('/', '')}/a.wav": heard})
    formats = ["csv", "raven", "kaleidoscope", "audacity", "table"]
    run_export(engine, format=formats, destination=str(tmp_path / "out"))
    place = tmp_path / "out"
    for name, column in (
        ("linnet.detections.csv", "Common name"),
        ("linnet.kaleidoscope.csv", "TOP1MATCH"),
    ):
        lines = table(place / name)
        meant = [each or f"S{n}" if column == "TOP1MATCH" else each for n, each in enumerate(names)]
        plain = [each.replace("\r\n", "\n").replace("\r", "\n") for each in meant]
        for line in lines:
            for cell in line.values():
                assert not FORMULA.match(UNSEEN.sub("", cell, count=1))
        assert not OBEYED.search((place / name).read_text("utf-8"))
        titles, *rows = (row.cells for row in read_table(place / name).rows)
        read = [row[titles.index(column)] for row in rows]
        assert [each.strip() for each in read] == [each.strip() for each in plain]
    raven = (place / "linnet.selection.table.txt").read_text("utf-8")
    selections = raven.split("\n")[1:-1]
    assert [len(line.split("\t")) for line in selections] == [15] * len(names)
    assert [len(line.splitlines()) for line in selections] == [1] * len(names)
    labels = (place / "linnet.audacity.txt").read_text("utf-8").split("\n")[:-1]
    assert [len(line.split("\t")) for line in labels] == [3] * len(names)


def test_json_gives_the_rows_that_query_gives(engine: Engine, keep: Keep, tmp_path: Path) -> None:
    keep({"/ü.wav": [owl(1.5), tit(4.0005)], "/b.wav": [tit()]})
    asked = {
        row["detectionId"]: row
        for row in every(engine.catalog.reader(), "detections", where={}, order_by=[])
    }
    run_export(engine, format=["json", "ndjson"], destination=str(tmp_path))
    whole = json.loads((tmp_path / "linnet.detections.json").read_text("utf-8"))
    lines = (tmp_path / "linnet.detections.ndjson").read_text("utf-8").splitlines()
    assert [json.loads(line) for line in lines] == whole
    assert len(whole) == 3
    for row in whole:
        del row["analysisId"]
        # `query` tells more of a row than an export has columns.
        assert row.items() <= asked[row["detectionId"]].items()


def test_the_papers_table_has_every_recording_and_its_most_probable_species(
    engine: Engine, keep: Keep, tmp_path: Path
) -> None:
    keep({"/b.wav": [owl(0.0, 0.7), owl(3.0, 0.9), tit(0.0, 0.8)], "/a.wav": [], "/c.wav": [tit()]})
    path = tmp_path / "table.csv"
    run_export(engine, format="table", destination=str(path))
    assert [list(line.values()) for line in table(path)] == [
        ["/a.wav", "", "", ""],
        ["/b.wav", "0.8000", "0.9000", "Strix aluco"],
        ["/c.wav", "0.5000", "", "Parus major"],
    ]
    with pytest.raises(InvalidParams):
        run_export(engine, format="table", destination=str(tmp_path), perRecording=True)
    with pytest.raises(InvalidParams):
        run_export(engine, format="table", destination=str(tmp_path), select="annotations")


def test_labels_as_they_stand(engine: Engine, keep: Keep, tmp_path: Path) -> None:
    keep({"/a.wav": [owl(1.0)], "/b.wav": []})
    with engine.catalog.transaction() as db:
        person = insert(db, "Labeler", name="Ana", email="a@b.c", isHuman=1)
        (region,) = db.execute("SELECT regionId FROM RegionOfInterest").fetchone()
        (species,) = db.execute("SELECT speciesId FROM Species").fetchone()
        db.execute("UPDATE Annotation SET mostRecent = 0")
        label = insert(
            db,
            "Annotation",
            verified="YES",
            regionId=region,
            labelerId=person,
            annotationDate="2024-05-02",
            speciesId=species,
            speciesProbability=90,
            mostRecent=1,
        )
        batch = insert(db, "AnnotationBatch", labelerId=person, what="annotate", madeAt="2024")
        facts = {"comment": "=pair", "lowHz": 500.0, "highHz": 2000.0}
        insert(db, "AnnotationFacts", annotationId=label, batchId=batch, **facts)
    formats = ["raven", "csv", "ndjson", "audacity"]
    run_export(engine, format=formats, destination=str(tmp_path), select="annotations")
    (line,) = table(tmp_path / "linnet.selection.table.txt", "\t")
    assert (line["Low Freq (Hz)"], line["High Freq (Hz)"]) == ("500.0", "2000.0")
    assert (line["Verified"], line["Labeler"], line["Comment"]) == ("YES", "Ana", "=pair")
    (line,) = table(tmp_path / "linnet.annotations.csv")
    assert (line["Confidence"], line["Comment"]) == ("0.9000", "'=pair")
    row = json.loads((tmp_path / "linnet.annotations.ndjson").read_text("utf-8"))
    assert (row["annotationId"], row["labeler"], row["comment"]) == (label, "Ana", "=pair")
    everything = {"mostRecent": [0, 1]}
    result = run_export(
        engine, format="csv", destination=str(tmp_path), select="annotations", where=everything
    )
    assert result.rows == 2


def test_each_recording_has_its_own_file_in_its_own_folder(
    engine: Engine, keep: Keep, tmp_path: Path
) -> None:
    urls = ["/card/Süd/1.wav", "/card/Süd/1.flac", "/card/north/1.wav", "/card/north/deep/2.wav"]
    keep({url: [owl(float(n))] for n, url in enumerate(urls)} | {"/card/silent.wav": []})
    result = run_export(
        engine, format=["raven", "csv"], destination=str(tmp_path), perRecording=True
    )
    assert (result.written, result.rows) == (10, 4)
    for n, url in enumerate(urls):
        place = tmp_path / Path(url).relative_to("/card")
        (line,) = table(place.with_name(place.name + ".csv"))
        assert (line["File"], float(line["Start (s)"])) == (url, n)
        (line,) = table(place.with_name(place.name + ".selection.table.txt"), "\t")
        assert float(line["Begin Time (s)"]) == n
    assert table(tmp_path / "silent.wav.csv") == []


@pytest.mark.parametrize("where", [{"nothing": 1}, {"confidence": "'; DROP TABLE Run;--"}])
def test_a_wrong_filter_is_told_and_leaves_no_file(
    engine: Engine, keep: Keep, tmp_path: Path, where: dict[str, Any]
) -> None:
    keep({"/a.wav": [owl()]})
    for name in FORMATS:
        with pytest.raises(InvalidParams):
            run_export(engine, format=name, destination=str(tmp_path / "out"), where=where)
    assert not list((tmp_path / "out").glob("*"))


def test_a_cancelled_export_leaves_what_was_there(
    engine: Engine, keep: Keep, tmp_path: Path
) -> None:
    keep({"/a.wav": [owl()]})
    path = tmp_path / "out.csv"
    request = ExportRequest(format="csv", destination=str(path))
    export(engine, request, Call())
    before = path.read_bytes()
    keep({"/b.wav": [owl()]})
    call = Call()
    call.cancelled.set()
    with pytest.raises(RequestCancelled):
        export(engine, request, call)
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == ["out.csv"]


def test_progress_tells_rows_and_ends_with_all(engine: Engine, keep: Keep, tmp_path: Path) -> None:
    keep({"/a.wav": [owl(), tit()], "/b.wav": [owl()]})
    told: list[Any] = []

    def listen(value: Any, last: bool) -> bool:
        told.append(value)
        return True

    call = Call(listen, every_s=0.0)
    export(engine, ExportRequest(format="csv", destination=str(tmp_path / "a.csv")), call)
    assert [each.done for each in told] == sorted(each.done for each in told)
    assert (told[0].kind, told[-1].kind, told[-1].done, told[-1].total) == ("begin", "end", 3, 3)


def test_raven_shows_the_channel_that_was_analysed(tmp_path: Path) -> None:
    engine = engine_with_base(tmp_path / "home", dimension=4)
    both = np.stack([tone(3.0), tone(3.0)], axis=1)
    path = str(write_wav(tmp_path / "a.wav", both))
    for channel, shown in ((None, "1"), (2, "2")):
        asked = InferRequest(inputs=[path], model="base", min_confidence=0.0, channel=channel)
        assert infer(engine, asked, Call()).stats.detections
        out = tmp_path / f"{shown}.txt"
        run_export(engine, format="raven", destination=str(out))
        assert {line["Channel"] for line in table(out, "\t")} == {shown}
    engine.close()
