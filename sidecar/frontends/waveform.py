"""The waveform itself, at the level that a model was trained with."""

from __future__ import annotations

import numpy as np

from sidecar.frontends.spec import Waveform
from sidecar.values import Float32


class Level:
    """A waveform by its description."""

    def __init__(self, spec: Waveform) -> None:
        self.spec = spec

    def __call__(self, samples: Float32) -> Float32:
        if self.spec.level == "as-recorded":
            return samples
        if self.spec.level == "centred-peak":
            samples = samples - samples.mean(axis=1, keepdims=True)
        peak = np.abs(samples).max(axis=1, keepdims=True)
        peak[peak == 0] = 1.0
        scaled: Float32 = samples * (np.float32(self.spec.gain) / peak)
        return scaled

    @property
    def bands(self) -> None:
        """Return None: a waveform has no bands."""

    def energies(self, samples: Float32) -> None:
        """Return None: a waveform has no bands."""
