"""`annotate`, and undo, redo and import of `annotations`: people's decisions."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.app.method import Method
from sidecar.app.progress import ProgressReporter
from sidecar.audio.drives import Drives
from sidecar.audio.path import text_path
from sidecar.catalog.values import Decision, LabelBatch
from sidecar.contract.export import RowsProgress
from sidecar.contract.labels import (
    AnnotateRequest,
    AnnotateResult,
    DecisionsProgress,
    MadeAnnotation,
    NewAnnotation,
    RedoRequest,
    RedoResult,
    UndoRequest,
    UndoResult,
)
from sidecar.errors import InvalidParams
from sidecar.recordings.labeler import person
from sidecar.recordings.labelimport import import_annotations
from sidecar.recordings.labelled import recording_at, url_of
from sidecar.recordings.manydecisions import decide_many, redo_batch, undo_batch
from sidecar.recordings.replaced import Replaced, noting_replaced
from sidecar.recordings.speciesnames import Names
from sidecar.rpc.verb import Call

__all__ = ["annotate", "import_annotations", "redo", "undo"]

_TARGETS = ("detection_id", "annotation_id", "region_id", "recording_id", "path")


def annotate(engine: Engine, request: AnnotateRequest, call: Call) -> AnnotateResult:
    """Keep all of a person's decisions, or none; those of a filter step by step."""
    if request.where is not None:
        return decide_many(engine, request, call)
    names, drives, ledger = Names(engine), engine.drives(), Ledger()
    replaced = noting_replaced(ledger, engine.catalog)
    decisions = [
        _decision(engine, names, drives, replaced, number, each)
        for number, each in enumerate(request.annotations or ())
    ]
    batch = LabelBatch(None)
    progress = ProgressReporter(
        call,
        DecisionsProgress,
        unit="annotations",
        total=len(decisions),
        more=lambda: {"batch_id": batch.batch_id},
    )
    progress.begin()
    batch = engine.catalog.labels.decide(decisions, person(request.labeler))
    progress.done = len(decisions)
    progress.end()
    names.note_near_misses(ledger, (each.species for each in decisions))
    return AnnotateResult(
        batch_id=batch.batch_id,
        count=len(batch.made),
        annotations=[
            MadeAnnotation(
                annotation_id=each.annotation_id,
                region_id=each.region_id,
                recording_id=each.recording_id,
                replaced=each.replaced,
            )
            for each in batch.made
        ],
        notes=ledger.notes(),
    )


def undo(engine: Engine, request: UndoRequest, call: Call) -> UndoResult:
    """Undo a batch of decisions; a large one in steps.

    Raises RequestCancelled after keeping the finished steps.
    """
    return undo_batch(engine, request, call)


def redo(engine: Engine, request: RedoRequest, call: Call) -> RedoResult:
    """Redo a batch of decisions; a large one in steps.

    Raises RequestCancelled after keeping the finished steps.
    """
    return redo_batch(engine, request, call)


def _alias(name: str) -> str:
    return NewAnnotation.model_fields[name].alias or name


def _decision(
    engine: Engine,
    names: Names,
    drives: Drives,
    replaced: Replaced,
    number: int,
    new: NewAnnotation,
) -> Decision:
    """Find the target of a decision; raises InvalidParams that names the wrong field."""

    def wrong(message: str, field: str) -> InvalidParams:
        return InvalidParams(message, field=f"annotations.{number}.{field}")

    given = [name for name in _TARGETS if getattr(new, name) is not None]
    if len(given) != 1:
        raise wrong(
            "Give exactly one of detectionId, annotationId, regionId, recordingId and path.",
            _alias(given[1] if given else "detection_id"),
        )
    values = new.model_dump(exclude={"path", "start", "end", "species", "common"})
    values |= {"start_s": new.start, "end_s": new.end}
    if new.withdraw:
        _check_withdrawn_alone(new, wrong)
    if new.common is not None and new.species is None:
        raise wrong("A common name needs its scientific name. Give the species too.", "common")
    if new.species is not None:
        values["species"], values["common"] = names.resolve(new.species, new.common)
    if given[0] not in ("recording_id", "path"):
        if given[0] != "annotation_id" and (new.start is not None or new.end is not None):
            field = "end" if new.start is None else "start"
            raise wrong("Only a label can move. Name it by annotationId, or draw another.", field)
    elif new.path is not None:
        url = url_of(engine.catalog, drives, Path(os.path.abspath(text_path(new.path))))
        values["recording_id"] = recording_at(engine.catalog, drives, url, replaced)
    else:
        assert new.recording_id is not None
        found = engine.catalog.recordings.find([new.recording_id])
        if not found:
            raise wrong(f"The catalog has no recording {new.recording_id}.", "recordingId")
        # Measures the recording if the app did not.
        here = recording_at(engine.catalog, drives, found[0].url, replaced)
        if here != new.recording_id:
            raise wrong(
                f"The file of recording {new.recording_id} now holds another sound, which is "
                f"recording {here}.",
                "recordingId",
            )
    return Decision(**values)


def _check_withdrawn_alone(new: NewAnnotation, wrong: Callable[[str, str], InvalidParams]) -> None:
    if new.annotation_id is None:
        raise wrong("Name the label that is taken back by annotationId.", "withdraw")
    for name in sorted(new.model_fields_set - {"annotation_id", "withdraw"}):
        if getattr(new, name) not in (None, False):
            raise wrong("A label that is taken back takes no other field.", _alias(name))


METHODS = (
    Method(
        "annotate",
        annotate,
        "write",
        "Keep a person's decisions.",
        DecisionsProgress,
        bulk=("where",),
    ),
    # Whoever names a batch has its answer, so nothing that waits to be written comes before.
    Method(
        "annotations/undo",
        undo,
        "write",
        "Undo a batch of decisions.",
        DecisionsProgress,
        bulk=("batch_id",),
    ),
    Method(
        "annotations/redo",
        redo,
        "write",
        "Redo a batch of decisions that was undone.",
        DecisionsProgress,
        bulk=("batch_id",),
    ),
    Method(
        "annotations/import",
        import_annotations,
        "aside",
        "Import labels from Raven, Kaleidoscope and Audacity.",
        RowsProgress,
    ),
)
