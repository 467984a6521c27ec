"""`runs/resume`: continues an unfinished run."""

from __future__ import annotations

import json

from pydantic import ValidationError

from sidecar.app.engine import Engine
from sidecar.app.method import Method
from sidecar.contract.analyze import InferProgress, InferRequest, InferResult, ResumeRunRequest
from sidecar.errors import InvalidParams
from sidecar.methods.analyze import infer
from sidecar.rpc.verb import Call


def resume_run(engine: Engine, request: ResumeRunRequest, call: Call) -> InferResult:
    """Repeat the request in a new run, which keeps finished recordings and analyses the rest.

    Raises InvalidParams for an unknown run, or for settings of another version.
    """
    found = engine.catalog.runs.asked(request.run_id)
    if found is None:
        raise InvalidParams(f"The catalog has no run {request.run_id}.", field="runId")
    with engine.catalog.questions.reading():
        asked = dict(json.loads(found.settings))
    if asked.get("method") == "heads/apply":
        raise InvalidParams(
            f"Run {request.run_id} applied {found.model} to stored windows.",
            field="runId",
            hint="Apply the head again; finished recordings are not scored twice.",
        )
    try:
        again = InferRequest.model_validate({**asked, "model": found.model, "inputs": found.urls})
    except ValidationError as error:
        raise InvalidParams(
            f"The settings of run {request.run_id} come from another version of Linnet.",
            field="runId",
            hint="Start a new run over the same files.",
        ) from error
    return infer(engine, again, call)


METHODS = (
    Method(
        "runs/resume",
        resume_run,
        "work",
        "Continue an unfinished run.",
        InferProgress,
    ),
)
