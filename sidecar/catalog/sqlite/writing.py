"""Runs, analyses and detections in the catalog.

Writers take turns (by a lock here, by SQLite's own between programs). Readers have their own
connections and never wait for a writer.
"""

from __future__ import annotations

from pathlib import Path

from sidecar.catalog.sqlite import identity as recordings
from sidecar.catalog.sqlite import rows
from sidecar.catalog.sqlite.database import Database
from sidecar.catalog.sqlite.door import door
from sidecar.catalog.sqlite.runs import Runs
from sidecar.values import AudioFacts, Metadata


@door
class CatalogFile(Database):
    """The catalog file as runs use it; raises CatalogUnavailable and StorageFull."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.runs = Runs(self)
        self.runs.mark_interrupted()

    # Recordings.

    def add_recording(self, url: str, facts: AudioFacts, metadata: Metadata) -> int:
        """Find or add a recording, and update the facts from its header."""
        with self.transaction() as db:
            recording_id = rows.put_recording(db, url, facts, metadata)
            recordings.put_identity(db, recording_id, None)
        return recording_id

    def url(self, recording_id: int) -> str | None:
        """Find a recording's url; None if the catalog lacks the recording."""
        row = (
            self.reader()
            .execute("SELECT url FROM Recording WHERE recordingId = ?", (recording_id,))
            .fetchone()
        )
        return row["url"] if row else None
