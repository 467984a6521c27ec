"""The one SQLite file: one writer, whose users take turns, and a reader for each thread."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sidecar import stop
from sidecar.catalog.sqlite.connection import open_reader, open_writer
from sidecar.catalog.sqlite.errors import catalog_errors, in_use


class Database:
    """Owns the file at `path`; raises CatalogUnavailable and StorageFull, never SQLite's errors."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._writer = open_writer(path)
        self._lock = threading.Lock()
        self._readers = threading.local()

    def close(self) -> None:
        with self._lock, catalog_errors(self.path):
            self._writer.close()

    def reader(self) -> sqlite3.Connection:
        """Give the calling thread its own connection, which cannot write."""
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
                self._writer.execute("COMMIT")
            except BaseException:
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")
                raise

    @contextmanager
    def _held(self) -> Iterator[None]:
        """Hold the writer; other threads may have it for long."""
        with stop.held(self._lock, lambda: in_use(self.path)):
            yield
