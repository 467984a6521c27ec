"""Whether a catalog is whole: SQLite's own checks, our tables, what must be true of their rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sidecar.errors import CatalogUnavailable, RequestCancelled
from sidecar.store import embeddingcheck
from sidecar.store.blueprint import OF_PEOPLE, OF_THE_APP, blueprint, missing, spoilt
from sidecar.store.connection import connect, schema_version
from sidecar.store.migrations import SCHEMA_VERSION
from sidecar.store.rules import REBUILD, RULES
from sidecar.store.sqliteerrors import catalog_errors

# Instructions of SQLite's between two looks at whether to stop: some milliseconds.
_INSTRUCTIONS = 100_000

# What SQLite is asked to list at most, of damage and of rows without what they belong to.
_MOST = 1000

_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}

# What SQLite says, without a code of its own, of damaged text and of damaged table definitions.
_SAID_OF_DAMAGE = ("Could not decode", "foreign key mismatch")

# What SQLite says of an index that does not agree with its table.
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


@dataclass(frozen=True)
class Problem:
    """What is wrong, how often, in a sentence; `mendable` by a repair without losing anything."""

    kind: str
    count: int
    message: str
    mendable: bool


@dataclass(frozen=True)
class Report:
    """A catalog's size and what is wrong with it."""

    version: int
    bytes: int
    recordings: int
    detections: int
    annotations: int
    problems: tuple[Problem, ...]

    @property
    def damaged(self) -> bool:
        """Tell whether parts of the file itself cannot be read."""
        return any(problem.kind == "file" for problem in self.problems)


@dataclass(frozen=True)
class Watch:
    """Who waits: `stopped` says whether they gave up, `step` hears what is being done."""

    stopped: Callable[[], bool] = lambda: False
    step: Callable[[str], None] = lambda what: None

    def check(self) -> None:
        """Raise RequestCancelled when nobody waits any more."""
        if self.stopped():
            raise RequestCancelled()


def check(path: Path, *, quick: bool = False, watch: Watch | None = None) -> Report:
    """Look for everything that can be wrong with a catalog; changes nothing.

    `quick` leaves out what reads the whole file. Raises CatalogUnavailable when there is none,
    when it is another program's or a newer Linnet's, and while another program locks it.
    """
    watch = watch or Watch()
    require(path)
    with catalog_errors(path), closing(connect(path)) as db, interruptible(db, watch):
        try:
            db.execute("PRAGMA query_only = 1")
            version = schema_version(db, path)
            db.execute("BEGIN")
            problems = tuple(find(db, path, version, quick=quick, watch=watch))
            recordings, detections, annotations = (
                _count(db, table) for table in ("Recording", "Detection", "Annotation")
            )
        except (sqlite3.Error, UnicodeDecodeError) as error:
            if not is_damage(error):
                raise
            version = recordings = detections = annotations = 0
            problems = (_damage(1, str(error)),)
        # What was written lately is in the journal, which is there while the catalog is open.
        files = (path, path.with_name(f"{path.name}-wal"))
        size = sum(file.stat().st_size for file in files if file.exists())
    return Report(version, size, recordings, detections, annotations, problems)


def require(path: Path) -> None:
    """Raise CatalogUnavailable when there is no file at `path`."""
    if not path.is_file():
        raise CatalogUnavailable(
            f"There is no catalog at {path}.", hint="Give its place with --catalog.", path=path
        )


@contextmanager
def interruptible(db: sqlite3.Connection, watch: Watch) -> Iterator[None]:
    """Let long statements end early when nobody waits any more."""
    db.set_progress_handler(lambda: int(watch.stopped()), _INSTRUCTIONS)
    try:
        yield
    finally:
        db.set_progress_handler(None, 0)


def is_damage(error: sqlite3.Error | UnicodeDecodeError) -> bool:
    """Tell a damaged file from one that is locked or cannot be reached."""
    if isinstance(error, UnicodeDecodeError) or str(error).startswith(_SAID_OF_DAMAGE):
        return True
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGED


