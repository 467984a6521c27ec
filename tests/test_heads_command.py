"""`linnet heads`: what a person at a terminal reads of versions, counts, comparisons and files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sidecar.__main__ import main
from tests.methods.night import label_recording, nightly, train

Linnet = Callable[..., str]


@pytest.fixture
def linnet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Linnet:
    """Run a command in a home with two versions of a head; gives what it prints."""
    home = tmp_path / "home"
    engine = nightly(home)
    train(engine, hold_back=0.25, background=0)
    for recording_id in range(9, 13):
        label_recording(engine, recording_id)
    train(engine, hold_back=0.25, background=0)
    engine.close()
    monkeypatch.setenv("LINNET_HOME", str(home))
    monkeypatch.setenv("LINNET_CATALOG", str(home / "catalog.sqlite"))
    monkeypatch.setenv("LINNET_MODEL", "base")
    monkeypatch.setenv("COLUMNS", "200")

    def run(*typed: str, code: int = 0) -> str:
        capfd.readouterr()
        assert main(["heads", *typed]) == code
        printed = capfd.readouterr()
        return printed.out + printed.err

    return run


def test_versions_are_listed_used_renamed_and_removed(linnet: Linnet) -> None:
    assert "gate" in linnet("list")
    late, early = linnet("versions", "gate").splitlines()[1:]
    assert late.startswith("2") and "in use" in late
    assert early.startswith("1") and "in use" not in early
    assert "is active" in linnet("use", "gate", "1")
    assert "gate is porch now, with 2 versions" in linnet("rename", "gate", "porch")
    told = linnet("remove", "porch", "--version", "1", "--dry-run")
    assert told.splitlines() == [
        "Version 1 of porch would be removed.",
        "Version 2 is in use.",
    ]
    assert "Version 1 of porch was removed." in linnet("remove", "porch", "--version", "1")
    assert "No version of porch is left." in linnet("remove", "porch")
    assert "no heads yet" in linnet("list")


def test_a_dry_run_says_that_nothing_was_written(linnet: Linnet) -> None:
    told = linnet("apply", "gate", "--dry-run", "--thresholds", "0.3", "0.7")
    assert "at 0.3" in told and "at 0.7" in told
    assert "Nothing was written." in told


def test_a_comparison_shows_both_and_the_difference(linnet: Linnet) -> None:
    told = linnet("compare", "gate@1", "gate@2")
    assert "AP gate 1" in told and "AP gate 2" in told and "difference" in told
    assert "of 3 recordings from which neither learnt; 9 more were left out." in told
    assert "Both are version 2 of gate." in linnet("compare", "gate", "gate@2", code=2)


def test_a_head_goes_out_and_comes_in(linnet: Linnet, tmp_path: Path) -> None:
    assert "Version 1 of gate is in" in linnet("export", "gate@1", str(tmp_path))
    file = tmp_path / "gate-1.linnet-head"
    assert "here already: version 1 of gate" in linnet("import", str(file))
    assert "This head is here already." in linnet("card", str(file))
    linnet("remove", "gate", "--version", "1")
    assert "It can be installed here" in linnet("card", str(file))
    told = linnet("import", str(file))
    assert "Another version stays in use. To use this one: linnet heads use gate 1" in told
    file.write_bytes(file.read_bytes()[:200])
    assert "damaged" in linnet("import", str(file), code=1)
