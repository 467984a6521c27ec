"""Every filter and order, by every route, against a judge that looks at each detection."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sidecar.catalog.sqlite import connection
from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.catalog.sqlite.labels.annotations import annotate
from sidecar.catalog.sqlite.query import answer, conditions
from sidecar.catalog.sqlite.query.planner import Routes
from sidecar.catalog.sqlite.query.search import every, search
from sidecar.catalog.sqlite.query.selects import SELECTS
from sidecar.catalog.values import Decision, Person, Question
from tests.bench.bigcatalog import make_catalog

# What a survey of one place and one model does not show.
_VARIED = """
UPDATE Site SET latitude = 51.5 WHERE siteId % 2 = 0;
UPDATE Site SET latitude = NULL WHERE siteId % 7 = 0;
UPDATE Recording SET deploymentId = NULL WHERE recordingId % 6 = 0;
UPDATE Recording SET datetime = NULL WHERE recordingId % 5 = 0;
UPDATE Recording SET datetime = substr(datetime, 1, 11) || '23:56:01+02:00'
  WHERE recordingId % 4 = 0;
UPDATE Recording SET datetime = substr(datetime, 1, 4) || '-12-31T22:00:00'
  WHERE recordingId % 9 = 0;
UPDATE Analysis SET current = 0 WHERE analysisId % 8 = 0;
UPDATE Detection SET confidence = round(confidence, 1) WHERE detectionId % 3 = 0;
INSERT INTO RecordingFacts
  (recordingId, sizeBytes, modifiedNs, frames, channels, container, encoding, recorder)
  VALUES (6, 1, 1, 1, 1, 'WAV', 'PCM_16', 'AudioMoth 24F3');
INSERT INTO RecordingSource (recordingId, place, source, start, impossible, givesStart, disagrees)
  VALUES (6, 0, 'guano', '1970-01-01T00:00:00', '{"start": "The clock was never set."}', 0, 0),
    (6, 1, 'bext', '2024-05-01T05:30:00', NULL, 1, 0),
    (7, 0, 'name', '2024-05-01T06:30:00', NULL, 0, 1);
INSERT INTO ClockRule (recordingId, timezone) VALUES (6, 'Europe/Berlin');
INSERT INTO ClockRule (siteId, shiftSeconds) VALUES (1, 3600);
INSERT INTO ClockRule (folder, source) VALUES ('/card', 'name');
"""

# Somebody decided on some of the detections, and nobody on most.
_DECIDED = """
INSERT INTO Labeler VALUES (90, 'Cleo', NULL, 1, NULL), (91, 'Dan', NULL, 1, NULL);
UPDATE Annotation SET mostRecent = 0 WHERE annotationId % 11 = 0;
INSERT INTO Annotation
SELECT 100000 + annotationId, iif(annotationId % 2, 'YES', 'NO'), regionId,
  iif(annotationId % 3, 90, 91), '2024-06-' || printf('%02d', 1 + annotationId % 7), speciesId,
  100, 1
FROM Annotation WHERE annotationId % 11 = 0;
"""

_ALL = """
SELECT d.detectionId, d.analysisId, d.startTime AS start, d.speciesId, d.confidence, d.verified,
  d.occurrence, s.species, s.common, r.url AS path, r.datetime AS recordedAt, r.recordingId,
  r.deploymentId, p.siteId, t.site_code AS site, t.latitude, v.surveyname AS survey,
  h.annotationDate AS verdictAt, l.name AS verdictBy, iif(length(r.datetime) > 20,
    substr(r.datetime, 20), NULL) AS utcOffset, coalesce(c.code, f.recorder) AS recorder, a.runId,
  a.current, m.name AS model
