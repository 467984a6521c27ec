"""Checks a catalog: SQLite's own checks, our tables, and the rules that their rows obey."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from sidecar.catalog.report import CatalogReport, OnStep, Problem
from sidecar.catalog.sqlite.connection import (
    connect,
    has_foreign_journal,
    refuse_foreign,
    schema_version,
)
from sidecar.catalog.sqlite.errors import catalog_errors, regular
from sidecar.catalog.sqlite.migrations import SCHEMA_VERSION
from sidecar.catalog.sqlite.upkeep import embeddingcheck, valuecheck
from sidecar.catalog.sqlite.upkeep.blueprint import (
    OF_PEOPLE,
    OF_THE_APP,
    blueprint,
    missing,
    spoilt,
)
from sidecar.catalog.sqlite.upkeep.invariants import EARLIER_RULES, REBUILD, RULES, Rule
from sidecar.errors import CatalogUnavailable

# SQLite lists at most this many damaged places.
_MOST = 1000

_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}

# SQLite reports damaged text and damaged table definitions in words, without a code.
_SAID_OF_DAMAGE = ("Could not decode", "foreign key mismatch", "no such column")

# With these words SQLite reports an index that does not match its table.
_OF_INDEXES = ("missing from index", "wrong # of entries in index", "non-unique entry in index")

_NOUNS = {
    "Annotation": "labels",
    "AnnotationBatch": "batches of decisions",
    "AnnotationFacts": "comments and frequencies of labels",
    "Analysis": "analyses",
    "Detection": "detections",
    "Labeler": "labelers",
    "Model": "models",
    "ModelVersion": "models",
    "Recording": "recordings",
    "RecordingFacts": "facts of recordings",
    "RegionOfInterest": "regions",
    "Run": "runs",
    "RunFile": "files of runs",
    "Species": "species",
    "WindowSet": "sets of windows",
}


def check(path: Path, *, quick: bool = False, on_step: OnStep = lambda what: None) -> CatalogReport:
    """Find the problems of a catalog; changes nothing.

    A `quick` check skips what reads the whole file. Raises CatalogUnavailable when there is no
    catalog, when it belongs to another program or a newer Linnet, and while a program locks it.
    """
    require(path)
    if has_foreign_journal(path):
        return CatalogReport(0, path.stat().st_size, 0, 0, 0, (_journal(),))
    with catalog_errors(path), closing(_open(path)) as db:
        try:
            db.execute("PRAGMA query_only = 1")
            refuse_foreign(db, path)
            version = schema_version(db, path)
            db.execute("BEGIN")
            problems = tuple(find(db, path, version, quick=quick, on_step=on_step))
            recordings, detections, annotations = (
                _count(db, table) for table in ("Recording", "Detection", "Annotation")
            )
        except (sqlite3.Error, UnicodeDecodeError) as error:
            if not is_damage(error):
                raise
            version = recordings = detections = annotations = 0
            problems = (_damage(1, str(error)),)
        # The newest rows are in the journal, which exists while the catalog is open.
        files = (path, path.with_name(f"{path.name}-wal"))
        size = sum(file.stat().st_size for file in files if file.exists())
    return CatalogReport(version, size, recordings, detections, annotations, problems)


def _open(path: Path) -> sqlite3.Connection:
    """Open a catalog so that even its journal stays as it is, if SQLite can."""
    try:
        db = connect(path, "mode=ro")
    except sqlite3.Error:  # SQLite takes no share of a Windows network as a URI
        return connect(path)
    try:
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except (sqlite3.Error, UnicodeDecodeError) as error:
        if not is_damage(error):  # a journal that only a writer can take over
            db.close()
            return connect(path)
    return db


def _journal() -> Problem:
    return Problem(
        "journal",
        1,
        "The journal beside the catalog belongs to another database. A repair puts it aside.",
        True,
    )


def require(path: Path) -> None:
    """Raise CatalogUnavailable when there is no file at `path`, or none that can hold a catalog."""
    regular(path)
    if not path.is_file():
        raise CatalogUnavailable(
            f"There is no catalog at {path}.", hint="Name the catalog with --catalog.", path=path
        )


def is_damage(error: sqlite3.Error | UnicodeDecodeError) -> bool:
    """Tell a damaged file from one that is locked or cannot be reached."""
    if isinstance(error, UnicodeDecodeError) or str(error).startswith(_SAID_OF_DAMAGE):
        return True
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGED


def find(
    db: sqlite3.Connection, path: Path, version: int, *, quick: bool, on_step: OnStep
) -> Iterator[Problem]:
    """List the problems of an open catalog; stops at damage that hides the rest."""
    changed = spoilt(db) if version == SCHEMA_VERSION else ()
    if changed:
        yield _damage(len(changed), f"the definition of {', '.join(changed)}")
        return
    if not quick:
        on_step("reading the whole file")
        damage = list(_integrity(db))
        yield from damage
        if any(problem.kind == "file" for problem in damage):
            return
        strange = _strange(db) if version == SCHEMA_VERSION else 0
        if strange:
            yield _damage(strange, "numbers in place of text, or text in place of numbers")
            return
    if version < SCHEMA_VERSION:
        if version:
            yield from _broken(db, EARLIER_RULES, quick=quick, on_step=on_step)
        return
    lacking = missing(db)
    if lacking:
        names = ", ".join(part.name for part in lacking)
        yield Problem(
            "tables",
            len(lacking),
            f"The catalog lacks {names}. Another program may have rebuilt its tables.",
            True,
        )
        # The questions below name tables and indexes; a repair makes these, and looks again.
        return
    if not quick:
        on_step("checking values")
        if strange := valuecheck.count(db):
            yield Problem(
                "values",
                strange,
                f"{strange:,} values in tables of people are of another kind than their column. A "
                "repair empties these cells; the copy beside the catalog keeps the values.",
                True,
            )
        on_step("checking references")
        yield from _orphans(db)
    yield from _broken(db, RULES, quick=quick, on_step=on_step)
    if not quick:
        yield from _wrong_totals(db, on_step)
    on_step("checking embeddings")
    yield from _lost_embeddings(db, path, quick=quick, on_step=on_step)


def _broken(
    db: sqlite3.Connection, rules: Sequence[Rule], *, quick: bool, on_step: OnStep
) -> Iterator[Problem]:
    """Count the rows that break rules."""
    for rule in rules:
        if rule.quick or not quick:
            on_step(rule.step)
            (count,) = db.execute(rule.count).fetchone()
            if count:
                yield Problem(
                    rule.kind, count, rule.message.format(n=f"{count:,}"), bool(rule.mend)
                )


def _wrong_totals(db: sqlite3.Connection, on_step: OnStep) -> Iterator[Problem]:
    from sidecar.catalog.sqlite.totalling import wrong  # NumPy takes a while to import

    on_step("checking totals of recordings")
    count = sum(1 for _ in wrong(db))
    if count:
        yield Problem(
            "recordingTotals",
            count,
            f"The totals of {count:,} recordings are wrong, so counts of detections are too.",
            True,
        )


def _lost_embeddings(
    db: sqlite3.Connection, path: Path, *, quick: bool, on_step: OnStep
) -> Iterator[Problem]:
    for lost in embeddingcheck.lost(db, path, quick=quick):
        yield Problem(
            lost.kind,
            len(lost.window_sets),
            f"The stored embeddings of {len(lost.window_sets):,} recordings {lost.why}. Linnet "
            "reads the sound again when it needs them.",
            True,
        )


def _integrity(db: sqlite3.Connection) -> Iterator[Problem]:
    try:
        found = [str(row[0]) for row in db.execute(f"PRAGMA integrity_check({_MOST})")]
    except (sqlite3.Error, UnicodeDecodeError) as error:
        if not is_damage(error):
            raise
        found = [str(error)]
    found = [line for each in found for line in each.splitlines() if line != "ok"]
    indexes = [line for line in found if any(words in line for words in _OF_INDEXES)]
    rest = [line for line in found if line not in indexes and not line.startswith("***")]
    if rest:
        yield _damage(len(rest), rest[0])
    elif indexes:
        yield Problem(
            "indexes",
            len(indexes),
            "The search indexes do not match the rows, so searches may miss some.",
            True,
        )


def _strange(db: sqlite3.Connection) -> int:
    """Count values in our tables whose type is not their column's.

    Reads all text once too; raises SQLite's error for text that is not valid.
    """
    strange = 0
    for table in (part.name for part in blueprint() if part.kind == "table"):
        columns = db.execute(f"PRAGMA table_info({table})").fetchall()
        texts = [row["name"] for row in columns if row["type"] == "TEXT"]
        if texts and table != "Detection":  # its only text is one of three words
            for _ in db.execute(f"SELECT {', '.join(texts)} FROM {table}"):
                pass
        if columns and table not in OF_PEOPLE:
            tests = " OR ".join(
                f"typeof({row['name']}) NOT IN ('{row['type'].lower()}', 'null')"
                for row in columns
                if row["type"]
            )
            strange += db.execute(f"SELECT count(*) FROM {table} WHERE {tests}").fetchone()[0]
    return strange


def _damage(count: int, first: str) -> Problem:
    return Problem(
        "file",
        count,
        f"Parts of the file are damaged ({first}). A repair keeps every readable row, labels "
        "first, and leaves the damaged file beside the catalog.",
        True,
    )


def _orphans(db: sqlite3.Connection) -> Iterator[Problem]:
    found: dict[tuple[str, str, bool], int] = {}
    for row in db.execute("PRAGMA foreign_key_check"):
        table, parent = str(row["table"]), str(row["parent"])
        mendable = table not in OF_PEOPLE or _forgettable(db, table, row["fkid"])
        found[table, parent, mendable] = found.get((table, parent, mendable), 0) + 1
    for (table, parent, mendable), count in sorted(found.items()):
        repairable = mendable or _restorable(db, parent)
        whose = f"{count:,} {_NOUNS.get(table, f'rows of {table}')} belong to"
        kept = "" if repairable else "; they stay unchanged"
        yield Problem(
            "orphans",
            count,
            f"{whose} {_NOUNS.get(parent, parent)} that are missing{kept}.",
            repairable,
        )


def _forgettable(db: sqlite3.Connection, table: str, key: int) -> bool:
    """Tell whether a row of ours may stay when the row that it names is gone."""
    if table in OF_THE_APP:
        return False
    keys = db.execute(f"PRAGMA foreign_key_list({table})").fetchall()
    return any(each["id"] == key and each["on_delete"] == "SET NULL" for each in keys)


def _restorable(db: sqlite3.Connection, table: str) -> bool:
    """Tell whether other tables hold enough to restore the rows that a table lost."""
    return any(
        rebuild.table == table and db.execute(f"{rebuild.rows} LIMIT 1").fetchone()
        for rebuild in REBUILD
    )


def _count(db: sqlite3.Connection, table: str) -> int:
    there = db.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    return int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]) if there else 0
