"""Where results may go is asked before the work, not after it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sidecar.app.engine import Engine
from sidecar.cli.arguments import parse
from sidecar.cli.terminal import run_command
from sidecar.contract.export import ClipsRequest, ExportRequest
from sidecar.errors import PathNotAllowed, StorageFull
from sidecar.export.destination import check_apart, check_writable
from sidecar.export.formats import FORMATS
from sidecar.methods.clips import clips
from sidecar.methods.export import export
from sidecar.methods.results import RECORD
from sidecar.rpc.verb import Call
from sidecar.settings import Settings
from tests.conftest import MANIFESTS
from tests.factories import tone, write_wav
from tests.stored import engine_with_base


def _analyze(home: Path, out: Path, *more: str) -> int:
    """Analyse without a model, which is told only if nothing was wrong before."""
    card = write_wav(home / "card" / "a.wav", tone(1.0)).parent
    settings = Settings(home, home / "catalog.sqlite", MANIFESTS)
    return run_command(settings, parse(["analyze", str(card), "--out", str(out), *more]))


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("taken", "taken is a file."),
        ("taken/below", "taken is a file."),
        ("full", "Results need a file, but"),
        ("models/x", "where Linnet keeps its own files."),
        ("features", "where Linnet keeps its own files."),
    ],
)
def test_a_wrong_place_is_told_before_anything_is_analysed(
    place: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "taken").write_text("")
    (tmp_path / "full" / FORMATS["raven"].file_name).mkdir(parents=True)
    assert _analyze(tmp_path, tmp_path / place, "--format", "raven") == 1
    told = capsys.readouterr().err.replace("\n", " ")
    assert words in told and "is not installed" not in told
    assert not (tmp_path / "features").exists()


def test_a_right_place_is_no_trouble(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _analyze(tmp_path, tmp_path / "new" / "results", "--format", "raven") == 1
    assert "is not installed" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_a_folder_that_cannot_be_written_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("sidecar.export.destination.TemporaryFile", refuse)
    with pytest.raises(StorageFull, match="Permission denied"):
        check_writable(tmp_path / "not" / "there")


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="this system has no links")
def test_a_link_into_a_folder_of_ours_is_seen_through(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "models")
    with pytest.raises(PathNotAllowed):
        check_apart(tmp_path / "link" / "x", [tmp_path / "models"])
    check_apart(tmp_path / "models-of-mine", [tmp_path / "models"])


def test_exports_and_clips_stay_out_of_the_folders_of_ours(tmp_path: Path) -> None:
    engine = Engine(Settings(tmp_path, tmp_path / "catalog.sqlite", MANIFESTS))
    place = str(tmp_path / "models" / "x")
    with pytest.raises(PathNotAllowed):
        export(engine, ExportRequest(format="csv", destination=f"{place}.csv"), Call())
    with pytest.raises(PathNotAllowed):
        clips(engine, ClipsRequest(destination=place), Call())
    engine.close()


@pytest.mark.parametrize("form", ["csv", "audacity"])
def test_results_of_one_card_are_replaced_by_those_of_another_only_when_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    engine = engine_with_base(tmp_path / "home", dimension=4)
    first, second = (
        write_wav(tmp_path / card / "20240501_053000.wav", tone(3.0)).parent for card in "ab"
    )
    out = tmp_path / "results"

    def analyze(card: Path, *more: str) -> int:
        said = ["analyze", str(card), "--model", "base", "--format", form, "--out", str(out)]
        return run_command(engine.settings, parse([*said, *more]))

    assert analyze(first) == 0 and analyze(first) == 0  # the same card again
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    capsys.readouterr()
    assert analyze(second) == 1
    said = " ".join(capsys.readouterr().err.split())
    assert str(first) in said and "--replace" in said
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    assert engine.catalog.recordings.at([str(second / "20240501_053000.wav")]) is None
    assert analyze(second, "--replace") == 0
    assert str(second) in (out / RECORD).read_text("utf-8")
    engine.close()


def test_results_without_a_record_are_replaced_only_when_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    there = tmp_path / "results" / FORMATS["csv"].file_name
    there.parent.mkdir()
    there.write_text("another program's")
    assert _analyze(tmp_path, there.parent, "--format", "csv") == 1
    assert "--replace" in capsys.readouterr().err
    assert _analyze(tmp_path, there.parent, "--format", "csv", "--replace") == 1
    assert "is not installed" in capsys.readouterr().err
