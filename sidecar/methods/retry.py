"""`runs/retry` analyses the recordings that wait for a model that failed on them."""

from __future__ import annotations

from sidecar.app.engine import Engine
from sidecar.app.method import Method
from sidecar.contract.analyze import RetryDeferredRequest, RetryDeferredResult
from sidecar.contract.runprogress import InferProgress
from sidecar.errors import LinnetError
from sidecar.rpc.verb import Call


def retry(engine: Engine, request: RetryDeferredRequest, call: Call) -> RetryDeferredResult:
    """Analyse waiting recordings; what the catalog keeps waits no longer."""
    raise LinnetError("Nothing is retried yet.")


METHODS = (
    Method(
        "runs/retry",
        retry,
        "work",
        "Analyse the recordings that wait for a model that failed.",
        InferProgress,
    ),
)
