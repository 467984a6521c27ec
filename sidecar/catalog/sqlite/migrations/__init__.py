"""The steps from one version of the catalog's tables to the next."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from sidecar.catalog.sqlite.migrations.doubts import keep_doubts
from sidecar.catalog.sqlite.migrations.embeddings import move_embeddings
from sidecar.catalog.sqlite.migrations.unsure import allow_unsure
from sidecar.catalog.sqlite.tallies import pack_all
from sidecar.catalog.sqlite.totals import total_all


@dataclass(frozen=True)
class Step:
    """`script` brings the tables to `version`; `then` does in Python what SQL cannot."""

    version: int
    script: str
    then: Callable[[sqlite3.Connection, Path], None] | None = None


STEPS = (
    Step(1, "0001.sql"),
    Step(2, "0002.sql", move_embeddings),
    Step(3, "0003.sql", keep_doubts),
    Step(4, "0004.sql"),
    Step(5, "0005.sql", pack_all),
    Step(6, "0006.sql"),
    Step(7, "0007.sql"),
    Step(8, "0008.sql", total_all),
    Step(9, "0009.sql"),
    Step(10, "0010.sql", allow_unsure),
    Step(11, "0011.sql"),
    Step(12, "0012.sql"),
    Step(13, "0013.sql"),
)

SCHEMA_VERSION = STEPS[-1].version


def take(step: Step, connection: sqlite3.Connection, path: Path) -> None:
    """Take one step, inside the caller's transaction."""
    script = files("sidecar.catalog.sqlite.migrations").joinpath(step.script).read_text("utf-8")
    for statement in _statements(script):
        connection.execute(statement)
    if step.then:
        step.then(connection, path)
    connection.execute(
        "INSERT OR REPLACE INTO Linnet VALUES ('schemaVersion', ?)", (str(step.version),)
    )


def _statements(script: str) -> Iterator[str]:
    # One by one: `executescript` would end the transaction.
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
