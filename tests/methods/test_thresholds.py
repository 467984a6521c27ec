"""`thresholds/...`, and runs with the thresholds of a set."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sidecar.app.engine import Engine
from sidecar.app.modelnames import model_version
from sidecar.catalog.samples import SampledModel
from sidecar.catalog.thresholds import KeptThreshold, ThresholdSet
from sidecar.cli.arguments import parser
from sidecar.cli.terminal import run_command
from sidecar.samples.scores import logit_of
from tests.everyverb import MODEL, furnished
from tests.methods.conftest import bare  # noqa: F401 - a fixture
from tests.methods.test_estimate import judge, members, season  # noqa: F401 - a fixture
from tests.samples.sampled import OWL, ask, refused, wrong_field


@pytest.fixture
def certified(season: Engine) -> Engine:  # noqa: F811
    judge(season, members(season))
    return season


def test_a_set_keeps_what_the_estimate_certifies(certified: Engine) -> None:
    saved = ask(certified, "thresholds/save", name="Owls 70", sample="Owls", target=0.7)["saved"]
    (row,) = saved["rows"]
    (told,) = ask(certified, "estimate", name="Owls", target=0.7)["species"]
    chosen = told["threshold"]
    assert (row["species"], row["confidence"]) == (OWL, chosen["confidence"])
    assert (row["point"], row["low"]) == (
        chosen["precision"]["point"],
        chosen["precision"]["low"],
    )
    assert row["reason"] is None and row["labels"] > 20
    assert (saved["target"], saved["rule"]) == (0.7, "lower limit/grid12/1")
    assert ask(certified, "thresholds/list")["sets"] == [saved]
    assert ask(certified, "thresholds/list", name="Owls 70")["sets"] == [saved]


def test_a_species_without_a_threshold_is_kept_with_the_reason(certified: Engine) -> None:
    saved = ask(certified, "thresholds/save", name="Sure", sample="Owls", target=0.99)["saved"]
    (row,) = saved["rows"]
    assert row["confidence"] is None and row["logit"] is None
    assert row["reason"].startswith("No threshold can be certified for 99 % with 100 labels.")


def test_a_name_is_taken_until_it_is_replaced_or_removed(certified: Engine) -> None:
    asked: dict[str, Any] = {"name": "Owls", "sample": "Owls", "target": 0.7}
    ask(certified, "thresholds/save", **asked)
    assert wrong_field(certified, "thresholds/save", **asked) == "name"
    ask(certified, "thresholds/save", **asked, replace=True)
    ask(certified, "thresholds/remove", name="Owls")
    assert ask(certified, "thresholds/list")["sets"] == []
    assert wrong_field(certified, "thresholds/remove", name="Owls") == "name"
    assert wrong_field(certified, "thresholds/save", **{**asked, "sample": "Gone"}) == "sample"


def listed(engine: Engine, **more: Any) -> Any:
    return ask(engine, "query", select="detections", thresholdSet="Owls", limit=1000, **more)


def test_rows_of_detections_have_the_probabilities_of_a_set(certified: Engine) -> None:
    saved = ask(certified, "thresholds/save", name="Owls", sample="Owls", target=0.7)["saved"]
    curve = saved["rows"][0]["curve"]
    told = listed(certified, where={"species": OWL}, orderBy=["-confidence"])
    given = [row for row in told["rows"] if row["probability"] is not None]
    assert len(given) > 400
    for row in given:
        logit = float(logit_of(row["confidence"]))
        p = 1 / (1 + np.exp(-(curve["intercept"] + curve["slope"] * logit)))
        assert row["probability"] == pytest.approx(p, abs=2e-6)
        assert curve["low"] - 1e-4 <= row["confidence"] <= curve["high"] + 1e-4
    assert given == sorted(given, key=lambda row: -row["probability"])
    assert {each["kind"]: each["count"] for each in told["notes"]} in (
        {},
        {"beyondLabels": 480 - len(given)},
    )
    (one,) = listed(
        certified, where={"detectionId": given[0]["detectionId"]}, fields=["probability"]
    )["rows"]
    assert one == {name: given[0][name] for name in ("detectionId", "probability")}
    plain = ask(certified, "query", select="detections", limit=3)["rows"]
    assert {row["probability"] for row in plain} == {None}


def test_rows_without_a_probability_say_why(certified: Engine) -> None:
    ask(certified, "thresholds/save", name="Owls", sample="Owls", target=0.7)
    told = listed(certified, where={"species": "Parus major"})
    assert {row["probability"] for row in told["rows"]} == {None}
    (note,) = told["notes"]
    assert (note["kind"], note["count"], note["examples"]) == ("withoutCurve", 480, ["Parus major"])
    kept = certified.catalog.thresholds.get("Owls")
    assert kept is not None
    certified.catalog.thresholds.put(
        replace(kept, model=SampledModel("m", "2", "b" * 64, kept.model.converter))
    )
    (note,) = listed(certified, where={"species": OWL})["notes"]
    assert (note["kind"], note["message"]) == (
        "otherModel",
        "480 detections have no probability, because another model made them.",
    )
    asked: dict[str, Any] = {"select": "detections", "thresholdSet": "Gone"}
    assert wrong_field(certified, "query", **asked) == "thresholdSet"
    assert wrong_field(certified, "query", select="detections", fields=["probability"]) == "fields"
    sorted_by = {"select": "detections", "thresholdSet": "Owls", "orderBy": ["probability"]}
    assert wrong_field(certified, "query", **sorted_by) == "orderBy"


def test_a_terminal_lists_probabilities(
    certified: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    ask(certified, "thresholds/save", name="Owls", sample="Owls", target=0.7)
    words = ["query", "detections", "--threshold-set", "Owls", "--limit", "2"]
    assert run_command(certified.settings, parser().parse_args(words)) == 0
    assert "\tprobability" in capsys.readouterr().out


def exported(engine: Engine, path: Path, **more: Any) -> tuple[list[dict[str, str]], list[Any]]:
    asked: dict[str, Any] = {"format": "csv", "destination": str(path), "columns": ["probability"]}
    notes = ask(engine, "export", **asked, thresholdSet="Owls", **more)["notes"]
    return list(csv.DictReader(path.read_text("utf-8").splitlines())), notes


def test_an_export_has_the_probabilities_of_a_set(certified: Engine, tmp_path: Path) -> None:
    saved = ask(certified, "thresholds/save", name="Owls", sample="Owls", target=0.7)["saved"]
    curve = saved["rows"][0]["curve"]
    rows, notes = exported(certified, tmp_path / "all.csv")
    owls = [row for row in rows if row["Scientific name"] == OWL]
    assert len(owls) == 480
    for row in owls:
        logit = float(logit_of(float(row["Confidence"])))
        p = 1 / (1 + np.exp(-(curve["intercept"] + curve["slope"] * logit)))
        assert float(row["probability"]) == pytest.approx(p, abs=2e-3)
    others = {row["probability"] for row in rows if row["Scientific name"] != OWL}
    assert others == {""}
    (note,) = [each for each in notes if each["what"] == "probability"]
    assert note["count"] == 12 and "no curve for the species" in note["hint"]


def test_probabilities_are_those_of_the_exact_model(certified: Engine, tmp_path: Path) -> None:
    ask(certified, "thresholds/save", name="Owls", sample="Owls", target=0.7)
    kept = certified.catalog.thresholds.get("Owls")
    assert kept is not None
    other = replace(kept.model, sha256="0" * 64)
    certified.catalog.thresholds.put(replace(kept, model=other))
    rows, _ = exported(certified, tmp_path / "none.csv")
    assert {row["probability"] for row in rows} == {""}


def test_the_column_of_probabilities_needs_a_set(certified: Engine, tmp_path: Path) -> None:
    asked: dict[str, Any] = {"format": "csv", "destination": str(tmp_path / "a.csv")}
    wrong = wrong_field(certified, "export", **asked, columns=["probability"])
    assert wrong == "thresholdSet"
    assert wrong_field(certified, "export", **asked, thresholdSet="Gone") == "thresholdSet"


def test_a_terminal_saves_and_lists_sets(
    certified: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    for typed in (["save", "Surely", "Owls", "--target", "0.7"], ["list"], ["remove", "Surely"]):
        assert run_command(certified.settings, parser().parse_args(["thresholds", *typed])) == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert printed.count("Surely: precision 70%, by m 1, from the sample Owls") == 2
    assert "The set of thresholds Surely is gone." in printed


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return furnished(tmp_path)


def kept_set(engine: Engine, **confidences: float | None) -> ThresholdSet:
    version = model_version(engine.session(MODEL))
    return ThresholdSet(
        name="Birds",
        target=0.9,
        level=0.95,
        rule="lower limit/grid12/1",
        model=SampledModel(version.name, version.version, version.sha256, version.converter),
        sample="May",
        rows=[
            KeptThreshold(species, at, None, None, None, None, 0, 0, 0, None if at else "Few.")
            for species, at in confidences.items()
        ],
        made_by="Ana",
    )


def found(engine: Engine, **more: Any) -> dict[str, list[float]]:
    """Run over the card; returns the confidences of each species."""
    card = str(engine.settings.home / "card")
    ask(engine, "infer", inputs=[card], minConfidence=0.01, model=MODEL, **more)
    rows = ask(engine, "query", select="detections", where={"path": {"contains": "card"}})["rows"]
    species: dict[str, list[float]] = {}
    for row in rows:
        species.setdefault(row["species"], []).append(row["confidence"])
    return species


def test_a_run_takes_the_thresholds_of_a_set(engine: Engine) -> None:
    before = found(engine)
    name, confidences = max(before.items(), key=lambda each: len(set(each[1])))
    assert len(set(confidences)) > 1
    limit = sorted(confidences)[len(confidences) // 2]
    engine.catalog.thresholds.put(kept_set(engine, **{name: limit}))
    after = found(engine, thresholdSet="Birds")
    assert min(after[name]) >= limit - 1e-6
    assert len(after[name]) == sum(each >= limit - 1e-6 for each in confidences)
    assert {other: after[other] for other in after if other != name} == {
        other: before[other] for other in before if other != name
    }
    engine.close()


def test_a_run_says_which_species_of_its_set_have_no_threshold(engine: Engine) -> None:
    engine.catalog.thresholds.put(kept_set(engine, bird0=0.5, bird1=None))
    asked: dict[str, Any] = {"inputs": [str(engine.settings.home / "card")], "model": MODEL}
    notes = ask(engine, "infer", **asked, thresholdSet="Birds")["notes"]
    (note,) = [each for each in notes if each["examples"] == ["bird1"]]
    assert note["message"] == (
        "The set of thresholds has none for a species, so the smallest confidence counts."
    )
    engine.close()


def test_a_set_of_another_model_is_refused(engine: Engine) -> None:
    kept = kept_set(engine, bird0=0.5)
    other = replace(kept.model, sha256="0" * 64)
    engine.catalog.thresholds.put(replace(kept, model=other))
    asked: dict[str, Any] = {"inputs": [str(engine.settings.home / "card")], "model": MODEL}
    assert wrong_field(engine, "infer", **asked, thresholdSet="Birds") == "thresholdSet"
    assert wrong_field(engine, "infer", **asked, thresholdSet="Gone") == "thresholdSet"
    failure = refused(engine, "infer", **asked, thresholdSet="Birds")
    assert "hold for other files than those of base" in failure.message
    engine.close()
