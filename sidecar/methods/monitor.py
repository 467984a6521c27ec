"""`models/monitor`."""

from __future__ import annotations

from sidecar.app.engine import Engine
from sidecar.app.method import Method
from sidecar.contract.monitor import MonitorModelRequest, MonitorModelResult
from sidecar.rpc.verb import Call


def monitor_model(engine: Engine, request: MonitorModelRequest, call: Call) -> MonitorModelResult:
    raise NotImplementedError


METHODS = (
    Method(
        "models/monitor",
        monitor_model,
        "look",
        "Report whether a model's embeddings stay as they were.",
    ),
)
