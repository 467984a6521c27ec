"""`runs/retry` analyses the recordings that wait for a model that failed on them."""

from __future__ import annotations

import json

from pydantic import BaseModel

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.app.method import Method
from sidecar.catalog.runs import Waiting
from sidecar.contract.analyze import InferResult, RetryDeferredRequest, RetryDeferredResult
from sidecar.contract.base import FileError
from sidecar.contract.runprogress import InferProgress
from sidecar.errors import CatalogUnavailable, LinnetError, RequestCancelled, StorageFull
from sidecar.methods.analyze import analyse, exactly, repeated
from sidecar.recordings.files import file_error
from sidecar.rpc.verb import Call

# Errors in a brief answer.
_MOST_ERRORS = 1_000


def retry(engine: Engine, request: RetryDeferredRequest, call: Call) -> RetryDeferredResult:
    """Analyse waiting recordings, in one run for each model and its settings.

    A recording waits until the transaction that keeps its analysis, so no stop loses it and none
    doubles it. Raises ModelNotInstalled for an unknown model, RequestCancelled, and errors of the
    catalog.
    """
    if request.model is not None:
        engine.manifest(request.model)  # or nobody would notice a wrong name
    groups = engine.catalog.runs.waiting(request.model)
    progress = _Progress(call, sum(len(each.urls) for each in groups))
    runs: list[InferResult] = []
    errors: list[FileError] = []
    for group in groups:
        try:
            runs.append(_again(engine, request, group, progress))
        except (RequestCancelled, CatalogUnavailable, StorageFull):
            raise
        except LinnetError as error:  # its model or all its files are gone
            errors += [file_error(url, error) for url in group.urls]
        progress.passed(len(group.urls))
    progress.end()
    left = engine.catalog.runs.waiting(request.model)
    ledger = Ledger()
    for each in left:
        for url in each.urls:
            ledger.add("deferred", url, what=each.model)
    return RetryDeferredResult(
        runs=runs,
        waiting=sum(len(each.urls) for each in left),
        errors=errors[:_MOST_ERRORS] if request.answer == "brief" else errors,
        notes=ledger.notes(),
    )


def _again(
    engine: Engine, request: RetryDeferredRequest, group: Waiting, progress: _Progress
) -> InferResult:
    with engine.catalog.questions.reading():
        settings = dict(json.loads(group.settings))
    model = exactly(engine, group.model, group.version_id)
    chosen = repeated(model, settings, group.urls, field="model")
    asked = chosen.model_copy(update={"answer": request.answer, "fallbacks": ["deferred"]})
    return analyse(engine, asked, progress, retries=group.of, meant=group.version_id)


class _Progress(Call):
    """The call of several runs, whose progress becomes that of one request."""

    def __init__(self, call: Call, total: int) -> None:
        super().__init__()
        self.cancelled = call.cancelled
        self._call = call
        self._total = total
        self._before = 0
        self._call.progress(InferProgress(kind="begin", done=0, total=total), last=True)

    def due(self) -> bool:
        return self._call.due()

    def progress(self, value: BaseModel, *, last: bool = False) -> bool:
        assert isinstance(value, InferProgress)
        counted = {"done": self._before + value.done, "total": self._total, "kind": "report"}
        return self._call.progress(value.model_copy(update=counted), last=last)

    def passed(self, recordings: int) -> None:
        """Count the recordings of a run that has ended."""
        self._before += recordings

    def end(self) -> None:
        done = InferProgress(kind="end", done=self._before, total=self._total)
        self._call.progress(done, last=True)


METHODS = (
    Method(
        "runs/retry",
        retry,
        "work",
        "Analyse the recordings that wait for a model that failed.",
        InferProgress,
    ),
)
