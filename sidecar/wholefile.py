"""Writes files that appear whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from sidecar import scratch
from sidecar.durable import make_folder, sync_folder
from sidecar.errors import PathNotAllowed, too_long_refused, writing

_BEGIN = ".linnet-"


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Write a file beside its place, and move it there when it is complete and on the disk.

    Raises StorageFull, or PathNotAllowed if the file cannot exist.
    """
    with whole_files() as files, files.file(path) as file:
        yield file


class WholeFiles:
    """Files that appear together, each in place of an earlier one, or not at all."""

    def __init__(self) -> None:
        self._written: list[tuple[str, Path]] = []
        self._made: list[Path] = []

    @contextmanager
    def file(self, path: Path) -> Iterator[BinaryIO]:
        """Write one file beside its place. Raises StorageFull or PathNotAllowed."""
        with _at_place(path):
            self._made += make_folder(path.parent)
            handle, name = tempfile.mkstemp(prefix=_BEGIN, suffix=scratch.mark(), dir=path.parent)
            try:
                with open(handle, "wb") as file:
                    yield file
                    file.flush()
                    os.fsync(file.fileno())
                os.chmod(name, 0o666 & ~_umask())
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise
            self._written.append((name, path))

    def move(self) -> None:
        """Move all files to their places, after all are on the disk."""
        for name, path in self._written:
            with _at_place(path):
                os.replace(name, path)
        for folder in dict.fromkeys(path.parent for _, path in self._written):
            sync_folder(folder)
        self._written, self._made = [], []

    def drop(self) -> None:
        """Remove what is not in its place, and the folders made for it."""
        for name, _ in self._written:
            Path(name).unlink(missing_ok=True)
        for folder in reversed(self._made):
            with suppress(OSError):  # something lies in it
                folder.rmdir()


@contextmanager
def whole_files() -> Iterator[WholeFiles]:
    """Write several files, which appear at the end, or not at all where something fails."""
    files = WholeFiles()
    try:
        yield files
        files.move()
    except BaseException:
        files.drop()
        raise


def sweep(folder: Path) -> None:
    """Remove the unfinished files that killed programs left in a folder."""
    scratch.sweep(folder, f"{_BEGIN}*")


@contextmanager
def _at_place(path: Path) -> Iterator[None]:
    with writing(path), _possible(path), too_long_refused():
        yield


@contextmanager
def _possible(path: Path) -> Iterator[None]:
    try:
        yield
    except (IsADirectoryError, NotADirectoryError, FileExistsError) as error:
        raise PathNotAllowed(
            f"The file {path} cannot be created.",
            hint="A folder has the file's name, or a file has the name of its folder.",
            path=path,
        ) from error


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
