"""Plans how a request's sound becomes a model's windows."""

from __future__ import annotations

from sidecar.contract.preprocess import Windowing
from sidecar.errors import InvalidParams
from sidecar.frontends.interface import Description
from sidecar.level import USUAL_DBFS
from sidecar.padding import Padding
from sidecar.resampling import USUAL
from sidecar.run.level import Target
from sidecar.run.prepare import Cutting

# A shorter step would repeat nearly the same window.
_SHORTEST_HOP_S = 0.01


def cutting_of(request: Windowing, spec: Description, padding: Padding = "zero") -> Cutting:
    """Make the cutting of recordings; `padding` is the model's. Raises the errors of `hop_of`.

    Under "each", whoever reads a recording chooses the channel.
    """
    return Cutting(
        spec=spec,
        hop=hop_of(request.overlap, spec),
        padding=request.padding or padding,
        quietest=None if request.skip_below is None else 10.0 ** (request.skip_below / 20.0),
        channel=None if request.channel == "each" else request.channel,
        resampling=request.resampling or USUAL,
        target=_target(request),
    )


def _target(request: Windowing) -> Target | None:
    if request.level is None:
        return None
    dbfs = request.level_dbfs
    return Target(request.level, USUAL_DBFS[request.level] if dbfs is None else dbfs)


def hop_of(overlap_s: float, spec: Description) -> int:
    """Compute the step in samples for an overlap; raises InvalidParams if the step is too short."""
    hop = round(spec.window * spec.sample_rate) - round(overlap_s * spec.sample_rate)
    if hop < round(_SHORTEST_HOP_S * spec.sample_rate):
        raise InvalidParams(
            f"The overlap must be shorter than the model's window of {spec.window:g} s.",
            field="overlap",
        )
    return hop
