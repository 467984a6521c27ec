"""Examples with clusters planted in them, that a head must find."""

from __future__ import annotations

import numpy as np

from sidecar.learn.examples import STATED, Bool, Examples, Float64


def planted(
    present: Bool, recording: np.ndarray, *, dimension: int = 64, strength: float = 3.0
) -> Examples:
    """Make embeddings of noise and of the recordings' own colour, with a direction a class."""
    rng = np.random.default_rng(3)
    classes = present.shape[1]
    directions = np.linalg.qr(rng.normal(size=(dimension, classes)))[0].T
    colour = rng.normal(size=(int(recording.max()) + 1, dimension))
    noise = rng.normal(size=(len(present), dimension))
    x = 5.0 + noise + colour[recording] + strength * present @ directions * np.sqrt(dimension) / 4
    counts: Float64 = np.full(present.shape, STATED)
    return Examples(x.astype(np.float32), recording.astype(np.int64), present, counts)
