"""Questions to the catalog: filters, order, pages, and attempts at mischief."""

from __future__ import annotations

import base64
import json
import random
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sidecar.catalog.runs import ModelVersion
from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.catalog.sqlite.query.cursor import read_cursor, write_cursor
from sidecar.catalog.sqlite.query.search import every, search
from sidecar.catalog.sqlite.query.selects import SELECTS
from sidecar.catalog.values import Question
from sidecar.contract.query import QueryRequest
from sidecar.errors import InvalidParams
from sidecar.rpc.validation import WrongParams, validated
from sidecar.run.detections import Detection
from tests.conftest import ONE_FIXTURE, shown
from tests.keeping import heard, keep_run

SPECIES = ["Strix aluco", "Parus major", "Turdus merula", "Robert'); DROP TABLE Run;--"]


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteCatalog]:
    catalog = SqliteCatalog(tmp_path_factory.mktemp("catalog") / "catalog.sqlite")
    chance = random.Random(5)
    model = ModelVersion("m", "Model", "1", "a" * 64, "1", "free")
    outcomes = [
        heard(
            f"/night/{number}.wav",
            *(
                Detection(chance.choice(SPECIES), "x", 3.0 * n, 3.0 * n + 3, chance.random())
                for n in range(25)
            ),
            seconds=75.0,
            offsets=np.arange(25) * 144_000,
        )
        for number in range(12)
    ]
    keep_run(catalog, model, *outcomes)
    yield catalog
    catalog.close()


def _ask(catalog: SqliteCatalog, select: str, where: Any = None, **others: Any) -> Any:
    fields = {"order_by": [], "limit": 1000, "cursor": None, **others}
    return search(catalog.reader(), select, where=where or {}, **fields)


def _all(catalog: SqliteCatalog) -> list[dict[str, Any]]:
    return list(every(catalog.reader(), "detections", where={}, order_by=[]))


_NUMERIC = [
    (name, field)
    for name, select in SELECTS.items()
    for field, described in {**select.known, **(select.of.known if select.of else {})}.items()
    if described.type == "number"
]

_NO_NUMBERS = st.one_of(
    st.booleans(),
    st.sampled_from([float("nan"), float("inf"), float("-inf")]),
    st.integers(min_value=2**63),
    st.integers(max_value=-(2**63) - 1),
)


@settings(suppress_health_check=ONE_FIXTURE)
@given(
    asked=st.sampled_from(_NUMERIC),
    value=_NO_NUMBERS,
    form=st.sampled_from(["eq", "ne", "lt", "le", "gt", "ge", "in", "between"]),
)
@example(asked=("detections", "speciesId"), value=2**70, form="in")
@example(asked=("detections", "speciesId"), value=2**70, form="ge")
@example(asked=("detections", "confidence"), value=True, form="eq")
def test_what_is_no_number_is_refused_by_every_numeric_field(
    catalog: SqliteCatalog, asked: tuple[str, str], value: float, form: str
) -> None:
    select, field = asked
    wanted = {"in": [1, value], "between": [1, value]}.get(form, value)
    with pytest.raises(InvalidParams, match=field) as refused:
        _ask(catalog, select, {field: {form: wanted}})
    assert refused.value.field == f"where.{field}"


@pytest.mark.parametrize("asked", _NUMERIC, ids=str)
@pytest.mark.parametrize("value", [2**63 - 1, -(2**63), 1e300, [1, None], [None], None, {}])
def test_every_numeric_field_answers_any_number_and_nothing(
    catalog: SqliteCatalog, asked: tuple[str, str], value: object
) -> None:
    select, field = asked
    try:
        _ask(catalog, select, {field: value})
    except InvalidParams as refused:  # outside what the field can be
        assert "has no value" in refused.message


