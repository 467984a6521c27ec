"""Turns a model's outputs into logits, whose sigmoid is the confidence."""

from __future__ import annotations

import numpy as np

from sidecar.models.manifest import Activation
from sidecar.values import Float32

# A float32 probability nearer to 0 or 1 has no digits left.
_SMALLEST = 1e-7


def as_logits(outputs: Float32, activation: Activation) -> Float32:
    """Map outputs [b, classes] to logits, by the activation that the model's authors chose."""
    match activation.kind:
        case "sigmoid" if (activation.scale, activation.offset) == (1.0, 0.0):
            return outputs
        case "sigmoid":
            return outputs * np.float32(activation.scale) + np.float32(activation.offset)
        case "softmax":
            # log(p / (1 - p)), with p / (1 - p) = exp(x) over the sum of the others.
            x = outputs.astype(np.float64)
            shifted = np.exp(x - x.max(axis=1, keepdims=True))
            probabilities = shifted / shifted.sum(axis=1, keepdims=True)
        case "none":
            probabilities = outputs.astype(np.float64)
    probabilities = np.clip(probabilities, _SMALLEST, 1.0 - _SMALLEST)
    logits: Float32 = np.log(probabilities / (1.0 - probabilities)).astype(np.float32)
    return logits
