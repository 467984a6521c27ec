"""Heads learn what was planted, and say what they cannot know."""

from __future__ import annotations

import numpy as np
import pytest

from sidecar.learn.examples import STATED, SUPPOSED, Examples
from sidecar.learn.lbfgs import minimise
from sidecar.learn.logistic import Logistic
from sidecar.learn.training import Kind, logits, train
from tests.learn.planted import planted


def _fifty() -> Examples:
    """Make fifty windows of ten recordings with two classes, a fifth of them with each."""
    present = np.zeros((50, 2), np.bool_)
    present[::5, 0] = present[2::5, 1] = True
    return planted(present, np.arange(50) // 5)


@pytest.mark.parametrize("kind", ["linear", "mlp"])
def test_planted_clusters_are_learnt(kind: Kind) -> None:
    trained = train(_fifty(), kind, seed=0)
    for worth in trained.worth:
        assert worth.average_precision is not None
        assert worth.average_precision > 0.9
        assert worth.auroc is not None
        assert worth.auroc > 0.95
        assert (worth.positives, worth.negatives, worth.recordings) == (10, 40, 10)
    assert trained.folds == 5


@pytest.mark.parametrize("kind", ["linear", "mlp"])
def test_labels_without_meaning_earn_no_praise(kind: Kind) -> None:
    examples = _fifty()
    shuffled = np.random.default_rng(1).permutation(examples.present)
    guess = Examples(examples.embeddings, examples.recording, shuffled, examples.counts)
    (first, second) = train(guess, kind, seed=0).worth
    assert first.auroc is not None
    assert second.auroc is not None
    assert 0.2 < (first.auroc + second.auroc) / 2 < 0.8


@pytest.mark.parametrize("kind", ["linear", "mlp"])
def test_equal_seeds_give_equal_heads(kind: Kind) -> None:
    first, second = (train(_fifty(), kind, seed=4).layers for _ in range(2))
    for one, other in zip(first, second, strict=True):
        assert (one.weights == other.weights).all()
        assert (one.bias == other.bias).all()


def test_only_a_hidden_layer_learns_what_no_plane_divides() -> None:
    rng = np.random.default_rng(0)
    x = rng.normal(size=(400, 8))
    present = (x[:, :1] * x[:, 1:2]) > 0
    recording = np.arange(400) // 20
    examples = Examples(x.astype(np.float32), recording, present, np.ones((400, 1)))
    linear, mlp = (train(examples, kind, seed=0).worth[0].auroc for kind in ("linear", "mlp"))
    assert linear is not None
    assert mlp is not None
    assert linear < 0.6
    assert mlp > 0.9


def test_one_recording_alone_is_learnt_from_but_not_judged_by() -> None:
    present = np.arange(20)[:, None] % 2 == 0
    trained = train(planted(present, np.zeros(20, np.int64)), "linear", seed=0)
    (worth,) = trained.worth
    assert worth.average_precision is worth.auroc is worth.threshold is None
    assert worth.note is not None
    assert "Too few recordings to test" in worth.note
    assert trained.folds == 1


def test_without_known_negatives_it_says_what_it_compared_with() -> None:
    examples = _fifty()
    counts = np.where(examples.present, STATED, SUPPOSED)
    supposed = Examples(examples.embeddings, examples.recording, examples.present, counts)
    (worth, _) = train(supposed, "linear", seed=0).worth
    assert worth.auroc is not None
    assert worth.note is not None
    assert "Nobody labelled" in worth.note


def test_a_wish_to_stop_is_heard() -> None:
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        train(_fifty(), "linear", seed=0, step=stop)


def test_the_linear_head_is_scikit_learns() -> None:
    linear = pytest.importorskip("sklearn.linear_model", reason="scikit-learn is not installed")
    examples = _fifty()
    strength = 0.3
    ours = logits(Logistic(examples).fit(strength), examples.embeddings)
    mean, spread = examples.embeddings.mean(axis=0), examples.embeddings.std(axis=0)
    x = (examples.embeddings.astype(np.float64) - mean) / spread
    for number in range(2):
        # Its C weighs a sum of losses, our strength a mean of them.
        judge = linear.LogisticRegression(
            C=1 / (strength * 50), class_weight="balanced", tol=1e-10, max_iter=10_000
        )
        judge.fit(x, examples.present[:, number])
        assert ours[:, number] == pytest.approx(judge.decision_function(x), abs=2e-3)


def test_the_valley_of_rosenbrock_is_walked_to_its_end() -> None:
    def banana(x: np.ndarray) -> tuple[float, np.ndarray]:
        a, b = 1 - x[0], x[1] - x[0] ** 2
        return a**2 + 100 * b**2, np.array([-2 * a - 400 * x[0] * b, 200 * b])

    assert minimise(banana, np.array([-1.2, 1.0])) == pytest.approx([1.0, 1.0], abs=1e-5)
