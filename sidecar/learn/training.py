"""Trains a head: tests it by cross-validation, then learns from all examples."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from sidecar.learn.examples import IMPLIED, Bool, Examples, Float64, balanced
from sidecar.learn.folds import folds
from sidecar.learn.logistic import Logistic
from sidecar.learn.metrics import auroc, average_precision, break_even
from sidecar.learn.mlp import Mlp
from sidecar.models.layer import Layer
from sidecar.values import Float32

Kind = Literal["linear", "mlp"]

# The strength of regularisation if no recording can be held back to choose it. These values were
# best for BirdNET's embeddings.
_USUAL = {"linear": 0.1, "mlp": 0.01}

_NOT_TESTED = (
    "Too few recordings to test this species: at least two with it and two without it are needed."
)
_NO_NEGATIVES = (
    "Nobody labelled a window without this species. Unlabelled windows were used instead; some may "
    "contain it."
)
_FEW = "Few windows with or without this species: the figures are rough."
_FEW_WINDOWS = 10


@dataclass(frozen=True)
class Worth:
    """How well a head recognised a class in held-back recordings; `note` says why a value is None.

    `threshold` is a logit. Only windows and recordings count where the class is known to be
    present or absent.
    """

    positives: int
    negatives: int
    recordings: int  # with positives
    average_precision: float | None
    auroc: float | None
    threshold: float | None
    note: str | None


@dataclass(frozen=True)
class Trained:
    layers: tuple[Layer, ...]
    strength: float
    folds: int  # 1 where nothing could be held back
    worth: list[Worth]  # of each class


def train(
    examples: Examples,
    kind: Kind,
    *,
    seed: int,
    step: Callable[[int, int], None] = lambda done, total: None,
) -> Trained:
    """Fit a head with the regularisation that does best on held-back windows.

    `step` takes the fits done and the fits in all; it may raise to stop.
    """
    held = folds(examples.recording, examples.present & (examples.counts > 0), seed=seed)
    tested = _tested(examples, held)
    count = int(held.max(initial=0)) + 1 if tested.any() else 1
    fits = count + 1 if tested.any() else 1
    strengths = Mlp.strengths if kind == "mlp" else Logistic.strengths
    if tested.any():
        found = np.zeros((len(strengths), *examples.present.shape))
        for fold in range(count):
            step(fold, fits)
            fitter = _fitter(examples.subset(held != fold), kind, seed)
            for number, strength in enumerate(strengths):
                layers = fitter.fit(strength)
                found[number, held == fold] = logits(layers, examples.embeddings[held == fold])
        losses = [_loss(examples, scores, tested) for scores in found]
        best = int(np.argmin(losses))  # the first of equals is the strongest
        strength, scores = strengths[best], found[best]
    else:
        strength, scores = _USUAL[kind], np.zeros(examples.present.shape)
    step(fits - 1, fits)
    fitter = _fitter(examples, kind, seed)
    layers = _along(fitter, strengths, strength)
    step(fits, fits)
    worth = [
        _worth(examples, number, scores[:, number], tested=bool(each))
        for number, each in enumerate(tested)
    ]
    return Trained(layers, strength, count, worth)


def foreseen(examples: Examples, *, seed: int) -> tuple[int, list[Worth]]:
    """Say in how many turns a training would test itself, and of each class what it learns from.

    Nothing is fitted, so all figures are None.
    """
    held = folds(examples.recording, examples.present & (examples.counts > 0), seed=seed)
    tested = _tested(examples, held)
    none = np.zeros(len(examples))
    worth = [
        replace(
            _worth(examples, number, none, tested=bool(each)),
            average_precision=None,
            auroc=None,
            threshold=None,
        )
        for number, each in enumerate(tested)
    ]
    return int(held.max(initial=0)) + 1 if tested.any() else 1, worth


def logits(layers: Sequence[Layer], embeddings: Float32) -> Float64:
    """Compute the logits [n, c] of embeddings [n, d], as the head's file will."""
    x = embeddings.astype(np.float64)
    for layer in layers[:-1]:
        x = np.maximum(x @ layer.weights + layer.bias, 0.0)
    return np.asarray(x @ layers[-1].weights + layers[-1].bias)


def _fitter(examples: Examples, kind: Kind, seed: int) -> Logistic | Mlp:
    return Mlp(examples, seed=seed) if kind == "mlp" else Logistic(examples)


def _along(
    fitter: Logistic | Mlp, strengths: Sequence[float], strength: float
) -> tuple[Layer, ...]:
    """Fit as in cross-validation: each strength of the linear head starts where the last ended."""
    if isinstance(fitter, Logistic):
        for stronger in strengths[: strengths.index(strength)]:
            fitter.fit(stronger)
    return fitter.fit(strength)


def _tested(examples: Examples, held: np.ndarray) -> Bool:
    """Tell which classes [c] have positives and negatives in at least two folds each.

    Then both lie in the learnt and in the held-back part of every fold that holds some.
    """
    sides = [examples.present & (examples.counts > 0), ~examples.present & (examples.counts > 0)]
    homes = [
        np.array([len(np.unique(held[column])) for column in side.T], np.int64) for side in sides
    ]
    return np.asarray((homes[0] > 1) & (homes[1] > 1))


def _loss(examples: Examples, scores: Float64, tested: Bool) -> float:
    """Give the mean log loss over classes; positives and negatives of each weigh the same."""
    weights = balanced(examples)[:, tested]
    signs = np.where(examples.present, 1.0, -1.0)[:, tested]
    losses = weights * np.logaddexp(0.0, -signs * scores[:, tested])
    return round(float((losses.sum(axis=0) / weights.sum(axis=0)).mean()), 9)


def _weighing(counts: Float64) -> Float64:
    """Weigh windows for the threshold; unlabelled windows weigh as much as implied ones.

    Nearly all windows of a catalog are unlabelled. A threshold from labelled windows alone lets
    far too many through.
    """
    return np.maximum(counts, IMPLIED)


def _worth(examples: Examples, number: int, scores: Float64, *, tested: bool) -> Worth:
    counts, present = examples.counts[:, number], examples.present[:, number]
    known = counts >= IMPLIED
    notes = []
    if not (known & ~present).any():
        known = counts > 0
        notes.append(_NO_NEGATIVES)
    positive, said = present & known, counts > 0
    if not tested:
        notes.append(_NOT_TESTED)
    elif min(positive.sum(), (known & ~present).sum()) < _FEW_WINDOWS:
        notes.append(_FEW)
    judged = (present[known], scores[known]) if tested else (present[:0], scores[:0])
    return Worth(
        positives=int(positive.sum()),
        negatives=int((known & ~present).sum()),
        recordings=len(np.unique(examples.recording[positive])),
        average_precision=average_precision(*judged),
        auroc=auroc(*judged),
        threshold=break_even(present[said], scores[said], _weighing(counts[said]))
        if tested
        else None,
        note=" ".join(notes) or None,
    )
