"""Damaged catalogs after their repair: nothing is left to mend, and everything works."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.catalog.sqlite.upkeep.check import check
from sidecar.catalog.sqlite.upkeep.repair import repair
from sidecar.errors import CatalogUnavailable
from tests.soak.damage import DAMAGES, decide, make_home, trial
from tests.stored import engine_at

# NumPy tells of numbers that nobody wrote.
pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")

# Each once broke a repair, or a run after it; some more are drawn anew each time.
SEEDS = (
    14,
    16,
    17,
    21,
    23,
    27,
    30,
    45,
    56,
    139,
    157,
    164,
    196,
    1005,
    1023,
    2044,
    2049,
    123_870_863,
    *range(200, 208),
)
DRAWN = [int.from_bytes(os.urandom(4), "big") for _ in range(3)]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_home(tmp_path_factory.mktemp("whole") / "home")


@pytest.fixture
def home(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "home"))


@pytest.mark.parametrize("seed", [*SEEDS, *(f"drawn {n}" for n in range(len(DRAWN)))])
def test_a_repaired_catalog_has_no_fault_and_can_be_used(
    whole: Path, tmp_path: Path, seed: int | str
) -> None:
    number = seed if isinstance(seed, int) else DRAWN[int(seed.split()[1])]
    damage, faults = trial(whole, tmp_path / "home", number)
    assert faults == [], f"seed {number}: {damage}"


def _change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("PRAGMA foreign_keys = 0")
        for sql in statements:
            db.execute(sql)


@pytest.mark.parametrize(
    "definition",
    [
        "CREATE TABLE Notes (text)",
        "CREATE TABLE Recording (id INTEGER PRIMARY KEY, file TEXT)",
    ],
)
@pytest.mark.parametrize("work", [check, repair, SqliteCatalog])
def test_another_programs_database_is_refused_and_stays_as_it_is(
    tmp_path: Path, work: Callable[[Path], object], definition: str
) -> None:
    path = tmp_path / "catalog.sqlite"
    _change(path, definition)
    before = path.read_bytes()
    with pytest.raises(CatalogUnavailable, match="a database of another program"):
        work(path)
    assert path.read_bytes() == before and list(tmp_path.iterdir()) == [path]


def test_another_databases_journal_is_put_aside_and_never_written_into_the_catalog(
    home: Path,
) -> None:
    path = home / "catalog.sqlite"
    before = path.read_bytes()
    DAMAGES["another's journal"](path, Random(1))
    journal = path.with_name("catalog.sqlite-wal").read_bytes()
    with pytest.raises(CatalogUnavailable, match="belongs to another database"):
        SqliteCatalog(path)
    assert [problem.kind for problem in check(path).problems] == ["journal"]
    assert path.read_bytes() == before
    done = repair(path)
    assert [problem.kind for problem in done.mended] == ["journal"] and done.left == ()
    assert path.read_bytes() == before
    assert done.backup is not None
    assert done.backup.with_name(f"{done.backup.name}-wal").read_bytes() == journal


def test_a_wrong_version_is_found_and_mended_and_every_row_stays(home: Path) -> None:
    path = home / "catalog.sqlite"
    with closing(sqlite3.connect(path)) as db:
        before = db.execute("SELECT * FROM Annotation ORDER BY 1").fetchall()
    _change(path, "UPDATE Linnet SET value = '3' WHERE key = 'schemaVersion'")
    with pytest.raises(CatalogUnavailable, match="damaged"):
        SqliteCatalog(path)
    repair(path)
    assert check(path).problems == ()
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT * FROM Annotation ORDER BY 1").fetchall() == before


def test_values_of_another_kind_in_peoples_tables_are_emptied_and_kept_in_the_copy(
    home: Path,
) -> None:
    path = home / "catalog.sqlite"
    _change(
        path,
        "UPDATE Recording SET duration = 'long' WHERE recordingId = 1",
        "UPDATE Recording SET url = x'ff00' WHERE recordingId = 2",
        "UPDATE RegionOfInterest SET starttime = 'late' WHERE regionId = 1",
    )
    (found,) = (each for each in check(path).problems if each.kind == "values")
    assert (found.count, found.mendable) == (3, True)
    done = repair(path)
    assert "values" in {each.kind for each in done.mended} and check(path).problems == ()
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT duration FROM Recording WHERE recordingId = 1").fetchone() == (
            None,
        )
        assert db.execute("SELECT url FROM Recording WHERE recordingId = 2").fetchone() == (
            "Lost 2",
        )
        (start,) = db.execute(
            "SELECT starttime FROM RegionOfInterest WHERE regionId = 1"
        ).fetchone()
        assert start == pytest.approx(0.0, abs=1e-6), "as its detection has it"
    assert done.backup is not None
    with closing(sqlite3.connect(done.backup)) as db:
        kept = db.execute("SELECT duration FROM Recording WHERE recordingId = 1").fetchone()
    assert kept == ("long",)


def test_labels_of_a_lost_name_do_not_become_another_persons(home: Path) -> None:
    path = home / "catalog.sqlite"
    with closing(sqlite3.connect(path)) as db:
        (ana,) = db.execute("SELECT labelerId FROM Labeler WHERE name = 'Ana'").fetchone()
        (labels,) = db.execute(
            "SELECT count(*) FROM Annotation WHERE labelerId = ?", (ana,)
        ).fetchone()
    _change(path, "DELETE FROM Labeler WHERE name <> 'Base'")
    repair(path)
    engine = engine_at(home)
    decide(engine)
    engine.close()
    with closing(sqlite3.connect(path)) as db:
        found = db.execute(
            """SELECT name, isHuman, count(*) FROM Annotation JOIN Labeler USING (labelerId)
               WHERE labelerId = ?""",
            (ana,),
        ).fetchone()
    assert found == (f"Lost name {ana}", 1, labels)


def test_labels_of_a_lost_recording_do_not_lie_on_the_next_one(home: Path) -> None:
    path = home / "catalog.sqlite"
    _change(
        path,
        "DELETE FROM Recording WHERE recordingId = 3",
        "DELETE FROM Analysis WHERE recordingId = 3",
        "DELETE FROM RunFile",
    )
    repair(path)
    with closing(sqlite3.connect(path)) as db:
        found = db.execute("SELECT url FROM Recording WHERE recordingId = 3").fetchone()
    assert found == ("Lost recording 3",)


def test_impossible_marks_of_current_analyses_are_mended(home: Path) -> None:
    path = home / "catalog.sqlite"
    _change(
        path,
        "PRAGMA ignore_check_constraints = 1",
        "DROP TRIGGER LinnetAnalysisTurned",
        "UPDATE Analysis SET current = -9 WHERE recordingId = 1",
    )
    repair(path)
    assert check(path).problems == ()
    with closing(sqlite3.connect(path)) as db:
        found = db.execute("SELECT sum(current), max(current) FROM Analysis WHERE recordingId = 1")
        assert found.fetchone() == (1, 1)


def _copies(home: Path) -> set[Path]:
    return {*home.glob("*.backup-*"), *home.glob("*.damaged-*")}


def test_a_repair_that_takes_several_rounds_makes_one_copy(home: Path) -> None:
    path = home / "catalog.sqlite"
    DAMAGES["lost definitions"](path, Random(4))
    before = _copies(home)
    done = repair(path)
    assert _copies(home) - before == {done.backup}
    assert check(path).problems == ()
