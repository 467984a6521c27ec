"""`runs/resume`: a run that did not come to its end, taken up again."""

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
    """Ask for the same again in a new run: what is done stands, the rest is analysed.

    Raises InvalidParams for a run that is not known, or whose settings are of another version.
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
            hint="Apply it again: what is done is not done twice.",
        )
    try:
        again = InferRequest.model_validate({**asked, "model": found.model, "inputs": found.urls})
    except ValidationError as error:
        raise InvalidParams(
            f"The settings of run {request.run_id} are of another version of Linnet.",
            field="runId",
            hint="Start a new run over the same files.",
        ) from error
    return infer(engine, again, call)


METHODS = (
    Method(
        "runs/resume",
        resume_run,
        "work",
        "Go on with a run that did not come to its end.",
        InferProgress,
    ),
)
