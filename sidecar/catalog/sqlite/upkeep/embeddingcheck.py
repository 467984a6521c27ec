"""Compares stored embeddings with the catalog: which window sets name missing rows."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from sidecar.catalog.sqlite.door import WrongValue
from sidecar.catalog.sqlite.vectors import Extent, embeddings_folder, extent, vector_path
from sidecar.catalog.vectors.file import Rows, VectorFile
from sidecar.durable import sync_folder
from sidecar.errors import CatalogUnavailable, writing

# Rows checked together: 8 MB at 1,024 dimensions.
_BLOCK = 4096

# The length of a row's direction may differ from 1 by so much; float16 is 100 times closer.
_TOLERANCE = 0.01


@dataclass(frozen=True)
class Lost:
    """Window sets of one model whose embeddings cannot be used, and why."""

    kind: str
    why: str
    window_sets: tuple[int, ...]


def lost(
    db: sqlite3.Connection, catalog: Path, *, quick: bool, stopped: Callable[[], None]
) -> list[Lost]:
    """Find window sets whose embeddings are missing, damaged, or claimed by others too."""
    models = db.execute("SELECT modelId FROM WindowSet UNION SELECT modelId FROM VectorFile")
    found: list[Lost] = []
    for (model_id,) in [row for row in models.fetchall() if isinstance(row[0], int)]:
        found += _lost_of(db, catalog, model_id, quick=quick, stopped=stopped)
    return found


def _lost_of(
    db: sqlite3.Connection,
    catalog: Path,
    model_id: int,
    *,
    quick: bool,
    stopped: Callable[[], None],
) -> Iterator[Lost]:
    known = _possible(db, catalog, model_id)
    rows = whole_rows(known) if known else 0
    trouble = _trouble(known)
    if trouble:
        yield Lost("embeddingsFile", trouble, _beyond(db, model_id, rows))
    else:
        named = _beyond(db, model_id, known.rows if known else 0)
        if named:
            yield Lost("embeddings", "are missing", named)
    shared = _shared(db, model_id)
    if shared:
        yield Lost("embeddings", "are also listed for other recordings", shared)
    if known and rows and not quick:
        spoilt = _spoilt(db, model_id, known, rows, stopped)
        if spoilt:
            yield Lost("embeddings", f"are damaged in {known.file.path}", spoilt)


def _possible(db: sqlite3.Connection, catalog: Path, model_id: int) -> Extent | None:
    """Look up a model's file; None also where its size is impossible, which is a problem itself."""
    try:
        known = extent(db, catalog, model_id)
        if known is not None:
            known.file.offset(known.rows)
    except (WrongValue, ValueError, OverflowError, TypeError):
        return None
    return known


def _trouble(known: Extent | None) -> str:
    if known is None or known.rows == 0:  # the file is made with its first row
        return ""
    try:
        known.file.check(known.rows)
    except CatalogUnavailable as error:
        return f"cannot be read: {error.message.rstrip('.')}"
    return ""


def whole_rows(known: Extent) -> int:
    """Count the committed rows that are readable."""
    return min(known.rows, known.file.whole_rows())


def _beyond(db: sqlite3.Connection, model_id: int, rows: int) -> tuple[int, ...]:
    """List window sets that name rows beyond the first `rows`, or lack a place for a window."""
    found = db.execute(
        """SELECT windowSetId FROM WindowSet WHERE modelId = ? AND firstVector IS NOT NULL
           AND (typeof(firstVector) <> 'integer' OR firstVector < 0 OR firstVector + windows > ?
             OR length(offsets) <> 8 * windows)""",
        (model_id, rows),
    )
    return tuple(row["windowSetId"] for row in found)


def _shared(db: sqlite3.Connection, model_id: int) -> tuple[int, ...]:
    """List neighbouring window sets that name the same rows."""
    found = db.execute(
        """SELECT windowSetId, before FROM (
             SELECT windowSetId, firstVector,
               lag(windowSetId) OVER near AS before,
               lag(firstVector + windows) OVER near AS ends
             FROM WindowSet WHERE modelId = ? AND firstVector IS NOT NULL AND windows > 0
             WINDOW near AS (ORDER BY firstVector, windowSetId))
           WHERE firstVector < ends""",
        (model_id,),
    )
    return tuple(sorted({each for row in found for each in row}))