def test_a_run_and_no_run_give_what_the_run_alone_gives(catalog: SqliteCatalog) -> None:
    for order in ([], ["-confidence"]):
        one = _ask(catalog, "detections", {"runId": 1}, order_by=order)
        assert one.rows
        assert _ask(catalog, "detections", {"runId": [1, None]}, order_by=order) == one
    assert _ask(catalog, "detections", {"runId": {}}) == _ask(catalog, "detections")


@settings(suppress_health_check=ONE_FIXTURE)
@given(
    order=st.lists(
        st.sampled_from(["confidence", "-confidence", "species", "-start", "path", "occurrence"]),
        unique_by=lambda name: name.strip("-"),
        max_size=3,
    ),
    limit=st.integers(1, 120),
)
def test_pages_follow_each_other_with_no_row_missed_or_doubled(
    catalog: SqliteCatalog, order: list[str], limit: int
) -> None:
    seen: list[dict[str, Any]] = []
    cursor = None
    while True:
        page = _ask(catalog, "detections", order_by=order, limit=limit, cursor=cursor, exact=True)
        seen += page.rows
        cursor = page.next_cursor
        if cursor is None:
            break
    assert len(seen) == page.total == 300
    assert len({row["detectionId"] for row in seen}) == 300
    for name in reversed(order):
        field = name.strip("-")
        if field == "occurrence":
            continue  # null everywhere
        if order[0] == name:
            values = [row[field] for row in seen]
            assert values == sorted(values, reverse=name.startswith("-"))


@pytest.mark.parametrize(
    ("where", "keep"),
    [
        ({"species": "Parus major"}, lambda row: row["species"] == "Parus major"),
        ({"species": SPECIES[3]}, lambda row: row["species"] == SPECIES[3]),
        ({"species": ["Parus major", "Strix aluco"]}, lambda row: row["species"] in SPECIES[:2]),
        ({"confidence": {"ge": 0.5, "lt": 0.8}}, lambda row: 0.5 <= row["confidence"] < 0.8),
        ({"path": {"contains": "1.wav"}}, lambda row: "1.wav" in row["path"]),
        ({"path": {"contains": "%"}}, lambda row: False),
        ({"occurrence": None}, lambda row: True),
        ({"species": {"ne": "Parus major"}}, lambda row: row["species"] != "Parus major"),
        ({"runId": 1}, lambda row: True),
        ({"runId": 2}, lambda row: False),
    ],
    ids=shown,
)
def test_filters_keep_exactly_what_they_say(catalog: SqliteCatalog, where: Any, keep: Any) -> None:
    wanted = [row["detectionId"] for row in _all(catalog) if keep(row)]
    page = _ask(catalog, "detections", where)
    assert [row["detectionId"] for row in page.rows] == wanted
    assert (page.total, page.total_exact) == (len(wanted), True)


def test_species_are_counted_within_the_filter(catalog: SqliteCatalog) -> None:
    rows = _ask(catalog, "species", {"confidence": {"ge": 0.5}}).rows
    for row in rows:
        same = [
            one
            for one in _all(catalog)
            if one["species"] == row["species"] and one["confidence"] >= 0.5
        ]
        assert row["detections"] == len(same)
        assert row["recordings"] == len({one["path"] for one in same})


def test_a_cursor_of_another_question_is_refused(catalog: SqliteCatalog) -> None:
    cursor = _ask(catalog, "detections", limit=5).next_cursor
    with pytest.raises(InvalidParams, match="another question"):
        _ask(catalog, "detections", {"species": "x"}, cursor=cursor)


@pytest.mark.parametrize("operator", ["lt", "le", "gt", "ge", "contains", "between", "in"])
def test_a_comparison_with_nothing_is_refused(operator: str) -> None:
    for where in ({operator: None}, {operator: None, "eq": 1}):
        with pytest.raises(WrongParams, match=f"{operator} compares with a value"):
            validated(QueryRequest, {"select": "runs", "where": {"runId": where}})
    for both in ("eq", "ne"):
        assert validated(QueryRequest, {"select": "runs", "where": {"runId": {both: None}}})


