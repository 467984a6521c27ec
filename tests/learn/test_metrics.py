"""Average precision and AUROC: by definition, and as scikit-learn has them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidecar.learn.metrics import auroc, average_precision, break_even

# Few distinct scores, so that ties are everywhere.
RANKED = st.lists(st.tuples(st.booleans(), st.integers(0, 6)), min_size=1, max_size=40)


def _split(ranked: list[tuple[bool, int]]) -> tuple[np.ndarray, np.ndarray]:
    return np.array([hit for hit, _ in ranked]), np.array([float(score) for _, score in ranked])


@given(RANKED)
def test_auroc_is_how_often_a_positive_is_above_a_negative(ranked: list[tuple[bool, int]]) -> None:
    positive, scores = _split(ranked)
    above = [
        1.0 if yes > no else 0.5 if yes == no else 0.0
        for yes in scores[positive]
        for no in scores[~positive]
    ]
    assert auroc(positive, scores) == (pytest.approx(np.mean(above)) if above else None)


@given(RANKED)
def test_average_precision_steps_through_recall(ranked: list[tuple[bool, int]]) -> None:
    positive, scores = _split(ranked)
    if not positive.any():
        assert average_precision(positive, scores) is None
        return
    total, recall = 0.0, 0.0
    for threshold in sorted(set(scores), reverse=True):
        taken = scores >= threshold
        reached = positive[taken].sum() / positive.sum()
        total += (reached - recall) * positive[taken].mean()
        recall = reached
    assert average_precision(positive, scores) == pytest.approx(total)


@given(RANKED)
def test_both_are_scikit_learns(ranked: list[tuple[bool, int]]) -> None:
    metrics = pytest.importorskip("sklearn.metrics", reason="scikit-learn is not installed")
    positive, scores = _split(ranked)
    if positive.any() and not positive.all():
        assert auroc(positive, scores) == pytest.approx(metrics.roc_auc_score(positive, scores))
        expected = metrics.average_precision_score(positive, scores)
        assert average_precision(positive, scores) == pytest.approx(expected)


def test_the_threshold_takes_as_many_as_there_are_positives() -> None:
    positive = np.array([True, True, False, True, False, False])
    scores = np.array([5.0, 4.0, 3.0, 2.0, 1.0, 0.0])
    threshold = break_even(positive, scores, np.ones(6))
    assert threshold == 2.5
    taken = scores >= threshold
    assert positive[taken].mean() == taken[positive].mean()  # precision is recall


def test_no_threshold_parts_one_side() -> None:
    assert break_even(np.ones(3, np.bool_), np.arange(3.0), np.ones(3)) is None


def test_what_is_hardly_known_moves_the_threshold_little() -> None:
    positive = np.array([True, True, False, False, False])
    scores = np.array([4.0, 2.0, 3.0, 1.0, 0.0])
    assert break_even(positive, scores, np.ones(5)) == 2.5
    assert break_even(positive, scores, np.array([1.0, 1.0, 0.1, 0.1, 0.1])) == 1.5
