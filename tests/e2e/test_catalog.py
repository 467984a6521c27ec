"""`linnet catalog` on the command line: what is printed, and the exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sidecar.__main__ import main
from tests.catalog.sqlite.old import make_latest


def test_a_damaged_catalog_is_told_repaired_and_well_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = make_latest(tmp_path / "catalog.sqlite", more=4)
    given = ["--catalog", str(path)]
    assert main(["catalog", "check", *given]) == 0
    out = capsys.readouterr().out
    assert "The catalog has no problems." in out and "annotations" in out

    content = bytearray(path.read_bytes())
    content[12 * 4096 : 13 * 4096] = bytes(4096)
    path.write_bytes(content)
    assert main(["catalog", "check", *given]) == 1
    out = capsys.readouterr().out
    assert "linnet catalog repair" in out and "annotation" not in out
    assert main(["catalog", "repair", *given]) == 1  # some of it was lost
    out = capsys.readouterr().out
    assert "Copy from before:" in out and "Mended:" in out and "were unreadable" in out
    assert main(["catalog", "check", "--json", *given]) == 0
    assert json.loads(capsys.readouterr().out)["problems"] == []


def test_a_backup_is_written_where_it_is_asked_for_but_over_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = make_latest(tmp_path / "catalog.sqlite")
    copy = tmp_path / "copy.sqlite"
    arguments = ["catalog", "backup", str(copy), "--embeddings", "--catalog", str(path)]
    assert main(arguments) == 0 and str(copy) in capsys.readouterr().out
    assert (tmp_path / "copy.embeddings").is_dir()
    before = copy.read_bytes()
    assert main(arguments) == 2 and "already" in capsys.readouterr().err
    assert main(["catalog", "check", "--catalog", str(copy)]) == 0
    assert main(["catalog", "check", "--catalog", str(tmp_path / "none.sqlite")]) == 1
    assert copy.read_bytes() == before


@pytest.mark.parametrize("typed", ["drive", "drive/", "drive/copy.sqlite"])
def test_a_drive_that_is_not_connected_does_not_become_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], typed: str
) -> None:
    path = make_latest(tmp_path / "catalog.sqlite")
    assert main(["catalog", "backup", f"{tmp_path}/{typed}", "--catalog", str(path)]) == 2
    told = capsys.readouterr().err
    assert f"The folder {tmp_path / 'drive'} does not exist." in told
    assert not (tmp_path / "drive").exists()


@pytest.mark.parametrize(
    "typed",
    [
        "query recordings",
        "similar --detection 1",
        "export out",
        "clips out",
        "heads suggest owls",
        "labels undo",
        "recordings relink .",
        "recordings remove 1",
    ],
)
def test_a_catalog_that_is_not_there_is_told_and_not_made(
    typed: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mistyped.sqlite"
    assert main([*typed.split(), "--catalog", str(path)]) == 1
    assert "There is no catalog" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
