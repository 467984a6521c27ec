"""Every filter and order, by every route, against a judge that looks at each detection."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sidecar.catalog.measured import Measured
from sidecar.catalog.sqlite import connection
from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.catalog.sqlite.labels.annotations import annotate
from sidecar.catalog.sqlite.query import conditions, planned, routed
from sidecar.catalog.sqlite.query.planner import Routes
from sidecar.catalog.sqlite.query.search import every, search
from sidecar.catalog.sqlite.query.selects import SELECTS
from sidecar.catalog.values import Decision, Person, Question
from sidecar.indices.columns import COLUMNS
from sidecar.indices.minutes import Minutes
from sidecar.speech.intervals import HeardSpeech, Interval
from tests.catalog.query.judge import (
    FILTERS,
    OF_THE_YEAR,
    Filter,
    Rows,
)
from tests.keeping import let_wait
from tests.samples.sampled import keep_samples

# So many rows are fetched and sorted; more are walked in order. Each number makes other routes.
FEW = (0, 40, 20_000)


_ORDERS = st.lists(
    st.sampled_from(
        [
            *("confidence", "heardAt", "species", "path", "start", "recordedAt", "occurrence"),
            *("common", "site", "survey", "verdictAt", "verdictBy", "utcOffset"),
            *("heardAtUtc", "hoursFromSunrise", "sun", "moonIlluminated"),
        ]
    ).flatmap(lambda name: st.sampled_from([name, f"-{name}"])),
    max_size=2,
    unique_by=lambda name: name.removeprefix("-"),
)


def _sorted(found: list[dict[str, Any]], order: list[str]) -> bool:
    keys = found
    for name in reversed(order):
        field = name.removeprefix("-")
        keys = sorted(
            keys,
            key=lambda row: (row[field] is not None, row[field]),
            reverse=name.startswith("-"),
        )
    columns = [name.removeprefix("-") for name in order]
    return [[row[c] for c in columns] for row in keys] == [
        [row[c] for c in columns] for row in found
    ]


@pytest.mark.parametrize("few", FEW)
@pytest.mark.parametrize("limit", [7, 100, 1000])
@settings(max_examples=50, suppress_health_check=list(HealthCheck))
@given(
    filters=st.lists(FILTERS, max_size=3, unique_by=lambda each: each[0]),
    order=_ORDERS,
)
# Equal in what comes before the species, which each of several walks has fixed.
@example(
    filters=[("species", {"contains": "genus1 "}, lambda x: "Genus1 " in x)],
    order=["confidence", "species"],
)
# One value twice is that value once, also where each value has a walk of its own.
@example(filters=[("speciesId", [1, 1], lambda x: x == 1)], order=["-confidence"])
@example(filters=[("speciesId", [1, 2, 1.0], lambda x: x in (1, 2))], order=["heardAt"])
def test_pages_hold_what_passes_in_order_whatever_route_leads_there(
    catalog: SqliteCatalog,
    rows: Rows,
    filters: list[Filter],
    order: list[str],
    limit: int,
    few: int,
) -> None:
    _check(catalog, rows, filters, order, limit, few)


@pytest.mark.parametrize("few", FEW)
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(
    filters=st.lists(OF_THE_YEAR, min_size=1, max_size=2, unique_by=lambda each: each[0]),
    order=st.sampled_from(["heardAt", "-heardAt"]),
    limit=st.sampled_from([7, 1000]),
)
def test_a_walk_through_the_years_leaves_out_only_months_that_cannot_be_meant(
    catalog: SqliteCatalog,
    rows: Rows,
    filters: list[Filter],
    order: str,
    limit: int,
    few: int,
) -> None:
    _check(catalog, rows, filters, [order], limit, few)


def _check(
    catalog: SqliteCatalog,
    rows: Rows,
    filters: list[Filter],
    order: list[str],
    limit: int,
    few: int,
) -> None:
    """Read an answer in pages by one route, and compare it with the judge and with the stream."""
    where = {field: wanted for field, wanted, _ in filters}
    wanted = {
        row["detectionId"]: row
        for row in rows
        if row["current"] and all(keep(row[field]) for field, _, keep in filters)
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(routed, "FEW", few)
        found = _read(catalog, where, order, limit, len(wanted))
    assert sorted(found) == sorted(wanted)
    assert _sorted([wanted[each] for each in found], order)
    _check_ways(catalog, [wanted[each] for each in found], where, order, limit, few)
    # The stream takes the same route whatever the pages take, so pages of all routes are equal.
    assert _read_all(catalog, where, order) == found


def _check_ways(
    catalog: SqliteCatalog,
    listed: list[dict[str, Any]],
    where: dict[str, Any],
    order: list[str],
    limit: int,
    few: int,
) -> None:
    """Go back from the end, jump to values of some rows, and to marks: all as the whole list."""
    ids = [row["detectionId"] for row in listed]
    questions = catalog.questions
    question = Question("detections", where, order)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(routed, "FEW", few)
        if limit > 7:  # else the pages are many
            assert _read_back(catalog, question, limit, ids) == ids
        found = questions.marks(question, 5)
        assert found.total == len(ids)
        numbers = [mark.row for mark in found.marks]
        assert numbers == sorted({n * (len(ids) - 1) // 4 for n in range(5)} if ids else [])
        for mark in found.marks:
            page = questions.page(question, limit=3, cursor=mark.cursor, fields=["start"])
            assert [row["detectionId"] for row in page.rows] == ids[mark.row : mark.row + 3]
            assert (page.prev_cursor is None) == (mark.row == 0)
            assert all(set(row) == {"detectionId", "start"} for row in page.rows)
            if order:
                _check_jump(catalog, question, listed, mark.row)


def _read_back(catalog: SqliteCatalog, question: Question, limit: int, ids: list[int]) -> list[int]:
    """Read pages to the last one, and from there back to the first."""
    page = catalog.questions.page(question, limit=limit)
    while page.next_cursor:
        page = catalog.questions.page(question, limit=limit, cursor=page.next_cursor)
    read = [row["detectionId"] for row in page.rows]
    while page.prev_cursor:
        page = catalog.questions.page(question, limit=limit, cursor=page.prev_cursor)
        read = [row["detectionId"] for row in page.rows] + read
    assert page.rows or not ids
    return read


def _check_jump(
    catalog: SqliteCatalog, question: Question, listed: list[dict[str, Any]], number: int
) -> None:
    """Jump to the values that a row has in the order, or in its first field alone."""
    names = [name.removeprefix("-") for name in question.order_by]
    for some in {1, len(names)}:
        if {"heardAt", "heardAtUtc"} & set(names[:some]):
            continue  # a moment is a span of a millisecond; a test of its own
        at = {name: listed[number][name] for name in names[:some]}
        place = next(n for n, row in enumerate(listed) if all(row[k] == at[k] for k in at))
        page = catalog.questions.page(question, limit=5, at=at, before=2)
        first = max(0, place - 2)
        assert [row["detectionId"] for row in page.rows] == [
            row["detectionId"] for row in listed[first : first + 5]
        ]
        assert page.before == place - first
        assert (page.prev_cursor is None) == (first == 0)
        assert (page.next_cursor is None) == (first + 5 >= len(listed))


def _read(
    catalog: SqliteCatalog, where: dict[str, Any], order: list[str], limit: int, total: int
) -> list[int]:
    """Read all pages of an answer."""
    db, found, cursor = catalog.reader(), list[int](), None
    while True:
        page = search(
            db, "detections", where=where, order_by=order, limit=limit, cursor=cursor, exact=True
        )
        assert (page.total, page.total_exact) == (total, True)
        found += [row["detectionId"] for row in page.rows]
        cursor = page.next_cursor
        if cursor is None:
            return found


@pytest.mark.parametrize("few", FEW)
@pytest.mark.parametrize("order", ["heardAt", "-heardAt"])
def test_a_jump_to_a_day_begins_with_the_first_row_of_that_day_in_the_order(
    catalog: SqliteCatalog, monkeypatch: pytest.MonkeyPatch, order: str, few: int
) -> None:
    monkeypatch.setattr(routed, "FEW", few)
    question = Question("detections", {}, [order])
    streamed = every(catalog.reader(), "detections", where={}, order_by=[order])
    listed = [(row["detectionId"], row["heardAt"]) for row in streamed]
    for day in ("2022-01-01", "2023-03-01", "2024-05-01", "2024-12-31", "2030-01-01"):
        falling = order.startswith("-")
        # Nulls come first, and last in a falling order.
        ahead = [
            heard is not None and heard[:10] > day if falling else (heard or "")[:10] < day
            for _, heard in listed
        ]
        place = sum(ahead)
        page = catalog.questions.page(question, limit=9, at={"heardAt": day}, before=4)
        assert page.before == min(4, place)
        assert [row["detectionId"] for row in page.rows] == [
            each for each, _ in listed[place - page.before : place - page.before + 9]
        ]


@pytest.mark.parametrize("run", [1, 4, 20, 99, [1, 2, 3]])
def test_a_run_is_answered_with_what_it_found_though_another_came_after(
    catalog: SqliteCatalog, rows: Rows, run: int | list[int]
) -> None:
    runs = run if isinstance(run, list) else [run]
    for order in ([], ["-confidence"], ["species", "-confidence"]):
        found = _read_all(catalog, {"runId": run}, order)
        assert sorted(found) == sorted(r["detectionId"] for r in rows if r["runId"] in runs)


@pytest.mark.parametrize("few", FEW)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    filters=st.lists(FILTERS, max_size=2, unique_by=lambda each: each[0]),
    runs=st.lists(st.sampled_from([1, 4, 8, 20, 99]), max_size=3),
)
@example(filters=[], runs=[4])
@example(filters=[], runs=[1, 2, 3])
@example(filters=[("model", "model-1", lambda x: x == "model-1")], runs=[])
@example(filters=[("confidence", {"ge": 0.3}, lambda x: x >= 0.3)], runs=[])
def test_species_of_runs_and_places_are_counted_as_a_judge_counts_them(
    catalog: SqliteCatalog, rows: Rows, filters: list[Filter], runs: list[int], few: int
) -> None:
    where = {field: wanted for field, wanted, _ in filters} | ({"runId": runs} if runs else {})
    wanted = dict[str, list[dict[str, Any]]]()
    for row in rows:
        heard = row["runId"] in runs if runs else row["current"]
        if heard and all(keep(row[field]) for field, _, keep in filters):
            wanted.setdefault(row["species"], []).append(row)
    with pytest.MonkeyPatch.context() as patch:
        # With few of 0, the tallies tell wherever they can; with 20,000, indexes always do.
        patch.setattr(planned, "FEW", few)
        patch.setattr(planned, "MANY", few)
        found = _read_species(catalog, where)
    assert found == sorted(
        [
            (
                species,
                len(heard),
                len({row["recordingId"] for row in heard}),
                max(row["confidence"] for row in heard),
            )
            for species, heard in wanted.items()
        ],
        key=lambda row: (-row[1], row[0]),
    )


def _read_species(catalog: SqliteCatalog, where: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Read all pages of species; each page is counted anew."""
    found, cursor = list[tuple[Any, ...]](), None
    names = ("species", "detections", "recordings", "maxConfidence")
    question = Question("species", where, ["-detections", "species"])
    while True:
        page = catalog.questions.page(question, limit=50, cursor=cursor)
        found += [tuple(row[name] for name in names) for row in page.rows]
        cursor = page.next_cursor
        if cursor is None:
            assert page.total == len(found)
            return found


