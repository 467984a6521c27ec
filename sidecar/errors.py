"""Every error a caller of Linnet can meet.

LinnetError
├── InvalidParams        -32602  a field of the request is wrong
├── RecordingNotFound    -32001  the file, folder or recording is missing
├── UnreadableAudio      -32002  the file is damaged, cut short, or not sound
├── UnsupportedFormat    -32003  the sound is of a kind that Linnet cannot read or use
├── ModelNotInstalled    -32010  the model is not installed
├── ModelInvalid         -32011  its checksum, operators, shapes or labels are wrong
├── InferenceFailed      -32012  the model stopped with an error
├── ModelUnavailable     -32013  the model failed too often and is left alone for a while
├── CatalogUnavailable   -32020  the catalog is locked, damaged, or from a newer version
├── StorageFull          -32021  the disk is full, or the folder cannot be written
├── Conflict             -32022  somebody else changed the same thing meanwhile
├── PathNotAllowed       -32030  Linnet may not or cannot write to this path
├── SourceUnavailable    -32040  a download failed
└── RequestCancelled     -32800  the caller asked to stop

The codes are the wire contract's; `kind` on the wire is the class name.
"""

from __future__ import annotations

import errno
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

log = logging.getLogger(__name__)


class LinnetError(Exception):
    """Carries a sentence for a biologist, a hint what to do, and the path of the file."""

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
        # Python would call the class with the message alone, which is too little for some classes.
        return _remade, (type(self), self.args), self.__dict__


def _remade(kind: type[LinnetError], arguments: tuple[object, ...]) -> LinnetError:
    return kind.__new__(kind, *arguments)


class InvalidParams(LinnetError):
    """A field of the request is wrong; `field` is its name as the caller wrote it."""

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


class ModelUnavailable(LinnetError):
    """The model is left alone; `probing` if another call tries just now whether it works."""

    code = -32013
    probing = False


class CatalogUnavailable(LinnetError):
    code = -32020


class StorageFull(LinnetError):
    code = -32021


class Conflict(LinnetError):
    code = -32022


class PathNotAllowed(LinnetError):
    code = -32030


class SourceUnavailable(LinnetError):
    code = -32040


class RequestCancelled(LinnetError):
    code = -32800

    def __init__(self, message: str = "Stopped as asked.", *, hint: str = "") -> None:
        super().__init__(message, hint=hint)


# The operating system raises these errors when it cannot write. EFBIG: a card formatted as FAT32
# holds no file beyond 4 GB.
_STORAGE_ERRNOS = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_STORAGE_ERRNOS |= {errno.EROFS, errno.EACCES, errno.EPERM}


@contextmanager
def at(path: Path) -> Iterator[None]:
    """Add `path` to any LinnetError raised inside that has none."""
    try:
        yield
    except LinnetError as error:
        if error.path is None:
            error.path = path
        raise


@contextmanager
def at_recording(path: Path) -> Iterator[None]:
    """Do as `at`, and turn an unexpected error into UnreadableAudio.

    So one recording's trouble, even one that nobody thought of, does not end the others.
    """
    with at(path):
        try:
            yield
        except LinnetError:
            raise
        except Exception as error:
            log.exception("unexpected trouble with %s", path)
            raise UnreadableAudio("The recording could not be read.", hint=repr(error)) from error


def settled(error: LinnetError) -> LinnetError:
    """Let go of all that an error's traceback holds, and those of its causes: it becomes a row.

    A traceback keeps everything alive that was open, and often the keeper of the error itself.
    """
    each: BaseException | None = error
    seen: set[int] = set()
    while each is not None and id(each) not in seen:
        seen.add(id(each))
        each.__traceback__ = None
        each = each.__cause__ or each.__context__
    return error


# A folder, or the card that it is on, is gone, or cannot be read any more.
_GONE_ERRNOS = {errno.ENOENT, errno.ENOTDIR, errno.EIO, errno.ENODEV, errno.ENXIO}
_GONE_ERRNOS |= {errno.ESTALE, errno.ETIMEDOUT}


@contextmanager
def reaching(path: Path) -> Iterator[None]:
    """Turn errors of the system that mean "gone" into PathNotAllowed for a place to write to."""
    try:
        yield
    except OSError as error:
        if error.errno not in _GONE_ERRNOS:
            raise
        raise PathNotAllowed(
            f"The place {path} cannot be reached: {error.strerror}.",
            hint="Was its drive removed? Connect it, or choose another place.",
            path=path,
        ) from error


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
    """Turn the system's error "name too long" into PathNotAllowed."""
    try:
        yield
    except OSError as error:
        if error.errno != errno.ENAMETOOLONG:
            raise
        raise PathNotAllowed(
            f"The path {error.filename} is too long for this system.",
            hint="Choose a shorter path.",
            path=error.filename,
        ) from error
