"""Opens files to read, and regular files only: a pipe, a device or a socket may never end."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import sys
from collections.abc import Iterable
from io import BufferedReader, FileIO
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from sidecar.errors import UnsupportedFormat

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

# Without a wait for a pipe's other end; no terminal becomes ours. Windows knows neither.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
_FLAGS |= getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)

_AT_ONCE = 1 << 20


class _Ready(FileIO):
    """A file that has its bytes, or raises OSError.

    Some files of the system call themselves regular and wait for news. Python's reader would tell
    of that with None, which nobody expects.
    """

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        count = super().readinto(buffer)
        if count is None:
            raise _waiting()
        return count

    def readall(self) -> bytes:
        data = super().readall()
        if data is None:
            raise _waiting()
        return data


# What others here hold locks on. POSIX drops all locks of a process on a file with the first handle
# that it closes, so nobody else may open these files.
_LOCKED: WeakKeyDictionary[object, frozenset[tuple[int, int]]] = WeakKeyDictionary()

_KINDS = {
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFDIR: "a folder",
}


def keep_locked(owner: object, paths: Iterable[Path]) -> None:
    """Refuse to open these files as long as `owner` lives, or until it names others."""
    statuses = (os.stat(path) for path in paths if path.exists())
    _LOCKED[owner] = frozenset((status.st_dev, status.st_ino) for status in statuses)


def is_locked(status: os.stat_result) -> bool:
    """Tell whether a file is one of those that `keep_locked` named."""
    return any((status.st_dev, status.st_ino) in kept for kept in tuple(_LOCKED.values()))


def open_regular(path: Path) -> BufferedReader:
    """Open a regular file for reading bytes.

    Raises UnsupportedFormat for anything else that has a name, and OSError.
    """
    return BufferedReader(_Ready(regular_handle(path), "rb"))


def read_at(file: BufferedReader, position: int, room: WriteableBuffer) -> int:
    """Fill `room` with a file's bytes from a position on, and count them; raises OSError.

    Where the file is read next is then unknown.
    """
    if sys.platform == "linux":  # one call of the system in place of three
        return os.preadv(file.fileno(), [room], position)
    file.seek(position)
    return file.readinto(room)


def regular_handle(path: Path) -> int:
    """Open a regular file; whoever asks closes the handle. Raises as `open_regular`."""
    # The first look opens nothing, because to open a device may do something. The second sees what
    # was opened, because another file may have come between.
    status = check_regular(path)
    if is_locked(status):
        raise UnsupportedFormat(
            "This is a part of the catalog, which is open.",
            hint="Choose another file.",
            path=path,
        )
    handle = os.open(path, _FLAGS)
    try:
        _refuse(path, os.fstat(handle).st_mode)
    except BaseException:
        os.close(handle)
        raise
    return handle


def check_regular(path: Path) -> os.stat_result:
    """Look at a file without opening it. Raises as `open_regular`."""
    status = os.stat(path)
    _refuse(path, status.st_mode)
    return status


def read_regular(path: Path) -> bytes:
    """Read a whole regular file. Raises as `open_regular`."""
    with open_regular(path) as file:
        return file.read()


def copy_regular(source: Path, target: Path) -> Path:
    """Copy what a regular file holds to `target`, which is the answer. Raises as `open_regular`."""
    with open_regular(source) as file, target.open("wb") as copy:
        shutil.copyfileobj(file, copy, _AT_ONCE)
    return target


def refuse_special(path: Path) -> None:
    """Raise UnsupportedFormat if something lies at `path` that is no regular file."""
    try:
        check_regular(path)
    except (OSError, ValueError):
        return  # whoever opens it says why it cannot


def _waiting() -> BlockingIOError:
    return BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))


def _refuse(path: Path, mode: int) -> None:
    if not stat.S_ISREG(mode):
        kind = _KINDS.get(stat.S_IFMT(mode), "something else")
        raise UnsupportedFormat(
            f"This is not a regular file, but {kind}.",
            hint="Name a file on a drive. `linnet listen -` reads sound from a pipe."
            if kind != "a folder"
            else "Name a file in it.",
            path=path,
        )
