"""SQLite's errors as ours."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sidecar.errors import (
    CatalogUnavailable,
    LinnetError,
    RequestCancelled,
    StorageFull,
    UnsupportedFormat,
)
from sidecar.regular import refuse_special

# A failing disk or an unplugged drive: more space would not help.
_UNREADABLE = {
    sqlite3.SQLITE_IOERR_READ,
    sqlite3.SQLITE_IOERR_SHORT_READ,
    sqlite3.SQLITE_IOERR_FSTAT,
}


def regular(path: Path) -> None:
    """Raise CatalogUnavailable if something lies at `path` that is no regular file."""
    try:
        refuse_special(path)
    except UnsupportedFormat as error:
        raise CatalogUnavailable(
            f"The catalog {path} cannot be used. {error.message}",
            hint="Choose another catalog file.",
            path=path,
        ) from error


@contextmanager
def catalog_errors(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into ours: locked, full, read-only, corrupt."""
    try:
        yield
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise translated(error, path) from error


def translated(error: sqlite3.Error | UnicodeDecodeError, path: Path) -> LinnetError:
    """Turn one of SQLite's errors into ours."""
    if isinstance(error, UnicodeDecodeError):  # SQLite quotes the damaged text in its message
        return _damaged(path)
    extended = getattr(error, "sqlite_errorcode", 0)
    code = extended & 0xFF
    if extended in _UNREADABLE:
        return CatalogUnavailable(
            f"The catalog {path} cannot be read from its disk.",
            hint=f"Check that the drive is connected. If it is failing, copy it now ({error}).",
            path=path,
        )
    if code == sqlite3.SQLITE_READONLY or (code == sqlite3.SQLITE_CANTOPEN and _locked(path)):
        return StorageFull(
            f"The catalog {path} is read-only.",
            hint="Make its file and its folder writable, or open a copy of it on another disk.",
            path=path,
        )
    if code == sqlite3.SQLITE_FULL:
        return StorageFull(
            f"The disk of the catalog {path} is full: {_free(path)} left.",
            hint="Free some space on this disk, and try again.",
            path=path,
        )
    if code == sqlite3.SQLITE_IOERR:
        return StorageFull(
            f"The catalog {path} cannot be written.",
            hint=f"Free some space, or make its folder writable ({error}).",
            path=path,
        )
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return in_use(path)
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return _damaged(path)
    if code == sqlite3.SQLITE_INTERRUPT:
        return RequestCancelled()
    return CatalogUnavailable(
        f"The catalog {path} cannot be used.", hint=f"SQLite says: {error}.", path=path
    )


def _locked(path: Path) -> bool:
    """Tell whether a catalog is there, in a folder that takes no journal."""
    effective = os.access in os.supports_effective_ids
    return path.is_file() and not os.access(path.parent, os.W_OK, effective_ids=effective)


def _free(path: Path) -> str:
    try:
        free = shutil.disk_usage(path.parent).free
    except OSError:
        return "no space is"
    return f"{free / 1e6:,.1f} MB are"


def in_use(path: Path) -> CatalogUnavailable:
    """Make the error for a catalog that others do not let go."""
    return CatalogUnavailable(
        f"The catalog {path} is in use by another program.",
        hint="Close the other program, or wait until it has finished writing.",
        path=path,
    )


def _damaged(path: Path) -> CatalogUnavailable:
    return CatalogUnavailable(
        f"The file {path} is damaged, or it is not a catalog.",
        hint="`linnet catalog repair` keeps every readable row. Or restore a backup.",
        path=path,
    )
