"""Bringing the numbers of embeddings to one scale, whatever model they are from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sidecar.learn.examples import Float64
from sidecar.model.layer import Layer
from sidecar.values import Float32

# Of the spread over all numbers: what hardly varies among a few windows is not made to shout.
_LEAST = 0.1


@dataclass(frozen=True)
class Scale:
    """`mean` and `spread` [d] of each number of the embeddings that are learnt from."""

    mean: Float64
    spread: Float64

    def apply(self, embeddings: Float32) -> Float64:
        return (embeddings.astype(np.float64) - self.mean) / self.spread

    def fold(self, layer: Layer) -> Layer:
        """Make a layer on scaled embeddings one that takes them as the model gives them."""
        weights = layer.weights / self.spread[:, None]
        return Layer(weights, layer.bias - self.mean @ weights)


def scale_of(embeddings: Float32) -> Scale:
    x = embeddings.astype(np.float64)
    spread = x.std(axis=0)
    floor = _LEAST * float(np.sqrt((spread**2).mean()))
    return Scale(x.mean(axis=0), np.maximum(spread, floor or 1.0))
