"""Catalogs of every earlier version: brought up to date wholly or not at all, after a backup."""

from __future__ import annotations

import errno
import random
import signal
import sqlite3
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sidecar.catalog.runs import Run
from sidecar.catalog.sqlite import connection
from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.catalog.sqlite.migrations import SCHEMA_VERSION, Step, take
from sidecar.catalog.sqlite.upkeep.check import check
from sidecar.catalog.sqlite.vectors import Vectors
from sidecar.catalog.vectors.file import VectorFile
from sidecar.errors import CatalogUnavailable, StorageFull
from sidecar.run.plan import Known
from tests.catalog.sqlite.old import (
    embeddings,
    make_app,
    make_first,
    make_fourth,
    make_second,
    make_third,
)

_OPEN = """
import sys
from pathlib import Path
from sidecar.errors import LinnetError
from sidecar.catalog.sqlite.catalog import SqliteCatalog as Catalog
print("ready", flush=True)
sys.stdin.readline()
try:
    Catalog(Path(sys.argv[1])).close()
except LinnetError as error:
    print(error.kind, flush=True)
    sys.exit(1)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "catalog.sqlite"


def _contents(path: Path) -> dict[str, tuple[str, list[tuple[Any, ...]]]]:
    """Read each table's SQL and rows; nothing is changed, whatever the version."""
    with closing(sqlite3.connect(path)) as db:
        tables = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
        return {name: (sql, db.execute(f"SELECT * FROM {name}").fetchall()) for name, sql in tables}


def _version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as db:
        if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'Linnet'").fetchone():
            return 0
        return int(db.execute("SELECT value FROM Linnet").fetchone()[0])


def _backups(path: Path) -> list[Path]:
    return sorted(path.parent.glob("catalog.backup-*.sqlite"))


