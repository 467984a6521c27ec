"""The catalog's door: it turns errors of SQLite and of damaged files into ours.

SQLite answers late: a cursor reads its file with each row, in the thread that asks for the row. So
connections and cursors translate their own errors. A damaged value fails only where it is used;
`door` translates those errors for every public method of a class.
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

# Errors that Python raises for a value that is missing, or has another type or size.
_UNREADABLE = (TypeError, ValueError, LookupError, AssertionError, ArithmeticError, AttributeError)

# Rows that a loop over a cursor reads together.
_AT_ONCE = 128


# Errors that SQLite raises. Its message may quote damaged text, which Python then cannot decode.
_SQLITES = (sqlite3.Error, UnicodeDecodeError)


class Cursor(sqlite3.Cursor):
    """A cursor that raises our errors; a loop over it costs no more than over SQLite's own."""

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
    """A connection that raises our errors once `path` names its catalog.

    Code that opens or mends a file needs SQLite's own errors, and leaves `path` None.
    """

    path: Path | None = None

    def cursor(self, factory: Any = Cursor) -> Any:  # noqa: ANN401 - as SQLite's own
        return super().cursor(factory)

    # SQLite's own shortcuts would make a cursor of SQLite's class.

    def execute(self, sql: str, parameters: Any = ()) -> Cursor:  # noqa: ANN401
        cursor: Cursor = super().cursor(Cursor)
        return cursor.execute(sql, parameters)

    def executemany(self, sql: str, parameters: Iterable[Any]) -> Cursor:
        cursor: Cursor = super().cursor(Cursor)
        return cursor.executemany(sql, parameters)


class OfCatalog(Protocol):
    """An object that knows the path of its catalog."""

    @property
    def path(self) -> Path: ...


Made = TypeVar("Made")


def door(cls: type[Made]) -> type[Made]:
    """Translate the errors that a class's public methods raise when the catalog is damaged."""
    for name, member in list(vars(cls).items()):
        if inspect.isfunction(member) and not name.startswith("_"):
            setattr(cls, name, _streamed(member) if _streams(member) else _answered(member))
    return cls


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Turn SQLite's errors, and the errors of values that nobody wrote, into ours."""
    try:
        with catalog_errors(path):
            yield
    except _UNREADABLE as error:
        log.warning("The catalog holds a value that Linnet did not write: %r", error)
        log.info("The value was read here.", exc_info=error)
        raise unreadable(path) from error


def unreadable(path: Path) -> CatalogUnavailable:
    """Make the error for a catalog that holds an unreadable value."""
    return CatalogUnavailable(
        f"A value in the catalog {path} cannot be read.",
        hint="`linnet catalog check` lists the problems. `linnet catalog repair` mends them.",
        path=path,
    )


def made(kind: type[Made], row: Iterable[Any]) -> Made:
    """Build a value from a row; each cell must have its field's type.

    SQLite keeps any value in any column. Raises TypeError for a cell of another type.
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
    # For a context manager, the generator function is behind its decorator.
    return inspect.isgeneratorfunction(member)


def _answered(member: Callable[..., Any]) -> Callable[..., Any]:
    if hasattr(member, "__wrapped__") and inspect.isgeneratorfunction(member.__wrapped__):
        return member  # a context manager, which translates its own errors

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
