"""Repairs a catalog: copies it, then mends it in one transaction; rewrites a damaged file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from sidecar.catalog.report import CatalogReport, OnStep, Problem, Repaired
from sidecar.catalog.sqlite.connection import connect, open_writer
from sidecar.catalog.sqlite.errors import catalog_errors
from sidecar.catalog.sqlite.migrations import SCHEMA_VERSION
from sidecar.catalog.sqlite.totals import mend_totals
from sidecar.catalog.sqlite.upkeep import embeddingcheck, valuecheck
from sidecar.catalog.sqlite.upkeep.backup import copy_beside
from sidecar.catalog.sqlite.upkeep.blueprint import (
    OF_PEOPLE,
    OF_THE_APP,
    blueprint,
    drop_triggers,
    make,
    missing,
)
from sidecar.catalog.sqlite.upkeep.check import check
from sidecar.catalog.sqlite.upkeep.invariants import REBUILD, REJOIN, RULES
from sidecar.catalog.sqlite.upkeep.salvage import Salvaged, put_journal_aside, salvage

# Removing a row may leave others without their owner, so we go round again.
_ROUNDS = 8

# How often a repair looks again at what it mended.
_ATTEMPTS = 3


def repair(
    path: Path,
    *,
    on_step: OnStep = lambda what: None,
    release: Callable[[], None] = lambda: None,
) -> Repaired:
    """Copy the catalog, then mend all that is mendable.

    A repair never removes a person's decision. It calls `release` before it replaces a damaged
    file, which must be closed everywhere. Raises StorageFull, and CatalogUnavailable while another
    program locks the catalog (or has a damaged one open).
    """
    found = check(path, on_step=on_step)
    backup, aside, mended, lost = None, None, list[Problem](), list[Problem]()
    if found.other_journal:
        release()
        aside = put_journal_aside(path)
        mended += found.problems
        found = check(path, on_step=on_step)
    for _ in range(_ATTEMPTS):  # what was mended may show what lay behind it
        done, found, unreadable = _repair(path, found, backup, on_step, release)
        backup = done.backup
        mended += done.mended
        lost += unreadable
        if not any(problem.mendable for problem in done.left):
            break
    # Each kind once, as it was first.
    first = {problem.kind: problem for problem in reversed(mended)}
    left = {problem.kind for problem in found.problems}
    return Repaired(
        aside or backup,
        tuple(each for each in reversed(first.values()) if each.kind not in left),
        (*found.problems, *lost),
    )


def _repair(
    path: Path,
    before: CatalogReport,
    backup: Path | None,
    on_step: OnStep,
    release: Callable[[], None],
) -> tuple[Repaired, CatalogReport, tuple[Problem, ...]]:
    """Mend once; returns also what is found then, and what was unreadable.

    `backup` is the copy from before, if an earlier round made one.
    """
    saved = None
    if before.damaged:
        release()
        saved = salvage(path, on_step)
        backup = backup or saved.damaged
    if before.version < SCHEMA_VERSION:
        open_writer(path).close()
    now = check(path, on_step=on_step) if saved or before.version < SCHEMA_VERSION else before
    if saved or any(problem.mendable for problem in now.problems):
        backup = _mend(path, now, backup, on_step)
    after = check(path, on_step=on_step)
    mended = (*before.problems, *now.problems) if now is not before else before.problems
    done = tuple(each for each in mended if each not in after.problems)
    return Repaired(backup, done, after.problems), after, _lost(saved, after)


def _lost(saved: Salvaged | None, after: CatalogReport) -> tuple[Problem, ...]:
    if saved is None or not saved.unreadable:
        return ()
    return (
        Problem(
            "lost",
            saved.unreadable,
            f"{saved.unreadable:,} rows or parts of the damaged file were unreadable. The repair "
            f"kept {after.recordings:,} recordings, {after.detections:,} detections and "
            f"{after.annotations:,} annotations.",
            False,
        ),
    )


def _mend(path: Path, found: CatalogReport, backup: Path | None, on_step: OnStep) -> Path:
    """Mend an intact file; the copy and the repair happen under one lock."""
    with catalog_errors(path), closing(connect(path)) as db:
        # Rows without an owner keep no others from being mended; they are removed below.
        db.execute("PRAGMA foreign_keys = 0")
        db.execute("BEGIN IMMEDIATE")
        try:
            if backup is None:
                on_step("copying the catalog")
                with closing(connect(path)) as source:
                    backup = copy_beside(source, path)
            make(db, missing(db))
            # The rules below set anew what triggers keep; these would stumble over wrong values.
            drop_triggers(db)
            if any(problem.kind == "indexes" for problem in found.problems):
                on_step("rebuilding indexes")
                db.execute("REINDEX")
            on_step("repairing values")
            valuecheck.mend(db)
            on_step("repairing references")
            _mend_references(db)
            for rule in RULES:
                on_step(rule.step)
                if rule.mend and db.execute(rule.count).fetchone()[0]:
                    for sql in rule.mend:
                        db.execute(sql)
            on_step("checking totals of recordings")
            mend_totals(db)
            on_step("checking embeddings")
            embeddingcheck.find_files(db, path)
            embeddingcheck.drop(db, embeddingcheck.lost(db, path, quick=False))
            old = embeddingcheck.renew_files(db, path)
            make(db, missing(db))
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise
    for file in old:
        with suppress(OSError):  # open elsewhere, on Windows: harmless
            file.unlink()
    return backup


def _mend_references(db: sqlite3.Connection) -> None:
    """Put back rows that others still name; then remove rows of ours without an owner."""
    db.execute(
        """UPDATE Annotation SET verified = 'UNVERIFIED'
           WHERE verified NOT IN ('YES', 'NO', 'UNVERIFIED')"""
    )
    db.execute("UPDATE Labeler SET isHuman = modelId IS NULL WHERE isHuman NOT IN (0, 1)")
    # A rule below leaves the newest of several current analyses.
    db.execute("UPDATE Analysis SET current = 1 WHERE current NOT IN (0, 1)")
    db.execute(REJOIN)
    for rebuild in REBUILD:
        db.execute(rebuild.sql)
    tables = [part.name for part in blueprint() if part.kind == "table"]
    ours = [name for name in tables if name not in OF_THE_APP]
    for _ in range(_ROUNDS):
        before = db.total_changes
        for table in ours:
            for key in db.execute(f"PRAGMA foreign_key_list({table})").fetchall():
                _mend_reference(db, table, key)
        if db.total_changes == before:
            break
    for part in blueprint():
        if part.name in OF_THE_APP:
            for key in db.execute(f"PRAGMA foreign_key_list({part.name})").fetchall():
                _let_nobody_inherit(db, part.name, key["from"], _gone(key))


def _mend_reference(db: sqlite3.Connection, table: str, key: sqlite3.Row) -> None:
    column = key["from"]
    gone = _gone(key)
    if key["on_delete"] == "SET NULL":
        db.execute(f"UPDATE {table} SET {column} = NULL WHERE {gone}")
    elif table not in OF_PEOPLE:
        db.execute(f"DELETE FROM {table} WHERE {gone}")
    else:
        _let_nobody_inherit(db, table, column, gone)


def _let_nobody_inherit(db: sqlite3.Connection, table: str, column: str, gone: str) -> None:
    """Make the number of a missing row negative: SQLite would give it to a new one."""
    db.execute(
        f"""UPDATE OR IGNORE {table} SET {column} = -{column}
            WHERE {gone} AND typeof({column}) = 'integer' AND {column} > 0"""
    )


def _gone(key: sqlite3.Row) -> str:
    """Write the condition that a row names another one that is missing."""
    column, owner = key["from"], key["to"] or key["from"]
    return f"{column} IS NOT NULL AND {column} NOT IN (SELECT {owner} FROM {key['table']})"
