"""Brings embeddings of any model to one scale."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sidecar.learn.examples import Float64
from sidecar.models.layer import Layer
from sidecar.values import Float32

# Smallest spread, as a share of the mean one: noise in a nearly constant number stays small.
_LEAST = 0.1


@dataclass(frozen=True)
class Scale:
    """`mean` and `spread` [d] of the embeddings in the examples."""

    mean: Float64
    spread: Float64

    def apply(self, embeddings: Float32) -> Float64:
        return (embeddings.astype(np.float64) - self.mean) / self.spread

    def fold(self, layer: Layer) -> Layer:
        """Turn a layer on scaled embeddings into one on the model's own embeddings."""
        weights = layer.weights / self.spread[:, None]
        return Layer(weights, layer.bias - self.mean @ weights)


def scale_of(embeddings: Float32) -> Scale:
    x = embeddings.astype(np.float64)
    spread = x.std(axis=0)
    floor = _LEAST * float(np.sqrt((spread**2).mean()))
    return Scale(x.mean(axis=0), np.maximum(spread, floor or 1.0))
