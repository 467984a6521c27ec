"""The catalog's door: it turns errors of SQLite and of damaged files into ours.

SQLite answers late: a cursor reads its file with each row, in the thread that asks for the row. So
connections and cursors translate their own errors. A damaged value fails only where code makes
something of it. Such code stands under `from_rows`, and `door` names the catalog to the caller.
Any other error is a bug of ours, and stays one.
"""

from __future__ import annotations

import functools
import inspect
import logging
import sqlite3
import time
from collections.abc import Callable, Generator, Hashable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any, Protocol, TypeVar, cast, get_args, get_type_hints

from sidecar import stop
from sidecar.catalog.sqlite.errors import catalog_errors, translated
from sidecar.catalog.sqlite.writes import Writes
from sidecar.errors import CatalogUnavailable

log = logging.getLogger(__name__)

# Errors that Python raises for a value that is missing, or has another type or size.
_UNREADABLE = (TypeError, ValueError, LookupError, AssertionError, ArithmeticError, AttributeError)

# Rows that a loop over a cursor reads together.
_AT_ONCE = 128

# How long SQLite itself waits for a lock, before a cursor looks whether to stop.
SLICE_S = 0.1

_TICK_S = 0.01

# Instructions of SQLite, some milliseconds, between two checks whether to stop.
_INSTRUCTIONS = 100_000

# Errors that SQLite raises. Its message may quote damaged text, which Python then cannot decode.
_SQLITES = (sqlite3.Error, UnicodeDecodeError)


class WrongValue(Exception):
    """A row holds a value that Linnet never writes there; `door` names the catalog."""


def _translating(name: str) -> Any:  # noqa: ANN401 - a method of the cursor
    """Make the method of SQLite's cursor raise our errors."""
    method = getattr(sqlite3.Cursor, name)

    @functools.wraps(method)
    def translating(self: Cursor, *given: Any) -> Any:  # noqa: ANN401
        try:
            return method(self, *given)
        except _SQLITES as error:
            if self.connection.path is None:
                raise
            raise translated(error, self.connection.path) from error

    return translating


_executemany = _translating("executemany")

_UNNOTED = nullcontext()


class Cursor(sqlite3.Cursor):
    """A cursor that raises our errors; a loop over it costs no more than over SQLite's own."""

    connection: Connection

    fetchone = _translating("fetchone")
    fetchmany = _translating("fetchmany")
    fetchall = _translating("fetchall")
    __next__ = _translating("__next__")

    def execute(self, sql: str, parameters: Any = ()) -> Cursor:  # noqa: ANN401
        try:
            with self._noting(sql):
                self._patiently(sql, parameters)
        except _SQLITES as error:
            if self.connection.path is None:
                raise
            raise translated(error, self.connection.path) from error
        except OverflowError as error:  # the contract bounds what is asked, so a row held it
            raise WrongValue(f"a number of more than 64 bits: {error}") from error
        return self

    def executemany(self, sql: str, parameters: Iterable[Any]) -> Cursor:
        with self._noting(sql):
            _executemany(self, sql, parameters)
        return self

    def _noting(self, sql: str) -> AbstractContextManager[None]:
        writes = self.connection.writes
        return _UNNOTED if writes is None else writes.of(sql, self)

    def _patiently(self, sql: str, parameters: Any) -> None:  # noqa: ANN401
        """Execute; while others hold the lock, wait for it, and look whether to stop."""
        deadline = time.monotonic() + stop.patience(self.connection.patience_s)
        while True:
            try:
                super().execute(sql, parameters)
                return
            except sqlite3.OperationalError as error:
                if not _passes(error) or time.monotonic() >= deadline:
                    raise
            stop.check()
            time.sleep(_TICK_S)

    def __iter__(self) -> Iterator[Any]:  # type: ignore[override]
        while rows := self.fetchmany(_AT_ONCE):
            yield from rows


class Connection(sqlite3.Connection):
    """A connection that raises our errors once `path` names its catalog.

    Code that opens or mends a file needs SQLite's own errors, and leaves `path` None.
    """

    path: Path | None = None
    writes: Writes | None = None  # of the connection that writes
    patience_s: float = 0.0  # how long a statement waits for other programs' locks

    def cursor(self, factory: Any = Cursor) -> Any:  # noqa: ANN401 - as SQLite's own
        return super().cursor(factory)

    # SQLite's own shortcuts would make a cursor of SQLite's class.

    def execute(self, sql: str, parameters: Any = ()) -> Cursor:  # noqa: ANN401
        cursor: Cursor = super().cursor(Cursor)
        return cursor.execute(sql, parameters)

    def executemany(self, sql: str, parameters: Iterable[Any]) -> Cursor:
        cursor: Cursor = super().cursor(Cursor)
        cursor.executemany(sql, parameters)
        return cursor


def _passes(error: sqlite3.Error) -> bool:
    """Tell whether waiting can help: not if the transaction began before another's commit."""
    code = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF == sqlite3.SQLITE_BUSY and code != sqlite3.SQLITE_BUSY_SNAPSHOT


def heed_stops(connection: sqlite3.Connection) -> None:
    """End statements early, as SQLite's own error, if the work of their thread should stop."""
    connection.set_progress_handler(stop.stopped, _INSTRUCTIONS)


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
def from_rows() -> Iterator[None]:
    """Guard code that makes values of rows, as a block or as a function's decorator.

    There Python's errors mean a damaged catalog. A function that yields needs it as a block.
    """
    try:
        yield
    except _UNREADABLE as error:
        raise WrongValue(repr(error)) from error


@contextmanager
def answering(path: Path) -> Iterator[None]:
    """Turn SQLite's errors, and values that Linnet did not write, into our errors."""
    try:
        with catalog_errors(path):
            yield
    except WrongValue as error:
        log.warning("The catalog holds a value that Linnet did not write: %s", error)
        log.info("The value was read here.", exc_info=error)
        raise unreadable(path) from error


def unreadable(path: Path) -> CatalogUnavailable:
    """Make the error for a catalog that holds an unreadable value."""
    return CatalogUnavailable(
        f"A value in the catalog {path} cannot be read.",
        hint="`linnet catalog check` lists the problems. `linnet catalog repair` mends them.",
        path=path,
    )


def made(kind: type[Made], row: Iterable[Any] | None) -> Made:
    """Build a value from a row; each cell must have its field's type.

    SQLite keeps any value in any column. Raises WrongValue for a cell of another type, and where
    there is no row.
    """
    if row is None:
        raise WrongValue(f"{kind.__name__} has no row")
    cells = tuple(row)
    for name, types, cell in zip(*_fields(cast(Hashable, kind)), cells, strict=True):
        if not isinstance(cell, types):
            raise WrongValue(f"{kind.__name__}.{name} is {cell!r}")
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
        with answering(self.path):
            return member(self, *args, **named)

    return method


def _streamed(member: Callable[..., Generator[Any, None, None]]) -> Callable[..., Any]:
    @functools.wraps(member)
    def method(self: OfCatalog, *args: Any, **named: Any) -> Iterator[Any]:  # noqa: ANN401
        with answering(self.path):
            yield from member(self, *args, **named)

    return method
