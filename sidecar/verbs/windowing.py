"""The step from window to window that an overlap leaves."""

from __future__ import annotations

from sidecar.errors import InvalidParams
from sidecar.model.manifest import Manifest

# A shorter step would only make the same window again and again.
_SHORTEST_HOP_S = 0.01


def hop_samples(overlap_s: float, manifest: Manifest) -> int:
    """Find the step in samples at the model's rate; raises InvalidParams where none is left."""
    rate_hz = manifest.input.sample_rate
    hop = manifest.window_samples - round(overlap_s * rate_hz)
    if hop < round(_SHORTEST_HOP_S * rate_hz):
        raise InvalidParams(
            f"The overlap must be shorter than the model's window of {manifest.input.window:g} s.",
            field="overlap",
        )
    return hop
