"""How much of the machine a run uses."""

from __future__ import annotations

from collections.abc import Sequence

from sidecar.contract.analyze import InferRequest
from sidecar.cores import usable_cores
from sidecar.frontends.interface import Description
from sidecar.models.providers import CPU, PROVIDERS
from sidecar.run.threads import Effort
from sidecar.settings import Settings

# A batch on a graphics card may grow to this; it seldom pays beyond.
_MOST_ELSEWHERE = 64


def effort_of(
    request: InferRequest, spec: Description, providers: Sequence[str], settings: Settings
) -> Effort:
    """Say how many threads a run has, and how large its batches may grow.

    They grow where the model runs on other hardware than the processor (`providers`, the best
    first), or where the settings allow more than is best on it.
    """
    wanted = settings.inference
    callers = request.threads or settings.threads or usable_cores()
    readers = -(-callers // spec.callers_fed)
    if request.batch is not None:
        return Effort(callers=callers, batch=request.batch, readers=readers)
    most = wanted.max_batch
    if most is None:
        on_processor = list(providers[:1]) == [PROVIDERS[CPU]]
        most = spec.windows_at_once if on_processor else _MOST_ELSEWHERE
    batch = min(spec.windows_at_once, most)
    return Effort(callers, batch, readers, most=most, batch_s=wanted.batch_s)
