"""The catalog in one SQLite file: all its parts put together.

One writer at a time (a lock here, SQLite's own between programs); readers have connections of
their own and never wait for it.
"""

from __future__ import annotations

from pathlib import Path

from sidecar.catalog.changes import Changes
from sidecar.catalog.sqlite.database import Database
from sidecar.catalog.sqlite.embeddings import SqliteEmbeddings
from sidecar.catalog.sqlite.labels.labels import SqliteLabels
from sidecar.catalog.sqlite.measurements import SqliteMeasurements
from sidecar.catalog.sqlite.memos import SqliteMemos
from sidecar.catalog.sqlite.models import SqliteModels
from sidecar.catalog.sqlite.outbox import SqliteOutbox
from sidecar.catalog.sqlite.places import SqlitePlaces
from sidecar.catalog.sqlite.questions import SqliteQuestions
from sidecar.catalog.sqlite.recordings import SqliteRecordings
from sidecar.catalog.sqlite.runs import SqliteRuns
from sidecar.catalog.sqlite.samples.samples import SqliteSamples
from sidecar.catalog.sqlite.speech import SqliteSpeech
from sidecar.catalog.sqlite.thresholds import SqliteThresholds
from sidecar.catalog.sqlite.upkeep.upkeep import SqliteUpkeep


class SqliteCatalog(Database):
    """A catalog as `catalog/interface.py` describes it."""

    def __init__(self, path: Path, changes: Changes | None = None) -> None:
        super().__init__(path, changes)
        self.runs = SqliteRuns(self)
        self.recordings = SqliteRecordings(self)
        self.places = SqlitePlaces(self)
        self.labels = SqliteLabels(self)
        self.questions = SqliteQuestions(self)
        self.models = SqliteModels(self)
        self.embeddings = SqliteEmbeddings(self)
        self.measurements = SqliteMeasurements(self)
        self.memos = SqliteMemos(self)
        self.samples = SqliteSamples(self)
        self.thresholds = SqliteThresholds(self)
        self.speech = SqliteSpeech(self)
        self.outbox = SqliteOutbox(self)
        self.upkeep = SqliteUpkeep(path)
        self.runs.mark_interrupted()
        self.settle()

    def close(self) -> None:
        self.embeddings.close()
        super().close()
