"""Rewrites a damaged catalog with every readable row, labels first."""

from __future__ import annotations

import contextlib
import mmap
import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sidecar import stop
from sidecar.catalog.report import OnStep
from sidecar.catalog.sqlite.connection import connect
from sidecar.catalog.sqlite.door import heed_stops
from sidecar.catalog.sqlite.errors import catalog_errors
from sidecar.catalog.sqlite.migrations import SCHEMA_VERSION
from sidecar.catalog.sqlite.upkeep.backup import dated, discard, replace, unfinished
from sidecar.catalog.sqlite.upkeep.blueprint import (
    OF_PEOPLE,
    OF_THE_APP,
    SchemaPart,
    blueprint,
    least_version,
    order,
    usable,
)
from sidecar.catalog.sqlite.upkeep.check import is_damage
from sidecar.catalog.sqlite.upkeep.pages import Pages, Row, Value, open_pages
from sidecar.errors import CatalogUnavailable, writing
from sidecar.regular import open_regular
from sidecar.scratch import sweep

# A row that lost its table is recognised by its columns. Rows of these tables look like others',
# and are useless alone.
_NOT_GUESSED = (
    *("VectorFile", "Linnet", "sqlite_sequence", "AnalysisChannel", "WindowSetChannel"),
    *("SpeciesVerdict", "RecordingTotal", "TotalsDue"),
)

_TYPES: dict[str, tuple[type, ...]] = {
    "INTEGER": (int,),
    "REAL": (int, float),
    "TEXT": (str,),
    "BLOB": (bytes,),
}


@dataclass(frozen=True)
class Salvaged:
    """Where the damaged catalog lies now, how many rows were kept, and how many were unreadable."""

    damaged: Path
    kept: int
    unreadable: int


@dataclass(frozen=True)
class TableShape:
    """A table to fill: names and types of its columns, and which column is the rowid, if any."""

    name: str
    columns: tuple[str, ...]
    kinds: tuple[tuple[type, ...] | None, ...]
    required: tuple[bool, ...]
    rowid: int | None

    def takes(self, values: Sequence[Value]) -> bool:
        """Tell whether the types of values match this table's first columns."""
        pairs = zip(values, self.kinds, self.required, strict=False)
        return all(
            _fits(value, kinds, required) if place != self.rowid else value is None
            for place, (value, kinds, required) in enumerate(pairs)
        )

    def owns(self, values: Sequence[Value]) -> bool:
        """Tell whether a row of an unknown table could belong to this one."""
        whole = len(values) == len(self.columns)
        return whole and self.name not in _NOT_GUESSED and self.takes(values)


def _fits(value: Value, kinds: tuple[type, ...] | None, required: bool) -> bool:
    if value is None:
        return not required
    return kinds is None or isinstance(value, kinds)


def salvage(path: Path, on_step: OnStep) -> Salvaged:
    """Replace a damaged catalog by one with all its readable rows; the damaged one stays beside it.

    Raises StorageFull, and CatalogUnavailable while another program has it open and where nothing
    is readable.
    """
    _require_alone(path)
    before = path.stat()
    partial = unfinished(path)
    sweep(path.parent)
    try:
        with writing(partial), catalog_errors(partial):
            kept, unreadable = _write_anew(path, partial, on_step)
        if not kept:
            raise CatalogUnavailable(
                f"Nothing in {path} can be read. It may not be a catalog.",
                hint="Restore it from a backup, or choose another catalog file.",
                path=path,
            )
        after = path.stat()
        if (after.st_size, after.st_mtime_ns) != (before.st_size, before.st_mtime_ns):
            raise _in_use(path)
        damaged = dated(path, "damaged")
        _keep_beside(path, damaged)
        replace(partial, path)
    finally:
        discard(partial)
    return Salvaged(damaged, kept, unreadable)


def _require_alone(path: Path) -> None:
    """Move the journal into the file; raises CatalogUnavailable if another program has it open."""
    with catalog_errors(path), closing(connect(path)) as db:
        try:
            db.execute("PRAGMA locking_mode = EXCLUSIVE")
            db.execute("BEGIN IMMEDIATE")
            db.execute("ROLLBACK")
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except (sqlite3.Error, UnicodeDecodeError) as error:
            if not is_damage(error):
                raise


