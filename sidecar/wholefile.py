"""Writes files that appear whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
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
    with writing(path), _possible(path), too_long_refused():
        make_folder(path.parent)
        handle, name = tempfile.mkstemp(prefix=_BEGIN, suffix=scratch.mark(), dir=path.parent)
        try:
            with open(handle, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            os.chmod(name, 0o666 & ~_umask())
            os.replace(name, path)
            sync_folder(path.parent)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def sweep(folder: Path) -> None:
    """Remove the unfinished files that killed programs left in a folder."""
    scratch.sweep(folder, f"{_BEGIN}*")


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
