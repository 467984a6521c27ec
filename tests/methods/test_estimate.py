"""`estimate`: what the labels of a sample in a catalog say, and what is kept of a look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, get_args

import numpy as np
import pytest

from sidecar.app.engine import Engine
from sidecar.catalog.samples import (
    Item,
    Member,
    Part,
    Said,
    Sample,
    SampledModel,
    SampleRule,
)
from sidecar.cli.arguments import parser
from sidecar.cli.terminal import run_command
from sidecar.contract import estimates as contract
from sidecar.contract.estimates import EstimatedSpecies
from sidecar.estimates.said import recall_sentence
from sidecar.estimates.withheld import WithheldKind
from sidecar.methods.estimate import reported
from sidecar.methods.estimatedspecies import estimated_species
from sidecar.samples.design import Design
from sidecar.samples.draw import parted
from sidecar.samples.frame import Frame
from sidecar.samples.scores import Scores, logit_of, on_grid
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
    engine: Engine,
    chosen: list[Member],
    unsure: Callable[[Member], bool] = lambda member: False,
    *,
    by: str = "Ana",
    answer: Callable[[Member], bool] = right,
    **more: Any,
) -> None:
    decisions = [
        {
            "recordingId": each.recording_id,
            "species": each.species,
            "start": each.item.start_ms / 1000,
            "end": each.item.end_ms / 1000,
            "verified": "UNSURE" if unsure(each) else "YES" if answer(each) else "NO",
            **more,
        }
        for each in chosen
    ]
    ask(engine, "annotate", annotations=decisions, labeler={"name": by})


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


def test_people_who_judge_the_same_catalog_one_after_the_other_are_compared(
    season: Engine,
) -> None:
    clips = members(season)
    judge(season, clips, answer=lambda member: not right(member))
    judge(season, clips)  # a person's last word is the opinion
    judge(season, clips, by="Ben", answer=lambda each: right(each) != (each.rank % 10 == 0))
    told = owls(season)
    assert told["labels"]["unsure"] == 10
    (pair,) = told["agreement"]
    assert (pair["first"], pair["second"], pair["clips"]) == ("Ana", "Ben", 100)
    assert pair["raw"] == pytest.approx(0.9)
    disputed = [each for each in clips if each.rank % 10 == 0]
    judge(season, disputed, by="Ana", settles=True)
    told = owls(season)
    assert told["labels"]["unsure"] == 0
    assert told["agreement"][0]["raw"] == pytest.approx(0.9)


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


@pytest.mark.parametrize(
    "design", [{"by": "site"}, {"by": "hour"}, {"perRecording": 2}, {"blockSeconds": 30}]
)
def test_other_designs_estimate_the_same_share(season: Engine, design: dict[str, Any]) -> None:
    ask(season, "samples/draw", name="Other", species=[OWL], n=100, seed=6, **design)
    judge(season, members(season, "Other"))
    (told,) = ask(season, "estimate", name="Other")["species"]
    row = told["thresholds"][0]
    assert row["detections"] == 480 and row["labels"] == 100
    truth = np.mean([right(each) for each in every(season)])
    assert row["precision"]["low"] < truth < row["precision"]["high"]
    assert ("weighted by the detections" in told["methods"]) == ("by" not in design)


def every(engine: Engine) -> list[Member]:
    """Draw all detections of the owl."""
    ask(engine, "samples/draw", name="All", species=[OWL], n=480)
    return members(engine, "All")


def below(windows: int = 4_000, clips: int = 240) -> Sample:
    """Make a sample of all windows, of which people judged some: high ones are true."""
    rng = np.random.default_rng(8)
    logit = on_grid(rng.normal(-4, 3, windows))
    zeros = np.zeros(windows, np.int64)
    frame = Frame(["ab" * 12], zeros, 3_000 * np.arange(windows), logit, -2.197, -16.0)
    drawn = parted(frame, Design(), 1)
    scores = Scores.of(logit, drawn.cell, len(drawn.cells)).packed()
    edges = drawn.edges.tolist()
    part = Part(OWL, -2.197, -16.0, windows, 0, "f", edges, drawn.floor_band, drawn.cells, scores)
    found = []
    for rank, row in enumerate(drawn.rows(drawn.allocated(clips).order).tolist(), 1):
        cell = int(drawn.cell[row])
        item = Item("ab", 0, 3_000, float(logit[row]), cell, 0.0, 1.0, 0, rank, 1)
        band = drawn.cells[cell].band
        said = [Said("YES" if logit[row] > -3 else "NO", "Ana", "", True)]
        found.append(Member(rank, OWL, item, rank, 1, band, 1, f"s{rank % 9}", "u", False, said))
    model = SampledModel("m", "1", "a" * 64, "1")
    head = SampleRule("Deep", 1, "estimate", model, {}, "siteDay", "rank", "Ana")
    return Sample(1, head, [part], found, [])


def test_a_sample_below_the_floor_tells_recall_and_density(season: Engine) -> None:
    sample = below()
    (part,) = sample.parts
    told = estimated_species(
        sample, part, reported(season, sample, part, target=None, level=0.95), 0.95
    )
    logit = np.concatenate(part.kept_scores().cells) / 1e6
    row = told.thresholds[0]
    truth = (logit > -2.197).sum() / (logit > -3).sum()
    assert row.recall is not None and row.recall.recall is not None
    assert row.recall.low < truth < row.recall.high
    assert (row.recall.deepest, row.recall.sentence) == (
        -16,
        "Recall among all windows with sound.",
    )
    assert recall_sentence(-7.0) == (
        "Recall among windows scoring above 0.00091 only; calls the model scores lower are not "
        "counted."
    )
    assert told.density is not None
    assert told.density.low < (logit > -3).mean() < told.density.high
    high = next(each for each in told.thresholds if each.confidence == 0.9)
    assert high.recall is not None and high.recall.high < row.recall.recall


def test_an_unknown_sample_or_species_is_named(season: Engine) -> None:
    assert wrong_field(season, "estimate", name="Gone") == "name"
    assert wrong_field(season, "estimate", sampleId=9) == "sampleId"
    assert wrong_field(season, "estimate", name="Owls", species=[TIT]) == "species.0"
    assert "It has Strix aluco." in str(
        refused(season, "estimate", name="Owls", species=[TIT]).data
    )


def test_the_contract_knows_every_reason_for_withholding_a_number() -> None:
    kind = contract.WithheldNumber.model_fields["kind"]
    assert get_args(kind.annotation) == get_args(WithheldKind)


def test_a_terminal_shows_the_estimates(season: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    judge(season, members(season))
    typed = parser().parse_args(["estimate", "Owls", "--target", "0.7"])
    assert run_command(season.settings, typed) == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert "Strix aluco: 100 clips of 480, 100 judged, 100 count" in printed
    assert "Threshold for 70%: 0." in printed
    assert "Wilson intervals on the effective sample size" in printed
