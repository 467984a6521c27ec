"""The methods text of an export tells of the samples that people judged."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sidecar.app.engine import Engine
from tests.methods.conftest import bare  # noqa: F401 - a fixture
from tests.methods.test_estimate import judge, members, season  # noqa: F401 - a fixture
from tests.samples.sampled import OWL, TIT, ask, wrong_field


@pytest.fixture
def certified(season: Engine) -> Engine:  # noqa: F811
    judge(season, members(season))
    ask(season, "thresholds/save", name="Sure", sample="Owls", target=0.7)
    ask(season, "samples/draw", name="Tits", species=[TIT], n=30, choose="top")
    return season


def text(engine: Engine, folder: Path, **more: Any) -> str:
    asked: dict[str, Any] = {"format": "csv", "destination": f"{folder}/", "methods": True}
    ask(engine, "export", **asked, **more)
    return (folder / "linnet.methods.md").read_text("utf-8")


def test_the_sample_of_a_set_is_told_with_its_numbers(certified: Engine, tmp_path: Path) -> None:
    (told,) = ask(certified, "estimate", name="Owls", target=0.7)["species"]
    chosen = told["threshold"]["confidence"]
    (row,) = (each for each in told["thresholds"] if each["confidence"] == chosen)
    written = text(certified, tmp_path / "out", thresholdSet="Sure")
    assert "\n## Precision\n\nSample **Owls**:\n" in written
    for said in (
        "Of 480 detections of Strix aluco by m 1 scoring 0.1 or more, 100 were drawn at random in "
        "5 score bands (seed 5) and judged by Ana.",
        "95 % Wilson intervals on the effective sample size (Korn & Graubard 1998).",
        f"The threshold {chosen:g} is the lowest of 12 whose 95 % lower limit reached 70 %.",
        f"At confidence {chosen:g} and above: In this catalog: "
        f"{100 * row['precision']['point']:.1f} % right (",
        f"from {row['labels']} of {row['detections']} detections.",
    ):
        assert said in written
    settings = json.loads((tmp_path / "out" / "linnet.settings.json").read_text("utf-8"))
    assert [(each["sample"], each["species"]) for each in settings["verified"]] == [("Owls", OWL)]


def test_named_samples_are_told_and_no_others(certified: Engine, tmp_path: Path) -> None:
    written = text(certified, tmp_path / "both", samples=["Owls", "Tits"])
    assert "At confidence 0.1 and above: In this catalog" in written
    assert "This sample was chosen by top score" in written
    assert "## Precision" not in text(certified, tmp_path / "none")
    assert wrong_field(
        certified, "export", format="csv", destination=str(tmp_path), samples=["Gone"], dryRun=True
    ) == ("samples.0")


def test_a_set_whose_sample_is_gone_says_its_own_numbers(certified: Engine, tmp_path: Path) -> None:
    (row,) = ask(certified, "thresholds/list", name="Sure")["sets"][0]["rows"]
    ask(certified, "samples/remove", name="Owls")
    written = text(certified, tmp_path / "out", thresholdSet="Sure")
    assert (
        f"comes from the sample Owls, which the catalog does not hold any more. At "
        f"{row['confidence']:g}, {row['labels']} of {row['detections']} detections were judged."
    ) in written