@pytest.mark.parametrize("value", [1e999, 2**63, -(2**64), [], {}, None, "5"], ids=str)
@pytest.mark.parametrize("place", [1, 3, 4])
def test_a_cursor_with_a_value_that_no_catalog_holds_is_refused_or_understood(
    catalog: SqliteCatalog, place: int, value: Any
) -> None:
    cursor = _ask(catalog, "detections", limit=5).next_cursor
    assert cursor is not None
    parts = json.loads(base64.urlsafe_b64decode(cursor))
    parts[place] = value
    with suppress(InvalidParams):
        _ask(
            catalog,
            "detections",
            limit=5,
            cursor=base64.urlsafe_b64encode(json.dumps(parts).encode()).decode(),
        )


@pytest.mark.parametrize("select", SELECTS)
def test_every_select_in_every_order_goes_forward_and_back_and_to_any_row(
    catalog: SqliteCatalog, select: str
) -> None:
    fields = SELECTS[select].fields
    for order in [[], *([f"{sign}{name}"] for name in fields for sign in ("", "-"))]:
        listed = list(every(catalog.reader(), select, where={}, order_by=order))
        page = _ask(catalog, select, order_by=order, limit=120)
        forward = page.rows
        while page.next_cursor:
            page = _ask(catalog, select, order_by=order, limit=120, cursor=page.next_cursor)
            forward = forward + page.rows
        back = page.rows
        while page.prev_cursor:
            page = _ask(catalog, select, order_by=order, limit=120, cursor=page.prev_cursor)
            back = page.rows + back
        assert (order, forward, back) == (order, listed, listed)
        found = catalog.questions.marks(Question(select, {}, order), 3)
        assert found.total == len(listed)
        for mark in found.marks:
            for asked in ({"cursor": mark.cursor}, {"at": mark.values, "before": 1}):
                page = _ask(catalog, select, order_by=order, limit=2, **asked)
                place = mark.row
                if "at" in asked:  # the first row with this value
                    same = [{each: row[each] for each in mark.values} for row in listed]
                    place = same.index(mark.values)
                first = place - page.before
                assert page.before == ("at" in asked and place > 0)
                assert page.rows == listed[first : first + 2]


def test_the_page_beside_rows_that_are_gone_is_empty_and_leads_back(
    catalog: SqliteCatalog,
) -> None:
    every_one = _ask(catalog, "detections", order_by=["-start"], limit=1000).rows
    page = _ask(catalog, "detections", order_by=["-start"], limit=299)
    cursor = read_cursor(page.next_cursor, _digest(page.next_cursor), 3)
    gone = write_cursor(replace(cursor, values=[-1.0, 0, 0]))  # a row after the last one
    empty = _ask(catalog, "detections", order_by=["-start"], limit=4, cursor=gone)
    assert (empty.rows, empty.next_cursor) == ([], None)
    back = _ask(catalog, "detections", order_by=["-start"], limit=4, cursor=empty.prev_cursor)
    assert back.rows == every_one[-4:]
    ahead = write_cursor(replace(cursor, values=[1e9, 0, 0], way="<"))  # before the first one
    empty = _ask(catalog, "detections", order_by=["-start"], limit=4, cursor=ahead)
    assert (empty.rows, empty.prev_cursor) == ([], None)
    back = _ask(catalog, "detections", order_by=["-start"], limit=4, cursor=empty.next_cursor)
    assert back.rows == every_one[:4]


def _digest(cursor: str) -> str:
    return str(json.loads(base64.urlsafe_b64decode(cursor))[0])