def _read_all(catalog: SqliteCatalog, where: dict[str, Any], order: list[str]) -> list[int]:
    streamed = every(catalog.reader(), "detections", where=where, order_by=order)
    return [row["detectionId"] for row in streamed]


@pytest.mark.parametrize(
    ("where", "named"),
    [
        ({"species": "Genus7 species7"}, "species = 'Genus7 species7'"),
        ({"species": {"contains": "species40"}}, "species LIKE '%species40%'"),
        ({"verified": "YES"}, "verified = 'YES'"),
        ({"verified": ["YES", "UNVERIFIED"]}, "verified <> 'NO'"),
        ({"labeler": "m"}, "l.name = 'm'"),
        ({"model": ["model-2"]}, "l.labelerId = 2"),
        ({"species": "nothing"}, "0"),
    ],
    ids=str,
)
def test_recordings_are_found_by_what_is_named_in_them(
    catalog: SqliteCatalog, where: dict[str, Any], named: str
) -> None:
    wanted = catalog.reader().execute(
        f"""SELECT DISTINCT recordingId FROM Annotation n JOIN RegionOfInterest USING (regionId)
            JOIN Labeler l USING (labelerId) LEFT JOIN Species USING (speciesId)
            WHERE mostRecent = 1 AND {named} ORDER BY recordingId"""
    )
    ids = [row["recordingId"] for row in wanted]
    for most in (0, 20_000):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(conditions, "_MOST_KEYS", most)
            found = every(catalog.reader(), "recordings", where=where, order_by=["recordingId"])
            assert [row["recordingId"] for row in found] == ids


