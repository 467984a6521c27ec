"""What holds of every estimate: over all samples of small populations, and of any counts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations, permutations, product

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sidecar.estimates.agreement import coefficients
from sidecar.estimates.cells import Cells, cells_of_counts, cells_of_labels
from sidecar.estimates.coincidence import alpha_of_many
from sidecar.estimates.counting import counting
from sidecar.estimates.curve import Prior, fitted, plain_prior, sigmoid
from sidecar.estimates.majority import majority
from sidecar.estimates.precision import moments, precision
from sidecar.estimates.recall import recall
from sidecar.estimates.sample import Answer, SampleClip, judged
from sidecar.estimates.skips import first_clips
from sidecar.estimates.special import beta_integral, beta_quantile, student_quantile

EXACT = 1e-12


def members(answers: Sequence[Answer | None], cells: Sequence[int] = ()) -> list[SampleClip]:
    where = cells or [0] * len(answers)
    return [
        SampleClip(rank, where[rank], 0.0, answer, f"r{rank}")
        for rank, answer in enumerate(answers)
    ]


def test_stratified_precision_is_unbiased_over_all_samples_and_so_is_its_variance() -> None:
    strata = [(1, 0, 1, 1), (1, 0, 0)]
    draws = product(*(combinations(stratum, 2) for stratum in strata))
    found = [moments(cells_of_counts([4, 3], [2, 2], [sum(a), sum(b)])) for a, b in draws]
    points = np.array([each.point for each in found])
    assert len(points) == 18
    assert points.mean() == pytest.approx(4 / 7, abs=EXACT)
    assert points.var() == pytest.approx(3 / 98, abs=EXACT)
    assert np.mean([each.variance for each in found]) == pytest.approx(3 / 98, abs=EXACT)


def test_weights_make_up_for_a_cap_over_all_samples() -> None:
    recordings = [[1], [1, 0], [0, 1, 1]]
    totals, naive = [], []
    for candidates in product(*([(y, len(each)) for y in each] for each in recordings)):
        for drawn in combinations(candidates, 2):
            yes = np.array([y for y, _ in drawn], np.bool_)
            weight = np.array([w for _, w in drawn], np.float64)
            cells = cells_of_labels(np.array([6]), np.zeros(2, int), yes, weight, thinned=True)
            totals.append(len(candidates) / 2 * float(cells.weight_yes[0]))
            naive.append(yes.mean())
    assert np.mean(totals) == pytest.approx(4, abs=EXACT)
    assert np.mean(naive) == pytest.approx(13 / 18, abs=EXACT)


def test_the_first_clip_of_a_unit_is_unbiased_and_all_its_judged_clips_are_not() -> None:
    estimates, yes, judged_clips = [], 0, 0
    for order in permutations([True, False, True, False]):
        first = order.index(True)
        unit = [
            SampleClip(
                rank=place,
                cell=0,
                logit=0.0,
                answer=None if place > first else "YES" if true else "NO",
                recording="r",
                u=place / 10,
                unit="a night",
                skipped=place > first,
                turn=None if place > first else place,
            )
            for place, true in enumerate(order)
        ]
        found = first_clips(unit)
        answers = judged(found.members, thinned=True)
        assert (found.counted, found.of, found.refused) == (1, 4, 0)
        assert answers.weight.tolist() == [4.0]
        estimates.append(float(answers.yes[0]))
        yes, judged_clips = yes + 1, judged_clips + first + 1
    assert np.mean(estimates) == pytest.approx(1 / 2, abs=EXACT)
    assert yes / judged_clips == pytest.approx(3 / 5, abs=EXACT)


def test_a_unit_judged_in_another_order_is_left_out_and_said_so() -> None:
    unit = [
        SampleClip(0, 0, 0.0, None, "r", u=0.1, unit="night", skipped=True),
        SampleClip(1, 0, 0.0, "YES", "r", u=0.2, unit="night", turn=0),
        SampleClip(2, 0, 0.0, "NO", "r", u=0.3, unit="another", turn=1),
    ]
    found = first_clips(unit)
    assert [each.rank for each in found.members] == [2]
    assert found.sentence("site-day") == (
        "Some clips were skipped after their site-day was confirmed. Only the first clip of each "
        "such unit was counted (0 of 2). 1 unit was judged in another order and left out."
    )


@st.composite
def counts(draw: st.DrawFn) -> tuple[list[int], list[int], list[int]]:
    """Give detections, labels and YES of one to five bands, with a label at least."""
    labels = draw(st.lists(st.integers(0, 40), min_size=1, max_size=5))
    assume(sum(labels))
    yes = [draw(st.integers(0, n)) for n in labels]
    detections = [n + draw(st.integers(0, 500)) for n in labels]
    return detections, labels, yes


def _doubled(of: tuple[list[int], ...]) -> Cells:
    return cells_of_counts(*([2 * each for each in part] for part in of))


@given(counts())
def test_limits_hold_the_point_and_shrink_with_the_sample_and_widen_with_the_level(
    of: tuple[list[int], list[int], list[int]],
) -> None:
    found = precision(cells_of_counts(*of))
    assert 0 <= found.low <= found.point <= found.high <= 1
    wide = found.high - found.low
    double = precision(_doubled(of))
    assert double.high - double.low <= wide + EXACT
    sure = precision(cells_of_counts(*of), level=0.99)
    assert sure.low <= found.low + EXACT and sure.high >= found.high - EXACT
    if of[0] == of[1]:
        assert wide == 0


@given(counts())
def test_yes_for_no_mirrors_the_estimate(of: tuple[list[int], list[int], list[int]]) -> None:
    detections, labels, yes = of
    found = precision(cells_of_counts(detections, labels, yes))
    no = [n - x for n, x in zip(labels, yes, strict=True)]
    other = precision(cells_of_counts(detections, labels, no))
    assert (other.point, other.low, other.high) == pytest.approx(
        (1 - found.point, 1 - found.high, 1 - found.low), abs=1e-9
    )


@given(counts(), counts())
def test_limits_of_recall_hold_it(
    above: tuple[list[int], list[int], list[int]], below: tuple[list[int], list[int], list[int]]
) -> None:
    found = recall(cells_of_counts(*above), cells_of_counts(*below))
    low, high = found.recall_limits
    assert 0 <= low <= high <= 1
    if found.recall is not None:
        assert low - 1e-9 <= found.recall <= high + 1e-9
    assert found.f1_limits.low - 1e-9 <= found.f1 <= found.f1_limits.high + 1e-9
    if found.missed.point == 0 and below[0] != below[1] and found.found.point > 0:
        assert high == 1 and low < 1


scores = st.floats(-10, 10).map(lambda value: round(value, 3))


@given(st.lists(st.tuples(scores, st.booleans()), min_size=1, max_size=60), scores)
def test_a_curve_is_the_mode_and_one_more_yes_never_lowers_it_there(
    labels: list[tuple[float, bool]], at: float
) -> None:
    s, y = np.array([score for score, _ in labels]), np.array([yes for _, yes in labels])
    curve = fitted(s, y)
    prior = plain_prior()
    line = np.array([curve.intercept, curve.slope])
    x = np.column_stack([np.ones(len(s)), s])
    slope = x.T @ (y - sigmoid(x @ line)) - np.linalg.solve(prior.variance, line - prior.mean)
    assert np.abs(slope).max() < 1e-8
    more = fitted(np.append(s, at), np.append(y, True))
    there = np.array([at])
    assert more.probability(there)[0] >= curve.probability(there)[0] - 1e-9
    assert np.isfinite(curve.covariance).all()


tables = st.lists(st.integers(0, 30), min_size=4, max_size=4).filter(lambda each: sum(each) > 1)


@given(tables)
def test_agreement_does_not_depend_on_who_is_first_and_is_one_without_a_dispute(
    table: list[int],
) -> None:
    both, first, second, neither = table
    found = coefficients([[both, first], [second, neither]])
    swapped = coefficients([[both, second], [first, neither]])
    for name in ("kappa", "ac1", "alpha"):
        one, other = getattr(found, name).value, getattr(swapped, name).value
        assert one is other is None or one == pytest.approx(other, abs=1e-12)
    if both and neither:
        same = coefficients([[both, 0], [0, neither]])
        assert same.kappa.value == same.ac1.value == same.alpha.value == 1


@given(st.lists(st.lists(st.integers(-1, 2), min_size=3, max_size=3), min_size=1, max_size=20))
def test_alpha_of_many_reviewers_does_not_depend_on_their_order(answers: list[list[int]]) -> None:
    table = np.array(answers)
    one, other = alpha_of_many(table).value, alpha_of_many(table[:, ::-1]).value
    assert one is other is None or one == pytest.approx(other, abs=1e-12)


answers = st.sampled_from(["YES", "NO", "UNSURE", None])


@given(st.lists(answers, max_size=30), st.sets(st.integers(1, 30)), st.booleans())
def test_the_answers_that_count_lie_in_finished_batches_or_lead_in_the_order_of_the_draw(
    given_answers: list[Answer | None], ends: set[int], by_rank: bool
) -> None:
    found = counting(members(given_answers), sorted(ends), by_rank=by_rank)
    reach = len(found.members)
    assert None not in given_answers[:reach]
    assert found.waiting == sum(each is not None for each in given_answers[reach:])
    if by_rank:
        assert reach == len(given_answers) or given_answers[reach] is None
    else:
        assert reach in ends | {0, len(given_answers)}
    if None not in given_answers:
        assert reach == len(given_answers)
    if reach < len(given_answers):
        assert found.left > 0


HALF: list[tuple[Answer | None, int]] = [("YES", 40), ("NO", 4), (None, 16)]


def test_labels_of_an_unfinished_batch_wait_unless_shown_in_the_order_of_the_draw() -> None:
    half = members([each for each, n in HALF for _ in range(n)])
    waits = counting(half, [30, 60], by_rank=False)
    assert len(waits.members) == 30
    assert waits.sentence() == "14 labels wait: 16 clips of this batch are still to do."
    assert len(counting(half, [30, 60], by_rank=True).members) == 44


def test_the_order_on_screen_changes_nothing_once_all_batches_are_finished() -> None:
    words: list[Answer] = ["YES", "NO", "UNSURE"]
    whole = members(words * 20)
    one, other = (counting(whole, [30], by_rank=each) for each in (True, False))
    assert one == other and one.sentence() is None


def test_a_majority_decides_a_tie_is_unsure_and_an_adjudicator_wins() -> None:
    assert majority(["YES", "NO", "YES"]) == "YES"
    assert majority(["YES", "NO", "UNSURE"]) == "UNSURE"
    assert majority(["UNSURE", "NO"]) == "NO"
    assert majority(["YES", "NO"], adjudicated="NO") == "NO"
    assert majority([]) is None


@given(
    st.floats(0.001, 0.999), st.floats(0.5, 300), st.sampled_from([0.5, 1.0, 2.5, 7.0, 40.0, 400.0])
)
def test_quantiles_undo_the_integral(q: float, a: float, b: float) -> None:
    assert beta_integral(a, b, beta_quantile(q, a, b)) == pytest.approx(q, abs=1e-9)


def test_quantiles_equal_those_of_another_program() -> None:
    stats = pytest.importorskip("scipy.stats", reason="SciPy's distributions are not installed.")
    for freedom in (1, 2, 3, 9, 50, 1e3, 1e5):
        for q in (0.9, 0.95, 0.975, 0.9875, 0.9999):
            other = stats.t.ppf(q, freedom)
            assert student_quantile(q, freedom) == pytest.approx(other, rel=1e-6)
    assert student_quantile(0.975, math.inf) == pytest.approx(stats.norm.ppf(0.975))


def test_kappa_and_curves_equal_those_of_another_program() -> None:
    metrics = pytest.importorskip("sklearn.metrics", reason="scikit-learn is not installed.")
    linear = pytest.importorskip("sklearn.linear_model", reason="scikit-learn is not installed.")
    rng = np.random.default_rng(5)
    one, other = rng.integers(0, 3, 200), rng.integers(0, 3, 200)
    other = np.where(rng.random(200) < 0.6, one, other)
    table = np.zeros((3, 3))
    np.add.at(table, (one, other), 1)
    assert coefficients(table).kappa.value == pytest.approx(metrics.cohen_kappa_score(one, other))
    s = rng.normal(0, 2, 300)
    y = rng.random(300) < sigmoid(0.3 + 0.9 * s)
    free = linear.LogisticRegression(C=4.0, tol=1e-10, max_iter=10_000).fit(s[:, np.newaxis], y)
    curve = fitted(s, y, Prior(np.zeros(2), np.diag([1e9, 4.0])))
    assert (curve.intercept, curve.slope) == pytest.approx(
        (free.intercept_[0], free.coef_[0, 0]), abs=1e-5
    )


def test_limits_cover_the_truth_of_a_population() -> None:
    """400 draws of 60 from 600 detections in five bands, of which 480 are true."""
    rng = np.random.default_rng(17)
    sizes, true = [200, 160, 120, 80, 40], [120, 128, 112, 80, 40]
    drawn = [16, 14, 12, 10, 8]
    covered = 0
    for _ in range(400):
        yes = [
            int(rng.hypergeometric(x, n - x, m)) for n, x, m in zip(sizes, true, drawn, strict=True)
        ]
        found = precision(cells_of_counts(sizes, drawn, yes))
        covered += found.low <= 0.8 <= found.high
    assert 0.93 <= covered / 400 <= 0.99
