"""What the statements of a connection wrote, as SQLite tells it."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager

from sidecar.catalog.changes import ANYTHING, Write

_ADDED_OR_REMOVED = (sqlite3.SQLITE_INSERT, sqlite3.SQLITE_DELETE)

# Texts of statements whose tables are remembered; there are far fewer.
_MOST_TEXTS = 10_000


class Writes:
    """Gathers what statements wrote, with their triggers and cascades.

    SQLite names tables and columns once, when it compiles a statement, so these are remembered.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._compiled: set[Write] = set()
        self._by_text: dict[str, frozenset[Write]] = {}
        self._written: set[Write] = set()
        connection.set_authorizer(self._authorize)

    def _authorize(
        self,
        action: int,
        first: str | None,
        second: str | None,
        database: str | None,
        within: str | None,
    ) -> int:
        if database == "main" and first is not None:
            if action in _ADDED_OR_REMOVED:
                self._compiled.add((first, None))
            elif action == sqlite3.SQLITE_UPDATE:
                self._compiled.add((first, second))
        return sqlite3.SQLITE_OK

    @contextmanager
    def of(self, sql: str, cursor: sqlite3.Cursor) -> Iterator[None]:
        """Note what a statement writes, if it changes any row."""
        self._compiled.clear()
        before = self._connection.total_changes
        try:
            yield
        finally:
            if self._compiled and len(self._by_text) < _MOST_TEXTS:
                self._by_text[sql] = frozenset(self._compiled)
        changed = self._connection.total_changes != before
        # A statement with RETURNING is counted only once all its rows were read.
        if changed or cursor.description is not None:
            self._written |= self._by_text.get(sql, ANYTHING if changed else frozenset())

    def take(self) -> Collection[Write]:
        """Give what was written since the last time."""
        taken = frozenset(self._written)
        self._written.clear()
        return taken
