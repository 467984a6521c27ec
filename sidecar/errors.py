"""Every error a caller of Linnet can meet.

LinnetError
├── InvalidParams        -32602  a field of the request is wrong
├── RecordingNotFound    -32001  no such file, folder or recording
├── UnreadableAudio      -32002  damaged, cut short, or not sound at all
├── UnsupportedFormat    -32003  sound, but of a kind that cannot be read or used
├── ModelNotInstalled    -32010  the model named has not been installed
├── ModelInvalid         -32011  checksum, operators, shapes or labels are not as they must be
├── InferenceFailed      -32012  the model stopped with an error
├── CatalogUnavailable   -32020  locked, corrupt, or written by a newer version
├── StorageFull          -32021  no room left, or the folder cannot be written
├── PathNotAllowed       -32030  a place that must not be, or cannot be, written to
├── SourceUnavailable    -32040  a download did not succeed
└── RequestCancelled     -32800  the caller asked to stop

The codes are the wire contract's; `kind` on the wire is the class name.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar


class LinnetError(Exception):
    """A sentence for a biologist, a hint what to do, and the path it is about."""

    code: ClassVar[int] = -32603

    def __init__(self, message: str, *, hint: str = "", path: Path | str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.path = path

    @property
    def kind(self) -> str:
        return type(self).__name__

    def __reduce__(self) -> tuple[object, ...]:
        # Python would call the class with the message alone, which not every one can be made from.
        return _remade, (type(self), self.args), self.__dict__


def _remade(kind: type[LinnetError], arguments: tuple[object, ...]) -> LinnetError:
    return kind.__new__(kind, *arguments)


class InvalidParams(LinnetError):
    """`field` names the request's member as the caller wrote it, such as `where.species`."""

    code = -32602

    def __init__(self, message: str, *, field: str, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.field = field


class RecordingNotFound(LinnetError):
    code = -32001


class UnreadableAudio(LinnetError):
    code = -32002


class UnsupportedFormat(LinnetError):
    code = -32003


class ModelNotInstalled(LinnetError):
    code = -32010


class ModelInvalid(LinnetError):
    code = -32011


class InferenceFailed(LinnetError):
    code = -32012


class CatalogUnavailable(LinnetError):
    code = -32020


class StorageFull(LinnetError):
    code = -32021


class PathNotAllowed(LinnetError):
    code = -32030


class SourceUnavailable(LinnetError):
    code = -32040


class RequestCancelled(LinnetError):
    code = -32800

    def __init__(self, message: str = "Stopped as asked.") -> None:
        super().__init__(message)


# Errors of the operating system that mean "this place cannot be written"; a card formatted as
# FAT32 takes no file beyond 4 GB.
_STORAGE_ERRNOS = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_STORAGE_ERRNOS |= {errno.EROFS, errno.EACCES, errno.EPERM}


@contextmanager
def at(path: Path) -> Iterator[None]:
    """Name `path` in whatever LinnetError is raised inside, unless it names one already."""
    try:
        yield
    except LinnetError as error:
        if error.path is None:
            error.path = path
        raise


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn "disk full", "read-only" and "not permitted" raised inside into StorageFull."""
    try:
        yield
    except OSError as error:
        if error.errno not in _STORAGE_ERRNOS:
            raise
        raise StorageFull(
            f"Cannot write to {path}: {error.strerror}.",
            hint="Free some space, or choose a folder that you may write to.",
            path=path,
        ) from error


@contextmanager
def too_long_refused() -> Iterator[None]:
    """Turn what the system says of a name or path beyond its limits into PathNotAllowed."""
    try:
        yield
    except OSError as error:
        if error.errno != errno.ENAMETOOLONG:
            raise
        raise PathNotAllowed(
            f"The path {error.filename}, or a name in it, is longer than this system allows.",
            hint="Choose a shorter one.",
            path=error.filename,
        ) from error
