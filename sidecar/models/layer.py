"""A layer of a trained head."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Float64 = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Layer:
    """A fully connected layer: `weights` [in, out], `bias` [out]."""

    weights: Float64
    bias: Float64
