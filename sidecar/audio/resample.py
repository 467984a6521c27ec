"""Brings sound to another sample rate as it comes."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any

import numpy as np
import soxr

from sidecar.resampling import USUAL, Resampling
from sidecar.values import Float32

_RECIPES: dict[Resampling, int] = {
    "quick": soxr.QQ,
    "low": soxr.LQ,
    "medium": soxr.MQ,
    "high": soxr.HQ,
    "very-high": soxr.VHQ,
}


def resampler(
    from_hz: int, to_hz: int, *, channels: int = 1, resampling: Resampling = USUAL
) -> Any:  # noqa: ANN401 - soxr has no types
    """Make what takes blocks of 32-bit floats with `resample_chunk(block, last=False)`."""
    recipe = _RECIPES[resampling]
    return soxr.ResampleStream(from_hz, to_hz, channels, dtype="float32", quality=recipe)


def resampled(blocks: Iterable[Float32], rate_hz: int, frames: int, wanted_hz: int) -> Float32:
    """Resample blocks as they come; silence fills up the frames that they end before."""
    samples = np.zeros(max(1, round(frames * wanted_hz / rate_hz)), np.float32)
    stream = resampler(rate_hz, wanted_hz)
    at = 0
    for block in chain(blocks, [np.empty(0, np.float32)]):
        made = stream.resample_chunk(block, last=not len(block))[: len(samples) - at]
        samples[at : at + len(made)] = made
        at += len(made)
    return samples