def _spoilt(
    db: sqlite3.Connection,
    model_id: int,
    known: Extent,
    rows: int,
    stopped: Callable[[], None],
) -> tuple[int, ...]:
    """List window sets with a row that cannot come from an embedding."""
    mapped = known.file.map(rows)
    bad: list[int] = []
    for first in range(0, rows, _BLOCK):
        stopped()
        block = mapped[first : first + _BLOCK]
        bad += (first + np.flatnonzero(_impossible(block))).tolist()
    if not bad:
        return ()
    found = db.execute(
        """SELECT firstVector, windows, windowSetId FROM WindowSet
           WHERE modelId = ? AND typeof(firstVector) = 'integer' AND windows > 0
           ORDER BY firstVector""",
        (model_id,),
    )
    sets = np.array([tuple(row) for row in found], np.int64).reshape(-1, 3)
    if not len(sets):
        return ()
    before = np.searchsorted(sets[:, 0], bad, "right") - 1
    inside = (before >= 0) & (np.array(bad) < (sets[:, 0] + sets[:, 1])[before])
    return tuple(np.unique(sets[before[inside], 2]).tolist())


def _impossible(block: Rows) -> npt.NDArray[np.bool_]:
    """Tell which rows [n] have a direction whose length is not 1, or an impossible norm."""
    with np.errstate(over="ignore", invalid="ignore"):
        units = block["unit"].astype(np.float32)
        lengths = np.sqrt(np.einsum("nd,nd->n", units, units))
        straight = np.abs(lengths - 1.0) <= _TOLERANCE
    return np.asarray(~straight | (block["norm"] < 0) | np.isinf(block["norm"]))


def find_files(db: sqlite3.Connection, catalog: Path) -> None:
    """Find embedding files again that the catalog no longer lists."""
    named = db.execute(
        """SELECT modelId, max(dimension) AS dimension, max(firstVector + windows) AS rows,
             sha256 || ' ' || converter AS model
           FROM WindowSet JOIN ModelVersion USING (modelId)
           WHERE firstVector IS NOT NULL AND modelId NOT IN (SELECT modelId FROM VectorFile)
           GROUP BY modelId"""
    ).fetchall()
    for row in named:
        generations = (
            int(number)
            for path in embeddings_folder(catalog).glob(f"{row['modelId']}-*.vectors")
            if (number := path.stem.partition("-")[2]).isdecimal()
        )
        generation = max(generations, default=0)
        path = vector_path(catalog, row["modelId"], generation)
        rows = min(VectorFile(path, row["dimension"], row["model"]).whole_rows(), row["rows"])
        if rows > 0:
            db.execute(
                "INSERT INTO VectorFile (modelId, dimension, rows, generation) VALUES (?, ?, ?, ?)",
                (row["modelId"], row["dimension"], rows, generation),
            )


def drop(db: sqlite3.Connection, found: list[Lost]) -> None:
    """Forget unusable embeddings: the next analysis that needs them reads the audio."""
    db.executemany(
        "UPDATE WindowSet SET firstVector = NULL WHERE windowSetId = ?",
        ((each,) for one in found for each in one.window_sets),
    )


def renew_files(db: sqlite3.Connection, catalog: Path) -> list[Path]:
    """Start a new file with the whole rows for each model whose file is damaged.

    Returns the files to remove after the commit. Raises StorageFull.
    """
    old: list[Path] = []
    for row in db.execute("SELECT modelId FROM VectorFile").fetchall():
        known = extent(db, catalog, row["modelId"])
        if known is None or not _trouble(known):
            continue
        rows = whole_rows(known)
        if rows:
            _copy(known, rows, vector_path(catalog, row["modelId"], known.generation + 1))
            old.append(known.file.path)
        db.execute(
            "UPDATE VectorFile SET rows = ?, generation = generation + 1 WHERE modelId = ?",
            (rows, row["modelId"]),
        )
    return old


def _copy(known: Extent, rows: int, target: Path) -> None:
    left = known.file.offset(rows)
    with writing(target), known.file.path.open("rb") as source, target.open("wb") as copy:
        while left and (block := source.read(min(left, 1 << 24))):
            copy.write(block)
            left -= len(block)
        copy.flush()
        os.fsync(copy.fileno())
    sync_folder(target.parent)
