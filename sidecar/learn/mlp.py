"""The head with a hidden layer, for classes that no plane separates."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sidecar.learn.examples import Examples, balanced
from sidecar.learn.scale import scale_of
from sidecar.models.layer import Layer
from sidecar.values import Float32

_HIDDEN = 64
_STEPS = 300
_BATCH = 256
_RATE = 1e-2
# Adam (Kingma and Ba 2015), as its authors set it.
_FIRST, _SECOND, _TINY = 0.9, 0.999, 1e-8


class Mlp:
    """Fits heads of one hidden layer (ReLU) by Adam; equal seeds give equal heads."""

    strengths = (0.1, 0.01, 0.001)

    def __init__(self, examples: Examples, *, seed: int) -> None:
        self._scale = scale_of(examples.embeddings)
        self._x = self._scale.apply(examples.embeddings).astype(np.float32)
        # Vectors of about unit length, whatever their dimension.
        self._shrink = np.float32(1.0 / np.sqrt(self._x.shape[1]))
        self._x *= self._shrink
        self._signs = np.where(examples.present, 1.0, -1.0).astype(np.float32)
        self._weights = balanced(examples).astype(np.float32)
        self._seed = seed

    def fit(self, strength: float) -> tuple[Layer, ...]:
        """Minimise mean log loss + strength / 2 |w|^2 (per window) over all weights."""
        random = np.random.default_rng(self._seed)
        width, classes = self._x.shape[1], self._signs.shape[1]
        spread = (np.sqrt(2.0), np.sqrt(1.0 / _HIDDEN))
        values = [
            random.normal(0.0, spread[0], (width, _HIDDEN)).astype(np.float32),
            np.zeros(_HIDDEN, np.float32),
            random.normal(0.0, spread[1], (_HIDDEN, classes)).astype(np.float32),
            np.zeros(classes, np.float32),
        ]
        adam = _Adam(values)
        decay = np.float32(strength / len(self._x))
        for step, rows in enumerate(self._batches(random)):
            rate = _RATE * 0.5 * (1.0 + np.cos(np.pi * step / _STEPS))
            adam.step(self._slopes(values, rows, decay), rate)
        first = Layer((values[0] * self._shrink).astype(np.float64), values[1].astype(np.float64))
        last = Layer(values[2].astype(np.float64), values[3].astype(np.float64))
        return self._scale.fold(first), last

    def _batches(self, random: np.random.Generator) -> Iterator[np.ndarray]:
        count = len(self._x)
        order = random.permutation(count)
        at = 0
        for _ in range(_STEPS):
            if at + min(_BATCH, count) > count:
                order, at = random.permutation(count), 0
            yield order[at : at + _BATCH]
            at += _BATCH

    def _slopes(self, values: list[Float32], rows: np.ndarray, decay: np.float32) -> list[Float32]:
        into, into_bias, out, out_bias = values
        x, signs = self._x[rows], self._signs[rows]
        hidden = np.maximum(x @ into + into_bias, 0.0)
        margins = signs * (hidden @ out + out_bias)
        pull = -signs * self._weights[rows] * np.exp(-np.logaddexp(np.float32(0), margins))
        pull /= len(rows)
        back = (pull @ out.T) * (hidden > 0)
        return [
            x.T @ back + decay * into,
            back.sum(axis=0),
            hidden.T @ pull + decay * out,
            pull.sum(axis=0),
        ]


class _Adam:
    def __init__(self, values: list[Float32]) -> None:
        self._values = values
        self._first = [np.zeros_like(value) for value in values]
        self._second = [np.zeros_like(value) for value in values]
        self._count = 0

    def step(self, slopes: list[Float32], rate: float) -> None:
        self._count += 1
        lift = np.sqrt(1.0 - _SECOND**self._count) / (1.0 - _FIRST**self._count)
        parts = zip(self._values, self._first, self._second, slopes, strict=True)
        for value, first, second, slope in parts:
            first += (1.0 - _FIRST) * (slope - first)
            second += (1.0 - _SECOND) * (slope**2 - second)
            value -= (rate * lift * first / (np.sqrt(second) + _TINY)).astype(np.float32)
