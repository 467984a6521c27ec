"""`models/drift`."""

from __future__ import annotations

from sidecar.app.engine import Engine
from sidecar.app.method import Method
from sidecar.contract.drift import DriftRequest, DriftResult
from sidecar.rpc.verb import Call


def drift(engine: Engine, request: DriftRequest, call: Call) -> DriftResult:
    raise NotImplementedError


METHODS = (
    Method(
        "models/drift",
        drift,
        "look",
        "Compare a model's embeddings of two periods, or by two versions.",
    ),
)
