"""Samples in a catalog: what is drawn, how it grows, and what people said of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sidecar.app.engine import Engine
from sidecar.samples.scores import logit_of
from tests.methods.conftest import bare  # noqa: F401 - a fixture
from tests.samples.sampled import (
    MODEL,
    OWL,
    TIT,
    ask,
    confidences,
    digest,
    members,
    record,
    refused,
    stand,
    wrong_field,
)

NAMES = [f"r{number}" for number in range(8)]


@pytest.fixture
def season(bare: Engine) -> Engine:  # noqa: F811
    record(bare.catalog, *NAMES, species=(OWL, TIT))
    stand(bare.catalog, "A", *NAMES[:4])
    stand(bare.catalog, "B", *NAMES[4:7])
    return bare


def test_a_draw_tells_each_band_and_keeps_the_frame(season: Engine) -> None:
    drawn = ask(season, "samples/draw", name="Owls", species=[OWL], n=60, seed=5)
    (told,) = drawn["species"]
    scores = logit_of([each for name in NAMES for each in confidences(name + OWL, 40)])
    assert told["windows"] == len(scores) == sum(each["windows"] for each in told["strata"])
    assert drawn["added"] == told["n"] == 60 == sum(each["n"] for each in told["strata"])
    assert told["floor"] == 0.1 == told["strata"][0]["low"]
    sample = season.catalog.samples.read(drawn["sampleId"])
    assert sample is not None and sample.head.seed == 5
    (part,) = sample.parts
    for threshold in (-2.0, 0.0, 3.0):
        assert part.kept_scores().above(threshold).sum() == (scores >= threshold).sum()
    assert [each.rank for each in sample.members] == [*range(1, 61)]
    assert {each.batch for each in sample.members} == {1, 2}
    assert sum(each.batch == 1 for each in sample.members) == 30


def test_the_same_seed_draws_the_same_after_another_run_under_other_paths(
    season: Engine, tmp_path: object
) -> None:
    first = ask(season, "samples/draw", name="One", species=[OWL, TIT], n=50, seed=7)
    record(season.catalog, *NAMES[::-1], species=(TIT, OWL), settings="again")
    again = ask(season, "samples/draw", name="Two", species=[OWL, TIT], n=50, seed=7)
    other = ask(season, "samples/draw", name="Three", species=[OWL, TIT], n=50, seed=8)
    drawn = [members(season, each["sampleId"]) for each in (first, again, other)]
    assert drawn[0] == drawn[1] != drawn[2]
    assert len(drawn[0]) == 100


def test_a_sample_grows_and_takes_nothing_away(season: Engine) -> None:
    small = ask(season, "samples/draw", name="Small", species=[OWL], n=40, seed=3)
    large = ask(season, "samples/draw", name="Large", species=[OWL], n=90, seed=3)
    before = members(season, small["sampleId"])
    record(season.catalog, "new", species=(OWL,))  # the frame of the sample stays
    grown = ask(season, "samples/draw", enlarge="Small", n=50)
    assert grown["added"] == 50
    after = members(season, small["sampleId"])
    assert after[:40] == before
    assert after == members(season, large["sampleId"])
    sample = season.catalog.samples.read(small["sampleId"])
    assert sample is not None
    assert {each.batch for each in sample.members[40:]} == {3}


def test_a_sample_grows_in_some_bands_alone(season: Engine) -> None:
    drawn = ask(season, "samples/draw", name="Owls", species=[OWL], n=30)
    before = [each["n"] for each in drawn["species"][0]["strata"]]
    grown = ask(season, "samples/draw", enlarge="Owls", n=10, inBands=[0, 1])
    after = [each["n"] for each in grown["species"][0]["strata"]]
    assert sum(after[:2]) == sum(before[:2]) + 10 and after[2:] == before[2:]


def test_a_sample_by_site_has_cells_of_each_site(season: Engine) -> None:
    drawn = ask(season, "samples/draw", name="Sites", species=[OWL], n=60, by="site", bands=2)
    strata = drawn["species"][0]["strata"]
    assert {(each["band"], each["stratum"]) for each in strata} == {
        (band, site) for band in (0, 1) for site in ("", "Season: A", "Season: B")
    }
    assert all(each["n"] >= 2 for each in strata)


@pytest.mark.parametrize(
    ("by", "names"),
    [
        ("hour", {"", "20:00", "23:00", "00:00"}),
        ("day", {"", "2026-05-01", "2026-05-02"}),
        (
            "siteDay",
            {"", *(f"Season: A, 2026-05-0{day}" for day in (1, 2)), "Season: C, 2026-05-01"},
        ),
    ],
)
def test_a_sample_by_hour_or_day_follows_the_recorders_clock(
    bare: Engine,  # noqa: F811
    by: str,
    names: set[str],
) -> None:
    record(bare.catalog, *NAMES[:4])
    stand(bare.catalog, "A", "r0", start="2026-05-01T23:59:00")  # half of it after midnight
    stand(bare.catalog, "C", "r1", "r2")
    asked = {"species": [OWL], "n": 40, "bands": 1, "by": by}
    (told,) = ask(bare, "samples/draw", name="Strata", **asked)["species"]
    windows = {each["stratum"]: each["windows"] for each in told["strata"]}
    assert {*windows} == names
    assert windows[""] == 40 and sum(windows.values()) == told["windows"] == 160
    assert min(each["n"] for each in told["strata"]) >= 2
    sample = bare.catalog.samples.read(1)
    assert sample is not None
    cells = sample.parts[0].cells
    for each in sample.members:
        if each.item.digest == digest("r0").hex():
            midnight = cells[each.item.cell].stratum in (
                "00:00",
                "2026-05-02",
                "Season: A, 2026-05-02",
            )
            assert midnight == (each.item.start_ms >= 60_000)


def test_a_limit_by_recording_leaves_candidates_and_weighs_them(season: Engine) -> None:
    drawn = ask(season, "samples/draw", name="Few", species=[OWL], n=20, perRecording=1, bands=1)
    (stratum,) = drawn["species"][0]["strata"]
    assert (stratum["windows"], stratum["candidates"], stratum["n"]) == (320, 8, 8)
    sample = season.catalog.samples.read(drawn["sampleId"])
    assert sample is not None
    assert {each.item.weight for each in sample.members} == {40.0}
    items = ask(season, "query", select="sampleItems", limit=9)["rows"]
    assert {each["inclusion"] for each in items} == {1 / 40}
    assert len({each.item.digest for each in sample.members}) == 8


def test_a_seed_follows_from_the_name_and_is_told(season: Engine) -> None:
    one = ask(season, "samples/draw", name="Owls", species=[OWL], dryRun=True)
    two = ask(season, "samples/draw", name="Owls", species=[OWL])
    assert one["sampleId"] is None and one["seedFrom"] == "name"
    assert (
        one["seed"]
        == two["seed"]
        != ask(season, "samples/draw", name="Tits", species=[OWL], dryRun=True)["seed"]
    )


def test_the_best_of_each_site_is_for_presence_only(season: Engine) -> None:
    drawn = ask(season, "samples/draw", name="Best", species=[OWL], n=9, diverse="site")
    assert (drawn["purpose"], drawn["added"]) == ("presence", 3)
    sample = season.catalog.samples.read(drawn["sampleId"])
    assert sample is not None
    best = [max(confidences(name + OWL, 40)) for name in NAMES]
    expected = sorted([max(best[:4]), max(best[4:7]), best[7]], reverse=True)
    assert [each.item.logit for each in sample.members] == logit_of(expected).tolist()
    assert wrong_field(season, "samples/draw", enlarge="Best") == "enlarge"


@pytest.mark.parametrize(
    ("params", "field"),
    [
        ({"name": "a"}, "species"),
        ({"species": [OWL]}, "name"),
        ({"name": "a", "species": ["Bubo bubo"]}, "species.0"),
        ({"name": "a", "species": [OWL], "spacing": 60}, "spacing"),
        ({"name": "a", "species": [OWL], "where": {"species": OWL}}, "where.species"),
        ({"name": "a", "species": [OWL], "model": "other"}, "model"),
        ({"name": "a", "species": [OWL], "floor": 0.99999}, "species.0"),
        ({"enlarge": "none"}, "enlarge"),
        ({"enlarge": "none", "seed": 3}, "seed"),
        ({"refresh": "none", "name": "a"}, "refresh"),
        ({"name": "a", "species": [OWL], "batches": [30, 20]}, "batches"),
        ({"name": "a", "species": [OWL], "inBands": [1]}, "inBands"),
    ],
)
def test_a_draw_that_cannot_be_is_refused_by_its_field(
    season: Engine, params: dict[str, object], field: str
) -> None:
    assert wrong_field(season, "samples/draw", **params) == field


def test_recordings_without_a_digest_are_refused_in_words(season: Engine) -> None:
    with season.catalog.transaction() as db:
        db.execute("UPDATE RecordingIdentity SET sampleDigest = NULL WHERE recordingId < 3")
    failure = refused(season, "samples/draw", name="Owls", species=[OWL])
    assert failure.message.startswith("2 recordings have no digest of the sound")
    assert "recordings import" in str(failure.data["hint"])


def test_copies_and_silence_are_counted_and_not_drawn(season: Engine) -> None:
    record(season.catalog, NAMES[0], folder="/copy", species=(OWL,))
    with season.catalog.transaction() as db:
        db.execute(
            "INSERT INTO PlainSound SELECT recordingId FROM Recording WHERE url LIKE '%r1.wav'"
        )
    (told,) = ask(season, "samples/draw", name="Owls", species=[OWL])["species"]
    assert (told["windows"], told["copies"], told["silent"]) == (280, 40, 40)


def test_filters_of_any_kind_choose_the_frame(season: Engine) -> None:
    asked: dict[str, Any] = {"species": [OWL], "n": 30, "seed": 1}
    fast = ask(season, "samples/draw", name="Fast", where={"site": "A"}, **asked)
    slow = ask(
        season,
        "samples/draw",
        name="Slow",
        where={"site": "A", "timeOfDay": {"between": [0, 24]}, "verified": "UNVERIFIED"},
        **asked,
    )
    assert fast["species"] == slow["species"]
    assert members(season, fast["sampleId"]) == members(season, slow["sampleId"])
    wanted = {digest(name).hex() for name in NAMES[:4]}
    assert {each[1] for each in members(season, fast["sampleId"])} <= wanted


def test_a_sample_drawn_again_follows_new_recordings_with_the_same_seed(season: Engine) -> None:
    old = ask(season, "samples/draw", name="Old", species=[OWL], n=60, seed=9, perRecording=5)
    record(season.catalog, "r8", species=(OWL,))
    new = ask(season, "samples/draw", name="New", refresh="Old")
    assert (new["seed"], new["seedFrom"], new["added"]) == (9, "sample", 60)
    assert new["species"][0]["windows"] == old["species"][0]["windows"] + 40
    before, after = (members(season, each["sampleId"]) for each in (old, new))
    assert len({*before} & {*after}) > 40


def test_scores_of_a_threshold_of_the_run_are_the_floor(season: Engine) -> None:
    asked = '{"minConfidence": 0.1, "speciesConfidence": {"Strix aluco": 0.5}}'
    record(season.catalog, "strict", species=(OWL,), settings="strict", asked=asked)
    (told,) = ask(season, "samples/draw", name="Owls", species=[OWL], dryRun=True)["species"]
    all_of = [each for name in [*NAMES, "strict"] for each in confidences(name + OWL, 40)]
    assert told["floor"] == 0.5
    assert told["belowFloor"] == sum(each < 0.5 for each in all_of)
    assert told["windows"] == np.sum(np.array(all_of) >= 0.5)


def test_what_another_model_lacks_is_a_frame_of_its_own(season: Engine) -> None:
    # The other model listens to half of the recordings, and hears a third of it there.
    other = replace(MODEL, name="other", sha256="b" * 64)
    record(season.catalog, *NAMES[:4], count=13, model=other)
    with season.catalog.transaction() as db:
        db.execute("UPDATE Analysis SET secondsReached = 120")
    frames = {}
    for name, field in (("Both", "alsoBy"), ("Alone", "notBy")):
        draw = {"name": name, "model": "m", "species": [OWL], "n": 20, "where": {field: "other"}}
        drawn = ask(season, "samples/draw", **draw)
        where = {"model": "m", "species": OWL, field: "other"}
        rows = ask(season, "query", select="detections", where=where, limit=1000)["rows"]
        frames[name] = drawn["species"][0]["windows"]
        assert frames[name] == len(rows)
        passing = {(row["path"], round(row["start"] * 1000)) for row in rows}
        paths = {digest(each).hex(): f"/card/{each}.wav" for each in NAMES}
        drawn_from = {(paths[sound], start) for _, sound, start, _ in _members(season, drawn)}
        assert drawn_from <= passing and len(drawn_from) == 20
    counted = {"select": "matchTotals", "models": ["m", "other"], "where": {"species": OWL}}
    (whole,) = (row for row in ask(season, "query", **counted)["rows"] if row["scope"] == "all")
    assert frames == {"Both": 52, "Alone": 108} == {"Both": whole["both"], "Alone": whole["onlyA"]}
    assert whole["notComparedA"] == 160
    below = {"name": "Deep", "model": "m", "species": [OWL], "where": {"notBy": "other"}}
    told = refused(season, "samples/draw", **below, deepest=-7)
    assert "cannot be chosen by notBy" in told.message


def _members(engine: Engine, drawn: dict[str, Any]) -> list[tuple[str, str, int, int]]:
    return members(engine, drawn["sampleId"])
