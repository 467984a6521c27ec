"""Plans how a request's sound becomes a model's windows."""

from __future__ import annotations

from typing import TypeVar

from sidecar.contract.base import Request
from sidecar.contract.preprocess import Windowing
from sidecar.errors import InvalidParams
from sidecar.frontends.interface import Description
from sidecar.level import USUAL_DBFS
from sidecar.padding import Padding
from sidecar.resampling import USUAL
from sidecar.run.level import Target
from sidecar.run.prepare import Cutting
from sidecar.settings import WindowSettings

RequestT = TypeVar("RequestT", bound=Request)

# A shorter step would repeat nearly the same window.
_SHORTEST_HOP_S = 0.01


def with_settings(request: RequestT, usual: WindowSettings, spec: Description) -> RequestT:
    """Give a request the settings' overlap and level where it does not name them itself.

    A request that names null, or no overlap (0), has its own way.
    """
    share = usual.overlap
    theirs = {
        "overlap": None if share is None else round(share * spec.window, 6),
        "skip_below": usual.skip_below,
    }
    known, named = type(request).model_fields, request.model_fields_set
    taken = {
        name: value
        for name, value in theirs.items()
        if value is not None and name in known and name not in named
    }
    return request.model_copy(update=taken) if taken else request


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