def test_a_jump_beyond_either_end_gives_the_rows_at_that_end(catalog: SqliteCatalog) -> None:
    listed = _ask(catalog, "detections", order_by=["confidence"]).rows
    page = _ask(catalog, "detections", order_by=["confidence"], limit=4, at={"confidence": 2})
    assert (page.rows, page.next_cursor, page.total) == ([], None, 300)
    last = _ask(catalog, "detections", order_by=["confidence"], limit=4, cursor=page.prev_cursor)
    assert last.rows == listed[-4:]
    page = _ask(
        catalog, "detections", order_by=["confidence"], limit=4, at={"confidence": 2}, before=3
    )
    assert (page.rows, page.before) == (listed[-3:], 3)
    page = _ask(
        catalog, "detections", order_by=["confidence"], limit=4, at={"confidence": -1}, before=3
    )
    assert (page.rows, page.before, page.prev_cursor) == (listed[:4], 0, None)


@pytest.mark.parametrize(
    ("order", "at", "field"),
    [
        (["confidence"], {"start": 1}, "at.start"),
        (["confidence", "start"], {"start": 1}, "at.start"),
        (["confidence"], {"confidence": "high"}, "at.confidence"),
        (["confidence"], {"confidence": float("nan")}, "at.confidence"),
        (["heardAt"], {"heardAt": 5}, "at.heardAt"),
        (["heardAt"], {"heardAt": "yesterday"}, "at.heardAt"),
        (["path"], {"path": 5}, "at.path"),
        (["path"], {"color": "red"}, "at.color"),
    ],
    ids=str,
)
def test_a_jump_that_makes_no_sense_names_its_field(
    catalog: SqliteCatalog, order: list[str], at: Any, field: str
) -> None:
    with pytest.raises(InvalidParams) as caught:
        _ask(catalog, "detections", order_by=order, at=at)
    assert caught.value.field == field


def test_an_unknown_field_of_rows_is_refused_with_one_like_it(catalog: SqliteCatalog) -> None:
    with pytest.raises(InvalidParams, match='no field "confidnce"') as caught:
        _ask(catalog, "detections", fields=["path", "confidnce"])
    assert caught.value.field == "fields.1"
    assert "Did you mean confidence?" in caught.value.hint


@pytest.mark.parametrize(
    "where",
    [{"nothing": 1}, {"species": 4}, {"confidence": "high"}, {"confidence": {"contains": "x"}}],
    ids=str,
)
def test_a_filter_that_makes_no_sense_names_its_field(catalog: SqliteCatalog, where: Any) -> None:
    with pytest.raises(InvalidParams) as caught:
        _ask(catalog, "detections", where)
    assert caught.value.field == f"where.{next(iter(where))}"


@pytest.mark.parametrize(
    "where",
    [
        {"verified": "MAYBE"},
        {"season": "monsoon"},
        {"month": 13},
        {"timeOfDay": 25},
        {"dayOfYear": {"between": [360, 400]}},
        {"date": "2024-13-01"},
    ],
    ids=str,
)
def test_an_impossible_value_is_refused_and_not_answered_with_nothing(
    catalog: SqliteCatalog, where: Any
) -> None:
    with pytest.raises(InvalidParams) as caught:
        _ask(catalog, "detections", where)
    assert caught.value.field == f"where.{next(iter(where))}"


def test_the_last_day_there_is_and_species_in_any_case(catalog: SqliteCatalog) -> None:
    assert _ask(catalog, "detections", {"date": {"le": "9999-12-31"}}).rows == []
    shouted = _ask(catalog, "detections", {"species": "PARUS major"})
    assert shouted.total == _ask(catalog, "detections", {"species": "Parus major"}).total > 0


def test_a_range_of_days_that_ends_before_it_starts_is_refused(catalog: SqliteCatalog) -> None:
    days = ["2026-05-31", "2026-05-01"]
    for select in ("detections", "recordings"):
        with pytest.raises(InvalidParams, match="ends before it starts: 2026-05-31 to 2026-05-01"):
            _ask(catalog, select, {"date": {"between": days}})
    assert _ask(catalog, "detections", {"date": {"between": ["2026-05-01"] * 2}}).rows == []
