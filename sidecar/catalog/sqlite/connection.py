"""Opening a catalog file: settings of SQLite, and our schema and its version."""

from __future__ import annotations

import glob
import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sidecar.catalog.sqlite.door import SLICE_S, Connection, heed_stops
from sidecar.catalog.sqlite.errors import catalog_errors, regular
from sidecar.catalog.sqlite.interval import teach_interval
from sidecar.catalog.sqlite.migrations import SCHEMA_VERSION, STEPS, take
from sidecar.catalog.sqlite.minutes import teach_minutes
from sidecar.catalog.sqlite.names import teach_names
from sidecar.catalog.sqlite.partner import teach_partner
from sidecar.catalog.sqlite.sky import teach_sky
from sidecar.catalog.sqlite.tallies import teach
from sidecar.catalog.sqlite.upkeep.backup import copy_beside, discard
from sidecar.catalog.sqlite.upkeep.blueprint import least_version
from sidecar.durable import make_folder
from sidecar.errors import CatalogUnavailable, writing
from sidecar.scratch import marked

# A catalog that is gone must not become an empty one. On Windows, no open one can go, and SQLite
# takes no share of a network as a URI.
_EXISTING = "" if os.name == "nt" else "mode=rw"

# How long a writer waits for another program's transaction (the desktop app's, say).
_BUSY_TIMEOUT_S = 10.0

# A page of ten million detections needs some thousands of places in an index, and so does writing
# a new detection.
_CACHE_KB = 64_000

# Pages of 4 kB that the journal gathers before they go to the file. The next recording writes to
# many of them again.
_GATHERED_PAGES = 16_000


def open_writer(path: Path) -> Connection:
    """Open a catalog for writing; makes or upgrades it where needed.

    Raises CatalogUnavailable when the catalog is locked, damaged or from a newer Linnet, and
    StorageFull when it cannot be written.
    """
    with writing(path.parent):
        make_folder(path.parent)
    with catalog_errors(path):
        if has_foreign_journal(path):
            raise foreign_journal(path)
        connection = connect(path)
        try:
            _prepare(connection, path)
        except BaseException:
            connection.close()
            raise
    connection.path = path
    return connection


def open_reader(path: Path) -> Connection:
    """Open a catalog for reading only; a reader never waits for a writer."""
    with catalog_errors(path):
        connection = connect(path, _EXISTING)
        connection.execute("PRAGMA query_only = 1")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
    connection.path = path
    return connection


def connect(path: Path, how: str = "") -> Connection:
    """Open a catalog as it is; the caller begins and ends transactions.

    A statement ends early with RequestCancelled if the work of its thread should stop. `how`
    "mode=ro" changes nothing. "immutable=1" also reads the file alone, without its journal.
    """
    regular(path)
    # Autocommit: Database writes out each transaction, from `BEGIN IMMEDIATE` to `COMMIT`.
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{how}" if how else path,
        timeout=SLICE_S,
        isolation_level=None,
        check_same_thread=False,
        factory=Connection,
        uri=bool(how),
    )
    connection.patience_s = _BUSY_TIMEOUT_S
    heed_stops(connection)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = 1")
    connection.create_function("proposed_timezones", 2, _proposed_timezones, deterministic=True)
    teach_interval(connection)
    teach_sky(connection)
    teach_names(connection)
    teach_partner(connection)
    teach_minutes(connection)
    teach(connection)
    return connection


