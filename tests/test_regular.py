"""What is opened is looked at too: another file may come between a look and its use."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from sidecar import regular
from sidecar.audio.decoders.forward import open_forward
from sidecar.errors import UnsupportedFormat
from sidecar.regular import copy_regular, open_regular, read_regular
from tests.factories import tone, write_wav


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in folders")
@pytest.mark.parametrize("read", [open_regular, read_regular, open_forward])
def test_a_pipe_that_takes_a_files_place_after_the_look_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read: object
) -> None:
    path = write_wav(tmp_path / "a.wav", tone(1.0))
    looked = regular.check_regular

    def swap(path: Path) -> os.stat_result:
        status = looked(path)
        path.unlink()
        os.mkfifo(path)
        return status

    monkeypatch.setattr(regular, "check_regular", swap)
    assert callable(read)
    with pytest.raises(UnsupportedFormat, match="not a regular file, but a pipe"):
        read(path)


def test_a_folder_is_no_regular_file(tmp_path: Path) -> None:
    with pytest.raises(UnsupportedFormat, match="not a regular file, but a folder"):
        open_regular(tmp_path)


def test_a_regular_file_is_read_and_copied_whole(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(bytes(range(256)) * 9000)
    assert read_regular(path) == path.read_bytes()
    assert copy_regular(path, tmp_path / "b").read_bytes() == path.read_bytes()


@pytest.mark.skipif(sys.platform != "linux", reason="lists open files as Linux does")
def test_no_handle_stays_open(tmp_path: Path) -> None:
    sound, text = write_wav(tmp_path / "a.wav", tone(1.0)), tmp_path / "a.txt"
    text.write_text("not sound")
    before = os.listdir("/proc/self/fd")
    open_forward(sound).close()
    for path in (text, tmp_path):
        with pytest.raises(Exception, match="not"):
            open_forward(path)
    assert len(os.listdir("/proc/self/fd")) == len(before)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in folders")
@pytest.mark.parametrize("count", [-1, 10])
def test_a_file_that_waits_for_news_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    """Some files of the system call themselves regular, and a pipe stands for them here."""
    path = tmp_path / "waits"
    os.mkfifo(path)
    monkeypatch.setattr(regular, "_refuse", lambda *_: None)
    writer = os.open(path, os.O_RDWR)
    try:
        with open_regular(path) as file, pytest.raises(BlockingIOError):
            file.read(count)
    finally:
        os.close(writer)
