"""`metrics`: the counts of this process, as Prometheus reads them."""

from __future__ import annotations

from sidecar.app.engine import Engine
from sidecar.app.method import Method
from sidecar.app.textfile import metrics_text
from sidecar.contract.metrics import MetricsRequest, MetricsResult
from sidecar.rpc.verb import Call


def metrics(engine: Engine, request: MetricsRequest, call: Call) -> MetricsResult:
    """Give the metrics as text."""
    return MetricsResult(text=metrics_text(engine))


METHODS = (
    Method(
        "metrics", metrics, "quick", "Report the metrics of this process, as Prometheus reads them."
    ),
)
