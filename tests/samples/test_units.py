"""Samples of whole units: what is drawn, how it is judged, and what it says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sidecar.app.engine import Engine
from sidecar.catalog.samples import Member, Sample, clips_of_units
from sidecar.samples.units import units_of
from tests.methods.conftest import bare  # noqa: F401 - a fixture
from tests.samples.sampled import (
    OWL,
    ask,
    confidences,
    digest,
    record,
    refused,
    stand,
    wrong_field,
)

NAMES = [f"r{number}" for number in range(60)]
ROOST = NAMES[::3]  # where the owl is


@pytest.fixture
def season(bare: Engine) -> Engine:  # noqa: F811
    """Sixty nights at twenty sites, with eight detections each."""
    record(bare.catalog, *NAMES, count=8)
    for number in range(20):
        stand(bare.catalog, f"S{number:02d}", *NAMES[3 * number : 3 * number + 3])
    with bare.catalog.transaction() as db:
        for number, name in enumerate(NAMES):
            db.execute(
                "UPDATE Recording SET datetime = ? WHERE url LIKE '%/' || ? || '.wav'",
                (f"2026-05-{1 + number % 3:02d}T23:59:50", name),
            )
    return bare


def draw(engine: Engine, name: str = "Nights", **more: Any) -> Any:
    asked = {"species": [OWL], "n": 40, "unitClips": 5, "unit": "siteNight", "seed": 4, **more}
    return ask(engine, "samples/draw", name=name, **asked)


def kept(engine: Engine, name: str = "Nights") -> Sample:
    sample = engine.catalog.samples.read(engine.catalog.samples.number(name) or 0)
    assert sample is not None
    return sample


def judge(engine: Engine, clips: list[Member], word: str) -> None:
    decisions = [
        {
            "recordingId": each.recording_id,
            "species": OWL,
            "start": each.item.start_ms / 1000,
            "end": each.item.end_ms / 1000,
            "verified": word,
        }
        for each in clips
    ]
    ask(engine, "annotate", annotations=decisions, labeler={"name": "Ana"})


def listen(engine: Engine, sample: str = "Nights", units: int = 99) -> int:
    """Judge as the queue asks, clip by clip, where the third best clip of a roost has the owl."""
    roosts = {digest(name).hex() for name in ROOST}
    heard = 0
    while items := ask(engine, "samples/next", name=sample, limit=1)["items"]:
        members = {each.item_id: each for each in kept(engine, sample).members}
        mine = members[items[0]["itemId"]]
        unit = next(u for u in clips_of_units(members.values()) if mine in u)
        if unit[0] == mine and (units := units - 1) < 0:
            break
        right = mine.item.digest in roosts and unit.index(mine) == 2
        judge(engine, [mine], "YES" if right else "NO")
        heard += 1
    return heard


def test_a_night_is_drawn_by_its_highest_score_and_listed_from_there_down(season: Engine) -> None:
    drawn = draw(season)
    (told,) = drawn["species"]
    assert (drawn["drawnUnit"], told["windows"], told["n"], drawn["added"]) == (
        "siteNight",
        60,
        40,
        200,
    )
    assert sum(each["windows"] for each in told["strata"]) == 60
    units = clips_of_units(kept(season).members)
    assert len(units) == 40
    for unit in units:
        name = next(each for each in NAMES if digest(each).hex() == unit[0].item.digest)
        best = sorted(confidences(name + OWL, 8), reverse=True)[:5]
        assert [round(1 / (1 + np.exp(-each.item.logit)), 6) for each in unit] == best
        assert len({each.unit for each in unit}) == 1
    assert [each.rank for unit in units for each in unit] == [*range(1, 201)]


def test_the_same_seed_draws_the_same_nights_and_a_smaller_sample_is_their_beginning(
    season: Engine,
) -> None:
    draw(season)
    draw(season, "Fewer", n=25)
    whole, fewer = (kept(season, name).members for name in ("Nights", "Fewer"))
    assert [each.item for each in fewer] != [] and len(fewer) == 125
    assert [(each.item.digest, each.item.start_ms) for each in fewer] == [
        (each.item.digest, each.item.start_ms) for each in whole[:125]
    ]
    grown = ask(season, "samples/draw", enlarge="Fewer", n=15)
    assert (grown["added"], grown["species"][0]["n"]) == (75, 40)
    assert [each.item.digest for each in kept(season, "Fewer").members] == [
        each.item.digest for each in whole
    ]


def test_a_confirmed_night_asks_for_no_further_clip(season: Engine) -> None:
    draw(season)
    first = clips_of_units(kept(season).members)[0]
    judge(season, [first[0]], "YES")
    told = ask(season, "samples/next", name="Nights", limit=3)
    assert told["items"][0]["rank"] == 6
    assert (told["judged"], told["skipped"], told["waiting"]) == (1, 4, 195)
    rows = ask(season, "query", select="sampleItems", orderBy=["rank"], limit=7)["rows"]
    assert [each["state"] for each in rows] == ["judged", *["skipped"] * 4, "waiting", "waiting"]
    because = [each["skippedBecause"] for each in rows]
    assert because == [None, *[first[0].item_id] * 4, None, None]
    strata = ask(season, "samples/draw", enlarge="Nights", n=1, dryRun=True)["species"][0]["strata"]
    expected = strata[kept(season).members[0].band]
    assert rows[0]["inclusion"] == expected["n"] / expected["windows"]
    rest = ask(season, "samples/skip", name="Nights", restOf=first[0].item_id)
    assert rest["items"] == []
    assert (
        wrong_field(season, "samples/skip", name="Nights", items=[first[4].item_id + 1]) == "items"
    )


def test_a_judged_sample_estimates_the_share_of_nights(season: Engine) -> None:
    draw(season, n=60)
    heard = listen(season)
    assert heard == 20 * 3 + 40 * 5
    told = ask(season, "estimate", name="Nights")
    (owls,) = told["species"]
    assert (told["drawnUnit"], owls["labels"]["members"], owls["labels"]["counted"]) == (
        "siteNight",
        60,
        60,
    )
    row = owls["thresholds"][0]
    assert (row["detections"], row["labels"], row["yes"]) == (60, 60, 20)
    assert row["precision"] == {
        "point": pytest.approx(1 / 3),
        "low": pytest.approx(1 / 3),
        "high": pytest.approx(1 / 3),
        "effective": None,
        "form": "count",
    }
    assert row["sentence"].startswith("In this catalog: 33.3 % right, from 60 of 60 site-nights")
    assert owls["curveWithheld"]["kind"] == "wholeUnits" and owls["bands"] == []
    assert "from its highest score down until one was right, or 5 clips were not" in owls["methods"]
    saved = ask(season, "thresholds/save", name="Sure", sample="Nights", target=0.2)["saved"]
    assert saved["rows"][0]["confidence"] == 0.1 and saved["rows"][0]["curve"] is None


def test_only_nights_that_are_finished_count(season: Engine) -> None:
    draw(season)
    units = clips_of_units(kept(season).members)
    listen(season, units=12)
    judge(season, units[12][:3], "NO")
    labels = ask(season, "estimate", name="Nights")["species"][0]["labels"]
    assert (labels["counted"], labels["judged"], labels["waiting"]) == (12, 12, 0)
    judge(season, units[12][3:], "UNSURE")
    labels = ask(season, "estimate", name="Nights")["species"][0]["labels"]
    assert (labels["counted"], labels["unsure"]) == (13, 1)


def test_a_file_takes_units_to_another_catalog(season: Engine, tmp_path: Path) -> None:
    draw(season)
    path = tmp_path / "nights.json"
    ask(season, "samples/export", name="Nights", path=str(path))
    ask(season, "samples/remove", name="Nights")
    told = ask(season, "samples/import", path=str(path))
    assert (told["members"], told["found"]) == (200, 200)
    assert kept(season).head.drawn_unit == "siteNight"
    assert ask(season, "samples/draw", enlarge="Nights", n=5)["species"][0]["n"] == 45
    whole = json.loads(path.read_text("utf-8"))
    whole["rule"]["design"]["unit_clips"] = 0
    path.write_text(json.dumps(whole), "utf-8")
    assert "its design" in refused(season, "samples/import", path=str(path), name="Bad").message


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"deepest": -7}, "deepest"),
        ({"perRecording": 2}, "perRecording"),
        ({"choose": "top"}, "choose"),
        ({"diverse": "day"}, "diverse"),
        ({"by": "hour"}, "by"),
        ({"unitClips": 0}, "unitClips"),
    ],
)
def test_what_has_no_meaning_for_units_is_refused(
    season: Engine, more: dict[str, Any], field: str
) -> None:
    asked = {"name": "a", "species": [OWL], "unitClips": 5, **more}
    assert wrong_field(season, "samples/draw", **asked) == field


def test_a_recording_without_a_start_has_no_night(season: Engine) -> None:
    record(season.catalog, "lost", count=8)
    asked = {"name": "a", "species": [OWL], "unitClips": 5}
    failure = refused(season, "samples/draw", **asked)
    assert failure.message.startswith("1 recording has no start time")
    by_recording = ask(season, "samples/draw", **asked, unit="recording")
    assert by_recording["species"][0]["windows"] == 61


def test_units_hold_each_window_once_the_surest_first() -> None:
    place = np.array([1, 0, 1, 0, 1])
    number = np.array([7, 7, 7, -2, 7])
    logit = np.array([0.0, 1.0, 2.0, 3.0, 2.0])
    units = units_of(place, number, logit, np.arange(5))
    assert list(zip(units.place.tolist(), units.number.tolist(), strict=True)) == [
        (0, -2),
        (0, 7),
        (1, 7),
    ]
    assert [units.clips(each, 9).tolist() for each in range(3)] == [[3], [1], [2, 4, 0]]
    assert units.clips(2, 2).tolist() == [2, 4] and units.first.tolist() == [3, 1, 2]
