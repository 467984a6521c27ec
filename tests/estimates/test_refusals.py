"""When a number is withheld, and in which words."""

from __future__ import annotations

import numpy as np
import pytest

from sidecar.estimates.above import (
    Precision,
    PrecisionElsewhere,
    above,
    elsewhere,
    expected_true,
    in_catalog,
)
from sidecar.estimates.frame import JudgedFrame
from sidecar.estimates.missed import density, recall_above
from sidecar.estimates.precision import Share
from sidecar.estimates.probability import Probability, Unfit, probability
from sidecar.estimates.recall import Recall
from sidecar.estimates.reviewers import Overlap, agreement
from sidecar.estimates.sample import Answer, Answers, SampleClip, judged
from sidecar.estimates.sites import SiteCurves, site_curves
from sidecar.estimates.threshold import choose, grid_above, level_after
from sidecar.estimates.withheld import Withheld
from sidecar.samples.scores import Scores

NAMES = ["0.1-0.5", "0.5-0.9", "0.9-1"]
LOGITS = [-1.0, 1.0, 3.0]


def frame(*totals: int) -> JudgedFrame:
    cells = np.repeat(np.arange(3), totals)
    return JudgedFrame(NAMES, Scores.of(np.array(LOGITS)[cells], cells, 3), -2.197)


def labels(cell: int, answers: str, sites: int = 0) -> list[SampleClip]:
    """Make members of one cell: + is YES, - NO, ? UNSURE."""
    words: dict[str, Answer] = {"+": "YES", "-": "NO", "?": "UNSURE"}
    return [
        SampleClip(
            rank,
            cell,
            LOGITS[cell],
            words[each],
            f"r{rank % 40}",
            f"s{rank % sites}" if sites else None,
        )
        for rank, each in enumerate(answers)
    ]


def answers(*parts: list[SampleClip]) -> Answers:
    return judged([member for part in parts for member in part])


def refused(found: object) -> str:
    assert isinstance(found, Withheld)
    return found.sentence


HALF = [labels(cell, "+-" * 10, sites=8) for cell in range(3)]
BIG = frame(500, 300, 200)


@pytest.mark.parametrize(
    ("given", "of", "sentence"),
    [
        (answers(), BIG, "Nobody has listened yet: an estimate needs 20 clips (100 recommended)."),
        (answers(), frame(0, 0, 0), "No detection scores 0.1 or more."),
        (
            answers(labels(2, "++++")),
            frame(2, 5, 6),
            "Only 13 detections above 0.1: judge the other 9, and the precision is a count and no "
            "estimate.",
        ),
        (
            answers(labels(0, "+"), labels(1, "++"), labels(2, "++--++")),
            BIG,
            "9 labels above 0.1: too few for an estimate (20 needed).",
        ),
        (
            answers(*(labels(cell, "+-++") for cell in range(3))),
            BIG,
            "12 labels above 0.1: too few for an estimate (20 needed). The true precision could be "
            "anywhere from 36.5 to 94 %.",
        ),
        (
            answers(labels(2, "+-" * 20)),
            BIG,
            "80 % of the detections above 0.1 lie in score bands nobody has listened to (0.1-0.5, "
            "0.5-0.9). Label 4 more there.",
        ),
        (
            answers(*(labels(cell, "++-??" * 3) for cell in range(3))),
            BIG,
            "40 % unsure: between 40 and 80 % depending on what they are.",
        ),
    ],
    ids=["nobody", "no detection", "few detections", "nine", "twelve", "unheard", "unsure"],
)
def test_precision_is_withheld(given: Answers, of: JudgedFrame, sentence: str) -> None:
    assert refused(in_catalog(above(given, of, 0.1))) == sentence


def test_precision_of_all_detections_is_a_count() -> None:
    found = in_catalog(above(answers(labels(2, "+++-")), frame(0, 0, 4), 0.1))
    assert isinstance(found, Precision)
    assert (found.point, found.low, found.high, found.form) == (0.75, 0.75, 0.75, "count")


def test_few_wrong_labels_make_the_point_a_lower_limit() -> None:
    found = in_catalog(above(answers(*(labels(cell, "+" * 10) for cell in range(3))), BIG, 0.1))
    assert isinstance(found, Precision) and found.form == "atLeast"
    many = in_catalog(above(answers(*HALF), BIG, 0.1))
    assert isinstance(many, Precision) and many.form == "point"
    assert expected_true(above(answers(*HALF), BIG, 0.1), many).point == pytest.approx(500)


