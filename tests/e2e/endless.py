"""Catalogs in which a decision takes for ever, and others that hold a catalog."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sidecar.app.engine import Engine
from sidecar.contract.recordings import ImportRecordingsRequest
from sidecar.methods.recordings import import_recordings
from sidecar.rpc.verb import Call
from sidecar.settings import Settings
from tests.conftest import MANIFESTS
from tests.factories import owl, write_wav

GUARD_S = 60.0  # only against hanging; no test measures time by it

# One statement that SQLite would work on for years.
ENDLESS = """WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT 1000000000000000)
  SELECT max(x) FROM c"""

DECISION: dict[str, Any] = {
    "annotations": [
        {"recordingId": 1, "start": 0.0, "end": 1.0, "species": "Strix aluco", "verified": "YES"}
    ]
}


def make_catalog(folder: Path) -> Path:
    """Make a catalog with one recording."""
    path = folder / "catalog.sqlite"
    engine = Engine(Settings(folder / "home", path, MANIFESTS))
    sound = write_wav(folder / "owl.wav", owl(6.0))
    import_recordings(engine, ImportRecordingsRequest(inputs=[str(sound)]), Call())
    engine.close()
    return path


def make_endless(catalog: Path) -> None:
    """Let every later decision take for ever."""
    with closing(sqlite3.connect(catalog)) as db, db:
        db.execute(f"CREATE TRIGGER endless AFTER INSERT ON AnnotationBatch BEGIN {ENDLESS}; END")


def count(catalog: Path, table: str) -> int:
    """Count a table's rows; the catalog must be whole."""
    with closing(sqlite3.connect(catalog)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def wait_for_writer(catalog: Path) -> None:
    """Wait until another process writes to the catalog."""
    deadline = time.monotonic() + GUARD_S
    with closing(sqlite3.connect(catalog, isolation_level=None, timeout=0.0)) as db:
        while time.monotonic() < deadline:
            try:
                db.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return
            db.execute("ROLLBACK")
            threading.Event().wait(0.02)  # so that the other process finds the catalog free
    raise TimeoutError("nobody writes to the catalog")


@contextmanager
def locked(catalog: Path) -> Iterator[None]:
    """Hold the catalog as another program does that writes."""
    with closing(sqlite3.connect(catalog, isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        yield
        db.execute("ROLLBACK")
