"""Embeddings leave the catalog for a file beside it."""

from __future__ import annotations

import sqlite3
from pathlib import Path


def move_embeddings(connection: sqlite3.Connection, path: Path) -> None:
    """Move every stored embedding of the catalog at `path`."""