def test_unsure_widens_the_limits_and_leaves_the_point() -> None:
    def found(each: str) -> Precision:
        share = in_catalog(above(answers(*(labels(cell, each) for cell in range(3))), BIG, 0.1))
        assert isinstance(share, Precision)
        return share

    sure, unsure = found("++-++-+-++"), found("++-++-+-++??")
    assert unsure.point == pytest.approx(sure.point)
    assert unsure.low < sure.low and unsure.high > sure.high - 0.01


def test_precision_elsewhere_needs_five_sites_or_recordings() -> None:
    part = above(answers(*HALF), BIG, 0.1)
    sites = elsewhere(part)
    assert isinstance(sites, PrecisionElsewhere) and (sites.clusters, sites.share.clusters) == (
        "site",
        8,
    )
    few = [labels(cell, "+-" * 10, sites=3) for cell in range(3)]
    recordings = elsewhere(above(answers(*few), BIG, 0.1))
    assert isinstance(recordings, PrecisionElsewhere) and recordings.clusters == "recording"
    here = in_catalog(part)
    assert isinstance(here, Precision)
    assert sites.share.point == pytest.approx(here.point)
    one = [SampleClip(rank, 0, -1.0, "YES", "the same") for rank in range(20)]
    assert refused(elsewhere(above(judged(one), BIG, 0.1))) == (
        "Labels come from 1 recording; at least 5 are needed to speak of other recordings."
    )


def test_a_threshold_that_is_not_certified_says_how_many_clips_would_do() -> None:
    given = answers(labels(0, "+-" * 10), labels(1, "+" * 15 + "-" * 5), labels(2, "+" * 19 + "-"))
    found = choose(0.9, grid_above(given, BIG))
    assert found.chosen is None
    assert refused(found.withheld) == (
        "No threshold can be certified for 90 % with 60 labels. At 0.8 the estimate is 95 %; "
        "about 112 more clips above 0.8 would be needed."
    )
    best, *next_two = found.further
    assert (best.confidence, best.above, best.drawn) == (0.8, 112, 336)
    assert [each.confidence for each in next_two] == [0.85, 0.9]


def test_a_target_above_every_estimate_is_not_reachable() -> None:
    assert refused(choose(0.9, grid_above(answers(*HALF), BIG)).withheld) == (
        "No threshold can be certified for 90 % with 60 labels. It is not reachable: the estimate "
        "itself is below."
    )


def test_a_look_at_fewer_labels_asks_for_more_certainty() -> None:
    assert level_after([], 60) == level_after([60], 60) == 0.95
    assert level_after([30, 60], 60) == pytest.approx(0.975)


def deep(yes_below: int, labels_below: int = 60) -> tuple[Answers, JudgedFrame]:
    given = [
        SampleClip(n, 0, -5.0, "YES" if n < yes_below else "NO", "r") for n in range(labels_below)
    ]
    given += [SampleClip(n, 1, 2.0, "YES" if n % 4 else "NO", "r") for n in range(60)]
    cells = np.repeat([0, 1], [5_000, 400])
    scores = Scores.of(np.array([-5.0, 2.0])[cells], cells, 2)
    return judged(given), JudgedFrame(["0-0.1", "0.1-1"], scores, -2.197, {0}, -16.0)


def test_recall_needs_labels_below_the_threshold_and_enough_of_them() -> None:
    def found(*of: int) -> object:
        given, whole = deep(*of)
        return recall_above(given, above(given, whole, 0.1))

    given, shallow = answers(*HALF), BIG
    assert "holds no judged clip below" in refused(recall_above(given, above(given, shallow, 0.5)))
    assert refused(found(3, 50)) == (
        "Recall not given: 110 labels, 45 right above the threshold (120 labels, 10 right needed)."
    )
    assert refused(found(0)).startswith(
        "No missed call among 60 clips below the threshold: recall is at least "
    )
    some = found(3)
    assert isinstance(some, Recall) and some.recall == pytest.approx(300 / (300 + 250))


def test_call_density_needs_all_windows() -> None:
    given, whole = deep(3)
    found = density(given, whole)
    assert isinstance(found, Share) and found.point == pytest.approx((250 + 300) / 5_400)
    assert "leaves out the windows that score lowest" in refused(density(given, BIG))