@pytest.fixture(scope="module")
def decided(catalog: SqliteCatalog) -> SqliteCatalog:
    """Let somebody have decided, so that every select has rows."""
    annotate(
        catalog,
        [Decision(detection_id=each, verified="YES", comment=f"no. {each}") for each in (1, 5, 9)],
        Person("Ana"),
    )
    keep_samples(catalog, 1, 5, 9)
    for name, verdict in (("Ben", "NO"), ("Cai", "UNSURE")):  # so that they disagree
        annotate(catalog, [Decision(detection_id=5, verified=verdict)], Person(name))
    let_wait(catalog, *(f"/night/late-{number}.wav" for number in range(3)))
    spoken = (Interval(0, 900, 0.75), Interval(2_000, 3_500, 0.5))
    catalog.speech.put({each: HeardSpeech("voices 1", 60.0, spoken) for each in (1, 2, 5)})
    _measure(catalog, 1, 2, 5)
    return catalog


def _measure(catalog: SqliteCatalog, *recordings: int) -> None:
    """Let two minutes of each recording have been measured; of the second, not every value."""
    values = np.random.default_rng(3).random((len(COLUMNS), 2)).astype(np.float32)
    values[1::2, 1] = np.nan
    known = {each.recording_id: each.digest for each in catalog.recordings.find(recordings)}
    measured = [
        Measured(each, Minutes(90.0, values), known[each] or b"no digest") for each in recordings
    ]
    assert all(catalog.measurements.put(measured))


