"""From a description to the function that it stands for."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from sidecar.frontend.spec import MelSpectrogram, Waveform
from sidecar.values import Float32

# Goes into the name of everything kept: raise it when the same description would give other
# numbers.
VERSION = 1

FrontEnd = Callable[[Float32], Float32]
"""Given windows [b, n] of mono samples at the description's rate, gives [b, *input_shape(spec)]."""


def front_end(spec: Waveform | MelSpectrogram) -> FrontEnd:
    """Make the function that a description stands for; it may be called from several threads."""
    if isinstance(spec, Waveform):
        return _level(spec)
    # Imported here: models that hear the waveform itself need no transforms.
    from sidecar.frontend.spectrogram import Spectrogram

    return Spectrogram(spec)


def _level(spec: Waveform) -> FrontEnd:
    def as_recorded(samples: Float32) -> Float32:
        return samples

    def to_peak(samples: Float32) -> Float32:
        if spec.level == "centred-peak":
            samples = samples - samples.mean(axis=1, keepdims=True)
        peak = np.abs(samples).max(axis=1, keepdims=True)
        peak[peak == 0] = 1.0
        scaled: Float32 = samples * (np.float32(spec.gain) / peak)
        return scaled

    return as_recorded if spec.level == "as-recorded" else to_peak
