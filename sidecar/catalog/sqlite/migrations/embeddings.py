"""Moves embeddings from the catalog to a file beside it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from sidecar.catalog.sqlite.vectors import append
from sidecar.values import Float32


def move_embeddings(connection: sqlite3.Connection, path: Path) -> None:
    """Move every stored embedding of the catalog at `path`, a block at a time."""
    sets = connection.execute(
        "SELECT windowSetId, modelId, dimension, windows FROM WindowSet ORDER BY windowSetId"
    ).fetchall()
    for row in sets:
        _move(connection, path, row)
    connection.execute("DROP TABLE WindowBlock")


def _move(connection: sqlite3.Connection, path: Path, row: sqlite3.Row) -> None:
    offsets = b"".join(
        block["offsets"] for block in _blocks(connection, row["windowSetId"], "offsets")
    )
    first = None
    if len(offsets) == row["windows"] * 8 and _whole(connection, row):
        embeddings = _embeddings(connection, row["windowSetId"], row["dimension"])
        first = append(connection, path, row["modelId"], row["dimension"], embeddings)
    connection.execute(
        "UPDATE WindowSet SET firstVector = ?, offsets = ? WHERE windowSetId = ?",
        (first, offsets, row["windowSetId"]),
    )


def _whole(connection: sqlite3.Connection, row: sqlite3.Row) -> bool:
    """Tell whether each window has its embedding; if not, Linnet reads the audio again."""
    (strange,) = connection.execute(
        """SELECT count(*) FROM WindowBlock WHERE windowSetId = ?
           AND length(embeddings) * 8 <> length(offsets) * ? * 4""",
        (row["windowSetId"], row["dimension"]),
    ).fetchone()
    return not strange


def _embeddings(
    connection: sqlite3.Connection, window_set_id: int, dimension: int
) -> Iterator[Float32]:
    for block in _blocks(connection, window_set_id, "embeddings"):
        yield np.frombuffer(block["embeddings"], "<f4").reshape(-1, dimension)


def _blocks(
    connection: sqlite3.Connection, window_set_id: int, column: str
) -> Iterator[sqlite3.Row]:
    return iter(
        connection.execute(
            f"SELECT {column} FROM WindowBlock WHERE windowSetId = ? ORDER BY firstWindow",
            (window_set_id,),
        )
    )
