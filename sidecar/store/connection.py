"""Opening a catalog file: settings of SQLite, our schema and its version, and its errors."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sidecar.errors import CatalogUnavailable, StorageFull, writing
from sidecar.store.migrations import SCHEMA_VERSION, STEPS, take

# How long a writer waits for another program's transaction (the desktop app's, say).
_BUSY_TIMEOUT_S = 10.0

# A page of ten million detections is found by looking at some thousands of places in an index.
_READER_CACHE_KB = 64_000


@contextmanager
def catalog_errors(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into ours: locked, full, read-only, corrupt."""
    try:
        yield
    except sqlite3.Error as error:
        raise _translated(error, path) from error


def _translated(error: sqlite3.Error, path: Path) -> CatalogUnavailable | StorageFull:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR):
        return StorageFull(
            f"The catalog {path} cannot be written.",
            hint=f"Free some space, or make its folder writable ({error}).",
            path=path,
        )
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return CatalogUnavailable(
            f"The catalog {path} is in use by another program.",
            hint="Close the other program, or wait until it has finished writing.",
            path=path,
        )
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return CatalogUnavailable(
            f"The catalog {path} is damaged or is not a catalog.",
            hint="Restore it from a backup, or choose another catalog file.",
            path=path,
        )
    return CatalogUnavailable(
        f"The catalog {path} cannot be used.", hint=f"SQLite says: {error}.", path=path
    )


def open_writer(path: Path) -> sqlite3.Connection:
    """Open a catalog for writing, making or upgrading it where needed.

    Raises CatalogUnavailable when it is locked, damaged or from a newer Linnet, StorageFull when
    it cannot be written.
    """
    with writing(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
    with catalog_errors(path):
        connection = _connect(path)
        try:
            _prepare(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def open_reader(path: Path) -> sqlite3.Connection:
    """Open a catalog for reading only, beside a writer that it never waits for."""
    with catalog_errors(path):
        connection = _connect(path)
        connection.execute("PRAGMA query_only = 1")
        connection.execute(f"PRAGMA cache_size = -{_READER_CACHE_KB}")
    return connection


def _connect(path: Path) -> sqlite3.Connection:
    # Autocommit: transactions are written out, `BEGIN IMMEDIATE` to `COMMIT`, in Catalog.
    connection = sqlite3.connect(
        path, timeout=_BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False
    )
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = 1")
    return connection


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    version = schema_version(connection)
    if version > SCHEMA_VERSION:
        raise CatalogUnavailable(
            f"The catalog {path} was written by a newer Linnet.",
            hint="Update Linnet, or choose another catalog file.",
            path=path,
        )
    # Readers go on while a run writes; FULL so that what was reported as kept survives a power cut.
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    if version < SCHEMA_VERSION:
        _migrate(connection, path)


def schema_version(connection: sqlite3.Connection) -> int:
    """Read the version of our tables; 0 where there are none."""
    ours = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'Linnet'").fetchone()
    if not ours:
        return 0
    row = connection.execute("SELECT value FROM Linnet WHERE key = 'schemaVersion'").fetchone()
    return int(row["value"]) if row else 0


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the tables up to date: all steps or none, after a backup of what is there."""
    if connection.execute("SELECT 1 FROM sqlite_master").fetchone():
        backup(connection, path)
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = schema_version(connection)  # another process may have been quicker
        for step in STEPS:
            if step.version > version:
                take(step, connection, path)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def backup(connection: sqlite3.Connection, path: Path) -> Path:
    """Copy a catalog beside itself, dated, and return the copy's path."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    target = path.with_name(f"{path.stem}.backup-{stamp}{path.suffix}")
    with closing(sqlite3.connect(target)) as copy:
        connection.backup(copy)
    return target
