"""Copies a catalog while it is in use; a copy is whole, or does not exist."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import threading
from collections import deque
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from sidecar import stop
from sidecar.catalog.report import OnPages
from sidecar.catalog.sqlite.door import heed_stops
from sidecar.catalog.sqlite.errors import catalog_errors
from sidecar.catalog.sqlite.vectors import Extent, embeddings_folder, extent
from sidecar.durable import sync_folder
from sidecar.errors import CatalogUnavailable, StorageFull, writing
from sidecar.scratch import mark, sweep

# Pages, 16 MB in all, that are copied between two checks whether to stop.
_PAGES = 4096

# Two copies may begin in the same second, before either has its file.
_naming = threading.Lock()
_given: deque[Path] = deque(maxlen=100)


def dated(path: Path, what: str) -> Path:
    """Name a file beside `path` after the time, such as `catalog.backup-20260501T120000Z.sqlite`.

    No file has that name, no embeddings belong to such a catalog, and no other thread was given it.
    """
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    number = 1
    with _naming:
        while True:
            more = f"-{number}" if number > 1 else ""
            named = path.with_name(f"{path.stem}.{what}-{stamp}{more}{path.suffix}")
            taken = named.exists() or embeddings_folder(named).exists()
            if not taken and named not in _given:
                _given.append(named)
                return named
            number += 1


def listed(path: Path, what: str) -> list[Path]:
    """List the files beside `path` that `dated` named so, the newest first."""
    name = re.compile(
        rf"{re.escape(path.stem)}\.{what}-(\d{{8}}T\d{{6}}Z(-\d+)?){re.escape(path.suffix)}"
    )
    found = []
    with suppress(OSError):
        for each in os.scandir(path.parent):
            if name.fullmatch(each.name) and each.is_file(follow_symlinks=False):
                found.append(Path(each.path))
    return sorted(found, reverse=True)


def unfinished(target: Path) -> Path:
    """Name the unfinished file that becomes `target`."""
    return target.with_name(target.name + mark())


def copy_beside(source: sqlite3.Connection, path: Path, on_pages: OnPages | None = None) -> Path:
    """Copy the catalog at `path` to a dated file beside it; returns the copy's path.

    The copy names the same embeddings, which are not copied. Renamed to the catalog's own name,
    it finds them. Raises StorageFull.
    """
    target = dated(path, "backup")
    copy_catalog(source, target, on_pages)
    return target


def copy_catalog(
    source: sqlite3.Connection,
    target: Path,
    on_pages: OnPages | None = None,
    then: Callable[[sqlite3.Connection], None] | None = None,
) -> None:
    """Copy a catalog as it is now to `target`; others may write meanwhile.

    The copy is one file without a journal; `then` changes it before it gets its name. Raises
    StorageFull.
    """
    partial = unfinished(target)
    sweep(target.parent)
    _require_room(source, target)
    try:
        with catalog_errors(target):
            _copy_pages(source, partial, on_pages or (lambda done, total: None))
            if then:
                with closing(sqlite3.connect(partial, isolation_level=None)) as copy:
                    heed_stops(copy)
                    then(copy)
        put_in_place(partial, target)
    finally:
        discard(partial)


def forget_embeddings(copy: sqlite3.Connection) -> None:
    """Remove the embeddings from a copy for another place; Linnet reads the audio again."""
    if not copy.execute("SELECT 1 FROM sqlite_master WHERE name = 'VectorFile'").fetchone():
        return
    copy.execute("BEGIN")
    copy.execute("UPDATE WindowSet SET firstVector = NULL WHERE firstVector IS NOT NULL")
    copy.execute("DELETE FROM VectorFile")
    copy.execute("COMMIT")


def copy_with_embeddings(
    source: sqlite3.Connection, path: Path, target: Path, on_pages: OnPages | None = None
) -> None:
    """Copy the catalog at `path` and its embeddings to `target` and a folder beside it.

    The folder comes first: a copy never exists without its embeddings.
    """
    partial = unfinished(target)
    folder = embeddings_folder(target)
    scratch = unfinished(folder)
    sweep(target.parent)
    try:
        with catalog_errors(target):
            source.execute("BEGIN")
            extents = _extents(source, path)
            bytes_more = sum(each.file.offset(each.rows) for each in extents)
            _require_room(source, target, bytes_more)
            _copy_pages(source, partial, on_pages or (lambda done, total: None))
        with writing(target):
            discard(scratch)
            scratch.mkdir()
            for each in extents:
                _copy_rows(each, scratch / each.file.path.name)
            sync_folder(scratch)
            scratch.rename(folder)
        put_in_place(partial, target)
    finally:
        if source.in_transaction:
            source.execute("ROLLBACK")
        discard(partial)
        discard(scratch)


def _extents(source: sqlite3.Connection, path: Path) -> list[Extent]:
    if not source.execute("SELECT 1 FROM sqlite_master WHERE name = 'VectorFile'").fetchone():
        return []
    models = source.execute("SELECT modelId FROM VectorFile WHERE rows > 0").fetchall()
    found = (extent(source, path, row["modelId"]) for row in models)
    return [each for each in found if each is not None]


def _copy_rows(each: Extent, target: Path) -> None:
    """Copy the committed rows; raises CatalogUnavailable when some are missing."""
    left = each.file.offset(each.rows)
    each.file.check(each.rows)
    with each.file.path.open("rb") as source, target.open("xb") as copy:
        while left and (block := source.read(min(left, 1 << 24))):
            stop.check()
            copy.write(block)
            left -= len(block)
        copy.flush()
        os.fsync(copy.fileno())
    if left:
        raise CatalogUnavailable(
            f"The file of stored embeddings {each.file.path} is cut short.",
            hint="Run `linnet catalog repair`, or make the backup without embeddings.",
            path=each.file.path,
        )


def _copy_pages(source: sqlite3.Connection, partial: Path, on_pages: OnPages) -> None:
    discard(partial)
    with writing(partial.parent):  # SQLite would only say that it cannot open the file
        partial.touch()
    # In a read transaction of its own, the copy does not start again when others commit.
    own = not source.in_transaction
    if own:
        source.execute("BEGIN")
    try:
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        with closing(sqlite3.connect(partial, isolation_level=None)) as copy:
            source.backup(
                copy,
                pages=_PAGES,
                progress=lambda status, left, total: _copied(on_pages, total - left, total),
            )
            copy.execute("PRAGMA journal_mode = DELETE")
    finally:
        if own:
            source.execute("ROLLBACK")


def _copied(on_pages: OnPages, done: int, total: int) -> None:
    stop.check()
    on_pages(done, total)


def put_in_place(partial: Path, target: Path) -> None:
    """Give a finished file its name, safely even in a power cut; overwrites nothing."""
    if target.exists():
        raise CatalogUnavailable(
            f"The file {target} already exists.", hint="Choose another name.", path=target
        )
    replace(partial, target)


def replace(partial: Path, target: Path) -> None:
    """Replace a file by a finished one; a power cut leaves one or the other."""
    with writing(target):
        with partial.open("r+b") as file:
            os.fsync(file.fileno())
        partial.replace(target)
        sync_folder(target.parent)


def discard(partial: Path) -> None:
    """Remove an unfinished catalog, with what SQLite keeps beside it, or its folder.

    What cannot be removed stays: a read-only disk refuses even to remove nothing, and the error
    that led here says more.
    """
    if partial.is_dir():
        shutil.rmtree(partial, ignore_errors=True)
        return
    for suffix in ("", "-journal", "-wal", "-shm"):
        with suppress(OSError):
            partial.with_name(partial.name + suffix).unlink(missing_ok=True)


def _require_room(source: sqlite3.Connection, target: Path, more: int = 0) -> None:
    """Raise StorageFull, before writing, when the copy would not fit."""
    (pages,) = source.execute("PRAGMA page_count").fetchone()
    (size,) = source.execute("PRAGMA page_size").fetchone()
    needed = pages * size + more
    with writing(target):
        free = shutil.disk_usage(target.parent).free
    if free < needed:
        raise StorageFull(
            f"A copy of the catalog needs {needed / 1e6:,.0f} MB, but {target.parent} has only "
            f"{free / 1e6:,.0f} MB left.",
            hint="Free some space, or choose another folder.",
            path=target,
        )
