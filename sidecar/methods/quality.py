"""`models/check`: measures the quality of a model's embeddings on one's own recordings."""

from __future__ import annotations

from sidecar.app.engine import Engine
from sidecar.app.method import Method
from sidecar.contract.quality import CheckModelRequest, CheckModelResult, QualityProgress
from sidecar.errors import InferenceFailed
from sidecar.rpc.verb import Call


def check_model(engine: Engine, request: CheckModelRequest, call: Call) -> CheckModelResult:
    """Measure the eight lines of the checklist; raises ModelNotInstalled or ModelInvalid."""
    raise InferenceFailed("This check is not there yet.")


METHODS = (
    Method(
        "models/check",
        check_model,
        "models",
        "Measure the quality of a model's embeddings on your own recordings.",
        QualityProgress,
    ),
)
