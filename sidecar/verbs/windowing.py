"""How a request's recordings become a model's windows."""

from __future__ import annotations

from sidecar.contract.infer import Windowing
from sidecar.errors import InvalidParams
from sidecar.frontend.spec import MelSpectrogram, Waveform
from sidecar.padding import Padding
from sidecar.prepare import Cutting

# A shorter step would only make the same window again and again.
_SHORTEST_HOP_S = 0.01


def cutting_of(
    request: Windowing, spec: Waveform | MelSpectrogram, padding: Padding = "zero"
) -> Cutting:
    """Make the cutting; `padding` is the model's. Raises InvalidParams for too long an overlap."""
    hop = round(spec.window * spec.sample_rate) - round(request.overlap * spec.sample_rate)
    if hop < round(_SHORTEST_HOP_S * spec.sample_rate):
        raise InvalidParams(
            f"The overlap must be shorter than the model's window of {spec.window:g} s.",
            field="overlap",
        )
    return Cutting(
        spec=spec,
        hop=hop,
        padding=request.padding or padding,
        quietest=None if request.skip_below is None else 10.0 ** (request.skip_below / 20.0),
    )
