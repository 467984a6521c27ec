"""The catalog's door: whatever SQLite or a damaged file does behind it comes out as our errors.

SQLite answers late: a cursor reads its file with each row, in whichever thread asks for it. So
connections and cursors themselves translate what they raise. What a damaged file holds in place
of a value shows where the value is used: `door` translates that for every method of a class.
"""

from __future__ import annotations

import functools
import inspect
import logging
import sqlite3
from collections.abc import Callable, Generator, Hashable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol, TypeVar, cast, get_args, get_type_hints

from sidecar.catalog.sqlite.errors import catalog_errors, translated
from sidecar.errors import CatalogUnavailable

log = logging.getLogger(__name__)

# What Python says of a value that is missing, or of another kind or size than was written.
_UNREADABLE = (TypeError, ValueError, LookupError, AssertionError, ArithmeticError, AttributeError)

# Rows that a cursor reads at once when it is looped over.
_AT_ONCE = 128


# What SQLite raises: a damaged text is quoted in its message, which then cannot be read either.
_SQLITES = (sqlite3.Error, UnicodeDecodeError)


class Cursor(sqlite3.Cursor):
    """A cursor whose errors are ours; looping over it costs no more than over SQLite's own."""

    connection: Connection

    def execute(self, sql: str, parameters: Any = ()) -> Cursor:  # noqa: ANN401
        try:
            super().execute(sql, parameters)
        except _SQLITES as error:
            if self.connection.path is None:
                raise
            raise translated(error, self.connection.path) from error
        return self

    def executemany(self, sql: str, parameters: Iterable[Any]) -> Cursor:
        try:
            super().executemany(sql, parameters)
        except _SQLITES as error:
            if self.connection.path is None:
                raise
            raise translated(error, self.connection.path) from error
        return self

    def fetchone(self) -> Any:  # noqa: ANN401 - as SQLite's own
        try:
            return super().fetchone()
        except _SQLITES as error:
            if self.connection.path is None:
                raise
            raise translated(error, self.connection.path) from error

    def fetchmany(self, size: int | None = 1) -> list[Any]:
        try:
            return super().fetchmany(size)
        except _SQLITES as error:
            if self.connection.path is None:
                raise
            raise translated(error, self.connection.path) from error

    def fetchall(self) -> list[Any]:
        try:
            return super().fetchall()
        except _SQLITES as error:
            if self.connection.path is None:
                raise
            raise translated(error, self.connection.path) from error

    def __next__(self) -> Any:  # noqa: ANN401 - as SQLite's own
        try:
            return super().__next__()
        except _SQLITES as error:
            if self.connection.path is None:
                raise
            raise translated(error, self.connection.path) from error

    def __iter__(self) -> Iterator[Any]:  # type: ignore[override]
        while rows := self.fetchmany(_AT_ONCE):
            yield from rows


class Connection(sqlite3.Connection):
    """A connection whose errors are ours once it belongs to the catalog at `path`.

    Whoever opens or mends a file has no use for that yet.
    """

    path: Path | None = None

    def cursor(self, factory: Any = Cursor) -> Any:  # noqa: ANN401 - as SQLite's own
        return super().cursor(factory)

    # SQLite's own shortcuts make a cursor of its own class.

    def execute(self, sql: str, parameters: Any = ()) -> Cursor:  # noqa: ANN401
        cursor: Cursor = super().cursor(Cursor)
        return cursor.execute(sql, parameters)

    def executemany(self, sql: str, parameters: Iterable[Any]) -> Cursor:
        cursor: Cursor = super().cursor(Cursor)
        return cursor.executemany(sql, parameters)


class OfCatalog(Protocol):
    """What knows which catalog it works for."""

    @property
    def path(self) -> Path: ...


Made = TypeVar("Made")


def door(cls: type[Made]) -> type[Made]:
    """Translate what the public methods of a class raise where the catalog's file is damaged."""
    for name, member in list(vars(cls).items()):
        if inspect.isfunction(member) and not name.startswith("_"):
            setattr(cls, name, _streamed(member) if _streams(member) else _answered(member))
    return cls


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Turn SQLite's errors, and what values bring about that nobody wrote, into ours."""
    try:
        with catalog_errors(path):
            yield
    except _UNREADABLE as error:
        log.warning("something in the catalog is not as it was written: %r", error)
        log.info("it was met here", exc_info=error)
        raise unreadable(path) from error


def unreadable(path: Path) -> CatalogUnavailable:
    """Say that the catalog holds what cannot be read."""
    return CatalogUnavailable(
        f"Something in the catalog {path} cannot be read.",
        hint="`linnet catalog check` tells what is wrong; `linnet catalog repair` mends it.",
        path=path,
    )


def made(kind: type[Made], row: Iterable[Any]) -> Made:
    """Build a value of a row, whose cells must be of the types that its fields say.

    SQLite keeps any value in any column; TypeError for one that nobody here wrote.
    """
    cells = tuple(row)
    for name, types, cell in zip(*_fields(cast(Hashable, kind)), cells, strict=True):
        if not isinstance(cell, types):
            raise TypeError(f"{kind.__name__}.{name} is {cell!r}")
    return kind(*cells)


@functools.cache
def _fields(kind: Any) -> tuple[tuple[str, ...], tuple[tuple[type, ...], ...]]:  # noqa: ANN401
    hints = {name: get_type_hints(kind)[name] for name in kind.__annotations__}
    return tuple(hints), tuple(_types(hint) for hint in hints.values())


def _types(hint: Any) -> tuple[type, ...]:  # noqa: ANN401 - a type, or several
    kinds = get_args(hint) or (hint,)
    return (*kinds, int) if float in kinds else kinds


def _streams(member: Callable[..., Any]) -> bool:
    # A context manager's function is one behind its decorator.
    return inspect.isgeneratorfunction(member)


def _answered(member: Callable[..., Any]) -> Callable[..., Any]:
    if hasattr(member, "__wrapped__") and inspect.isgeneratorfunction(member.__wrapped__):
        return member  # a context manager, which translates what it does itself

    @functools.wraps(member)
    def method(self: OfCatalog, *args: Any, **named: Any) -> Any:  # noqa: ANN401
        with readable(self.path):
            return member(self, *args, **named)

    return method


def _streamed(member: Callable[..., Generator[Any, None, None]]) -> Callable[..., Any]:
    @functools.wraps(member)
    def method(self: OfCatalog, *args: Any, **named: Any) -> Iterator[Any]:  # noqa: ANN401
        with readable(self.path):
            yield from member(self, *args, **named)

    return method