def find(
    db: sqlite3.Connection, path: Path, version: int, *, quick: bool, watch: Watch
) -> Iterator[Problem]:
    """List the problems of an open catalog; stops at damage that the rest cannot be read past."""
    changed = spoilt(db) if version == SCHEMA_VERSION else ()
    if changed:
        yield _damage(len(changed), f"how {', '.join(changed)} is made")
        return
    if not quick:
        watch.step("reading the whole file")
        damage = list(_integrity(db))
        yield from damage
        if any(problem.kind == "file" for problem in damage):
            return
        strange = _strange(db) if version == SCHEMA_VERSION else 0
        if strange:
            yield _damage(strange, "numbers where there was text, or the other way round")
            return
    if version < SCHEMA_VERSION:
        return
    lacking = missing(db)
    if lacking:
        names = ", ".join(part.name for part in lacking)
        yield Problem(
            "tables",
            len(lacking),
            f"The catalog lacks {names}: another program may have built its tables anew.",
            True,
        )
        if any(part.kind != "index" for part in lacking):
            return
    if not quick:
        watch.step("who belongs to whom")
        yield from _orphans(db)
    for rule in RULES:
        if rule.quick or not quick:
            watch.step(rule.kind)
            (count,) = db.execute(rule.count).fetchone()
            if count:
                yield Problem(
                    rule.kind, count, rule.message.format(n=f"{count:,}"), bool(rule.mend)
                )
    watch.step("embeddings")
    for lost in embeddingcheck.lost(db, path, quick=quick, stopped=watch.check):
        yield Problem(
            lost.kind,
            len(lost.window_sets),
            f"The stored embeddings of {len(lost.window_sets):,} recordings {lost.why}. Their "
            "sound is read again when they are needed.",
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
            "What rows are searched by does not agree with the rows: searches may miss some.",
            True,
        )


def _strange(db: sqlite3.Connection) -> int:
    """Count values in our tables that are of another kind than they were written as.

    Reads all text once too; raises what SQLite raises for text that is none.
    """
    strange = 0
    for table in (part.name for part in blueprint() if part.kind == "table"):
        columns = db.execute(f"PRAGMA table_info({table})").fetchall()
        texts = [row["name"] for row in columns if row["type"] == "TEXT"]
        if texts and table != "Detection":  # whose text is one of three words
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
        f"Parts of the file are damaged ({first}). A repair keeps every row that can be read, "
        "labels first, and the damaged file beside it.",
        True,
    )


def _orphans(db: sqlite3.Connection) -> Iterator[Problem]:
    found: dict[tuple[str, str, bool], int] = {}
    for row in db.execute("PRAGMA foreign_key_check"):
        table, parent = str(row["table"]), str(row["parent"])
        mendable = table not in OF_PEOPLE or _forgettable(db, table, row["fkid"])
        found[table, parent, mendable] = found.get((table, parent, mendable), 0) + 1
    for (table, parent, mendable), count in sorted(found.items()):
        told = mendable or _told(db, parent)
        whose = f"{count:,} {_NOUNS.get(table, f'rows of {table}')} belong to"
        kept = "" if told else "; they are kept as they are"
        yield Problem(
            "orphans",
            count,
            f"{whose} {_NOUNS.get(parent, parent)} that are not there{kept}.",
            told,
        )


def _forgettable(db: sqlite3.Connection, table: str, key: int) -> bool:
    """Tell whether a row of ours may stay without what it names."""
    if table in OF_THE_APP:
        return False
    keys = db.execute(f"PRAGMA foreign_key_list({table})").fetchall()
    return any(each["id"] == key and each["on_delete"] == "SET NULL" for each in keys)


def _told(db: sqlite3.Connection, table: str) -> bool:
    """Tell whether rows that a table lost can be put back from what others tell of them."""
    return any(
        rebuild.table == table and db.execute(f"{rebuild.rows} LIMIT 1").fetchone()
        for rebuild in REBUILD
    )


def _count(db: sqlite3.Connection, table: str) -> int:
    there = db.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    return int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]) if there else 0
