"""`metrics`."""

from __future__ import annotations

from sidecar.app.engine import Engine
from sidecar.app.method import Method
from sidecar.contract.metrics import MetricsRequest, MetricsResult
from sidecar.rpc.verb import Call


def metrics(engine: Engine, request: MetricsRequest, call: Call) -> MetricsResult:
    raise NotImplementedError


METHODS = (
    Method(
        "metrics", metrics, "quick", "Report the metrics of this process, as Prometheus reads them."
    ),
)
