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
from sidecar.rpc.verb import Call
from sidecar.settings import Settings
from tests.conftest import MANIFESTS
from tests.factories import tone, write_wav


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


def test_a_folder_that_cannot_be_written_is_told(
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
