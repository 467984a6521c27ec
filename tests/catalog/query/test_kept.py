"""Answers from kept totals, and from walks by the hour, are those of looking at all rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.catalog.sqlite.query import counts, hourly
from sidecar.catalog.sqlite.query.totalled import counts_of, hours_of, totals
from sidecar.catalog.values import Question, Tally
from sidecar.contract.counts import MOST_CELLS
from sidecar.errors import CatalogUnavailable
from tests.catalog.query.judge import FILTERS, Filter, varied_catalog

MANY_PAGES = 500

# Recordings of two days, with detections in all their hours; two of them lie beyond the end.
_LONGER = (
    "UPDATE Recording SET duration = 170000 WHERE recordingId % 3 = 1",
    """UPDATE Detection SET startTime = 600 * startTime, endTime = 600 * endTime,
         heardAt = heardAt + 599 * startTime
       WHERE analysisId IN (SELECT analysisId FROM Analysis WHERE recordingId % 3 = 1)""",
)


@pytest.fixture(scope="module")
def longer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteCatalog]:
    catalog = varied_catalog(tmp_path_factory.mktemp("longer"))
    with catalog.transaction() as db:
        for sql in _LONGER:
            db.execute(sql)
    yield catalog
    catalog.close()


def _pages(
    catalog: SqliteCatalog, select: str, where: dict[str, Any], order: list[str], limit: int
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], int]:
    """Read all pages forward, then back from the last one; gives both, and the total."""
    question = Question(select, where, tuple(order))
    ask = catalog.questions.page
    page = ask(question, limit=limit)
    total, forward = page.total, list(page.rows)
    for _ in range(MANY_PAGES):
        if page.next_cursor is None:
            break
        page = ask(question, limit=limit, cursor=page.next_cursor)
        forward += page.rows
    back = list(page.rows)
    for _ in range(MANY_PAGES):
        if page.prev_cursor is None:
            break
        page = ask(question, limit=limit, cursor=page.prev_cursor)
        back = [*page.rows, *back]
    return forward, back, total


@contextmanager
def _due(path: Path) -> Iterator[None]:
    """Let a recording's total be due, as after another program's change."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("INSERT INTO TotalsDue VALUES (999999)")
        yield
        db.execute("DELETE FROM TotalsDue")


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    filters=st.lists(FILTERS, max_size=2, unique_by=lambda each: each[0]),
    order=st.sampled_from(
        [[], ["date"], ["-date"], ["date", "hour"], ["-date", "-hour"], ["-cell"], ["hour"]]
    ),
    limit=st.integers(40, 400),
)
@example(filters=[], order=[], limit=100)
@example(filters=[], order=["-date"], limit=99)
def test_activity_by_the_hour_is_that_of_one_grouping(
    catalog: SqliteCatalog, filters: list[Filter], order: list[str], limit: int
) -> None:
    where = {name: wanted for name, wanted, _ in filters}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sidecar.catalog.sqlite.query.answer.in_hours", lambda *_: None)
        grouped = catalog.questions.page(Question("activity", where, tuple(order)), limit=9999)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hourly, "FEW", 0)
        patch.setattr(hourly, "MANY", 0)
        forward, back, total = _pages(catalog, "activity", where, order, limit)
    assert forward == grouped.rows
    assert back == grouped.rows
    assert total == grouped.total == len(grouped.rows)


def test_a_page_of_activity_looks_at_few_rows(catalog: SqliteCatalog) -> None:
    """The walk ends with the page, and never groups all detections."""
    seen = list[str]()
    catalog.reader().set_trace_callback(seen.append)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hourly, "MOST_COUNTED", 10)
        page = catalog.questions.page(Question("activity", {}, ()), limit=5)
    catalog.reader().set_trace_callback(None)
    assert (page.total, page.total_exact) == (10, False)
    grouping = [sql for sql in seen if "GROUP BY" in sql]
    assert grouping and all("d.heardAt >= " in sql for sql in grouping)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    by=st.lists(
        st.sampled_from(("species", "site", "deployment", "date", "week", "month", "hour")),
        max_size=2,
        unique=True,
    ),
    filters=st.lists(FILTERS, max_size=2, unique_by=lambda each: each[0]),
    of=st.sampled_from(("detections", "detections", "labels", "recordings")),
    long=st.booleans(),
)
def test_counts_from_totals_are_those_from_all_rows(
    catalog: SqliteCatalog,
    longer: SqliteCatalog,
    by: list[str],
    filters: list[Filter],
    of: Any,
    long: bool,
) -> None:
    catalog = longer if long else catalog
    known = catalog.questions.fields({"labels": "annotations"}.get(of, of))
    if of == "recordings":
        known = {name: kind for name, kind in known.items() if name != "start"}  # a date here
    where = {name: wanted for name, wanted, _ in filters if name in known}
    by = [key for key in by if of != "recordings" or key != "species"]
    found = []
    for kept in (True, False):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(counts, "TOTALS", kept)
            patch.setattr(counts, "FEW", 0)
            found.append(catalog.questions.counts(Tally(of, by, where), MOST_CELLS))
    kept_rows, rows = found
    assert len(kept_rows) == len(rows)
    for one, other in zip(kept_rows, rows, strict=True):
        for name in ("hoursRecorded", "hoursAnalysed"):
            assert one.pop(name) == pytest.approx(other.pop(name), abs=1e-9)
        assert one == other


