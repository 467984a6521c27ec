"""Folders are made whatever their depth, and their names are on the disk."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sidecar import durable
from sidecar.errors import StorageFull, writing


def test_hundreds_of_missing_folders_are_made(tmp_path: Path) -> None:
    folder = tmp_path.joinpath(*["d"] * (50 if os.name == "nt" else 700))
    durable.make_folder(folder)
    assert folder.is_dir()
    durable.make_folder(folder)


def test_a_file_in_the_way_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for folder in (tmp_path / "file", tmp_path / "file" / "folder"):
        with pytest.raises(FileExistsError):
            durable.make_folder(folder)


def test_each_new_name_is_written_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[Path] = []
    monkeypatch.setattr(durable, "sync_folder", written.append)
    durable.make_folder(tmp_path / "a" / "b" / "c")
    assert written == [tmp_path, tmp_path / "a", tmp_path / "a" / "b"]


def test_a_folder_that_nobody_can_write_out_is_no_error(tmp_path: Path) -> None:
    durable.sync_folder(tmp_path)
    if os.path.isdir("/proc/self"):
        durable.sync_folder(Path("/proc/self"))  # a file system that knows no such thing


def test_a_place_that_takes_no_folders_is_an_error_that_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: object, mode: int = 0o777) -> None:
        raise FileNotFoundError(2, "No such file or directory", path)  # as /proc does

    monkeypatch.setattr(os, "mkdir", refuse)
    with pytest.raises(StorageFull, match="no folder can be made there"), writing(tmp_path / "x"):
        durable.make_folder(tmp_path / "x")