FROM Detection d JOIN Analysis a USING (analysisId) JOIN Recording r USING (recordingId)
JOIN Species s USING (speciesId) JOIN ModelVersion m USING (modelId)
LEFT JOIN Deployment p USING (deploymentId) LEFT JOIN Site t USING (siteId)
LEFT JOIN Survey v USING (surveyId) LEFT JOIN Recorder c USING (recorderId)
LEFT JOIN RecordingFacts f ON f.recordingId = r.recordingId
LEFT JOIN Annotation h ON h.annotationId = 100000 + d.annotationId
LEFT JOIN Labeler l ON l.labelerId = h.labelerId"""

# A field, what is asked of it, and the same as a test.
_Filter = tuple[str, Any, Callable[[Any], bool]]

# So many rows are fetched and sorted; more are walked in order. Each number makes other routes.
FEW = (0, 40, 20_000)

_SEASONS = ("winter", "spring", "summer", "autumn")


def _judged(row: sqlite3.Row) -> dict[str, Any]:
    """Add what a detection's moment says, by Python's own calendar."""
    known: dict[str, Any] = dict(row)
    names = ("heardAt", "date", "timeOfDay", "month", "dayOfYear", "season")
    known |= dict.fromkeys(names)
    if known["recordedAt"]:
        began = datetime.fromisoformat(known["recordedAt"]).replace(tzinfo=None)
        heard = began + timedelta(seconds=known["start"])
        midnight = heard.replace(hour=0, minute=0, second=0, microsecond=0)
        southern = (known["latitude"] or 0) < 0
        known |= {
            "heardAt": heard,
            "date": heard,
            "timeOfDay": (heard - midnight).total_seconds() / 3600,
            "month": heard.month,
            "dayOfYear": heard.timetuple().tm_yday,
            "season": _SEASONS[(heard.month // 3 + 2 * southern) % 4],
        }
    return known


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteCatalog]:
    path = make_catalog(tmp_path_factory.mktemp("catalog") / "catalog.sqlite", 3000)
    with closing(sqlite3.connect(path)) as db:
        db.executescript(_VARIED)
        db.executescript(_DECIDED)
    catalog = SqliteCatalog(path)
    yield catalog
    catalog.close()


class _Rows(list[dict[str, Any]]):
    """All detections, which nobody wants to see in a failure's report."""

    def __repr__(self) -> str:
        return f"{len(self)} detections"


@pytest.fixture(scope="module")
def rows(catalog: SqliteCatalog) -> _Rows:
    return _Rows(_judged(row) for row in catalog.reader().execute(_ALL))


def _equal(field: str, values: list[Any]) -> st.SearchStrategy[_Filter]:
    """A value, several, or all but one."""
    one = st.sampled_from([*values, None])
    return st.one_of(
        one.map(lambda v: (field, v, lambda x: x == v)),
        one.map(lambda v: (field, {"ne": v}, lambda x: x != v)),
        st.lists(one, min_size=1, max_size=4).map(lambda v: (field, v, lambda x: x in v)),
    )


def _within(field: str, values: list[float], *, cyclic: bool) -> Any:
    def test(ends: tuple[float, float]) -> _Filter:
        first, last = ends
        turned = cyclic and first > last

        def keep(x: float | None) -> bool:
            if x is None:
                return False
            return x >= first or x <= last if turned else first <= x <= last

        return field, {"between": list(ends)}, keep

    ends = st.tuples(st.sampled_from(values), st.sampled_from(values))
    above = st.sampled_from(values).map(
        lambda v: (field, {"ge": v}, lambda x: x is not None and x >= v)
    )
    below = st.sampled_from(values).map(
        lambda v: (field, {"lt": v}, lambda x: x is not None and x < v)
    )
    return st.one_of(ends.map(test), above, below)


def _dated(field: str) -> Any:
    days = st.dates(datetime(2023, 1, 1).date(), datetime(2025, 1, 1).date())

    def one(day: Any) -> _Filter:
        return field, str(day), lambda x: x is not None and x.date() == day

    def several(ends: tuple[Any, Any]) -> _Filter:
        first, last = sorted(ends)
        return (
            field,
            {"ge": str(first), "le": str(last)},
            lambda x: x is not None and first <= x.date() <= last,
        )

    def since(day: Any) -> _Filter:
        noon = datetime(day.year, day.month, day.day, 12)
        return field, {"gt": noon.isoformat()}, lambda x: x is not None and x > noon

    return st.one_of(days.map(one), st.tuples(days, days).map(several), days.map(since))


def _containing(field: str, parts: list[str]) -> Any:
    return st.sampled_from(parts).map(
        lambda part: (
            field,
            {"contains": part},
            lambda x: x is not None and part.lower() in x.lower(),
        )
    )


