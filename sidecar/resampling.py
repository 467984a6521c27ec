"""How carefully sound is brought to a model's sample rate."""

from __future__ import annotations

from typing import Literal

# soxr's recipes: cubic interpolation (quick), or filters of 16 (low, medium), 20 (high), 28 bits.
Resampling = Literal["quick", "low", "medium", "high", "very-high"]

USUAL: Resampling = "high"
