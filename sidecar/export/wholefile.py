"""Files that are there wholly, or as they were before."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from sidecar.errors import PathNotAllowed, writing

_BEGIN, _END = ".linnet-", ".partial"

# What is being written grows all the time: one that has not for so long was left by a kill.
_LEFT_S = 3600.0


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Write a file beside its place and move it there once it is complete and on the disk.

    Raises StorageFull, or PathNotAllowed where no such file can be.
    """
    with writing(path), _possible(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=_BEGIN, suffix=_END, dir=path.parent)
        try:
            with open(handle, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            os.chmod(name, 0o666 & ~_umask())
            os.replace(name, path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def sweep(folder: Path) -> None:
    """Remove what programs that were killed have left in a folder."""
    for path in folder.glob(f"{_BEGIN}*{_END}"):
        with suppress(OSError):
            if path.stat().st_mtime < time.time() - _LEFT_S:
                path.unlink()


@contextmanager
def _possible(path: Path) -> Iterator[None]:
    try:
        yield
    except (IsADirectoryError, NotADirectoryError, FileExistsError) as error:
        raise PathNotAllowed(
            f"There cannot be a file {path}.",
            hint="A folder is where the file is meant to be, or a file where its folder is.",
            path=path,
        ) from error


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
