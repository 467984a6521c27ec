"""`estimate`: what the labels of a sample in a catalog say, and what is kept of a look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, get_args

import pytest

from sidecar.app.engine import Engine
from sidecar.catalog.samples import Member, Said
from sidecar.cli.arguments import parser
from sidecar.cli.terminal import run_command
from sidecar.contract import estimates as contract
from sidecar.contract.estimates import EstimatedSpecies
from sidecar.estimates.withheld import WithheldKind
from sidecar.methods.estimate import reported
from sidecar.methods.estimatedspecies import estimated_species
from sidecar.samples.scores import logit_of
from tests.methods.conftest import bare  # noqa: F401 - a fixture
from tests.samples.sampled import OWL, TIT, ask, confidences, record, refused, stand, wrong_field

NAMES = [f"r{number}" for number in range(12)]


@pytest.fixture
def season(bare: Engine) -> Engine:  # noqa: F811
    record(bare.catalog, *NAMES, species=(OWL, TIT))
    for number, name in enumerate(NAMES):
        stand(bare.catalog, f"site {number // 2}", name)
    ask(bare, "samples/draw", name="Owls", species=[OWL], n=100, seed=5)
    return bare


def members(engine: Engine, sample: str = "Owls") -> list[Member]:
    number = engine.catalog.samples.number(sample)
    assert number is not None
    found = engine.catalog.samples.read(number)
    assert found is not None
    return list(found.members)


def right(member: Member) -> bool:
    """Make most of the high scores true, and few of the low ones."""
    return (member.item.start_ms // 3_000 * 7) % 10 < 3 + 1.5 * (member.item.logit + 2.2)


def judge(
    engine: Engine, chosen: list[Member], unsure: Callable[[Member], bool] = lambda member: False
) -> None:
    decisions = [
        {
            "recordingId": each.recording_id,
            "species": each.species,
            "start": each.item.start_ms / 1000,
            "end": each.item.end_ms / 1000,
            "verified": "UNSURE" if unsure(each) else "YES" if right(each) else "NO",
        }
        for each in chosen
    ]
    ask(engine, "annotate", annotations=decisions, labeler={"name": "Ana"})


def owls(engine: Engine, **more: Any) -> Any:
    (told,) = ask(engine, "estimate", name="Owls", **more)["species"]
    return told


def test_a_sample_without_labels_gives_sentences_and_no_number(season: Engine) -> None:
    told = owls(season, target=0.9)
    assert told["labels"]["members"] == 100 and told["labels"]["counted"] == 0
    for row in told["thresholds"]:
        assert row["precision"] is None and row["trueDetections"] is None
        assert row["sentence"] == row["precisionWithheld"]["sentence"]
    assert told["thresholds"][0]["sentence"] == (
        "Nobody has listened yet: an estimate needs 20 clips (100 recommended)."
    )
    assert told["threshold"]["withheld"]["kind"] == "noLabels"
    assert told["curveWithheld"]["kind"] == "fewForProbability"


def test_a_judged_sample_estimates_the_precision_of_all_detections(season: Engine) -> None:
    judge(season, members(season))
    told = owls(season, target=0.7)
    row = told["thresholds"][0]
    scores = [each for name in NAMES for each in confidences(name + OWL, 40)]
    assert row["detections"] == len(scores)
    assert [each["detections"] for each in told["thresholds"]] == [
        int((logit_of(scores) >= logit_of(each["confidence"])).sum()) for each in told["thresholds"]
    ]
    bands = told["bands"]
    point = sum(each["share"] * each["detections"] for each in bands) / len(scores)
    assert row["precision"]["point"] == pytest.approx(point)
    assert row["precision"]["low"] < point < row["precision"]["high"]
    assert row["trueDetections"]["point"] == pytest.approx(point * len(scores))
    assert (row["elsewhere"]["of"], row["elsewhere"]["clusters"]) == ("site", 6)
    assert "from only 6 sites" in row["sentence"]
    assert told["threshold"]["precision"]["low"] >= 0.7
    assert told["threshold"]["withheld"] is None
    assert told["curve"]["slope"] > 0 and told["curveWithheld"] is None
    assert "judged by Ana" in told["methods"] and "seed 5" in told["methods"]


def test_labels_of_an_unfinished_batch_wait_in_another_order_than_the_draw(
    season: Engine,
) -> None:
    drawn = {"name": "Sorted", "species": [OWL], "n": 60, "shown": "other", "seed": 5}
    ask(season, "samples/draw", **drawn)
    judge(season, members(season, "Sorted")[:44])
    (told,) = ask(season, "estimate", name="Sorted")["species"]
    assert told["labels"]["counted"] == 30 and told["labels"]["waiting"] == 14
    assert told["labels"]["sentences"] == [
        "14 labels wait: 16 clips of this batch are still to do."
    ]
    assert owls(season)["labels"]["counted"] == 44  # the same clips, shown by rank


def test_unsure_counts_as_judged_and_widens_the_limits(season: Engine) -> None:
    clips = members(season)
    judge(season, clips)
    sure = owls(season)["thresholds"][0]
    judge(season, clips, unsure=lambda member: member.rank % 9 == 0)
    told = owls(season)
    assert told["labels"]["counted"] == 100 and told["labels"]["unsure"] == 11
    row = told["thresholds"][0]
    assert (row["labels"], row["unsure"]) == (89, 11)
    assert row["precision"]["high"] - row["precision"]["low"] > (
        sure["precision"]["high"] - sure["precision"]["low"]
    )
    items = ask(season, "query", select="sampleItems", limit=200)["rows"]
    assert [each["verified"] for each in items].count("UNSURE") == 11
    assert {each["state"] for each in items} == {"judged"}


def test_each_look_is_kept_once_and_makes_a_threshold_stricter(season: Engine) -> None:
    clips = members(season)
    judge(season, clips[:5])
    owls(season, target=0.7)
    judge(season, clips[5:60])
    first = owls(season, target=0.7)
    assert not first["threshold"]["lookedBefore"]  # nothing was shown of five labels
    owls(season, target=0.7)
    judge(season, clips[60:])
    later = owls(season, target=0.7)
    assert later["threshold"]["lookedBefore"] and later["threshold"]["level"] == 0.975
    sample = season.catalog.samples.read(1)
    assert sample is not None
    assert [(each.labelled, each.what) for each in sample.looks] == [
        (60, "threshold"),
        (100, "threshold"),
    ]


def said_by(season: Engine, *people: str, settled: bool = False) -> EstimatedSpecies:
    """Estimate as if several people had judged all clips; the last disputes each tenth clip."""
    sample = season.catalog.samples.read(1)
    assert sample is not None

    def said(number: int, member: Member) -> list[Said]:
        disputes = number % 10 == 0
        words = [right(member) != (disputes and by == people[-1]) for by in people]
        found = [
            Said("YES" if word else "NO", by, "", True)
            for word, by in zip(words, people, strict=True)
        ]
        return [*found, *([Said("NO", "Di", "", True, True)] if disputes and settled else [])]

    told = [replace(each, said=said(number, each)) for number, each in enumerate(sample.members)]
    sample = replace(sample, members=told)
    part = sample.parts[0]
    found = reported(season, sample, part, target=None, level=0.95)
    return estimated_species(sample, part, found, 0.95)


def test_two_reviewers_agree_and_a_tie_is_unsure(season: Engine) -> None:
    told = said_by(season, "Ana", "Ben")
    (pair,) = told.agreement
    assert (pair.first, pair.second, pair.clips) == ("Ana", "Ben", 100)
    assert pair.raw == pytest.approx(0.9) and pair.counts[0][1] + pair.counts[1][0] == 10
    assert pair.ac1 is not None and pair.ac1.low is not None
    assert told.labels.unsure == 10 and told.agreement_of_all is None
    assert "judged by Ana, Ben" in told.methods


def test_what_settles_a_dispute_wins_and_is_no_opinion(season: Engine) -> None:
    told = said_by(season, "Ana", "Ben", settled=True)
    assert told.labels.unsure == 0 and told.labels.counted == 100
    (pair,) = told.agreement
    assert (pair.first, pair.second) == ("Ana", "Ben") and pair.raw == pytest.approx(0.9)


def test_most_of_three_reviewers_decide(season: Engine) -> None:
    told = said_by(season, "Ana", "Ben", "Cy")
    assert told.labels.unsure == 0 and len(told.agreement) == 3
    assert told.agreement_of_all is not None and told.agreement_of_all.value is not None
    assert said_by(season, "Ana").agreement == []


def test_a_sample_of_the_best_scores_gives_no_estimate(season: Engine) -> None:
    ask(season, "samples/draw", name="Best", species=[OWL], n=30, choose="top")
    judge(season, members(season, "Best"))
    (told,) = ask(season, "estimate", name="Best", target=0.9)["species"]
    assert told["thresholds"] == [] and told["threshold"] is None and told["curve"] is None
    assert told["withheld"]["sentence"] == (
        "This sample was chosen by top score: good for finding the species, not for estimating how "
        "often the model is right."
    )


def test_an_unknown_sample_or_species_is_named(season: Engine) -> None:
    assert wrong_field(season, "estimate", name="Gone") == "name"
    assert wrong_field(season, "estimate", sampleId=9) == "sampleId"
    assert wrong_field(season, "estimate", name="Owls", species=[TIT]) == "species.0"
    assert "It has Strix aluco." in str(
        refused(season, "estimate", name="Owls", species=[TIT]).data
    )


def test_the_contract_knows_every_reason_for_withholding_a_number() -> None:
    assert get_args(contract.WithheldKind) == get_args(WithheldKind)


def test_a_terminal_shows_the_estimates(season: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    judge(season, members(season))
    typed = parser().parse_args(["estimate", "Owls", "--target", "0.7"])
    assert run_command(season.settings, typed) == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert "Strix aluco: 100 clips of 480, 100 judged, 100 count" in printed
    assert "Threshold for 70%: 0." in printed
    assert "Wilson intervals on the effective sample size" in printed
