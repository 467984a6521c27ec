"""Sounds of which every index is known, and what hears them."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from sidecar.indices.columns import Minute
from sidecar.indices.listener import IndexListener
from sidecar.indices.minutes import Minutes
from sidecar.values import AudioFacts, Float32

RATE_HZ = 32_000


def noise(seconds: float, *, level: float = 0.1, rate_hz: int = RATE_HZ) -> Float32:
    """Draw white noise [n] with an RMS of `level`, the same each time."""
    count = round(seconds * rate_hz)
    return (level * np.random.default_rng(3).standard_normal(count)).astype(np.float32)


def facts(rate_hz: int, channels: int = 1, encoding: str = "PCM_16") -> AudioFacts:
    return AudioFacts(Path("a.wav"), rate_hz, channels, 0, "WAV", encoding, 0, 0)


def measured(
    samples: Float32, *, rate_hz: int = RATE_HZ, encoding: str = "PCM_16", block: int = 65_536
) -> Minutes:
    """Measure samples [n] or [n, channels], block by block as a recording gives them."""
    every = samples[:, np.newaxis] if samples.ndim == 1 else samples
    listener = IndexListener(facts(rate_hz, every.shape[1], encoding))
    for first in range(0, len(every), block):
        part = every[first : first + block]
        numbers = np.nan_to_num(part, nan=0.0, posinf=0.0, neginf=0.0)
        listener.hear(part, numbers.mean(axis=1, dtype=np.float32))
    return listener.heard()


def minute(samples: Float32, *, rate_hz: int = RATE_HZ, encoding: str = "PCM_16") -> Minute:
    """Measure sound that is no longer than a minute."""
    (one,) = measured(samples, rate_hz=rate_hz, encoding=encoding)
    return one
