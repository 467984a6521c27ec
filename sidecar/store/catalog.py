"""The catalog: recordings, runs, analyses and detections in one SQLite file.

One writer at a time (a lock here, SQLite's own between programs); readers have connections of
their own and never wait for it.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sidecar.store import recordings, rows
from sidecar.store.connection import catalog_errors, open_reader, open_writer
from sidecar.store.runs import Runs
from sidecar.values import AudioFacts, Metadata


class Catalog:
    """Owns the catalog file at `path`; raises CatalogUnavailable and StorageFull."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._writer = open_writer(path)
        self._lock = threading.Lock()
        self._readers = threading.local()
        self.runs = Runs(self)
        self.runs.mark_interrupted()

    def close(self) -> None:
        with self._lock:
            self._writer.close()

    def reader(self) -> sqlite3.Connection:
        """Give the calling thread its own connection, which cannot write."""
        if not hasattr(self._readers, "connection"):
            self._readers.connection = open_reader(self.path)
        connection: sqlite3.Connection = self._readers.connection
        return connection

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Write all that is done inside, or nothing of it; one at a time."""
        with self._lock, catalog_errors(self.path):
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
                self._writer.execute("COMMIT")
            except BaseException:
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")
                raise

    # Recordings.

    def add_recording(self, url: str, facts: AudioFacts, metadata: Metadata) -> int:
        """Find or add a recording and bring what its header says up to date."""
        with self.transaction() as db:
            recording_id = rows.put_recording(db, url, facts, metadata)
            recordings.put_identity(db, recording_id, None)
        return recording_id

    def url(self, recording_id: int) -> str | None:
        """Find a recording's url; None when there is no such recording."""
        row = (
            self.reader()
            .execute("SELECT url FROM Recording WHERE recordingId = ?", (recording_id,))
            .fetchone()
        )
        return row["url"] if row else None
