"""The golden cases of the design, to six digits."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sidecar.estimates.agreement import alpha, coefficients
from sidecar.estimates.cells import Cells, cells_of_counts, cells_of_labels
from sidecar.estimates.clusters import clustered
from sidecar.estimates.coincidence import alpha_of_many
from sidecar.estimates.curve import Prior, fitted
from sidecar.estimates.frame import JudgedFrame, band_names
from sidecar.estimates.further import labels_needed
from sidecar.estimates.pooling import shared_prior
from sidecar.estimates.precision import Share, precision
from sidecar.estimates.proportion import clopper_pearson, wilson_of_counts
from sidecar.estimates.recall import recall
from sidecar.estimates.sample import SampleClip, judged
from sidecar.estimates.special import beta_quantile, student_quantile
from sidecar.estimates.threshold import choose, grid_above
from sidecar.samples.design import Design
from sidecar.samples.draw import Drawing, parted
from sidecar.samples.frame import Frame
from sidecar.samples.scores import Scores

SIX = 6e-7
BANDS = cells_of_counts([400, 300, 200, 80, 20], [16, 14, 13, 9, 8], [4, 8, 11, 9, 8])
ABOVE = cells_of_counts([300, 150, 50], [15, 10, 5], [9, 9, 5])
SCORES = np.array([-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2, 3])
YES = np.array([0, 0, 0, 1, 0, 1, 0, 1, 1, 1], np.bool_)


def six(value: float) -> object:
    return pytest.approx(value, abs=SIX)


def limits(share: Share) -> list[float]:
    return [share.point, share.low, share.high, share.effective]


def test_quantiles() -> None:
    assert beta_quantile(0.025, 3, 8) == six(0.066740)
    assert beta_quantile(0.975, 4, 7) == six(0.652453)
    assert student_quantile(0.975, 4) == six(2.776445)
    assert student_quantile(0.975, 57) == six(2.002465)
    assert student_quantile(0.95, 1) == six(6.313752)


@pytest.mark.parametrize(
    ("yes", "n", "score", "exact"),
    [
        (8, 10, (0.490162, 0.943318), (0.443905, 0.974789)),
        (19, 20, (0.763869, 0.991119), (0.751267, 0.998735)),
        (50, 50, (0.928652, 1.0), (0.928878, 1.0)),
        (0, 12, (0.0, 0.242494), (0.0, 0.264648)),
        (45, 60, (0.627679, 0.842235), (0.621404, 0.852814)),
    ],
)
def test_intervals_of_one_share(
    yes: int, n: int, score: tuple[float, float], exact: tuple[float, float]
) -> None:
    assert wilson_of_counts(yes, n) == pytest.approx(score, abs=SIX)
    assert clopper_pearson(yes, n) == pytest.approx(exact, abs=SIX)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (BANDS, [0.540659, 0.416201, 0.660244, 62.999465]),
        (
            cells_of_counts([500, 300, 200], [10, 10, 10], [10, 10, 10]),
            [1.0, 0.865224, 1.0, 27.027027],
        ),
        (cells_of_counts([6, 4], [6, 4], [5, 4]), [0.9, 0.9, 0.9, math.inf]),
        (
            cells_of_counts([50, 40, 30, 10], [0, 4, 0, 5], [0, 3, 0, 5]),
            [0.826923, 0.329766, 0.978901, 5.0],
        ),
    ],
    ids=["five bands", "all YES", "census", "merged"],
)
def test_stratified_precision(cells: Cells, expected: list[float]) -> None:
    assert limits(precision(cells)) == pytest.approx(expected, abs=SIX)


def test_bands_without_a_label_join_the_next_one_above_else_below() -> None:
    cells = cells_of_counts([50, 40, 30, 10], [0, 4, 0, 5], [0, 3, 0, 5])
    assert np.column_stack([cells.detections, cells.labels, cells.yes]).tolist() == [
        [90.0, 4.0, 3.0],
        [40.0, 5.0, 5.0],
    ]
    assert cells.bands == ((0, 1), (2, 3))
    assert cells_of_counts([5, 4, 3], [0, 2, 0], [0, 1, 0]).bands == ((0, 1, 2),)


def test_thinned_precision() -> None:
    cells = cells_of_labels(
        np.array([60, 40, 0]),
        np.array([0, 0, 0, 0, 0, 1, 1, 1]),
        np.array([1, 0, 1, 1, 0, 1, 1, 1], np.bool_),
        np.array([1, 2.5, 1, 4, 1, 1, 1, 3]),
        thinned=True,
    )
    expected = [0.778947, 0.323400, 0.962934, 6.313066]
    assert limits(precision(cells)) == pytest.approx(expected, abs=SIX)


def test_clustered_precision() -> None:
    groups = ["1110", "11", "100", "111", "0", "11", "1", "01"]
    yes = np.array([answer == "1" for answer in "".join(groups)])
    weight = np.where(np.arange(len(yes)) < 9, 2.0, 1.0)
    cluster = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
    found = clustered(yes, weight, cluster)
    expected = [0.703704, 0.384977, 0.900112, 13.032095, 0.145851]
    assert [*limits(found), found.icc] == pytest.approx(expected, abs=SIX)
    assert found.clusters == 8


@pytest.mark.parametrize(
    ("target", "point", "labels"),
    [
        (0.9, 0.95, 139),
        (0.9, 0.97, 71),
        (0.8, 0.9, 62),
        (0.95, 0.98, 203),
        (0.9, 0.92, 865),
        (0.9, 0.9, math.inf),
    ],
)
def test_further_labels(target: float, point: float, labels: float) -> None:
    assert labels_needed(target, point) == labels


@pytest.mark.parametrize(
    ("yes_below", "of_recall", "of_f1"),
    [
        ([0, 1, 2], [0.593496, 0.218941, 0.890949], [0.654709, 0.328651, 0.820863]),
        ([0, 0, 0], [1.0, 0.241534, 1.0], [0.843931, 0.355191, 0.925267]),
    ],
    ids=["some below", "none below"],
)
def test_recall_and_f1(yes_below: list[int], of_recall: list[float], of_f1: list[float]) -> None:
    found = recall(ABOVE, cells_of_counts([6000, 1500, 500], [15, 10, 10], yes_below))
    assert [found.recall, *found.recall_limits] == pytest.approx(of_recall, abs=SIX)
    assert [found.f1, *found.f1_limits] == pytest.approx(of_f1, abs=SIX)
    if any(yes_below):
        assert limits(found.found)[:3] == pytest.approx([365.0, 270.730795, 430.463880], abs=SIX)
        missed = [250.0, 44.832029, 1246.922131]
        assert limits(found.missed)[:3] == pytest.approx(missed, abs=SIX)


def test_curves() -> None:
    curve = fitted(SCORES, YES)
    assert [curve.intercept, curve.slope] == pytest.approx([-0.362086, 0.984085], abs=SIX)
    assert curve.covariance.ravel()[[0, 1, 3]] == pytest.approx(
        [0.528017, -0.039368, 0.153200], abs=SIX
    )


def test_curves_of_a_few_equal_answers_and_of_another_prior() -> None:
    three = fitted(np.array([1.0, 2.0, 3.0]), np.ones(3, np.bool_))
    assert [three.intercept, three.slope] == pytest.approx([0.386936, 0.930553], abs=SIX)
    flat = Prior(np.zeros(2), np.diag([1e12, 4.0]))
    loose = fitted(SCORES, YES, flat)
    assert [loose.intercept, loose.slope] == pytest.approx([-0.310150, 1.164704], abs=2e-6)


def test_curves_of_many_species() -> None:
    species = [
        (SCORES, YES),
        (SCORES + 0.5, ~YES[::-1]),
        (np.array([-1.0, 0.0, 1.0, 2.0]), np.array([0, 1, 1, 1], np.bool_)),
    ]
    prior = shared_prior(species)
    assert prior.mean == pytest.approx([-0.343917, 1.163914], abs=SIX)
    assert prior.variance.ravel()[[0, 1, 3]] == pytest.approx(
        [2.474258, -0.006172, 0.208143], abs=SIX
    )
    curves = [fitted(logits, yes, prior) for logits, yes in species]
    assert [(each.intercept, each.slope) for each in curves] == [
        pytest.approx(line, abs=SIX)
        for line in [(-0.325611, 1.207710), (-0.790245, 1.189411), (0.412147, 1.276580)]
    ]


AGREEMENT = [
    (
        [[40, 3], [4, 13]],
        [0.707521, 0.105558, 0.496301, 0.918741],
        [0.805960, 0.073909, 0.658067, 0.953852],
        [0.709857, 0.104550, 0.500654, 0.919060],
    ),
    (
        [[90, 4], [5, 1]],
        [0.134615, 0.194054, -0.250430, 0.519660],
        [0.899559, 0.034696, 0.830714, 0.968404],
        [0.138528, 0.192832, -0.244092, 0.521148],
    ),
]


@pytest.mark.parametrize(("counts", "of_kappa", "of_ac1", "of_alpha"), AGREEMENT)
def test_agreement(
    counts: list[list[int]], of_kappa: list[float], of_ac1: list[float], of_alpha: list[float]
) -> None:
    found = coefficients(counts)
    for each, expected in zip(
        (found.kappa, found.ac1, found.alpha), (of_kappa, of_ac1, of_alpha), strict=True
    ):
        assert each.limits is not None
        assert [each.value, each.error, *each.limits] == pytest.approx(expected, abs=SIX)


@pytest.mark.parametrize("counts", [row[0] for row in AGREEMENT])
def test_the_matrix_of_coincidences_gives_the_alpha_of_two(counts: list[list[int]]) -> None:
    rows = [(i, j) for i in (0, 1) for j in (0, 1) for _ in range(counts[i][j])]
    found, other = alpha_of_many(np.array(rows)), coefficients(counts).alpha
    assert found.value == pytest.approx(alpha(np.array(counts, np.float64)))
    assert found.error == pytest.approx(other.error)
    assert found.limits == pytest.approx(other.limits)


def test_agreement_of_one_answer_alone() -> None:
    found = coefficients([[20, 0], [0, 0]])
    assert (found.kappa.value, found.ac1.value, found.alpha.value) == (None, 1.0, None)


N = 300
START_MS = 3_000 * np.arange(N)
LOGITS = -2.19 + 8 * np.arange(N) / 299
TRUE = np.array([(7 * i) % 10 < 3 + i // 40 for i in range(N)])


def drawing() -> Drawing:
    frame = Frame(["ab" * 12], np.zeros(N, np.int64), START_MS, LOGITS, -2.197)
    return parted(frame, Design(), 11)


def members(n: int) -> tuple[list[SampleClip], JudgedFrame]:
    drawn = drawing()
    rows = drawn.rows(drawn.allocated(n).order)
    found = [
        SampleClip(
            rank, int(drawn.cell[row]), float(LOGITS[row]), "YES" if TRUE[row] else "NO", "r"
        )
        for rank, row in enumerate(rows)
    ]
    names = band_names(drawn.edges.tolist(), -2.197)
    scores = Scores.of(LOGITS, drawn.cell, len(drawn.cells))
    return found, JudgedFrame(names, scores, -2.197)


WHOLE = [
    (0.1, 300, 100, 0.660833, 0.580852, 0.732579, 150.0, 0.626667),
    (0.5, 218, 72, 0.789373, 0.701288, 0.856788, 107.506849, 0.729358),
    (0.8, 166, 54, 0.868330, 0.774558, 0.926785, 80.035714, 0.789157),
    (0.9, 136, 47, 0.886555, 0.789630, 0.942097, 71.820225, 0.830882),
    (0.95, 108, 36, 0.945602, 0.845701, 0.982184, 54.0, 0.870370),
    (0.98, 72, 24, 1.0, 0.893279, 1.0, 36.0, 0.916667),
]


def test_a_whole_sample() -> None:
    found, frame = members(100)
    parts = {part.confidence: part for part in grid_above(judged(found), frame)}
    for confidence, detections, labels, *expected, true in WHOLE:
        part = parts[confidence]
        assert (part.all_detections, part.labels) == (detections, labels)
        assert limits(precision(part.cells())) == pytest.approx(expected, abs=SIX)
        assert TRUE[part.logit <= LOGITS].mean() == six(true)


def test_a_prefix_of_a_whole_sample() -> None:
    found, frame = members(30)
    part = grid_above(judged(found), frame)[0]
    expected = [0.667222, 0.488905, 0.807785, 33.333333]
    assert limits(precision(part.cells())) == pytest.approx(expected, abs=SIX)
    assert np.bincount(part.answers.cell).tolist() == [6, 6, 6, 6, 6]


@pytest.mark.parametrize(
    ("target", "confidence"), [(0.6, 0.2), (0.7, 0.5), (0.75, 0.7), (0.8, 0.95), (0.9, None)]
)
def test_thresholds_of_a_whole_sample(target: float, confidence: float | None) -> None:
    found, frame = members(100)
    chosen = choose(target, grid_above(judged(found), frame)).chosen
    assert (None if chosen is None else chosen.confidence) == confidence
