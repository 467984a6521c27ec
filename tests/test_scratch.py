"""Unfinished files are removed when their writer has ended, and never before."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sidecar import scratch

ROOT = Path(__file__).resolve().parents[1]


def _mark_of_an_ended_process() -> str:
    code = "from sidecar.scratch import mark; print(mark())"
    command = [sys.executable, "-c", code]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return ran.stdout.strip()


@pytest.fixture(scope="module")
def ended() -> str:
    return _mark_of_an_ended_process()


def test_what_an_ended_process_left_goes_and_all_else_stays(tmp_path: Path, ended: str) -> None:
    smaller = f".x{ended.removesuffix('.partial')}.int8.partial"
    gone = [f"a.csv{ended}", f"b{ended}-journal", smaller]
    folder = tmp_path / f"models{ended}"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "file").touch()
    stays = [f"a.csv{scratch.mark()}", "download.partial", "a.csv", f"a{ended}.csv", ended + ".wav"]
    for name in (*gone, *stays):
        (tmp_path / name).touch()
    scratch.sweep(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == set(stays)


def test_a_number_that_the_system_gave_out_again_is_not_the_writer(
    tmp_path: Path, ended: str
) -> None:
    pid = ended.split("-")[1]
    again = tmp_path / f"a{ended.replace(f'-{pid}-', f'-{os.getpid()}-')}"
    again.touch()
    assert scratch.left(again)


def test_files_of_another_computer_go_a_day_later(tmp_path: Path, ended: str) -> None:
    there = tmp_path / f"a.csv.00000000-{ended.split('-', 1)[1]}"
    there.touch()
    scratch.sweep(tmp_path)
    assert there.exists()
    os.utime(there, (0, 0))
    scratch.sweep(tmp_path)
    assert not there.exists()


def test_a_link_in_place_of_a_leftover_takes_nothing_with_it(tmp_path: Path, ended: str) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "file").touch()
    link = tmp_path / f"link{ended}"
    try:
        link.symlink_to(kept)
    except OSError:
        pytest.skip("this system makes no links")
    scratch.sweep(tmp_path)
    assert not link.is_symlink() and (kept / "file").exists()