def _in_use(path: Path) -> CatalogUnavailable:
    return CatalogUnavailable(
        f"Another program changed the catalog {path} during the repair.",
        hint="Close the other program and repair the catalog again. The repair changed nothing.",
        path=path,
    )


def put_journal_aside(path: Path) -> Path:
    """Take another database's journal from a catalog; returns the copy of both."""
    damaged = dated(path, "damaged")
    with writing(path):
        shutil.copy2(path, damaged)
        path.with_name(f"{path.name}-wal").rename(damaged.with_name(f"{damaged.name}-wal"))
        path.with_name(f"{path.name}-shm").unlink(missing_ok=True)
    return damaged


def _keep_beside(path: Path, damaged: Path) -> None:
    # The journal first: SQLite would write it into another file that lies beside it.
    with writing(path):
        for suffix in ("-wal", "-journal"):
            journal = path.with_name(path.name + suffix)
            if journal.exists():
                journal.rename(damaged.with_name(damaged.name + suffix))
        path.with_name(f"{path.name}-shm").unlink(missing_ok=True)
        try:
            os.link(path, damaged)  # so a catalog exists at any moment
        except OSError:  # some drives have no hard links
            path.rename(damaged)


def _write_anew(path: Path, partial: Path, on_step: OnStep) -> tuple[int, int]:
    discard(partial)
    with (
        open_regular(path) as file,
        contextlib.closing(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)) as content,
        closing(sqlite3.connect(partial, isolation_level=None)) as db,
    ):
        heed_stops(db)
        pages = open_pages(content)
        db.execute("PRAGMA journal_mode = MEMORY")
        db.execute("PRAGMA synchronous = OFF")
        known, roots = _parts(pages)
        version = _version(pages, known, roots)
        parts = _completed(known, version)
        db.execute("BEGIN")
        made = [part for part in parts if part.kind == "table" and _make(db, part)]
        counts = _fill(db, pages, _tables(db, made), roots, on_step)
        if version:
            db.execute("INSERT OR REPLACE INTO Linnet VALUES ('schemaVersion', ?)", (f"{version}",))
        for part in parts:
            if part.kind != "table":
                _make(db, part)
        db.execute("COMMIT")
    return counts


def _parts(pages: Pages) -> tuple[dict[str, SchemaPart], dict[str, int]]:
    """Read the definitions of the file's tables and where they begin, as far as they are there."""
    parts: dict[str, SchemaPart] = {}
    roots: dict[str, int] = {}
    for number in pages.reached(1)[0]:
        for row in pages.rows(number):
            match row and row[1]:
                case (str(kind), str(name), str(), int(root), str(sql)):
                    if not name.startswith("sqlite_") and not {'"', "\0"} & set(name):
                        parts[name] = SchemaPart(kind, name, sql)
                        roots[name] = root
    return parts, roots


def _version(pages: Pages, parts: dict[str, SchemaPart], roots: dict[str, int]) -> int:
    """Read the version of a catalog, or else recognise it by its table definitions.

    Returns the latest version where no definition is readable.
    """
    for number in pages.reached(roots.get("Linnet", 0))[0]:
        for row in pages.rows(number):
            match row and row[1]:
                case ("schemaVersion", str(text)) if text.isdecimal():
                    least = least_version(parts)
                    return max(least, min(int(text), SCHEMA_VERSION))
    known = {(part.name, part.sql) for part in parts.values()}
    for version in range(SCHEMA_VERSION, 0, -1):
        earlier = {(part.name, part.sql) for part in blueprint(version - 1)}
        if any(known & {(part.name, part.sql)} - earlier for part in blueprint(version)):
            return version
    return 0 if "Annotation" in parts else SCHEMA_VERSION


def _completed(parts: dict[str, SchemaPart], version: int) -> list[SchemaPart]:
    """Add the missing parts of a catalog of this version; sort all in the order of creation.

    Ours have our definition, the app's that of the file.
    """
    ours = {part.name: part for part in blueprint(version)}
    kept = {name: part for name, part in parts.items() if name in OF_THE_APP or name not in ours}
    return sorted({**ours, **kept}.values(), key=order)


