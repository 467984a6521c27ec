"""The catalog in one SQLite file: all its parts put together."""

from __future__ import annotations

from pathlib import Path

from sidecar.query.sqliteembeddings import SqliteEmbeddings
from sidecar.query.sqlitequestions import SqliteQuestions
from sidecar.store.catalog import Catalog
from sidecar.store.sqlitelabels import SqliteLabels
from sidecar.store.sqliterecordings import SqliteRecordings
from sidecar.store.sqliteupkeep import SqliteUpkeep


class SqliteCatalog(Catalog):
    """A catalog as `catalog/interface.py` describes it; runs are its own methods."""

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