@pytest.mark.parametrize("select", SELECTS)
def test_every_field_of_every_select_is_a_filter_that_keeps_equal_rows(
    decided: SqliteCatalog, select: str
) -> None:
    db = decided.reader()
    rows = list(every(db, select, where={}, order_by=[]))
    key = SELECTS[select].key
    counted = SELECTS[select].of
    for name in SELECTS[select].fields:
        if counted is not None and name in counted.known:
            continue  # a filter on what is counted
        for value in {row[name] for row in (rows[0], rows[len(rows) // 2], rows[-1])}:
            for few in (0, 20_000):
                with pytest.MonkeyPatch.context() as patch:
                    patch.setattr(routed, "FEW", few)
                    page = search(
                        db, select, where={name: value}, order_by=[], limit=5000, cursor=None
                    )
                kept = [row[key] for row in page.rows]
                same = [row[key] for row in rows if row[name] == value]
                assert (name, kept) == (name, same)


def test_a_total_that_takes_long_to_count_is_a_bound(
    catalog: SqliteCatalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routed, "_MOST_SECONDS", 0.0)
    monkeypatch.setattr(routed, "_STEPS", 1)
    where = {"confidence": {"ge": 0.0}, "month": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]}
    monkeypatch.setattr(Routes, "few", lambda *given: None)
    with closing(connection.open_reader(catalog.path)) as db:
        page = search(db, "detections", where=where, order_by=["confidence"], limit=5, cursor=None)
    assert len(page.rows) == 5 and page.total >= 5 and not page.total_exact
