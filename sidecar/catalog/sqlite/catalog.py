"""The catalog in one SQLite file, with all its parts."""

from __future__ import annotations

from pathlib import Path

from sidecar.catalog.sqlite.embeddings import SqliteEmbeddings
from sidecar.catalog.sqlite.labels.labels import SqliteLabels
from sidecar.catalog.sqlite.questions import SqliteQuestions
from sidecar.catalog.sqlite.recordings import SqliteRecordings
from sidecar.catalog.sqlite.upkeep.upkeep import SqliteUpkeep
from sidecar.catalog.sqlite.writing import CatalogFile


class SqliteCatalog(CatalogFile):
    """A catalog as `catalog/interface.py` describes it, with runs besides."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.recordings = SqliteRecordings(self)
        self.labels = SqliteLabels(self)
        self.questions = SqliteQuestions(self)
        self.embeddings = SqliteEmbeddings(self)
        self.upkeep = SqliteUpkeep(path)

    def close(self) -> None:
        self.embeddings.close()
        super().close()