def _make(db: sqlite3.Connection, part: SchemaPart) -> bool:
    """Create a part by the file's definition, or by ours where the file's is damaged."""
    ours = [each.sql for each in blueprint() if each.name == part.name]
    for sql in (part.sql, *ours):
        db.execute("SAVEPOINT part")
        with contextlib.suppress(sqlite3.Error):
            db.execute(sql)
            made = db.execute(
                "SELECT 1 FROM sqlite_master WHERE type = ? AND name = ?", (part.kind, part.name)
            ).fetchone()
            if made and usable(db, part.name):
                db.execute("RELEASE part")
                return True
        stop.check()
        db.execute("ROLLBACK TO part")
        db.execute("RELEASE part")
    return False


def _tables(db: sqlite3.Connection, parts: Sequence[SchemaPart]) -> list[TableShape]:
    """Describe the tables; those that people wrote come first."""
    names = [part.name for part in parts if part.kind == "table"]
    names.sort(key=lambda name: OF_PEOPLE.index(name) if name in OF_PEOPLE else len(OF_PEOPLE))
    return [_table(db, name) for name in names]


def _table(db: sqlite3.Connection, name: str) -> TableShape:
    columns = db.execute(f'PRAGMA table_info("{name}")').fetchall()
    keys = [place for place, column in enumerate(columns) if column[5]]
    alone = len(keys) == 1 and str(columns[keys[0]][2]).upper() == "INTEGER"
    return TableShape(
        name,
        tuple(str(column[1]) for column in columns),
        tuple(_TYPES.get(str(column[2]).upper()) for column in columns),
        tuple(bool(column[3]) for column in columns),
        keys[0] if alone else None,
    )


def _fill(
    db: sqlite3.Connection,
    pages: Pages,
    tables: Sequence[TableShape],
    roots: dict[str, int],
    on_step: OnStep,
) -> tuple[int, int]:
    """Write every readable row; returns how many, and how many rows or pages are unreadable."""
    reached: dict[str, list[int]] = {}
    kept = unreadable = 0
    for table in tables:
        if table.name in roots:
            reached[table.name], damaged = pages.reached(roots[table.name])
            unreadable += damaged
    owned = {number for numbers in reached.values() for number in numbers}
    strays = _strays(pages, owned | pages.free(), tables)
    for table in tables:
        on_step(f"recovering {table.name}")
        # A label with an unreadable state is still a label.
        db.execute(f"PRAGMA ignore_check_constraints = {int(table.name in OF_PEOPLE)}")
        for number in (*reached.get(table.name, ()), *strays.get(table.name, ())):
            stop.check()
            for row in pages.rows(number):
                if row is not None and _insert(db, table, row):
                    kept += 1
                else:
                    unreadable += 1
    return kept, unreadable + len(strays.get("", ()))


def _strays(pages: Pages, known: set[int], tables: Sequence[TableShape]) -> dict[str, list[int]]:
    """Find pages that no table leads to, and the table each could belong to ("": none)."""
    found: dict[str, list[int]] = {}
    for number in range(2, pages.count + 1):
        if number in known or not pages.is_leaf(number):
            continue
        rows = [row[1] for row in pages.rows(number) if row is not None]
        name = next(
            (table.name for table in tables if rows and all(table.owns(row) for row in rows)),
            "",
        )
        found.setdefault(name, []).append(number)
    return found


def _insert(db: sqlite3.Connection, table: TableShape, row: Row) -> bool:
    rowid, values = row
    if len(values) > len(table.columns) or not (table.name in OF_PEOPLE or table.takes(values)):
        return False
    named = dict(_named(table, rowid, values))
    marks = ", ".join("?" for _ in named)
    columns = ", ".join(f'"{name}"' for name in named)
    try:
        done = db.execute(
            f'INSERT OR IGNORE INTO "{table.name}" ({columns}) VALUES ({marks})',
            tuple(named.values()),
        )
    except (sqlite3.IntegrityError, sqlite3.DataError, OverflowError):
        return False
    return done.rowcount > 0


def _named(table: TableShape, rowid: int, values: Sequence[Value]) -> Iterator[tuple[str, Value]]:
    # Rows written before a column was added lack its value and get its default.
    for place, (name, value) in enumerate(zip(table.columns, values, strict=False)):
        yield name, rowid if place == table.rowid else value
