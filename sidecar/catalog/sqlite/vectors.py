"""A catalog's stored embeddings: which rows of a model's file belong to which windows.

The catalog's write transaction writes rows where the catalog says. Rows count once it commits, so
two programs never write the same row.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from sidecar.catalog.sqlite.door import WrongValue, door, from_rows
from sidecar.catalog.vectors.file import Rows, VectorFile, unpack
from sidecar.errors import CatalogUnavailable, LinnetError
from sidecar.run.windows import Windows
from sidecar.values import Float32, Int64

# Attempts: a repair may replace the file between the question to the catalog and the opening.
_ATTEMPTS = 3


@dataclass(frozen=True)
class Extent:
    """A model's file and how many of its rows are committed."""

    file: VectorFile
    generation: int
    rows: int


def embeddings_folder(catalog: Path) -> Path:
    """Name the folder beside a catalog that holds its embeddings."""
    return catalog.with_name(f"{catalog.stem}.embeddings")


def extent(db: sqlite3.Connection, catalog: Path, model_id: int) -> Extent | None:
    """Look up a model's file; None where no embeddings of it were ever kept."""
    row = db.execute(
        """SELECT v.dimension, v.rows, v.generation, m.sha256, m.converter
           FROM VectorFile v JOIN ModelVersion m USING (modelId) WHERE modelId = ?""",
        (model_id,),
    ).fetchone()
    if row is None:
        return None
    for name in ("dimension", "rows", "generation"):
        if not isinstance(row[name], int) or row[name] < 0:
            raise WrongValue(f"VectorFile.{name} is {row[name]!r}")
    model = f"{row['sha256']} {row['converter']}"
    file = VectorFile(vector_path(catalog, model_id, row["generation"]), row["dimension"], model)
    return Extent(file, row["generation"], row["rows"])


def vector_path(catalog: Path, model_id: int, generation: int) -> Path:
    """Name a model's file; a rewritten one has another `generation`."""
    return embeddings_folder(catalog) / f"{model_id}-{generation}.vectors"


def append(
    db: sqlite3.Connection,
    catalog: Path,
    model_id: int,
    dimension: int,
    blocks: Iterable[Float32],
) -> int:
    """Keep embeddings [n, dimension] and return the row of the first.

    Runs inside the catalog's write transaction, whose commit makes the rows count.
    """
    db.execute(
        "INSERT OR IGNORE INTO VectorFile (modelId, dimension, rows) VALUES (?, ?, 0)",
        (model_id, dimension),
    )
    known = extent(db, catalog, model_id)
    assert known is not None
    if known.file.dimension != dimension:
        raise LinnetError(
            f"The model gave embeddings of {dimension} numbers. Its stored embeddings have "
            f"{known.file.dimension}."
        )
    count = known.file.append(known.rows, blocks)
    db.execute("UPDATE VectorFile SET rows = rows + ? WHERE modelId = ?", (count, model_id))
    return known.rows


@from_rows()
def windows_of(model_id: int, found: Iterable[Iterable[Any]]) -> Windows:
    """Make windows from rows: window set, recording, first row, windows, and seconds reached.

    Their channel and a url may follow.
    """
    rows = [tuple(row) for row in found]
    ids, recordings, first, count = np.array([row[:4] for row in rows], np.int64).reshape(-1, 4).T
    if (first < 0).any() or (count < 0).any():
        raise ValueError("a window set has a negative row or count")
    reached_s = np.array([row[4] for row in rows], np.float64)
    channels = [row[5] for row in rows if len(row) > 5]
    urls = [row[6] for row in rows if len(row) > 6]
    if not all(isinstance(url, str) for url in urls):
        raise WrongValue("the url of a recording is no text")
    return Windows(model_id, ids, recordings, first, count, reached_s, urls, channel=channels)


class Reads(Protocol):
    """The catalog that embeddings belong to."""

    @property
    def path(self) -> Path: ...

    def reader(self) -> sqlite3.Connection: ...


@door
class Vectors:
    """Reads a catalog's embeddings from any thread; never waits for a writer."""

    def __init__(self, catalog: Reads) -> None:
        self.catalog = catalog
        self._lock = threading.Lock()
        self._maps: dict[int, tuple[int, Rows]] = {}

    @property
    def path(self) -> Path:
        return self.catalog.path

    def close(self) -> None:
        with self._lock:
            self._maps.clear()

    def dimension(self, model_id: int) -> int:
        """Tell how long a model's embeddings are; 0 where none are kept."""
        known = self.extent(model_id)
        return known.file.dimension if known else 0

    def rows(self, model_id: int) -> int:
        """Count the committed rows, including rows that no window set names any more."""
        known = self.extent(model_id)
        return known.rows if known else 0

    def live(self, model_id: int) -> Windows:
        """List the windows that have stored embeddings, by row."""
        found = self.catalog.reader().execute(
            """SELECT windowSetId, recordingId, firstVector, windows, secondsReached
               FROM WindowSet
               WHERE modelId = ? AND firstVector IS NOT NULL AND windows > 0
               ORDER BY firstVector""",
            (model_id,),
        )
        return windows_of(model_id, found)

    def rows_in_use(self, model_id: int) -> Int64:
        """List the rows that window sets name, in rising order."""
        return self.live(model_id).rows

    def read(self, model_id: int, rows: Int64) -> Float32:
        """Read embeddings [len(rows), d] as the model gave them; one that was not finite is NaN.

        Raises CatalogUnavailable when the file is missing, cut short or another model's.
        """
        return unpack(self.taken(model_id, rows))

    def taken(self, model_id: int, rows: Int64) -> Rows:
        """Take rows of a model's file; raises CatalogUnavailable as `read` does."""
        kept = self.mapped(model_id)
        if not len(rows):
            return kept[:0]
        first, last = int(rows[0]), int(rows[-1])
        if max(last, int(rows.max())) >= len(kept):
            raise CatalogUnavailable(
                "The stored embeddings changed while Linnet read them.",
                hint="Try again.",
                path=self.catalog.path,
            )
        # Consecutive rows are one piece of the file, which needs no copy.
        follow = last - first == len(rows) - 1 and bool((np.diff(rows) == 1).all())
        return kept[first : last + 1] if follow else kept[rows]

    def extent(self, model_id: int) -> Extent | None:
        """Look up a model's file; None where no embeddings of it were ever kept."""
        return extent(self.catalog.reader(), self.catalog.path, model_id)

    def mapped(self, model_id: int) -> Rows:
        """Map all committed rows of a model's file."""
        opened = self.opened(model_id)
        return opened[1] if opened else np.empty(0, [("norm", "<f4"), ("unit", "<f2", (0,))])

    def opened(self, model_id: int) -> tuple[Extent, Rows] | None:
        """Look up a model's file and map its committed rows; None where there is none."""
        for _ in range(_ATTEMPTS - 1):
            known = self.extent(model_id)
            if known is None or known.file.path.exists():
                break
        if known is None:
            return None
        with self._lock:
            generation, rows = self._maps.get(model_id, (0, None))
            if rows is None or generation != known.generation or len(rows) < known.rows:
                rows = known.file.map(known.rows)
                self._maps[model_id] = (known.generation, rows)
            return known, rows[: known.rows]
