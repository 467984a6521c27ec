"""`query select=occasions`: rows, pages, thresholds, and what is said of what is not known."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from sidecar.app.engine import Engine
from sidecar.catalog.samples import SampledModel
from sidecar.catalog.thresholds import KeptCurve, KeptThreshold, ThresholdSet
from sidecar.cli.arguments import parse
from sidecar.cli.terminal import run_command
from sidecar.contract.query import QueryRequest, QueryResult
from sidecar.errors import InvalidParams
from sidecar.methods.query import query
from sidecar.rpc.verb import Call
from sidecar.settings import Settings
from tests.keeping import BIRDNET
from tests.occasions.conftest import LISTED
from tests.occasions.world import NOBODY, SPECIES, Tape, survey

OWL = SPECIES[0]


def ask(engine: Engine, species: Any = OWL, **more: Any) -> QueryResult:
    where = {"species": species, **more.pop("where", {})}
    asked = {"select": "occasions", "limit": 1000, "where": where, **more}
    return query(engine, QueryRequest.model_validate(asked), Call())


def notes(result: QueryResult) -> dict[str, int]:
    return {each.kind: each.count for each in result.notes}


def test_recordings_of_no_site_and_no_start_are_said(
    engine: Engine, recordings: list[Tape]
) -> None:
    found = ask(engine)
    assert notes(found) == {
        "withoutSite": sum(each.site is None for each in recordings),
        "withoutStart": sum(each.begin is None and each.site is not None for each in recordings),
    }
    assert {row.site for row in found.rows} == {None, "Creek", "Wood"}
    assert [row.site_id for row in found.rows] == sorted(
        (row.site_id for row in found.rows), key=[3, 2, 1].index
    )
    first = found.rows[0]
    assert (first.occasion, first.start, first.end) == (
        1,
        f"{first.date}T12:00:00",
        found.rows[1].start,
    )


def test_a_row_leads_to_its_best_detection(engine: Engine) -> None:
    rows = [row for row in ask(engine, [*SPECIES]).rows if row.max_score is not None]
    assert len(rows) > 10
    for row in rows:
        best = query(
            engine,
            QueryRequest(select="detections", where={"detectionId": row.max_detection_id}),
            Call(),
        ).rows[0]
        assert (best.species, best.confidence, best.path) == (
            row.species,
            row.max_score,
            row.max_path,
        )
        assert row.start <= best.heard_at < row.end and best.site_id == row.site_id


def test_a_species_that_nobody_modelled_is_unknown_and_not_absent(engine: Engine) -> None:
    found = ask(engine, [NOBODY, OWL])
    of_nobody = [row for row in found.rows if row.species == NOBODY]
    assert {row.detected for row in of_nobody} == {None}
    assert "notModelled" in {row.unknown for row in of_nobody}
    (note,) = [each for each in found.notes if each.kind == "notModelled"]
    assert (note.count, note.examples, note.changes_results) == (1, [NOBODY], True)
    assert {row.detected for row in found.rows if row.species == OWL} == {0, 1, None}


def test_a_list_of_a_run_takes_its_hours_from_the_species_that_it_leaves_out(
    engine: Engine, recordings: list[Tape]
) -> None:
    rows = {(row.cell.rsplit(" ", 2)[0], row.species): row for row in ask(engine, [*SPECIES]).rows}
    further = {
        key[0]
        for key, row in rows.items()
        if key[1] == LISTED[0]
        and row.hours_analysed > rows[key[0], SPECIES[3]].hours_analysed + 1e-6
    }
    came_further = any(each.reached.get(2, 0) > each.reached.get(1, 0) for each in recordings)
    assert bool(further) == came_further


def test_pages_are_the_rows_of_one_answer(engine: Engine) -> None:
    whole = ask(engine, [*SPECIES])
    assert whole.total == len(whole.rows) == 3 * 9 * len(SPECIES) or whole.total_exact
    found, cursor, pages = [], None, 0
    while True:
        page = ask(engine, [*SPECIES], limit=17, cursor=cursor)
        assert page.total == whole.total
        found += page.rows
        pages += 1
        if page.next_cursor is None:
            break
        cursor = page.next_cursor
    assert found == whole.rows and pages == -(-whole.total // 17)
    before = ask(engine, [*SPECIES], limit=17, cursor=page.prev_cursor)
    assert before.rows == whole.rows[(pages - 2) * 17 : (pages - 1) * 17]
    part = ask(engine, limit=2, fields=["n", "hoursAnalysed"]).rows[0]
    assert set(part.model_dump(by_alias=True)) == {"cell", "n", "hoursAnalysed"}
    with pytest.raises(InvalidParams) as caught:
        ask(engine, limit=17, cursor=cursor)
    assert caught.value.message == "The cursor belongs to another question."


def test_thresholds_are_those_of_runs_of_the_request_or_of_a_set(engine: Engine) -> None:
    """By default all nights are judged alike: the higher floor of the two runs counts."""
    assert {row.threshold for row in ask(engine).rows} == {0.3}
    low = ask(engine, occasions={"minConfidence": 0.1})
    (note,) = [each for each in low.notes if each.kind == "noEffect"]
    assert note.message == (
        "The threshold of 1 species is below the confidence from which some runs kept detections, "
        "such as 0.3 for Strix aluco. Fainter ones are missing there."
    )
    own = {"minConfidence": 0.5, "speciesConfidence": {OWL: 0.99}}
    of_each = {row.species: row.threshold for row in ask(engine, [*SPECIES], occasions=own).rows}
    assert of_each == {**dict.fromkeys(SPECIES, 0.5), OWL: 0.99}
    fewer = [sum(row.n or 0 for row in ask(engine, occasions=each).rows) for each in ({}, own)]
    assert fewer[0] > fewer[1] > 0


def _set(sha256: str) -> ThresholdSet:
    curve = KeptCurve(-1.0, 1.0, -10.0, 10.0)
    rows = [
        KeptThreshold(OWL, 0.8, 1.4, 0.9, 0.85, 0.95, 40, 99, 0, None, curve),
        KeptThreshold(SPECIES[1], None, None, None, None, None, 5, 9, 0, "Too few labels."),
    ]
    model = SampledModel(BIRDNET.name, BIRDNET.version, sha256, BIRDNET.converter)
    return ThresholdSet("Sure", 0.9, 0.95, "rule", model, "Owls", rows, "Ana")


def test_a_set_gives_thresholds_and_probabilities_of_its_own_model_alone(engine: Engine) -> None:
    engine.catalog.thresholds.put(_set(BIRDNET.sha256))
    found = ask(engine, [OWL, SPECIES[1]], thresholdSet="Sure")
    of_each = {row.species: (row.threshold, row.threshold_set) for row in found.rows}
    assert of_each == {OWL: (0.8, "Sure"), SPECIES[1]: (0.3, "Sure")}
    likely = [(row.max_score, row.max_probability) for row in found.rows if row.max_score == 0.8]
    assert likely and all(p is None or p == pytest.approx(0.59539, abs=1e-5) for _, p in likely)
    (note,) = [each for each in found.notes if each.kind == "noEffect"]
    assert note.message == (
        'The set "Sure" has no threshold for 1 species, such as Asio otus. The least confidence of '
        "the runs counts for them."
    )
    engine.catalog.thresholds.put(_set("b" * 64))
    with pytest.raises(InvalidParams) as caught:
        ask(engine, thresholdSet="Sure")
    assert caught.value.field == "thresholdSet"
    assert "hold for other files" in caught.value.message


_MANY = [f"Bird {each}" for each in range(20)]


@pytest.mark.parametrize(
    ("asked", "field", "words"),
    [
        ({"species": []}, "where.species", "need the names of the species"),
        ({"species": {"contains": "owl"}}, "where.species", "need the names of the species"),
        ({"where": {"model": "nobody"}}, "where.model", "no analyses by nobody"),
        ({"where": {"model": {"ne": "x"}}}, "where.model", "are of one model"),
        ({"where": {"verified": "YES"}}, "where.verified", "cannot be filtered by verified"),
        ({"where": {"site": 3}}, "where.site", "takes text"),
        ({"occasions": {"firstDay": "2030-01-01"}}, "occasions.firstDay", "after the last record"),
        ({"occasions": {"firstDay": "2024-02-31"}}, "occasions.firstDay", "is not a date"),
        (
            {"species": _MANY, "occasions": {"firstDay": "0001-01-01"}},
            "where.date",
            "Each site would have 738,980",
        ),
        ({"orderBy": ["n"]}, "orderBy", "takes no orderBy"),
        ({"fields": ["nothing"]}, "fields.0", "no field"),
        ({"cursor": "x"}, "cursor", "not valid"),
        ({"thresholdSet": "Gone"}, "thresholdSet", "no set of thresholds"),
    ],
)
def test_what_cannot_be_asked_is_said_with_its_field(
    engine: Engine, asked: dict[str, Any], field: str, words: str
) -> None:
    with pytest.raises(InvalidParams) as caught:
        ask(engine, **asked)
    assert caught.value.field == field and words in caught.value.message


@pytest.mark.parametrize(
    ("option", "value"), [("days", 0), ("start", 25), ("start", -1), ("minHours", -1)]
)
def test_an_occasion_of_no_days_or_from_no_hour_is_refused(
    engine: Engine, option: str, value: float
) -> None:
    with pytest.raises(ValidationError) as caught:
        ask(engine, occasions={option: value})
    assert caught.value.errors()[0]["loc"] == ("occasions", option)


def test_a_catalog_without_sites_or_analyses_says_so(
    tmp_path: Path, recordings: list[Tape]
) -> None:
    path = tmp_path / "catalog.sqlite"
    nowhere = [each for each in recordings if each.site is None]
    survey(path, nowhere).close()
    engine = Engine(Settings(home=tmp_path, catalog=path, manifests=tmp_path))
    found = ask(engine)
    assert found.rows == [] and notes(found)["withoutSite"] == len(nowhere)
    engine.close()
    empty = Engine(Settings(home=tmp_path, catalog=tmp_path / "e.sqlite", manifests=tmp_path))
    with pytest.raises(InvalidParams) as caught:
        ask(empty)
    assert caught.value.field == "where.model"
    empty.close()


def test_hours_follow_filters_on_times_and_sites(engine: Engine) -> None:
    night = ask(engine, where={"timeOfDay": {"between": [20, 4]}, "site": "Wood"})
    whole = ask(engine, where={"site": "Wood"})
    hours = [sum(row.hours_analysed for row in each.rows) for each in (night, whole)]
    assert 0 < hours[0] < hours[1]
    assert all(row.hours_analysed <= 8 + 1e-9 for row in night.rows)
    days = ask(engine, where={"date": {"ge": "2024-03-30", "lt": "2024-04-01"}})
    begin = datetime.fromisoformat(days.rows[0].start).replace(tzinfo=UTC)
    assert begin >= datetime(2024, 3, 29, 12, tzinfo=UTC)


def test_occasions_are_typed(engine: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    typed = ["query", "occasions", "--days", "2", "--start", "0", "--json"]
    typed += ["--species-confidence", json.dumps({OWL: 0.5}), "--limit", "3"]
    settings = engine.settings
    assert run_command(settings, parse([*typed, "--where", f"species={OWL}"])) == 1  # notes
    told = json.loads(capsys.readouterr().out)
    assert [row["occasion"] for row in told["rows"]] == [1, 2, 3]
    assert told["rows"][1]["start"].endswith("T00:00:00") and told["rows"][0]["threshold"] == 0.5
