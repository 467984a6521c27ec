"""`infer/plan` tells what a run would do, before it begins."""

from __future__ import annotations

from sidecar.app.engine import Engine
from sidecar.app.method import Method
from sidecar.contract.analyze import InferPlan, InferRequest
from sidecar.errors import LinnetError
from sidecar.rpc.verb import Call


def plan(engine: Engine, request: InferRequest, call: Call) -> InferPlan:
    """Compare a request with the catalog; writes nothing."""
    raise LinnetError("This version of Linnet cannot plan a run yet.")


METHODS = (
    Method("infer/plan", plan, "picture", "Tell what `infer` would do with the same request."),
)
