"""A second catalog, read beside the open one and never changed.

SQLite makes files beside a catalog that it opens, even to read. So a catalog that nobody has open
is read alone, and whether it stayed the same is looked at afterwards.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from sidecar.catalog.sqlite.connection import (
    connect,
    foreign_journal,
    has_foreign_journal,
    refuse_foreign,
    schema_version,
)
from sidecar.catalog.sqlite.door import Connection, door
from sidecar.catalog.sqlite.embeddings import SqliteEmbeddings
from sidecar.catalog.sqlite.errors import catalog_errors
from sidecar.catalog.sqlite.migrations import SCHEMA_VERSION
from sidecar.catalog.sqlite.upkeep.check import require
from sidecar.errors import CatalogUnavailable

_State = tuple[int, int, int, int]


@door
class SqliteOtherCatalog:
    """Reads a catalog of this version of Linnet, in the thread that opened it.

    Raises CatalogUnavailable for a missing, damaged, older or newer one.
    """

    def __init__(self, path: Path) -> None:
        require(path)
        self.path = path
        with catalog_errors(path):
            self._state = None if _journal_size(path) else _state(path)
            self._connection = self._open()
        self.embeddings = SqliteEmbeddings(self, keeps=False)

    def _open(self) -> Connection:
        if self._state is None and not self.path.with_name(f"{self.path.name}-shm").exists():
            raise CatalogUnavailable(
                f"The catalog {self.path} was not closed, and Linnet changes no other catalog.",
                hint="Open this catalog in Linnet once, and close it.",
                path=self.path,
            )
        if has_foreign_journal(self.path):
            raise foreign_journal(self.path)
        connection = connect(self.path, "mode=ro" if self._state is None else "immutable=1")
        try:
            connection.execute("PRAGMA query_only = 1")
            refuse_foreign(connection, self.path)
            if schema_version(connection, self.path) < SCHEMA_VERSION:
                raise CatalogUnavailable(
                    f"The catalog {self.path} was made by an earlier Linnet, and Linnet changes no "
                    "other catalog.",
                    hint="Open this catalog in Linnet once, which brings it up to date.",
                    path=self.path,
                )
        except BaseException:
            connection.close()
            raise
        connection.path = self.path
        return connection

    def reader(self) -> sqlite3.Connection:
        """Give the connection."""
        return self._connection

    def embedded(self, sha256: str, converter: str) -> int | None:
        """Find the modelId of an exact model that has embeddings here; None if it has none."""
        row = self._connection.execute(
            """SELECT modelId FROM ModelVersion JOIN VectorFile v USING (modelId)
               WHERE sha256 = ? AND converter = ? AND v.rows > 0""",
            (sha256, converter),
        ).fetchone()
        return None if row is None else int(row[0])

    def require_unchanged(self) -> None:
        """Raise CatalogUnavailable if somebody wrote to the catalog while it was read alone."""
        if self._state is None:
            return  # SQLite itself gave one state
        with suppress(OSError):
            if not _journal_size(self.path) and _state(self.path) == self._state:
                return
        raise CatalogUnavailable(
            f"The catalog {self.path} changed while Linnet read it.",
            hint="Search again.",
            path=self.path,
        )

    def close(self) -> None:
        self.embeddings.close()
        self._connection.close()


def _journal_size(path: Path) -> int:
    with suppress(FileNotFoundError):
        return path.with_name(f"{path.name}-wal").stat().st_size
    return 0


def _state(path: Path) -> _State:
    status = os.stat(path)
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns
