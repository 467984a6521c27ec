"""`models/compare`."""

from __future__ import annotations

from sidecar.app.engine import Engine
from sidecar.app.method import Method
from sidecar.contract.comparison import CompareModelsRequest, CompareModelsResult
from sidecar.rpc.verb import Call


def compare_models(
    engine: Engine, request: CompareModelsRequest, call: Call
) -> CompareModelsResult:
    raise NotImplementedError


METHODS = (
    Method(
        "models/compare", compare_models, "look", "Compare two analyses of the same recordings."
    ),
)