_OF_THE_YEAR = st.one_of(
    _equal("month", [1, 5, 12]),
    _equal("season", list(_SEASONS)),
    _within("month", [1, 2, 6, 11, 12], cyclic=True),
    _within("dayOfYear", [1, 60, 180, 350, 366], cyclic=True),
)

_FILTERS = st.one_of(
    _equal("species", [f"Genus{n % 60} species{n}" for n in (1, 2, 3, 7, 50, 400)]),
    _containing("species", ["genus1 ", "species4", "%", "Genus"]),
    _containing("common", ["bird 1", "ird 20"]),
    _within("confidence", [0.3, 0.4, 0.5, 0.9, 0.999], cyclic=False),
    _equal("verified", ["YES", "NO", "UNVERIFIED"]),
    _equal("deploymentId", [1, 10, 31, 99]),
    _equal("siteId", [3, 4, 60]),
    _equal("site", ["S02", "S03", "S40", "nowhere"]),
    _equal("survey", ["Survey 1", "Survey 2"]),
    _equal("recorder", ["R1", "R2", "AudioMoth 24F3"]),
    _equal("model", ["model-1", "model-2"]),
    _equal("recordingId", [1, 2, 8, 30]),
    _equal("speciesId", [1, 2, 8, 30]),
    _equal("occurrence", [0.5]),
    _OF_THE_YEAR,
    _within("timeOfDay", [0, 4, 5.5, 12, 22, 23.99], cyclic=True),
    _within("start", [0, 3, 150, 297], cyclic=False),
    _dated("date"),
    _dated("heardAt"),
    _containing("path", ["/S1", "07.wav", "_"]),
)

_ORDERS = st.lists(
    st.sampled_from(
        [
            *("confidence", "heardAt", "species", "path", "start", "recordedAt", "occurrence"),
            *("common", "site", "survey", "verdictAt", "verdictBy", "utcOffset"),
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
    filters=st.lists(_FILTERS, max_size=3, unique_by=lambda each: each[0]),
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
    rows: _Rows,
    filters: list[_Filter],
    order: list[str],
    limit: int,
    few: int,
) -> None:
    _check(catalog, rows, filters, order, limit, few)


@pytest.mark.parametrize("few", FEW)
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(
    filters=st.lists(_OF_THE_YEAR, min_size=1, max_size=2, unique_by=lambda each: each[0]),
    order=st.sampled_from(["heardAt", "-heardAt"]),
    limit=st.sampled_from([7, 1000]),
)
def test_a_walk_through_the_years_leaves_out_only_months_that_cannot_be_meant(
    catalog: SqliteCatalog,
    rows: _Rows,
    filters: list[_Filter],
    order: str,
    limit: int,
    few: int,
) -> None:
    _check(catalog, rows, filters, [order], limit, few)


def _check(
    catalog: SqliteCatalog,
    rows: _Rows,
    filters: list[_Filter],
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
        patch.setattr(answer, "FEW", few)
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
        patch.setattr(answer, "FEW", few)
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
        if "heardAt" in names[:some]:
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
    monkeypatch.setattr(answer, "FEW", few)
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
    catalog: SqliteCatalog, rows: _Rows, run: int | list[int]
) -> None:
    runs = run if isinstance(run, list) else [run]
    for order in ([], ["-confidence"], ["species", "-confidence"]):
        found = _read_all(catalog, {"runId": run}, order)
        assert sorted(found) == sorted(r["detectionId"] for r in rows if r["runId"] in runs)


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
    return catalog


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
                    patch.setattr(answer, "FEW", few)
                    page = search(
                        db, select, where={name: value}, order_by=[], limit=5000, cursor=None
                    )
                kept = [row[key] for row in page.rows]
                same = [row[key] for row in rows if row[name] == value]
                assert (name, kept) == (name, same)


def test_a_total_that_takes_long_to_count_is_a_bound(
    catalog: SqliteCatalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answer, "_MOST_SECONDS", 0.0)
    monkeypatch.setattr(answer, "_STEPS", 1)
    where = {"confidence": {"ge": 0.0}, "month": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]}
    monkeypatch.setattr(Routes, "few", lambda *given: None)
    with closing(connection.open_reader(catalog.path)) as db:
        page = search(db, "detections", where=where, order_by=["confidence"], limit=5, cursor=None)
    assert len(page.rows) == 5 and page.total >= 5 and not page.total_exact
