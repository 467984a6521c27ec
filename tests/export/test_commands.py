"""`linnet export` and `linnet clips`, as they are typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import soundfile

from sidecar.app.engine import Engine
from sidecar.cli.arguments import parser
from sidecar.cli.terminal import run, run_command
from sidecar.errors import InvalidParams
from sidecar.rpc.verb import Call
from tests.export.conftest import Keep, owl, tit
from tests.factories import tone


def _typed(engine: Engine, *words: str) -> int:
    return run(engine, parser().parse_args(words), Call())


def test_export_takes_the_filters_of_query(
    engine: Engine, keep: Keep, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep({"/a.wav": [owl(0.0, 0.9), tit(3.0, 0.4)]})
    words = ["export", f"{tmp_path}/out/", "--format", "csv,parquet", "--json"]
    assert _typed(engine, *words, "--where", "confidence>=0.5") == 0
    result = json.loads(capsys.readouterr().out)
    assert (result["written"], result["rows"]) == (2, 1)
    assert {Path(file["path"]).name for file in result["files"]} == {
        "linnet.detections.csv",
        "linnet.detections.parquet",
    }
    assert _typed(engine, "export", str(tmp_path / "a.csv"), "--columns", "lat,model") == 0
    assert (tmp_path / "a.csv").read_text("utf-8").splitlines()[0].endswith("File,lat,model")
    assert str(tmp_path / "a.csv") in capsys.readouterr().out.replace("\n", "")
    with pytest.raises(InvalidParams):
        _typed(engine, "export", str(tmp_path), "--where", "nothing=1")


def test_a_name_longer_than_the_system_allows_is_told(
    engine: Engine,
    keep: Keep,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    keep({"/field/a.wav": [owl()]})
    monkeypatch.setattr("signal.signal", lambda *_: None)  # Ctrl+C stays the tests' own
    words = ["export", f"{tmp_path}/{'a' * 5000}.csv"]
    assert run_command(engine.settings, parser().parse_args(words)) == 1
    assert "too long for this system" in capsys.readouterr().err.replace("\n", " ")


def test_clips_tell_of_recordings_that_are_gone(
    engine: Engine, keep: Keep, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    there = tmp_path / "a.wav"
    soundfile.write(there, tone(5.0), 48_000)
    keep({str(there): [owl()], str(tmp_path / "gone.wav"): [owl()]})
    out = str(tmp_path / "out")
    assert _typed(engine, "clips", out, "--padding", "1", "--most", "5", "--where", "start<5") == 1
    told = capsys.readouterr()
    assert "1 clip of 1 species" in told.out and "gone.wav" in told.err
    assert _typed(engine, "clips", out, "--padding", "1", "--where", f"path={there}") == 0


def test_a_format_that_there_is_not_is_told_with_those_that_there_are(
    engine: Engine, keep: Keep, tmp_path: Path
) -> None:
    keep({"/a.wav": [owl()]})
    with pytest.raises(InvalidParams) as caught:
        _typed(engine, "export", str(tmp_path), "--format", "csv,xlsx")
    assert caught.value.field == "--format" and "xlsx" in caught.value.message
    assert "raven" in caught.value.hint


def test_a_list_of_species_that_is_not_there_is_told(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(InvalidParams) as caught:
        _typed(engine, "analyze", str(tmp_path), "--species-list", str(tmp_path / "none.txt"))
    assert caught.value.field == "--species-list"


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("out.parquet", "parquet"),
        ("OUT.JSON", "json"),
        ("out.ndjson", "ndjson"),
        ("out.csv", "csv"),
        ("out.table.csv", "table"),
        ("out.kaleidoscope.csv", "kaleidoscope"),
        ("out.selection.table.txt", "raven"),
        ("out.audacity.txt", "audacity"),
        ("out", "csv"),
    ],
)
def test_the_name_of_a_file_means_its_format(
    engine: Engine,
    keep: Keep,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    form: str,
) -> None:
    keep({str(tmp_path / "a.wav"): [owl()]})
    assert _typed(engine, "export", str(tmp_path / name), "--json") == 0
    (file,) = json.loads(capsys.readouterr().out)["files"]
    assert file["format"] == form


@pytest.mark.parametrize(
    ("name", "words", "message"),
    [
        ("out.xlsx", [], 'The name "out.xlsx" does not tell the format.'),
        ("out.txt", [], 'The name "out.txt" does not tell the format.'),
        ("out.csv.gz", [], 'The name "out.csv.gz" does not tell the format.'),
        ("out.parquet", ["csv"], 'The name "out.parquet" does not fit the format csv: end it'),
        ("out.xlsx", ["csv"], 'The name "out.xlsx" does not fit the format csv: end it'),
        ("out.tsv", ["csv"], 'The name "out.tsv" does not fit the format csv: end it'),
        ("out.txt", ["parquet"], 'The name "out.txt" does not fit the format parquet: end it'),
        ("out.csv", ["csv,json"], 'A file per format needs a folder, but "out.csv" is the name'),
    ],
)
def test_a_name_that_promises_another_format_is_refused(
    engine: Engine, keep: Keep, tmp_path: Path, name: str, words: list[str], message: str
) -> None:
    keep({str(tmp_path / "a.wav"): [owl()]})
    option = ["--format", *words] if words else []
    with pytest.raises(InvalidParams) as caught:
        _typed(engine, "export", str(tmp_path / name), *option)
    assert caught.value.message.startswith(message) and caught.value.hint
    assert not (tmp_path / name).exists()


def test_a_file_per_recording_needs_a_folder(engine: Engine, keep: Keep, tmp_path: Path) -> None:
    keep({str(tmp_path / "a.wav"): [owl()]})
    with pytest.raises(InvalidParams, match="needs a folder"):
        _typed(engine, "export", str(tmp_path / "out.csv"), "--per-recording")


def test_a_preview_and_a_plan_write_nothing(
    engine: Engine, keep: Keep, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep({"/a.wav": [owl(0.0, 0.9), tit(3.0, 0.4), owl(6.0, 0.5)]})
    assert _typed(engine, "export", "--preview", "1", "--format", "csv,parquet") == 0
    shown = capsys.readouterr().out
    assert "Start (s),End (s),Scientific name" in shown and "Tawny Owl" in shown
    assert "Great Tit" not in shown and "More rows follow." in shown
    words = ["export", str(tmp_path / "a.csv"), "--most", "1", "--methods"]
    assert _typed(engine, *words, "--dry-run") == 0
    plan = capsys.readouterr().out.replace("\n", " ")
    assert f"Would write {tmp_path}/a.csv" in plan and "4 files with 2 rows" in plan
    assert not list(tmp_path.glob("a.*"))
    assert _typed(engine, *words, "--json") == 0
    assert json.loads(capsys.readouterr().out)["rows"] == 2
    (tmp_path / "a.csv").write_text("a person's own\n")
    assert _typed(engine, *words, "--dry-run") == 0
    plan = capsys.readouterr().out.replace("\n", " ")
    assert f"Cannot write {tmp_path}/a.csv" in plan and "Nothing would be written" in plan
    with pytest.raises(InvalidParams) as caught:
        _typed(engine, "export")
    assert caught.value.field == "destination"


def test_clips_are_counted_before_they_are_cut(
    engine: Engine, keep: Keep, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    there = tmp_path / "a.wav"
    soundfile.write(there, tone(6.0), 48_000)
    keep({str(there): [owl(), tit(3.0)], str(tmp_path / "gone.wav"): [owl()]}, seconds=6.0)
    words = ["clips", str(tmp_path / "out"), "--names", "{species}_{verdict}"]
    assert _typed(engine, *words, "--dry-run") == 0
    plan = capsys.readouterr().out
    assert "Strix aluco: 1 clip" in plan and "2 clips, of which 0 exist" in plan
    assert "1 recording cannot be found" in plan and not (tmp_path / "out").exists()
    _typed(engine, *words)
    assert len(list((tmp_path / "out").rglob("Strix aluco_unchecked_*.flac"))) == 1
