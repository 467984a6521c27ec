"""One decision on all detections that pass a filter, and the undo and redo of a batch."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.app.progress import ProgressReporter
from sidecar.catalog.values import DecidedStep, Decision, LabelBatch, Question, UndoneStep
from sidecar.contract.labels import (
    AnnotateRequest,
    AnnotateResult,
    DecisionsProgress,
    RedoRequest,
    RedoResult,
    UndoRequest,
    UndoResult,
)
from sidecar.errors import RequestCancelled
from sidecar.recordings.filters import filters
from sidecar.recordings.labeler import person
from sidecar.rpc.verb import Call


def decide_many(engine: Engine, request: AnnotateRequest, call: Call) -> AnnotateResult:
    """Decide on the detections of a request's filter in steps; a dry run counts them.

    Raises RequestCancelled after keeping the finished steps.
    """
    labels, ledger = engine.catalog.labels, Ledger()
    since = labels.latest_batch()
    found = _detections(engine, request, ledger)
    if request.dry_run:
        return AnnotateResult(batch_id=None, count=len(found), annotations=[], notes=ledger.notes())
    deciding = _Deciding(call, len(found), ledger)
    try:
        labels.decide_all(
            found,
            Decision(verified=request.verified, comment=request.comment),
            person(request.labeler),
            since=since,
            kept=deciding.kept,
        )
    except RequestCancelled as error:
        raise deciding.stopped(error) from error
    return deciding.result()


def _detections(engine: Engine, request: AnnotateRequest, ledger: Ledger) -> list[int]:
    """List the detections in the order of their ids, which is that of their rows on disk."""
    question = Question("detections", filters(engine, request, ledger))
    left_out = set(request.except_)
    questions = engine.catalog.questions
    with questions.reading():
        found = [int(str(row[0])) for row in questions.rows(question, ["detectionId"])]
    return sorted(each for each in found if each not in left_out)


class _Deciding:
    """Counts the steps, and tells of them."""

    def __init__(self, call: Call, total: int, ledger: Ledger) -> None:
        self._batch_id: int | None = None
        self._decided = 0
        self._ledger = ledger
        self._progress = ProgressReporter(
            call,
            DecisionsProgress,
            unit="detections",
            total=total,
            more=lambda: {"batch_id": self._batch_id},
        )
        self._progress.begin()

    def kept(self, step: DecidedStep) -> None:
        # Whoever stops the call needs the batch, and gets no answer that names it.
        begun = self._batch_id is None and step.batch_id is not None
        self._batch_id = step.batch_id
        self._decided += step.decided
        if step.gone:
            self._ledger.add("detectionGone", count=step.gone)
        if step.judged:
            self._ledger.add("judgedMeanwhile", count=step.judged)
        done = self._progress.done + step.decided + step.gone + step.judged
        self._progress.report(done, sure=begun)

    def result(self) -> AnnotateResult:
        self._progress.end()
        return AnnotateResult(
            batch_id=self._batch_id,
            count=self._decided,
            annotations=[],
            notes=self._ledger.notes(),
        )

    def stopped(self, error: RequestCancelled) -> RequestCancelled:
        """Say how many detections are decided; a batch that was undone has none."""
        if self._batch_id is None:
            return error
        total = self._progress.total
        return RequestCancelled(
            f"{error} {self._decided:,} of {total:,} detections are decided.",
            hint=f"They are batch {self._batch_id}, which one undo takes back.",
        )


def undo_batch(engine: Engine, request: UndoRequest, call: Call) -> UndoResult:
    """Undo a batch; raises RequestCancelled after keeping the finished steps."""
    batch_id, count = _in_steps(engine.catalog.labels.undo, request.batch_id, call, "undo")
    return UndoResult(batch_id=batch_id, annotations=count)


def redo_batch(engine: Engine, request: RedoRequest, call: Call) -> RedoResult:
    """Redo a batch; raises RequestCancelled after keeping the finished steps."""
    batch_id, count = _in_steps(engine.catalog.labels.redo, request.batch_id, call, "redo")
    return RedoResult(batch_id=batch_id, annotations=count)


def _in_steps(
    act: Callable[[int | None, Callable[[UndoneStep], None]], LabelBatch],
    batch_id: int | None,
    call: Call,
    verb: Literal["undo", "redo"],
) -> tuple[int, int]:
    """Undo or redo a batch, and tell of the steps; gives its batchId and how many it changed."""
    steps = list[UndoneStep]()
    progress = ProgressReporter(
        call,
        DecisionsProgress,
        unit="annotations",
        total=0,
        more=lambda: {"batch_id": steps[-1].batch_id if steps else batch_id},
    )

    def kept(step: UndoneStep) -> None:
        steps.append(step)
        progress.total = step.total
        progress.report(step.done)

    progress.begin()
    try:
        batch = act(batch_id, kept)
    except RequestCancelled as error:
        raise _stopped(error, steps, verb) from error
    assert batch.batch_id is not None
    progress.done = progress.total = batch.added
    progress.end()
    return batch.batch_id, batch.added


def _stopped(
    error: RequestCancelled, steps: list[UndoneStep], verb: Literal["undo", "redo"]
) -> RequestCancelled:
    if not steps:
        return error
    last = steps[-1]
    done = {"undo": "undone", "redo": "redone"}[verb]
    return RequestCancelled(
        f"{error} {last.done:,} of {last.total:,} annotations of batch {last.batch_id} are {done}.",
        hint=f"Another {verb} of this batch does the rest.",
    )