def _opening(path: Path) -> subprocess.Popen[str]:
    """Start a process that opens a catalog when it is told to."""
    child = subprocess.Popen(
        [sys.executable, "-c", _OPEN, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None and child.stdout.readline() == "ready\n"
    return child


def _go(child: subprocess.Popen[str]) -> None:
    assert child.stdin is not None
    child.stdin.write("\n")
    child.stdin.flush()


@pytest.mark.parametrize("make", [make_app, make_first, make_second, make_third, make_fourth])
def test_nothing_of_the_app_is_altered_and_the_backup_is_what_was_there(
    path: Path, make: Callable[[Path], Path]
) -> None:
    before = _contents(make(path))
    SqliteCatalog(path).close()
    after = _contents(path)
    assert _version(path) == SCHEMA_VERSION
    for table in before.keys() - {"Linnet", "Detection", "WindowBlock", "WindowSet"}:
        (sql, held), (sql_before, held_before) = after[table], before[table]
        if table in ("AnnotationBatch", "AnnotationFacts"):  # ours, with more columns now
            width = len(held_before[0]) if held_before else 0
            held, sql_before = [row[:width] for row in held], sql
        assert (sql, held) == (sql_before, held_before)
    (backup,) = _backups(path)
    assert _contents(backup) == before
    assert sorted(each.name for each in path.parent.iterdir()) == sorted(
        {path.name, backup.name, *([] if make is make_app else ["catalog.embeddings"])}
    )


def test_opening_again_changes_and_copies_nothing(path: Path) -> None:
    SqliteCatalog(make_first(path)).close()
    before = _contents(path)
    SqliteCatalog(path).close()
    assert _contents(path) == before and len(_backups(path)) == 1


def test_what_detections_are_searched_by_is_worked_out(path: Path) -> None:
    catalog = SqliteCatalog(make_first(path))
    rows = catalog.reader().execute(
        "SELECT detectionId, current, verified, heardAt FROM Detection ORDER BY detectionId"
    )
    ten_at_night = 1777672800.0  # by the recorder's own clock, whatever its offset
    assert [tuple(row) for row in rows] == [
        (1, 0, "YES", ten_at_night),
        (2, 1, "YES", ten_at_night),
        (3, 1, "NO", ten_at_night + 3),
        (4, 1, "NO", ten_at_night + 6),
        (5, 1, "YES", ten_at_night + 9),
        (6, 1, "UNVERIFIED", None),
    ]
    assert not catalog.reader().execute("PRAGMA foreign_key_check").fetchall()
    catalog.close()


def test_what_the_app_noted_as_unsure_is_the_verdict_unsure(path: Path) -> None:
    make_fourth(path)
    with closing(sqlite3.connect(path)) as db, db:
        db.executescript("""
            INSERT INTO Labeler VALUES (88, 'Ana', NULL, 1, NULL);
            INSERT INTO AnnotationBatch VALUES (1, 88, 'annotate', '2026-01-01', NULL);
            INSERT INTO Annotation
            SELECT 900 + detectionId, 'UNVERIFIED', n.regionId, 88, NULL, d.speciesId, NULL, 1
            FROM Detection d JOIN Annotation n USING (annotationId) WHERE detectionId >= 4;
            INSERT INTO AnnotationFacts (annotationId, batchId, comment) VALUES
              (904, 1, 'unsure'), (905, 1, 'unsure: rain'), (906, 1, 'unsure of the time');
        """)
    catalog = SqliteCatalog(path)
    facts = catalog.reader().execute(
        """SELECT d.verified, f.unsure, f.comment FROM Detection d JOIN AnnotationFacts f
           ON f.annotationId = 900 + d.detectionId ORDER BY 1, 2, 3"""
    )
    assert [tuple(row) for row in facts] == [
        ("UNSURE", 1, None),
        ("UNSURE", 1, "rain"),
        ("UNVERIFIED", 0, "unsure of the time"),
    ]
    catalog.close()
    assert not check(path).problems


def test_the_detections_of_each_analysis_are_packed_for_counting(tmp_path: Path) -> None:
    path = make_first(tmp_path / "catalog.sqlite")
    SqliteCatalog(path).close()
    with closing(connection.connect(path)) as db:
        packed = dict(db.execute("SELECT analysisId, detections FROM DetectionTally").fetchall())
        found = db.execute(
            """SELECT analysisId, confidence, startTime, speciesId FROM Detection
               ORDER BY analysisId, speciesId, detectionId"""
        ).fetchall()
    wanted = dict[int, bytes]()
    for number, *row in found:
        wanted[number] = wanted.get(number, b"") + struct.pack("<ddi", *row)
    assert packed == wanted and packed


def test_what_counts_read_is_kept_of_each_recording_and_species(tmp_path: Path) -> None:
    for make in (make_first, make_second, make_third, make_fourth):
        path = make(tmp_path / f"{make.__name__}.sqlite")
        SqliteCatalog(path).close()
        with closing(connection.connect(path)) as db:
            kept = db.execute(
                "SELECT recordingId, detections FROM RecordingTotal ORDER BY recordingId"
            ).fetchall()
            found = db.execute(
                """SELECT recordingId, count(detectionId) FROM Recording
                   LEFT JOIN Analysis a USING (recordingId) LEFT JOIN Detection d
                     ON d.analysisId = a.analysisId AND d.current = 1
                   GROUP BY recordingId ORDER BY recordingId"""
            ).fetchall()
            assert list(map(tuple, kept)) == list(map(tuple, found)) != []
            assert not db.execute("SELECT 1 FROM TotalsDue").fetchall()
        assert not check(path).problems


def test_every_embedding_moves_and_a_damaged_one_is_left_to_the_audio(path: Path) -> None:
    with closing(sqlite3.connect(make_first(path, more=2))) as db, db:
        db.execute("UPDATE WindowBlock SET embeddings = x'0102' WHERE windowSetId = 100")
    catalog = SqliteCatalog(path)
    vectors = Vectors(catalog)
    live = vectors.live(1)
    assert set(live.set_id.tolist()) == {1, 2, 101}
    for window_set, first, count in zip(
        *(each.tolist() for each in (live.set_id, live.first, live.count)), strict=True
    ):
        expected = embeddings(window_set, count)
        np.testing.assert_allclose(
            vectors.read(1, first + np.arange(count)), expected, rtol=2e-3, atol=2e-3
        )
        url = f"/card/{2 * window_set - 1}.wav"
        found = catalog.runs.known([url], Run(0, 0, 1)).get(url, Known()).windows.values()
        kept = [each for each in found if each.window_set_id == window_set]
        offsets = [144_000 * k for k in range(count)]
        # The second set is of a recording that was read in part, and is read again.
        assert (list(kept[0].offsets) == offsets) if kept else window_set in (2, 101)
    vectors.close()
    catalog.close()


def test_what_a_killed_backup_left_is_cleared_whatever_it_is(path: Path) -> None:
    make_first(path)
    (path.parent / f"{path.stem}.backup-1.embeddings.partial").mkdir()
    (path.parent / f"{path.stem}.backup-1.sqlite.1.partial").touch()
    SqliteCatalog(path).close()
    assert not list(path.parent.glob("*.partial"))


def test_a_newer_catalog_is_refused_by_name_and_not_touched(path: Path) -> None:
    with closing(sqlite3.connect(make_first(path))) as db, db:
        db.execute("UPDATE Linnet SET value = '999'")
    before = path.read_bytes()
    with pytest.raises(CatalogUnavailable, match=r"catalog\.sqlite was written by a newer Linnet"):
        SqliteCatalog(path)
    assert path.read_bytes() == before and list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE moz_places (id INTEGER PRIMARY KEY)",
        "CREATE TABLE Linnet (key TEXT, value TEXT);"
        "INSERT INTO Linnet VALUES ('schemaVersion', '?')",
    ],
    ids=["a browser's", "a version that is none"],
)
def test_another_programs_database_is_refused_and_not_touched(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.executescript(sql)
    before = path.read_bytes()
    with pytest.raises(CatalogUnavailable, match=r"catalog\.sqlite"):
        SqliteCatalog(path)
    assert path.read_bytes() == before and list(path.parent.iterdir()) == [path]


def test_killed_at_any_moment_it_is_the_old_or_the_new_and_opens_again(tmp_path: Path) -> None:
    before = _contents(make_first(tmp_path / "first.sqlite", more=200))
    moments = random.Random(4)
    seen = set()
    for number in range(8):
        path = tmp_path / str(number) / "catalog.sqlite"
        path.parent.mkdir()
        path.write_bytes((tmp_path / "first.sqlite").read_bytes())
        with _opening(path) as child:
            _go(child)
            try:
                child.wait(moments.uniform(0.0, 0.6))
            except subprocess.TimeoutExpired:
                child.send_signal(signal.SIGKILL)
        version = _version(path)
        seen.add(version)
        if version == 1:
            assert _contents(path) == before
        else:
            assert any(_contents(backup) == before for backup in _backups(path))
        catalog = SqliteCatalog(path)
        vectors = Vectors(catalog)
        assert catalog.reader().execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        for table in ("Detection", "Annotation", "Recording"):
            rows = catalog.reader().execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            assert rows == len(before[table][1])
        assert vectors.rows(1) == len(vectors.read(1, np.arange(11_103))) == 11_103
        assert not list(path.parent.glob("*.partial"))
        assert any(_contents(backup) == before for backup in _backups(path))
        vectors.close()
        catalog.close()
    assert 1 in seen


@contextmanager
def files_up_to(size: int) -> Iterator[None]:
    """Let no file grow beyond `size`, as a disk without room would."""
    resource = pytest.importorskip("resource")  # Windows has no such limit
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("of", ["backup", "catalog", "embeddings"])
def test_a_disk_that_is_full_leaves_the_old_catalog(
    path: Path, monkeypatch: pytest.MonkeyPatch, of: str
) -> None:
    before = _contents(make_first(path, more=50))

    def without_room(step: Step, db: sqlite3.Connection, path: Path) -> None:
        with files_up_to(100_000):
            take(step, db, path)

    def full(*arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch, ExitStack() as stack:
        if of == "backup":
            stack.enter_context(files_up_to(100_000))
        elif of == "catalog":
            patch.setattr(connection, "take", without_room)
        else:
            patch.setattr(VectorFile, "_begin", full)
        with pytest.raises(StorageFull):
            SqliteCatalog(path)
    assert _contents(path) == before
    assert not list(path.parent.glob("*.partial*"))
    SqliteCatalog(path).close()
    assert _version(path) == SCHEMA_VERSION


@pytest.mark.parametrize("make", [make_app, make_first, make_second, make_third, make_fourth, None])
def test_of_programs_that_open_it_at_once_all_end_right(
    path: Path, make: Callable[[Path], Path] | None
) -> None:
    if make:
        make(path)
    children = [_opening(path) for _ in range(4)]
    for child in children:
        _go(child)
    assert [child.wait(60) for child in children] == [0] * 4
    for child in children:
        child.communicate()
    catalog = SqliteCatalog(path)
    assert catalog.reader().execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    detections = catalog.reader().execute("SELECT count(*) FROM Detection").fetchone()[0]
    assert detections == (6 if make in (make_first, make_second, make_third, make_fourth) else 0)
    assert len(_backups(path)) == (1 if make else 0)
    catalog.close()


@pytest.mark.parametrize(
    ("change", "again"),
    [
        ("SELECT 1", False),
        ("UPDATE Analysis SET status = 'partial' WHERE analysisId = 2", True),
        ("UPDATE Recording SET url = '/card/20240501_053000T.WAV' WHERE recordingId = 1", True),
        ("UPDATE RecordingFacts SET comment = 'by AudioMoth with 1s minimum trigger'", True),
        ("UPDATE RecordingFacts SET sizeBytes = 5000000000", True),
    ],
)
def test_a_current_analysis_is_done_again_where_more_of_the_file_can_be_read_now(
    path: Path, change: str, again: bool
) -> None:
    with closing(sqlite3.connect(make_second(path))) as db, db:
        db.execute(change)
        (url,) = db.execute("SELECT url FROM Recording WHERE recordingId = 1").fetchone()
    catalog = SqliteCatalog(path)
    known = catalog.runs.known([url], Run(0, 1, 1))[url]
    assert ("new" in {digest for digest, _ in known.analyses}) != again
    catalog.close()