def test_probabilities_need_labels_of_both_kinds_and_a_curve_that_rises_and_fits() -> None:
    def sentence(*parts: str) -> str:
        given = answers(*(labels(cell, part) for cell, part in enumerate(parts)))
        found = probability(given, BIG)
        assert isinstance(found, Unfit)
        return found.withheld.sentence

    assert sentence("-", "", "+" * 20) == (
        "Probability not given: 21 labels, 20 right, 1 wrong (20 labels, 3 of each needed)."
    )
    assert "higher scores were not right more often" in sentence("+" * 60, "+-" * 30, "-" * 60)
    assert sentence("+" * 30 + "-" * 10, "-" * 40, "+" * 40) == (
        "The curve does not fit band 0.5-0.9 (58.6 % fitted, 0 to 8.8 % seen): probabilities "
        "withheld."
    )


def test_a_probability_comes_with_its_table_and_only_near_the_labels() -> None:
    given = answers(labels(0, "-" * 9 + "+"), labels(1, "+-" * 5), labels(2, "+" * 9 + "-"))
    found = probability(given, BIG)
    assert isinstance(found, Probability) and found.rough
    assert [row.band for row in found.table] == NAMES
    assert [row.labels for row in found.table] == [10, 10, 10]
    assert np.isnan(found.values(np.array([-2.5, 0.0, 4.5]))).tolist() == [True, False, True]
    assert 0 < found.reliability.brier < 0.25 and found.reliability.held_out is None


def test_curves_of_sites_need_120_labels_and_five_of_a_site() -> None:
    assert refused(site_curves(answers(*HALF))) == (
        "No site estimate: 60 labels in 8 sites (120 labels needed, and 5 of a site)."
    )
    many = _sites(np.random.default_rng(3))
    found = site_curves(judged(many))
    assert isinstance(found, SiteCurves)
    alone, busy = (found.density(site, np.linspace(-2, 3, 50)) for site in (0, 1))
    assert refused(alone) == (
        "No site estimate: 1 label in 1 site (120 labels needed, and 5 of a site)."
    )
    assert not isinstance(busy, Withheld)
    share, (low, high) = busy
    assert 0 < low < share < high < 1


def _sites(rng: np.random.Generator) -> list[SampleClip]:
    """Make 240 labels of a site with one and six with many, of which each is right by chance."""
    return [
        SampleClip(
            rank,
            0,
            float(rng.normal()),
            "YES" if rng.random() < 0.5 else "NO",
            "r",
            f"s{rank % 6}" if rank else "alone",
        )
        for rank in range(240)
    ]


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ((10, 1, 1, 10), "Both reviewers judged 22 clips: agreement needs 30."),
        ((40, 0, 0, 0), "Both said YES every time: agreement cannot be told from luck."),
        (
            (90, 4, 5, 1),
            "A reviewer said NO to 5.5 clips in the mean: an interval for kappa and alpha "
            "needs 10.",
        ),
        ((40, 3, 4, 13), None),
    ],
    ids=["few", "one answer", "a rare answer", "enough"],
)
def test_agreement_says_what_it_cannot_tell(
    counts: tuple[int, int, int, int], sentence: str | None
) -> None:
    pairs: list[tuple[Answer, Answer]] = []
    for times, pair in zip(
        counts, (("YES", "YES"), ("YES", "NO"), ("NO", "YES"), ("NO", "NO")), strict=True
    ):
        pairs += [pair] * times  # type: ignore[list-item]
    found = agreement([one for one, _ in pairs], [other for _, other in pairs])
    assert (None if found.withheld is None else found.withheld.sentence) == sentence
    made = found.coefficients
    assert (made is None) == (sum(counts) < 30)
    if made is not None:
        assert (made.kappa.limits is None) == (sentence is not None)
        assert made.ac1.limits is not None


def test_many_unsure_are_an_answer_of_their_own() -> None:
    given: list[tuple[Answer | None, int]] = [("YES", 30), ("NO", 20), ("UNSURE", 10), (None, 1)]
    one = [each for each, n in given for _ in range(n)]
    found = agreement(one, one)
    assert found.unsure_counts and found.clips == 60
    assert found.coefficients is not None and found.coefficients.kappa.value == 1
    few = agreement(one[:51], [*one[:50], "YES"])
    assert not few.unsure_counts and few.clips == 50 and few.counts[2][0] == 1


def test_two_models_share_a_part_of_what_either_reports() -> None:
    assert Overlap(6, 2, 2).share == 0.6
    assert Overlap(0, 0, 0).share is None
