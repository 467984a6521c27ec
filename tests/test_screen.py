"""Sentences on the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from sidecar.cli.arguments import parser
from sidecar.cli.query import selects
from sidecar.cli.screen import counted, show_error
from sidecar.cli.terminal import run_command
from sidecar.contract.query import LISTINGS
from sidecar.errors import RecordingNotFound, UnreadableAudio
from sidecar.settings import Settings
from tests.conftest import MANIFESTS

PATH = f"/{'a long folder/' * 10}night.wav"


def test_errors_are_not_wrapped_where_there_is_no_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    show_error(RecordingNotFound("There is no such file.", path=PATH, hint="Was it moved?"))
    told = capsys.readouterr().err
    assert told == f"linnet: {PATH}: There is no such file.\nWas it moved?\n"


def test_an_error_of_several_options_names_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(tmp_path, tmp_path / "catalog.sqlite", MANIFESTS)
    typed = ["analyze", str(tmp_path), "--latitude", "48"]
    assert run_command(settings, parser().parse_args(typed)) == 2
    assert capsys.readouterr().err == "linnet: Latitude and longitude go together.\n"


def test_the_command_that_repairs_names_the_catalog_that_was_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(tmp_path, tmp_path / "my catalog.sqlite", MANIFESTS)
    settings.catalog.write_bytes(b"no catalog" * 1000)
    typed = ["catalog", "check", "--catalog", str(settings.catalog)]
    assert run_command(settings, parser().parse_args(typed)) == 1
    told = capsys.readouterr().out
    assert f'linnet catalog repair --catalog "{settings.catalog}"\n' in told


@pytest.mark.parametrize("message", ["The file {} is damaged.", "Cannot read {}.", '"{}" ends.'])
def test_a_path_is_named_once(message: str, capsys: pytest.CaptureFixture[str]) -> None:
    show_error(UnreadableAudio(message.format(PATH), path=PATH))
    assert capsys.readouterr().err == f"linnet: {message.format(PATH)}\n"


def test_one_is_not_many() -> None:
    told = [counted(number, "file") for number in (0, 1, 2, 1000)]
    assert told == ["0 files", "1 file", "2 files", "1,000 files"]


def test_an_error_names_what_was_typed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = Settings(tmp_path, tmp_path / "catalog.sqlite", MANIFESTS)
    typed = ["labels", "add", "--recording", "a.wav", "--start", "-1", "--end", "2"]
    assert run_command(settings, parser().parse_args(typed)) == 2
    assert capsys.readouterr().err.startswith("linnet: --start: ")


def test_help_explains_all_that_can_be_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert {*selects(), "similar"} == set(LISTINGS)
    with pytest.raises(SystemExit):
        parser("query").parse_args(["query", "--help"])
    shown = capsys.readouterr().out
    told = dict(line.split(maxsplit=1) for line in shown.splitlines() if len(line.split()) > 1)
    assert {name: told.get(name) for name in selects()} == {
        name: LISTINGS[name].summary for name in selects()
    }
    assert "docs/catalog.md" in shown
    assert parser("query").parse_args(["query", "runs", "--exact"]).total == "exact"