def test_which_questions_the_totals_answer(catalog: SqliteCatalog) -> None:
    """A count that fell back to the detections would be right, but slow."""
    db = catalog.reader()
    for by, where in (
        (["site", "hour"], {"season": "summer"}),
        (["species", "hour"], {}),
        (["date", "hour"], {"site": "S14", "date": {"between": ["2023-02-01", "2023-07-31"]}}),
        (["week", "species"], {"deploymentId": [3, 4]}),
        (["hour"], {"speciesId": 1}),
    ):
        tally = Tally("detections", by, where)
        kept = totals(db, tally)
        assert kept is not None
        assert counts_of(kept, db, tally, 0) is not None
        assert "species" in by or hours_of(kept) is not None
    others: tuple[dict[str, Any], ...] = (
        {"recorder": "R1"},
        {"timeOfDay": {"between": [4, 5.5]}},
        {"runId": 1},
    )
    for where in others:
        assert totals(db, Tally("detections", ["hour"], where)) is None


def test_recordings_by_detections_are_those_counted_one_by_one(catalog: SqliteCatalog) -> None:
    for where in ({}, {"site": "S14"}, {"detections": {"ge": 50}}):
        for order in (["detections"], ["-detections", "path"], ["-detections"], ["path"]):
            found = _pages(catalog, "recordings", where, order, 7)
            with _due(catalog.path):
                assert _pages(catalog, "recordings", where, order, 7) == found
            counts = [row["detections"] for row in found[0]]
            assert found[0] == found[1] and found[2] == len(counts) > 0
            if order[0] != "path":
                assert counts == sorted(counts, reverse=order[0].startswith("-"))


def test_what_another_program_changed_counts_at_once_and_is_kept_with_the_next_change(
    tmp_path: Path,
) -> None:
    catalog = varied_catalog(tmp_path)
    tally = Tally("detections", ["hour"], {"site": "S14"})
    before = catalog.questions.counts(tally, MOST_CELLS)
    with closing(sqlite3.connect(catalog.path, isolation_level=None)) as db:
        db.execute(
            """UPDATE Recording SET datetime = '2024-05-01T03:30:00' WHERE deploymentId IN
               (SELECT deploymentId FROM Deployment JOIN Site USING (siteId)
                WHERE site_code = 'S14')"""
        )
        assert totals(catalog.reader(), tally) is None
    changed = catalog.questions.counts(tally, MOST_CELLS)
    assert changed != before and {row["hour"] for row in changed} == {3}
    with catalog.transaction():
        pass
    assert totals(catalog.reader(), tally) is not None
    assert catalog.questions.counts(tally, MOST_CELLS) == changed
    catalog.close()


def test_totals_left_due_are_computed_when_a_catalog_opens(tmp_path: Path) -> None:
    catalog = varied_catalog(tmp_path)
    catalog.close()
    with closing(sqlite3.connect(catalog.path, isolation_level=None)) as db:
        db.execute("DELETE FROM Analysis WHERE recordingId = 3")
        assert db.execute("SELECT * FROM TotalsDue").fetchall() == [(3,)]
    with closing(SqliteCatalog(catalog.path)) as catalog:
        found = catalog.reader().execute("SELECT * FROM TotalsDue").fetchall()
        assert found == []
        total = catalog.reader().execute(
            "SELECT detections FROM RecordingTotal WHERE recordingId = 3"
        )
        assert tuple(total.fetchone()) == (0,)


def test_a_damaged_total_is_told_of(tmp_path: Path) -> None:
    catalog = varied_catalog(tmp_path)
    with closing(sqlite3.connect(catalog.path, isolation_level=None)) as db:
        db.execute("UPDATE RecordingTotal SET hours = x'00', cells = x'00'")
    for by in (["hour"], ["species"]):
        with pytest.raises(CatalogUnavailable):
            catalog.questions.counts(Tally("detections", by), MOST_CELLS)
    catalog.close()
