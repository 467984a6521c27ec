"""Brings each window to one level, before the front end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from sidecar.level import Level
from sidecar.values import Float32

# Below this a window is digital silence, which stays as it is (ADR-007, 1.3).
_SILENT = 1e-8


@dataclass(frozen=True)
class Target:
    """What a window's peak or RMS becomes, in dBFS."""

    level: Level
    dbfs: float

    def __call__(self, samples: Float32) -> Float32:
        """Scale windows [n, samples]; what then lies beyond full scale is cut off there."""
        size = _SIZES[self.level](samples)
        scale = np.float32(10.0 ** (self.dbfs / 20.0)) / np.maximum(size, np.float32(_SILENT))
        scale[size <= _SILENT] = 1.0
        scaled: Float32 = np.clip(samples * scale[:, np.newaxis], -1.0, 1.0)
        return scaled


def _peak(samples: Float32) -> Float32:
    found: Float32 = np.abs(samples).max(axis=1)
    return found


def _rms(samples: Float32) -> Float32:
    found: Float32 = np.sqrt(np.square(samples).mean(axis=1))
    return found


_SIZES: dict[Level, Callable[[Float32], Float32]] = {"peak": _peak, "rms": _rms}
