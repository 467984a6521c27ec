"""check, backup and repair: what is wrong is found and mended, and nothing of a person is lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sidecar.app.engine import Engine
from sidecar.catalog.outbox import OutboxStream
from sidecar.catalog.sqlite import connection
from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.catalog.sqlite.migrations import SCHEMA_VERSION
from sidecar.catalog.sqlite.upkeep import salvage
from sidecar.catalog.sqlite.upkeep.blueprint import blueprint
from sidecar.catalog.sqlite.upkeep.check import check
from sidecar.catalog.sqlite.upkeep.repair import repair
from sidecar.catalog.sqlite.vectors import Vectors, append
from sidecar.contract.catalog import (
    CheckCatalogRequest,
    RepairCatalogRequest,
)
from sidecar.errors import CatalogUnavailable, RequestCancelled
from sidecar.methods import catalog as upkeep
from sidecar.rpc.verb import Call
from tests.catalog.sqlite.old import (
    DIMENSION,
    embeddings,
    make_app,
    make_first,
    make_fourth,
    make_second,
    make_third,
)


@pytest.fixture
def path(latest: Path) -> Path:
    return latest


@pytest.fixture
def engine(over_latest: Engine) -> Engine:
    return over_latest


def _change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("PRAGMA foreign_keys = 0")
        for sql in statements:
            db.execute(sql)


def _labels(path: Path) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute(
            """SELECT annotationId, verified, regionId, speciesId, speciesProbability
               FROM Annotation ORDER BY annotationId"""
        ).fetchall()


def _kinds(path: Path, *, quick: bool = False) -> set[str]:
    return {problem.kind for problem in check(path, quick=quick).problems}


@pytest.mark.parametrize("quick", [False, True])
def test_a_whole_catalog_has_no_problems_and_is_not_touched(path: Path, quick: bool) -> None:
    before = path.read_bytes()
    report = check(path, quick=quick)
    assert report.problems == ()
    assert (report.recordings, report.detections, report.annotations) == (3, 6, 9)
    assert repair(path).backup is None
    assert path.read_bytes() == before


def test_what_is_still_in_the_journal_counts_as_the_catalogs(path: Path) -> None:
    with closing(SqliteCatalog(path)) as catalog:
        with catalog.transaction() as db:
            db.execute("CREATE TABLE Large AS SELECT zeroblob(1000000) AS content")
        size = check(path, quick=True).bytes
    assert size > 1_000_000


def test_an_earlier_catalog_is_checked_as_it_is_and_brought_up_to_date_by_a_repair(
    tmp_path: Path,
) -> None:
    for make in (make_app, make_first, make_second, make_third, make_fourth):
        path = make(tmp_path / f"{make.__name__}.sqlite")
        before = path.read_bytes()
        assert check(path).problems == () and path.read_bytes() == before
        repair(path)
        assert check(path).version == SCHEMA_VERSION and _kinds(path) == set()


@pytest.mark.parametrize(
    ("kind", "statements"),
    [
        ("current", ["UPDATE Detection SET current = 1 - current WHERE detectionId < 3"]),
        ("verified", ["UPDATE Detection SET verified = 'NO' WHERE detectionId = 2"]),
        ("heardAt", ["UPDATE Detection SET heardAt = 1 WHERE detectionId = 5"]),
        ("heardAt", ["UPDATE Detection SET heardAt = NULL WHERE detectionId = 5"]),
        ("currentAnalyses", ["UPDATE Analysis SET current = 1"]),
        (
            "mostRecent",
            ["INSERT INTO Annotation VALUES (20, 'NO', 1, 2, '2026', 1, 100, 1)"],
        ),
        ("speciesTotals", ["UPDATE SpeciesTotal SET detections = 99 WHERE speciesId = 1"]),
        ("speciesTotals", ["DELETE FROM SpeciesTotal"]),
        ("verdictTotals", ["UPDATE SpeciesVerdict SET yes = 99 WHERE speciesId = 1"]),
        ("verdictTotals", ["DELETE FROM SpeciesVerdict"]),
        ("recordingTotals", ["UPDATE RecordingTotal SET detections = 99 WHERE recordingId = 1"]),
        ("recordingTotals", ["UPDATE RecordingTotal SET cells = zeroblob(20)"]),
        ("recordingTotals", ["UPDATE RecordingTotal SET fromHour = 7", "DELETE FROM TotalsDue"]),
        ("recordingTotals", ["DELETE FROM RecordingTotal WHERE recordingId = 1"]),
        (
            "detectionTallies",
            ["UPDATE DetectionTally SET detections = zeroblob(20) WHERE analysisId = 1"],
        ),
        ("minutes", ["INSERT INTO RecordingMinutes VALUES (1, 1, 60, zeroblob(59))"]),
        ("verdictsDue", ["INSERT INTO Linnet VALUES ('verdictsLater', '')"]),
        ("verdictsDue", ["INSERT INTO VerdictsDue VALUES (1)"]),
        ("windowSets", ["UPDATE Analysis SET windowSetId = 2 WHERE analysisId = 1"]),
        ("runFiles", ["UPDATE Run SET files = 7"]),
        ("orphans", ["DELETE FROM Analysis WHERE analysisId = 2"]),
        ("orphans", ["DELETE FROM Run"]),
        ("orphans", ["DELETE FROM RegionOfInterest WHERE regionId = 1"]),
        ("orphans", ["DELETE FROM Species WHERE speciesId = 2"]),
        ("orphans", ["DELETE FROM Recording WHERE recordingId = 1"]),
        ("tables", ["DROP TRIGGER LinnetDecisionAdded", "DROP INDEX DetectionByTime"]),
        ("tables", ["DROP VIEW Verdict", "CREATE VIEW Verdict AS SELECT 1 AS annotationId"]),
        ("tables", ["DROP TABLE RecordingIdentity"]),
        ("embeddings", ["UPDATE WindowSet SET firstVector = 2000 WHERE windowSetId = 1"]),
        ("embeddings", ["UPDATE WindowSet SET firstVector = 1 WHERE windowSetId = 2"]),
        ("embeddings", ["UPDATE WindowSet SET offsets = x'00' WHERE windowSetId = 1"]),
        ("embeddings", ["DELETE FROM VectorFile"]),
        ("file", ["UPDATE RecordingFacts SET channels = 'two' WHERE recordingId = 1"]),
        ("file", ["UPDATE RunFile SET message = CAST(x'ff80ff' AS TEXT)"]),
    ],
)
def test_what_is_wrong_is_found_and_mended_and_labels_stay(
    path: Path, kind: str, statements: list[str]
) -> None:
    _change(path, *statements)
    before = _labels(path)
    assert kind in _kinds(path)
    done = repair(path)
    assert kind in {problem.kind for problem in done.mended}
    assert done.backup is not None and _labels(done.backup) == before
    assert _kinds(path) == set() or {each.kind for each in done.left} == {"lost"}
    assert _labels(path) == before
    again = repair(path)
    assert (again.backup, again.mended) == (None, ())
    SqliteCatalog(path).close()


def test_a_lost_recording_gets_the_start_of_its_file_back(path: Path) -> None:
    _change(
        path,
        "UPDATE RecordingFacts SET start = '2026-05-01T04:00:00' WHERE recordingId = 1",
        "DELETE FROM Recording WHERE recordingId = 1",
    )
    repair(path)
    with closing(sqlite3.connect(path)) as db:
        found = db.execute("SELECT datetime FROM Recording WHERE recordingId = 1").fetchall()
    assert found == [("2026-05-01T04:00:00",)]


def test_results_on_their_way_are_kept_by_a_repair_unless_they_cannot_be_read(path: Path) -> None:
    with closing(SqliteCatalog(path)) as catalog:
        catalog.outbox.add(OutboxStream("creek", "{}"), 0, [{"n": 0}, {"n": 1}, {"n": 2}])
        catalog.outbox.refuse(catalog.outbox.waiting(1)[0], 400, "no")
    assert _kinds(path) == set()
    _change(path, "UPDATE OutboxResult SET body = 'owl' WHERE sequence = 1")
    assert _kinds(path) == {"outbox"}
    repair(path)
    assert _kinds(path) == set()
    with closing(SqliteCatalog(path)) as catalog:
        assert [each.id for each in catalog.outbox.waiting(9)] == ["creek-2"]
        assert catalog.outbox.state().refused == 1


def test_results_that_lost_their_tables_are_taken_for_nothing_else(path: Path) -> None:
    with closing(SqliteCatalog(path)) as catalog:
        catalog.outbox.add(OutboxStream("creek", "{}"), 0, [{"n": 0}, {"n": 1}])
        catalog.outbox.refuse(catalog.outbox.waiting(1)[0], 400, "no")
        with catalog.transaction() as db:
            tables = salvage._tables(db, blueprint())
            for name, key in (("OutboxStream", 0), ("OutboxResult", 0), ("OutboxRefused", None)):
                (row,) = db.execute(f"SELECT * FROM {name}").fetchall()
                stored = [None if place == key else value for place, value in enumerate(row)]
                assert [each.name for each in tables if each.owns(stored)] == [name]


def test_a_label_outside_its_recording_is_listed_and_left(path: Path) -> None:
    _change(path, "UPDATE RegionOfInterest SET starttime = 900, endtime = 903 WHERE regionId = 5")
    before = path.read_bytes()
    done = repair(path)
    assert [problem.kind for problem in done.left] == ["regions"] and done.backup is None
    assert path.read_bytes() == before


def test_what_a_rebuilt_table_of_the_app_left_wrong_is_mended(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        sql = db.execute("SELECT sql FROM sqlite_master WHERE name = 'Annotation'").fetchone()[0]
    _change(
        path,
        "PRAGMA legacy_alter_table = 1",
        sql.replace("TABLE Annotation", "TABLE Other"),
        "INSERT INTO Other SELECT * FROM Annotation",
        "DROP TABLE Annotation",
        "ALTER TABLE Other RENAME TO Annotation",
        "INSERT INTO Annotation VALUES (20, 'YES', 5, 2, '2026', 2, 100, 1)",
    )
    done = repair(path)
    assert "tables" in {problem.kind for problem in done.mended}
    with closing(sqlite3.connect(path)) as db:
        row = db.execute("SELECT verified FROM Detection WHERE detectionId = 6").fetchone()
        assert row == ("YES",)
        db.execute("UPDATE Annotation SET verified = 'NO' WHERE annotationId = 20")
        row = db.execute("SELECT verified FROM Detection WHERE detectionId = 6").fetchone()
        assert row == ("NO",)


def test_an_index_that_misses_rows_is_found_and_made_anew(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("PRAGMA writable_schema = 1")
        db.execute(
            """UPDATE sqlite_master SET sql = replace(sql, '(current', '(1 - current')
               WHERE name = 'DetectionByTime'"""
        )
    assert "indexes" in _kinds(path)
    repair(path)
    assert _kinds(path) == set()


# Embeddings.


def _spoil_rows(content: bytes) -> bytes:
    row = 4 + 2 * DIMENSION
    at = 64 + 5 * row + 4
    return content[:at] + b"\xff\x7b" * DIMENSION + content[at + 2 * DIMENSION :]


@pytest.mark.parametrize(
    ("spoil", "kept"),
    [
        (lambda content: None, []),
        (lambda content: b"RIFF" + content, []),
        (lambda content: b"", []),
        (lambda content: content[:-1], [1]),
        (lambda content: content[:100], []),
        (_spoil_rows, [1]),
    ],
    ids=["missing", "foreign", "empty", "a byte short", "cut short", "rows spoilt"],
)
def test_embeddings_that_cannot_be_read_are_forgotten_and_others_stay(
    path: Path, spoil: Any, kept: list[int]
) -> None:
    file = path.parent / "catalog.embeddings" / "1-1.vectors"
    content = spoil(file.read_bytes())
    if content is None:
        file.unlink()
    else:
        file.write_bytes(content)
    assert _kinds(path) <= {"embeddings", "embeddingsFile"} and _kinds(path)
    repair(path)
    assert _kinds(path) == set()
    catalog = SqliteCatalog(path)
    vectors = Vectors(catalog)
    live = vectors.live(1)
    assert live.set_id.tolist() == kept
    more = embeddings(9, 4)
    with catalog.transaction() as db:
        first = append(db, path, 1, DIMENSION, [more])
    np.testing.assert_allclose(vectors.read(1, first + np.arange(4)), more, atol=2e-3)
    for start, count in zip(live.first.tolist(), live.count.tolist(), strict=True):
        np.testing.assert_allclose(
            vectors.read(1, start + np.arange(count)), embeddings(1, 3), atol=2e-3
        )
    vectors.close()
    catalog.close()


def test_embeddings_that_the_catalog_lost_sight_of_are_found_again(path: Path) -> None:
    _change(path, "DELETE FROM VectorFile")
    repair(path)
    assert _kinds(path) == set()
    catalog = SqliteCatalog(path)
    vectors = Vectors(catalog)
    assert set(vectors.live(1).set_id.tolist()) == {1, 2}
    np.testing.assert_allclose(vectors.read(1, np.arange(3)), embeddings(1, 3), atol=2e-3)
    vectors.close()
    catalog.close()


# In use, and asked over the contract.


def test_a_locked_catalog_is_refused_and_not_changed(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "_BUSY_TIMEOUT_S", 0.01)
    _change(path, "UPDATE Run SET files = 7")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert _kinds(path) == {"runFiles"}
        with pytest.raises(CatalogUnavailable, match="in use"):
            repair(path)
    assert not list(path.parent.glob("*backup*"))


def test_a_damaged_catalog_that_another_has_open_is_not_replaced(
    path: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "_BUSY_TIMEOUT_S", 0.01)
    _change(path, "UPDATE RecordingFacts SET channels = 'two'")
    with closing(sqlite3.connect(path)) as other:
        other.execute("SELECT count(*) FROM Recording").fetchone()
        with pytest.raises(CatalogUnavailable, match="in use"):
            upkeep.repair(engine, RepairCatalogRequest(), Call())
    assert sorted(each.name for each in path.parent.iterdir() if each.suffix == ".sqlite") == [
        "catalog.sqlite"
    ]
    engine.catalog.reader().execute("SELECT count(*) FROM Recording").fetchone()
    done = upkeep.repair(engine, RepairCatalogRequest(), Call())
    assert "damaged" in Path(done.backup).name
    assert engine.catalog.reader().execute("SELECT count(*) FROM Recording").fetchone()[0] == 3
    engine.close()


def test_the_verbs_answer_as_the_contract_says(path: Path, engine: Engine) -> None:
    _change(path, "UPDATE Run SET files = 7")
    found = upkeep.check(engine, CheckCatalogRequest(), Call())
    assert [problem.kind for problem in found.problems] == ["runFiles"]
    assert (found.path, found.schema_version, found.detections) == (str(path), SCHEMA_VERSION, 6)
    done = upkeep.repair(engine, RepairCatalogRequest(), Call())
    assert [problem.kind for problem in done.mended] == ["runFiles"] and done.left == []
    assert Path(done.backup).is_file()


def test_a_check_or_repair_nobody_waits_for_ends_and_changes_nothing(
    path: Path, engine: Engine
) -> None:
    _change(path, "UPDATE Run SET files = 7")
    call = Call()
    call.cancelled.set()
    for run in (
        lambda: upkeep.check(engine, CheckCatalogRequest(), call),
        lambda: upkeep.repair(engine, RepairCatalogRequest(), call),
    ):
        with pytest.raises(RequestCancelled):
            run()
    assert _kinds(path) == {"runFiles"} and not list(path.parent.glob("*backup*"))


def test_where_there_is_no_catalog_none_is_made(tmp_path: Path) -> None:
    with pytest.raises(CatalogUnavailable, match="no catalog"):
        check(tmp_path / "none.sqlite")
    assert list(tmp_path.iterdir()) == []
