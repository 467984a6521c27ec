"""A stop reaches statements, transactions, copies and waits for locks; nothing half stays."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from sidecar import stop
from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.catalog.sqlite.query.field import Select, number
from sidecar.catalog.sqlite.query.selects import SELECTS
from sidecar.catalog.sqlite.upkeep.upkeep import SqliteUpkeep
from sidecar.catalog.values import Question
from sidecar.errors import CatalogUnavailable, RequestCancelled
from sidecar.run.ordered import ordered
from tests.e2e.endless import ENDLESS, count, locked, make_catalog

GUARD_S = 60.0  # only against hanging


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_catalog(tmp_path)


def stopped_soon(work: Callable[[], object], begun: threading.Event | None = None) -> None:
    """Do endless work on a thread, and stop it once it has `begun`; it must end."""
    asked = threading.Event()
    ends: list[BaseException] = []

    def attempt() -> None:
        try:
            with stop.stopped_by(asked.is_set):
                work()
        except BaseException as error:
            ends.append(error)

    thread = threading.Thread(target=attempt, daemon=True)
    thread.start()
    if begun is not None:
        assert begun.wait(GUARD_S)
    asked.set()
    thread.join(GUARD_S)
    assert not thread.is_alive()
    assert [type(error) for error in ends] == [RequestCancelled]


def test_a_question_without_an_end_is_stopped(path: Path) -> None:
    with closing(SqliteCatalog(path)) as catalog:

        def ask() -> None:
            catalog.reader().execute(ENDLESS).fetchall()

        stopped_soon(ask)
        assert catalog.reader().execute("SELECT count(*) FROM Recording").fetchone()[0] == 1


def test_marks_of_many_rows_are_stopped(path: Path) -> None:
    with closing(SqliteCatalog(path)) as catalog:
        question = Question("recordings")
        many = Select(f"({ENDLESS}) r", {"n": number("r", "n", required=True)}, "n")

        def ask() -> None:
            with pytest.MonkeyPatch.context() as patch:
                patch.setitem(SELECTS, "recordings", many)
                catalog.questions.marks(question, 2)

        stopped_soon(ask)
        assert catalog.questions.marks(question, 2).total == 1


def test_a_stopped_transaction_leaves_nothing_and_the_next_one_works(path: Path) -> None:
    with closing(SqliteCatalog(path)) as catalog:
        begun = threading.Event()

        def write() -> None:
            with catalog.transaction() as db:
                db.execute("DELETE FROM Recording")
                begun.set()
                db.execute(ENDLESS)

        stopped_soon(write, begun)
        assert count(path, "Recording") == 1
        with catalog.transaction() as db:
            db.execute("UPDATE Recording SET bitrate = 7")
        assert catalog.reader().execute("SELECT bitrate FROM Recording").fetchone()[0] == 7


def test_a_wait_for_this_programs_other_writer_is_stopped(path: Path) -> None:
    with closing(SqliteCatalog(path)) as catalog, catalog.transaction():

        def write() -> None:
            with catalog.transaction():
                raise AssertionError("two writers at once")

        stopped_soon(write)


def test_a_wait_for_another_program_is_stopped_but_ends_by_itself_too(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sidecar.catalog.sqlite.connection._BUSY_TIMEOUT_S", 1e9)
    with closing(SqliteCatalog(path)) as catalog, locked(path):

        def write() -> None:
            with catalog.transaction():
                raise AssertionError("two writers at once")

        stopped_soon(write)
    monkeypatch.setattr("sidecar.catalog.sqlite.connection._BUSY_TIMEOUT_S", 0.01)
    with (
        closing(SqliteCatalog(path)) as catalog,
        locked(path),
        pytest.raises(CatalogUnavailable, match="in use by another program"),
        catalog.transaction(),
    ):
        raise AssertionError("two writers at once")


def test_hurried_work_waits_for_nobody(path: Path) -> None:
    with closing(SqliteCatalog(path)) as catalog:
        with (
            locked(path),
            stop.hurried(),
            pytest.raises(CatalogUnavailable),
            catalog.transaction(),
        ):
            raise AssertionError("two writers at once")
        failed: list[BaseException] = []

        def mark() -> None:
            try:
                with stop.hurried():
                    catalog.recordings.mark(missing=[1])
            except CatalogUnavailable as error:
                failed.append(error)

        with catalog.transaction():
            thread = threading.Thread(target=mark)
            thread.start()
            thread.join(GUARD_S)
            assert failed and not thread.is_alive()


def test_what_is_ready_is_kept_after_a_stop_and_nothing_else_is_begun(path: Path) -> None:
    with closing(SqliteCatalog(path)) as catalog, stop.stopped_by(lambda: True):
        with stop.finishing(), catalog.transaction() as db:
            db.execute("UPDATE Recording SET bitrate = 7")
            # Of some length: without `finishing`, such a statement ends early.
            db.execute(ENDLESS.replace("1000000000000000", "100000"))
        with pytest.raises(RequestCancelled), catalog.transaction() as db:
            db.execute(ENDLESS.replace("1000000000000000", "100000"))
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT bitrate FROM Recording").fetchone()[0] == 7


def test_finishing_has_an_end_too(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stop, "_MOMENT_S", 0.05)
    with (
        closing(SqliteCatalog(path)) as catalog,
        stop.stopped_by(lambda: True),
        pytest.raises(RequestCancelled),
        stop.finishing(),
        catalog.transaction() as db,
    ):
        db.execute(ENDLESS)


def test_a_stopped_copy_leaves_no_file(path: Path) -> None:
    before = sorted(path.parent.rglob("*"))
    with stop.stopped_by(lambda: True), pytest.raises(RequestCancelled):
        SqliteUpkeep(path).copy()
    assert sorted(path.parent.rglob("*")) == before


def test_a_stopped_repair_changes_nothing(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("DROP INDEX IF EXISTS recordingAt")
        db.execute("PRAGMA foreign_keys = 0")
        db.execute("DELETE FROM Recording")
    content = _content(path)
    before = sorted(path.parent.glob("*.backup*"))
    steps: list[str] = []
    stopped = stop.stopped_by(lambda: "copying the catalog" in steps)
    with stopped, pytest.raises(RequestCancelled):
        SqliteUpkeep(path).repair(on_step=steps.append, release=lambda: None)
    assert _content(path) == content
    assert sorted(path.parent.glob("*.backup*")) == before


def _content(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as db:
        return list(db.iterdump())


def test_threads_of_a_request_heed_its_stop() -> None:
    with stop.stopped_by(lambda: True):
        found = list(ordered([1, 2], lambda item: stop.stopped(), threads=2, ahead=2))
    assert found == [(1, True), (2, True)]
