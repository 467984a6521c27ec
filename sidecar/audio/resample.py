"""Brings sound to another sample rate as it comes."""

from __future__ import annotations

from typing import Any

import soxr

from sidecar.resampling import USUAL, Resampling

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