def _proposed_timezones(latitude: object, longitude: object) -> str | None:
    """Propose time zones for a place, as JSON; None for one of no zone, or no place at all."""
    if not (isinstance(latitude, int | float) and isinstance(longitude, int | float)):
        return None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return None
    from sidecar.audio.timezones import proposed  # few questions read this table

    found = proposed(latitude, longitude)
    return json.dumps(found) if found else None


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    version = schema_version(connection, path)
    if version < SCHEMA_VERSION:
        refuse_foreign(connection, path)
    # Readers go on while a run writes. With FULL, reported results survive a power cut.
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("SELECT 1 FROM sqlite_master").fetchone()  # this makes the journal
    connection.execute("PRAGMA synchronous = FULL")
    if version < SCHEMA_VERSION:
        _migrate(connection, path)
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
    connection.execute(f"PRAGMA wal_autocheckpoint = {_GATHERED_PAGES}")
    # A trigger may undo a few pages, which fit in memory. A migration sorts far more.
    connection.execute("PRAGMA temp_store = MEMORY")


def schema_version(connection: sqlite3.Connection, path: Path) -> int:
    """Read the version of our tables; 0 where there are none.

    Raises CatalogUnavailable when it is newer than ours.
    """
    names = _names(connection)
    version = 0
    if "Linnet" in names:
        row = connection.execute("SELECT value FROM Linnet WHERE key = 'schemaVersion'").fetchone()
        if row is None or not str(row["value"]).isdecimal():
            raise _corrupt("the version of the catalog is missing")
        version = int(row["value"])
    if version < least_version(names):
        raise _corrupt("the version of the catalog is wrong")
    if version > SCHEMA_VERSION:
        raise CatalogUnavailable(
            f"The catalog {path} was written by a newer Linnet.",
            hint="Update Linnet, or choose another catalog file.",
            path=path,
        )
    return version


def _names(connection: sqlite3.Connection) -> set[str]:
    found = connection.execute("SELECT name FROM sqlite_master WHERE typeof(name) = 'text'")
    return {row["name"] for row in found}


def _corrupt(message: str) -> sqlite3.DatabaseError:
    error = sqlite3.DatabaseError(message)
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error


def _is_foreign(connection: sqlite3.Connection) -> bool:
    """Tell whether tables of the app's database and of a catalog are missing among others."""
    names = _names(connection)
    if not names or least_version(names) > 0:
        return False
    columns = {row["name"] for row in connection.execute("PRAGMA table_info(Recording)")}
    return not columns >= {"recordingId", "url"}


def has_foreign_journal(path: Path) -> bool:
    """Tell whether the journal beside a catalog would make it another program's database.

    SQLite writes a journal into the file of that name, whosever it is, once the file is closed.
    """
    journal = path.with_name(f"{path.name}-wal")
    if not (path.is_file() and journal.is_file() and journal.stat().st_size):
        return False
    try:
        with closing(connect(path, "immutable=1")) as alone:
            if not least_version(_names(alone)):
                return False
        with closing(connect(path, "mode=ro")) as both:
            return not least_version(_names(both))
    except (sqlite3.Error, UnicodeDecodeError):
        return False


def foreign_journal(path: Path) -> CatalogUnavailable:
    """Make the error for a catalog with the journal of another database."""
    return CatalogUnavailable(
        f"The journal beside the catalog {path} belongs to another database.",
        hint="`linnet catalog repair` puts it aside.",
        path=path,
    )


def refuse_foreign(connection: sqlite3.Connection, path: Path) -> None:
    """Raise CatalogUnavailable for another program's database, before any change to it."""
    if _is_foreign(connection):
        raise CatalogUnavailable(
            f"The file {path} is a database of another program, not a catalog.",
            hint="Choose another catalog file. Linnet did not change this one.",
            path=path,
        )


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the tables up to date: all steps or none, after a backup of the file.

    One lock covers both, so the migration changes exactly what was copied.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = schema_version(connection, path)  # another process may have migrated first
        steps = [step for step in STEPS if step.version > version]
        if steps and connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            with closing(connect(path)) as source:
                for old in path.parent.glob(f"{glob.escape(path.stem)}.backup-*.partial"):
                    if not marked(old):  # an earlier Linnet was killed
                        discard(old)
                copy_beside(source, path)
        for step in steps:
            take(step, connection, path)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
