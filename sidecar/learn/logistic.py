"""The linear head: L2-regularised logistic regression, one class at a time."""

from __future__ import annotations

import numpy as np

from sidecar.learn.examples import Examples, Float64, balanced
from sidecar.learn.lbfgs import minimise
from sidecar.learn.scale import scale_of
from sidecar.models.layer import Layer

# Strengths of regularisation to choose from, the strongest first.
STRENGTHS = (10.0, 3.0, 1.0, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001)


class Logistic:
    """Fits heads to the same examples under several strengths of regularisation.

    The best weights lie in the span of the examples, since the regularisation makes every other
    direction zero. So 50 windows of 1,024 numbers are a problem of 50 numbers. The solution for
    one strength is the start of the next.
    """

    strengths = STRENGTHS

    def __init__(self, examples: Examples) -> None:
        self._scale = scale_of(examples.embeddings)
        x = self._scale.apply(examples.embeddings)
        self._axes, self._x = np.eye(x.shape[1]), x
        if len(x) < x.shape[1]:
            axes, inside = np.linalg.qr(x.T)
            self._axes, self._x = axes.T, inside.T  # [r, d], [n, r]
        self._signs = np.where(examples.present, 1.0, -1.0)
        known = np.maximum((examples.counts > 0).sum(axis=0), 1)
        self._weights = balanced(examples) / known  # each class' add up to 1
        self._found = np.zeros((self._x.shape[1] + 1) * self._signs.shape[1])

    def fit(self, strength: float) -> tuple[Layer, ...]:
        """Minimise mean log loss + strength / 2 |w|^2 of each class; the bias is free."""
        shape = (self._x.shape[1] + 1, self._signs.shape[1])

        def loss(flat: Float64) -> tuple[float, Float64]:
            w = flat.reshape(shape)
            margins = self._signs * (self._x @ w[:-1] + w[-1])
            # log(1 + exp(-m)) and its slope, without overflow.
            value = float((self._weights * np.logaddexp(0.0, -margins)).sum())
            value += 0.5 * strength * float((w[:-1] ** 2).sum())
            pull = -self._signs * self._weights * np.exp(-np.logaddexp(0.0, margins))
            slope = np.vstack([self._x.T @ pull + strength * w[:-1], pull.sum(axis=0)])
            return value, slope.ravel()

        self._found = minimise(loss, self._found)
        w = self._found.reshape(shape)
        return (self._scale.fold(Layer(self._axes.T @ w[:-1], w[-1])),)
