"""The one SQLite file: one writer, whose users take turns, and a reader for each thread."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sidecar.catalog.sqlite.connection import open_reader, open_writer
from sidecar.catalog.sqlite.errors import catalog_errors
from sidecar.errors import RequestCancelled

# Instructions of SQLite, some milliseconds, between two checks whether to stop.
_INSTRUCTIONS = 100_000

# How long a transaction may go on after it was asked to stop.
_GRACE_S = 0.5


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
        with self._lock, catalog_errors(self.path):
            yield self._writer

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Commit everything done inside, or nothing; one transaction at a time."""
        with self._lock, catalog_errors(self.path):
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
                self._writer.execute("COMMIT")
            except BaseException:
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")
                raise


@contextmanager
def stoppable(db: sqlite3.Connection, check: Callable[[], None]) -> Iterator[None]:
    """Let `check` end even a long statement; it raises RequestCancelled.

    What is nearly done is done first, so that finished work is rarely lost.
    """
    since: float | None = None

    def stopped() -> int:
        nonlocal since
        try:
            check()
        except RequestCancelled:
            since = since or time.monotonic()
            return int(time.monotonic() - since > _GRACE_S)
        return 0

    db.set_progress_handler(stopped, _INSTRUCTIONS)
    try:
        yield
    finally:
        db.set_progress_handler(None, 0)
