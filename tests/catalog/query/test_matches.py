"""What two models have in common: each pair is checked against a comparison of all with all."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sidecar.app.engine import Engine
from sidecar.catalog.matches import Heard, MatchQuestion, Side, matching, partners, read_side
from sidecar.catalog.runs import ModelVersion
from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.catalog.values import Question
from sidecar.cli.arguments import parse
from sidecar.cli.terminal import run_command
from sidecar.contract.query import QueryRequest
from sidecar.errors import InvalidParams
from sidecar.methods.query import query
from sidecar.rpc.verb import Call
from sidecar.run.detections import Detection
from sidecar.run.judging import Digests
from sidecar.run.work import Read
from sidecar.settings import Settings
from sidecar.values import Identity
from tests.keeping import heard, keep_run
from tests.samples.sampled import digest, stand

A = ModelVersion("three", "Three seconds", "1", "a" * 64, "1", "free")
B = ModelVersion("five", "Five seconds", "1", "b" * 64, "1", "free")
OWL, TIT = "Strix aluco", "Parus major"


def _many(*rows: tuple[int, int, float, float, float]) -> Heard:
    """Make detections of group, channel, start, length and confidence."""
    columns = np.array(rows, np.float64).reshape(-1, 5)
    return Heard(
        columns[:, 0].astype(np.int64),
        columns[:, 1].astype(np.int64),
        columns[:, 2],
        columns[:, 2] + columns[:, 3],
        columns[:, 4],
        np.arange(len(columns)),
    )


def _slowly(one: Heard, other: Heard) -> tuple[list[int], list[int]]:
    """Compare all with all, by the rule as it is worded."""
    best, count = [], []
    for row in range(len(one)):
        there = [
            place
            for place in range(len(other))
            if one.group[row] == other.group[place]
            and matching(
                (one.start_s[row], one.end_s[row]),
                (other.start_s[place], other.end_s[place]),
                (one.channel[row] or None, other.channel[place] or None),
            )
        ]

        def order(place: int, row: int = row) -> tuple[float, ...]:
            end = min(one.end_s[row], other.end_s[place])
            shared = end - max(one.start_s[row], other.start_s[place])
            start, sure = other.start_s[place], other.confidence[place]
            return round(float(shared) * 1e6), sure, -start, -place

        best.append(max(there, key=order, default=-1))
        count.append(len(there))
    return best, count


_DETECTIONS = st.lists(
    st.tuples(
        st.sampled_from([0, 1, 7_000_000_000]),
        st.sampled_from([0, 1, 2]),
        st.integers(0, 40).map(lambda tenths: tenths * 0.5),
        st.sampled_from([0.0, 0.1, 1.0, 3.0, 5.0, 12.0, 4000.0]),
        st.sampled_from([0.25, 0.5, 0.9]),
    ),
    max_size=25,
)


@example([(0, 0, 0.0, 3.0, 0.5)], [(0, 0, 1.5, 3.0, 0.5)])
@example([(0, 0, 0.0, 3.0, 0.5)], [(0, 0, 1.6, 3.0, 0.5)])
@example([(0, 0, 0.1 + 0.2, 3.0, 0.5)], [(0, 0, 1.8, 3.0, 0.5)])
@example([(0, 0, 10.0, 3.0, 0.5)], [(0, 0, 0.0, 4000.0, 0.5), (0, 0, 10.0, 3.0, 0.9)])
@given(_DETECTIONS, _DETECTIONS)
def test_partners_are_those_that_a_comparison_of_all_finds(
    one: list[tuple[int, int, float, float, float]],
    other: list[tuple[int, int, float, float, float]],
) -> None:
    found = partners(_many(*one), _many(*other))
    assert [each.tolist() for each in found] == [*_slowly(_many(*one), _many(*other))]


def test_windows_of_other_lengths_match_by_half_of_the_shorter() -> None:
    # 1.5 of 3 seconds are enough, whatever the longer one's length; 1.4 are not.
    assert matching((0.0, 3.0), (1.5, 6.5), (None, None))
    assert not matching((0.0, 3.0), (1.6, 6.6), (None, None))
    assert matching((0.0, 60.0), (10.0, 13.0), (1, None))
    assert not matching((0.0, 3.0), (0.0, 3.0), (1, 2))
    assert not matching((1.0, 1.0), (0.0, 3.0), (None, None))


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("perch-v2", Side("perch-v2")),
        (" perch-v2@abc-1  from 0.5 ", Side("perch-v2", "abc-1", None, 0.5)),
        ("run 7 from 1e-1", Side(None, None, 7, 0.1)),
    ],
)
def test_a_side_is_read_as_it_is_written(text: str, side: Side) -> None:
    assert read_side(text, "models.0") == side
    assert read_side(side.text, "models.0") == side


@pytest.mark.parametrize("text", ["", "two words", "m@", "m from", "m from 2", "run x", None, 7])
def test_a_side_of_no_model_is_refused(text: object) -> None:
    with pytest.raises(InvalidParams) as refused:
        read_side(text, "models.1")
    assert refused.value.field == "models.1"


def _read(name: str, found: list[Detection], settings: str) -> Read:
    return heard(
        f"/card/{name}.wav",
        *found,
        seconds=60.0,
        offsets=np.arange(20) * 144_000,
        digests=Digests("w", settings),
        identity=Identity(digest(name), b"", 1, False, False),
    )


def _owl(start_s: float, length_s: float, sure: float, species: str = OWL) -> Detection:
    return Detection(species, species, start_s, start_s + length_s, sure)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """Let two models with windows of 3 and 5 seconds hear two recordings; A hears a third alone."""
    made = Engine(Settings(tmp_path, tmp_path / "c.sqlite", tmp_path / "manifests"))
    by_a = {
        "creek": [_owl(0, 3, 0.9), _owl(30, 3, 0.6), _owl(45, 3, 0.3), _owl(0, 3, 0.5, TIT)],
        "ridge": [_owl(9, 3, 0.8)],
        "alone": [_owl(0, 3, 0.7)],
    }
    by_b = {
        # Of another case, and only the first two touch what A heard.
        "creek": [_owl(0, 5, 0.4, OWL.upper()), _owl(31, 5, 0.95, OWL.upper()), _owl(50, 5, 0.2)],
        "ridge": [],
    }
    for model, night in ((A, by_a), (B, by_b)):
        found = [_read(name, heard, model.name) for name, heard in night.items()]
        keep_run(made.catalog, model, *found)
    stand(made.catalog, "C1", "creek")
    stand(made.catalog, "R1", "ridge", "alone")
    yield made
    made.close()


def _ask(engine: Engine, select: str, **more: Any) -> list[dict[str, Any]]:
    request = QueryRequest.model_validate({"select": select, "models": ["three", "five"], **more})
    return query(engine, request, Call()).model_dump(mode="json", by_alias=True)["rows"]  # type: ignore[no-any-return]


def test_each_detection_is_of_both_or_of_one(engine: Engine) -> None:
    rows = _ask(engine, "modelMatches")
    told = [(row["heardBy"], row["startA"], row["startB"], row["site"]) for row in rows]
    assert told == [
        ("both", 0.0, 0.0, "C1"),
        ("onlyA", 0.0, None, "C1"),
        ("both", 30.0, 31.0, "C1"),
        ("onlyA", 45.0, None, "C1"),
        ("onlyB", None, 50.0, "C1"),
        ("onlyA", 9.0, None, "R1"),
    ]
    assert (rows[2]["confidenceA"], rows[2]["confidenceB"]) == (0.6, 0.95)


def test_counts_by_species_and_site_add_up_and_tell_what_was_not_compared(engine: Engine) -> None:
    rows = _ask(engine, "matchTotals")
    names = ("both", "onlyA", "onlyB", "bothOfB", "notComparedA", "notComparedB")
    told = {(row["species"].lower(), row["site"]): [row[name] for name in names] for row in rows}
    assert told == {
        ("strix aluco", None): [2, 2, 1, 2, 1, 0],
        ("parus major", None): [0, 1, 0, 0, 0, 0],
        ("strix aluco", "C1"): [2, 1, 1, 2, 0, 0],
        ("parus major", "C1"): [0, 1, 0, 0, 0, 0],
        ("strix aluco", "R1"): [0, 1, 0, 0, 1, 0],
    }


def test_a_score_from_which_a_side_counts_makes_partners_fewer(engine: Engine) -> None:
    rows = _ask(engine, "modelMatches", models=["three from 0.5", "five from 0.5"])
    told = [(row["heardBy"], row["startA"], row["startB"]) for row in rows]
    assert told == [
        ("onlyA", 0.0, None),
        ("onlyA", 0.0, None),
        ("both", 30.0, 31.0),
        ("onlyA", 9.0, None),
    ]


def test_a_filter_chooses_rows_and_no_partners(engine: Engine) -> None:
    sure = _ask(engine, "modelMatches", where={"confidence": {"ge": 0.9}})
    assert [(row["heardBy"], row["startA"]) for row in sure] == [("both", 0.0)]
    rows = _ask(engine, "modelMatches", where={"species": OWL, "site": "R1"})
    assert [row["startA"] for row in rows] == [9.0]


@pytest.mark.parametrize("limit", [1, 2, 3, 5, 6, 7])
def test_pages_of_matches_follow_each_other(engine: Engine, limit: int) -> None:
    whole = _ask(engine, "modelMatches")
    found, cursor = [], None
    for _ in range(len(whole) + 1):
        request = {"select": "modelMatches", "models": ["three", "five"], "limit": limit}
        asked = QueryRequest.model_validate({**request, "cursor": cursor})
        page = query(engine, asked, Call())
        found += page.model_dump(mode="json", by_alias=True)["rows"]
        cursor = page.next_cursor
        if cursor is None:
            break
        assert page.total == len(found) + 1 and not page.total_exact
    assert found == whole and page.total == len(whole) and page.total_exact


def test_the_filters_of_detections_say_the_same_as_the_matches(engine: Engine) -> None:
    rows = _ask(engine, "modelMatches")
    for mine, other, side, alone in (
        ("three", "five", "A", "onlyA"),
        ("five", "three", "B", "onlyB"),
    ):
        for field, kind in (("alsoBy", "both"), ("notBy", alone)):
            where = {"model": mine, field: other}
            found = engine.catalog.questions.rows(Question("detections", where), ["detectionId"])
            told = {row[f"detectionId{side}"] for row in rows if row["heardBy"] == kind}
            assert {number for (number,) in found} == told
            page = engine.catalog.questions.page(Question("detections", where), limit=1, exact=True)
            assert page.total == len(told)


def test_counts_take_the_filter_and_have_no_hours(engine: Engine) -> None:
    request = QueryRequest.model_validate(
        {"select": "counts", "where": {"model": "three", "notBy": "five"}, "by": ["species"]}
    )
    told = {row.species: row.detections for row in query(engine, request, Call()).rows}
    assert told == {OWL: 2, TIT: 1}


def test_runs_and_versions_can_be_compared(engine: Engine) -> None:
    catalog = engine.catalog
    again, _ = keep_run(catalog, A, _read("creek", [_owl(0, 3, 0.9), _owl(12, 3, 0.4)], "later"))
    rows = _ask(engine, "modelMatches", models=["run 1", f"run {again}"])
    assert [
        (row["heardBy"], row["start" + ("B" if row["heardBy"] == "onlyB" else "A")])
        for row in rows
        if row["species"] == OWL
    ] == [
        ("both", 0.0),
        ("onlyB", 12.0),
        ("onlyA", 30.0),
        ("onlyA", 45.0),
    ]
    # The earlier analysis counts no more, except for those who name its run.
    newest = ModelVersion("three", "Three seconds", "2", "c" * 64, "1", "free")
    keep_run(catalog, newest, _read("creek", [_owl(0, 3, 0.9)], "newest"))
    versions = [f"three@{A.version_id}", f"three@{newest.version_id}"]
    rows = _ask(engine, "modelMatches", models=versions)
    assert [(row["heardBy"], row["startA"]) for row in rows] == [("both", 0.0), ("onlyA", 12.0)]


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"models": ["three", "nobody"]}, "models.1"),
        ({"models": ["three", "run 99"]}, "models.1"),
        ({"models": ["three", "three"]}, "models.1"),
        ({"models": None}, "models"),
        ({"orderBy": ["start"]}, "orderBy"),
        ({"cursor": "none"}, "cursor"),
        ({"where": {"notBy": "nobody"}}, "where.notBy"),
        ({"where": {"alsoBy": None}}, "where.alsoBy"),
        ({"where": {"alsoBy": {"gt": "five"}}}, "where.alsoBy"),
        ({"where": {"nothing": 1}}, "where.nothing"),
    ],
)
def test_what_cannot_be_compared_is_named(
    engine: Engine, fields: dict[str, Any], named: str
) -> None:
    with pytest.raises(InvalidParams) as refused:
        _ask(engine, "modelMatches", **fields)
    assert refused.value.field == named


def test_the_command_line_compares_two_models(
    engine: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = ["query", "matchTotals", "--models", "three", "five from 0.5"]
    assert run_command(engine.settings, parse(typed)) == 0
    assert "notComparedA" in capsys.readouterr().out
    typed = ["query", "detections", "--where", "model=three", "notBy=five", "--json"]
    assert run_command(engine.settings, parse(typed)) == 0
    assert '"total": 3' in capsys.readouterr().out


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteCatalog]:
    """Let two models hear many overlapping detections by chance, in recordings of one channel."""
    catalog = SqliteCatalog(tmp_path_factory.mktemp("nights") / "c.sqlite")
    rng = np.random.default_rng(4)
    for model, length_s in ((A, 3.0), (B, 5.0)):
        found = [
            _read(
                f"n{number}",
                [
                    _owl(float(start) / 2, length_s * int(rng.integers(1, 4)), float(sure), species)
                    for species in (OWL, TIT)
                    for start, sure in zip(
                        rng.integers(0, 90, 12), rng.uniform(0.1, 1, 12).round(3), strict=True
                    )
                ],
                model.name,
            )
            for number in range(40)
        ]
        keep_run(catalog, model, *found[: 35 if model is B else 40])
    yield catalog
    catalog.close()


@pytest.mark.parametrize("least", [0.0, 0.5])
def test_over_many_recordings_filter_pages_and_counts_say_the_same(
    nights: SqliteCatalog, least: float
) -> None:
    a, b = Side("three", least=least), Side("five", least=least)
    asked = MatchQuestion(a, b, {})
    pages: list[Mapping[str, Any]] = []
    cursor = None
    for _ in itertools.count():
        page = nights.questions.matches(asked, limit=100, cursor=cursor)
        pages += page.rows
        cursor = page.next_cursor
        if cursor is None:
            break
    counted = nights.questions.match_totals(asked, 1000)
    for kind in ("both", "onlyA", "onlyB"):
        told = sum(row["heardBy"] == kind for row in pages)
        assert told == sum(row[kind] for row in counted if row["scope"] == "all") > 0
    where = {"model": "three", "confidence": {"ge": least}, "notBy": b.text}
    found = nights.questions.rows(Question("detections", where), ["detectionId"])
    alone = {row["detectionIdA"] for row in pages if row["heardBy"] == "onlyA"}
    assert {number for (number,) in found} == alone and alone
    not_compared = sum(row["notComparedA"] for row in counted if row["scope"] == "all")
    whole = nights.questions.page(
        Question("detections", {"model": "three", "confidence": {"ge": least}}), limit=1, exact=True
    ).total
    assert not_compared + sum(row["heardBy"] != "onlyB" for row in pages) == whole
