"""The one SQLite file: one writer, whose users take turns, and a reader for each thread."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sidecar import stop
from sidecar.catalog.changes import ANYTHING, Changes
from sidecar.catalog.sqlite.asking import Asking
from sidecar.catalog.sqlite.connection import open_reader, open_writer
from sidecar.catalog.sqlite.errors import catalog_errors, in_use
from sidecar.catalog.sqlite.totals import are_due, settle
from sidecar.catalog.sqlite.writes import Writes
from sidecar.errors import CatalogUnavailable, LinnetError
from sidecar.regular import keep_locked


class Database:
    """Owns the file at `path`; raises CatalogUnavailable and StorageFull, never SQLite's errors."""

    def __init__(self, path: Path, changes: Changes | None = None) -> None:
        self.path = path
        self.asking = Asking()
        self._changes = changes or Changes()
        self._writer = open_writer(path)
        self._writes = self._writer.writes = Writes(self._writer)
        self._version = self._foreign_version()
        self._opened = _identities(path)
        if os.name != "nt":
            names = (path.name, f"{path.name}-wal", f"{path.name}-shm")
            keep_locked(self, [path.with_name(name) for name in names])
        self._lock = threading.Lock()
        self._readers = threading.local()

    def close(self) -> None:
        with self._lock, catalog_errors(self.path):
            self._writer.close()
            keep_locked(self, [])

    def reader(self) -> sqlite3.Connection:
        """Give the calling thread its own connection, which cannot write."""
        self._check_place()
        if not hasattr(self._readers, "connection"):
            self._readers.connection = open_reader(self.path)
        connection: sqlite3.Connection = self._readers.connection
        return connection

    @contextmanager
    def peek(self) -> Iterator[sqlite3.Connection]:
        """Read without a reader, which would outlive `close` and keep the journal from ending."""
        with self._held(), catalog_errors(self.path):
            yield self._writer

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Commit everything done inside, or nothing; one transaction at a time.

        Raises RequestCancelled, having done nothing, if the work of this thread should stop.
        """
        with self._held(), catalog_errors(self.path):
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
                settle(self._writer)
                self._writer.execute("COMMIT")
                if wrote := self._writes.take():
                    self._changes.add(wrote)
                self._check_place()  # nothing is told of that the next start would not find
            except BaseException:
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")
                self._writes.take()
                raise

    def settle(self) -> None:
        """Compute the totals that another program left due; without them, counts are slow only."""
        with suppress(LinnetError):
            with self.peek() as db:
                due = are_due(db)
            if due:
                with self.transaction():
                    pass

    def look(self) -> None:
        """Count a change if another program wrote; waits for nobody.

        SQLite reads the journal's head, which is shared memory, and no disk while nobody writes.
        """
        if not self._lock.acquire(blocking=False):
            return  # this process writes; the next look sees what others wrote
        try:
            with stop.hurried(), suppress(LinnetError), catalog_errors(self.path):
                self._check_place()
                version = self._foreign_version()
                if version != self._version:
                    self._version = version
                    self._changes.add(ANYTHING)
        finally:
            self._lock.release()

    def _foreign_version(self) -> int:
        """Give a number that other connections' commits change."""
        return int(self._writer.execute("PRAGMA data_version").fetchone()[0])

    @contextmanager
    def _held(self) -> Iterator[None]:
        """Hold the writer; other threads may have it for long."""
        with stop.held(self._lock, lambda: in_use(self.path)):
            self._check_place()
            yield

    def _check_place(self) -> None:
        """Raise CatalogUnavailable if other files lie where the catalog and its journal were.

        SQLite would go on writing to the files that nobody finds any more.
        """
        if _identities(self.path) != self._opened:
            raise CatalogUnavailable(
                f"The catalog {self.path} was removed or replaced while Linnet used it.",
                hint="Start Linnet again, so that it opens the file that is there now.",
                path=self.path,
            )


def _identities(path: Path) -> list[tuple[int, int] | None]:
    """Tell which files lie at the places of a catalog and its journal."""
    if os.name == "nt":
        return []  # Windows lets nobody replace a file that is open
    return [_identity(path), _identity(path.with_name(f"{path.name}-wal"))]


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = os.stat(path)
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino
