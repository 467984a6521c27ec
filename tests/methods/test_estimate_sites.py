"""`estimate` with `events` and `sites`: what all detections of a sample say besides."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sidecar.app.engine import Engine
from sidecar.cli.arguments import parser
from sidecar.cli.terminal import run_command
from tests.methods.conftest import bare  # noqa: F401 - a fixture
from tests.methods.test_estimate import judge, members
from tests.samples.sampled import OWL, ask, confidences, record, refused, stand

NAMES = [f"r{number}" for number in range(12)]


@pytest.fixture
def season(bare: Engine) -> Engine:  # noqa: F811
    record(bare.catalog, *NAMES, species=(OWL,))
    for number, name in enumerate(NAMES[:11]):  # the last stands nowhere
        stand(bare.catalog, f"S{number // 2}", name)
    ask(bare, "samples/draw", name="Owls", species=[OWL], n=240, seed=5)
    return bare


def owls(engine: Engine, **more: Any) -> Any:
    (told,) = ask(engine, "estimate", name="Owls", **more)["species"]
    return told


def test_events_join_neighbouring_windows_above_each_threshold(season: Engine) -> None:
    told = owls(season, events=True)
    assert told["present"] == {"detections": 480, "changed": False, "overlapping": False}
    assert told["thresholds"][0]["events"] == len(NAMES)  # every window has a detection
    for row in told["thresholds"]:
        high = [np.array(confidences(name + OWL, 40)) >= row["confidence"] for name in NAMES]
        places = [np.flatnonzero(each) for each in high]
        assert row["events"] == sum(
            bool(len(each)) + int((np.diff(each) > 1).sum()) for each in places
        )
    assert all(row["events"] is None for row in owls(season)["thresholds"])
    assert owls(season)["present"] is None


def test_each_site_has_its_own_share(season: Engine) -> None:
    judge(season, members(season), answer=lambda each: each.site != "Season: S0")
    told = owls(season, sites=True)
    sites = {each["site"]: each for each in told["sites"]}
    assert sorted(sites) == [f"Season: S{number}" for number in range(6)]
    assert sites["Season: S0"]["detections"] == 80 and sites["Season: S5"]["detections"] == 40
    shares = {name: each["share"] for name, each in sites.items()}
    bad = shares.pop("Season: S0")
    assert bad["point"] < bad["high"] < min(each["point"] for each in shares.values())
    assert sites["Season: S0"]["yes"] == 0
    assert sum(each["labels"] for each in sites.values()) < 240  # some stand nowhere


def test_sites_need_labels_and_say_so(season: Engine) -> None:
    judge(season, members(season)[:60])
    told = owls(season, sites=True)
    assert told["sites"] == []
    assert told["sitesWithheld"]["sentence"].startswith("No site estimate: 5")
    judge(season, members(season))
    with season.catalog.transaction() as db:
        db.execute("UPDATE Deployment SET siteId = 1")  # all stand at one site now
    (one,) = owls(season, sites=True)["sites"]
    assert one["share"] is not None and one["detections"] == 440


def test_detections_that_changed_since_the_draw_are_told(season: Engine) -> None:
    record(season.catalog, "new", species=(OWL,))
    assert owls(season, events=True)["present"] == {
        "detections": 520,
        "changed": True,
        "overlapping": False,
    }
    with season.catalog.transaction() as db:
        db.execute("UPDATE Sample SET sha256 = ?", ("f" * 64,))
    failure = refused(season, "estimate", name="Owls", events=True)
    assert failure.message == ("The catalog has no detections by the model of the sample, m 1.")


def test_samples_of_another_kind_say_that_events_mean_nothing(season: Engine) -> None:
    asked = {"species": [OWL], "n": 5}
    ask(season, "samples/draw", name="Units", unit="recording", unitClips=3, **asked)
    ask(season, "samples/draw", name="Best", choose="top", **asked)
    for name in ("Units", "Best"):
        told = ask(season, "estimate", name=name, events=True, sites=True)
        assert [(each["kind"], each["examples"]) for each in told["notes"]] == [
            ("noEffect", ["events", "sites"])
        ]
        assert told["species"][0]["present"] is None


def test_a_terminal_shows_sites_and_events(
    season: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    judge(season, members(season))
    typed = parser().parse_args(["estimate", "Owls", "--sites", "--events"])
    assert run_command(season.settings, typed) == 0
    printed = capsys.readouterr().out
    assert "Season: S3" in printed and " events" in printed
