"""The catalog's embeddings: windows in SQLite, their vectors and indexes in files beside it."""

from __future__ import annotations

import threading
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from sidecar.audio.windows import Grid
from sidecar.catalog.similar import HeardInWindow, Neighbours, Passing, StoredWindow
from sidecar.catalog.sqlite.database import Database
from sidecar.catalog.sqlite.door import door, from_rows
from sidecar.catalog.sqlite.query.stored import cut, stored_windows
from sidecar.catalog.sqlite.query.versions import recorded_versions, versions
from sidecar.catalog.sqlite.query.windows import heard, overlapping, window_of, windows
from sidecar.catalog.sqlite.rows import now
from sidecar.catalog.sqlite.vectors import Reads, Vectors
from sidecar.catalog.values import RecordedVersions, RecordingSpan, Where
from sidecar.catalog.vectors.file import sound
from sidecar.catalog.vectors.reduction import Fitted
from sidecar.run.windows import Windows
from sidecar.values import Float32, Int64

if TYPE_CHECKING:
    from sidecar.catalog.vectors.keeper import Indexes


@door
class SqliteEmbeddings:
    """Reads and searches embeddings; a catalog of its own also `keeps` indexes and reductions."""

    def __init__(self, database: Reads, *, keeps: bool = True) -> None:
        self._database = database
        self._keeps = keeps
        self.vectors = Vectors(database)
        self._indexes: Indexes | None = None
        self._lock = threading.Lock()

    @property
    def path(self) -> Path:
        return self._database.path

    @property
    def indexes(self) -> Indexes:
        """Give the indexes of the vectors; imports them at first use, which takes long."""
        from sidecar.catalog.vectors.keeper import Indexes

        with self._lock:
            if self._indexes is None:
                self._indexes = Indexes(self.vectors, keeps=self._keeps)
            return self._indexes

    def stop(self) -> None:
        """Stop building indexes in the background, and keep what is built."""
        with self._lock:
            if self._indexes is not None:
                self._indexes.close()

    def close(self) -> None:
        self.stop()
        self.vectors.close()

    def versions(self, name: str) -> list[int]:
        return versions(self._database.reader(), name)

    def recorded_versions(self, name: str) -> RecordedVersions:
        return recorded_versions(self._database.reader(), name)

    def windows(self, model_id: int, recording_ids: Collection[int] | None = None) -> Windows:
        return stored_windows(self._database.reader(), model_id, recording_ids)

    def cut(self, windows: Windows) -> Windows:
        return cut(self._database.reader(), windows)

    def passing(self, model_id: int, where: Where, grid: Grid) -> Passing:
        return windows(self._database.reader(), model_id, where, grid)

    def overlapping(self, model_id: int, stretch: RecordingSpan, grid: Grid) -> Int64:
        return overlapping(self._database.reader(), model_id, stretch, grid)

    def window(self, model_id: int, row: int, grid: Grid) -> StoredWindow | None:
        return window_of(self._database.reader(), model_id, row, grid)

    def heard(self, window: StoredWindow, detection_id: int | None = None) -> HeardInWindow | None:
        return heard(self._database.reader(), window, detection_id)

    def dimension(self, model_id: int) -> int:
        return self.vectors.dimension(model_id)

    def rows_in_use(self, model_id: int) -> Int64:
        return self.vectors.rows_in_use(model_id)

    def read(self, model_id: int, rows: Int64) -> Float32:
        return self.vectors.read(model_id, rows)

    def parts(self, model_id: int, rows: Int64) -> tuple[Float32, Float32]:
        kept = self.vectors.taken(model_id, rows)
        return np.asarray(kept["norm"], np.float32), np.asarray(kept["unit"], np.float32)

    def directions(self, model_id: int, rows: Int64) -> Float32:
        kept = self.vectors.mapped(model_id)
        with from_rows():  # a damaged window set names rows beyond the file
            found = kept[rows]
        return np.asarray(found["unit"][sound(found)], np.float32)

    def nearest(
        self, model_id: int, vector: Float32, k: int, among: Int64 | None = None
    ) -> Neighbours:
        with from_rows():  # as above
            return self.indexes.search(model_id, vector, k, among)

    def index(self, model_id: int) -> None:
        self.indexes.refresh(model_id)

    @property
    def indexing(self) -> bool:
        return self.indexes.busy

    def keep_reduction(self, model_id: int, fitted: Fitted) -> int:
        assert isinstance(self._database, Database)
        return _keep_reduction(self._database, model_id, fitted)


def _keep_reduction(catalog: Database, model_id: int, fitted: Fitted) -> int:
    reduction = fitted.reduction
    with catalog.transaction() as db:
        db.execute(
            """INSERT OR IGNORE INTO VectorReduction (modelId, dimension, version, fittedAt,
               fittedOn, explained, recall, mean, components) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (
                model_id,
                len(reduction.components),
                fitted.version,
                now(),
                fitted.fitted_on,
                reduction.explained,
                fitted.recall,
                reduction.mean.astype("<f4").tobytes(),
                reduction.components.astype("<f4").tobytes(),
            ),
        )
        row = db.execute(
            "SELECT reductionId FROM VectorReduction WHERE modelId = ? AND version = ?",
            (model_id, fitted.version),
        ).fetchone()
        return int(row["reductionId"])
