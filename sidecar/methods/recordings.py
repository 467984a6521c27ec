"""`recordings/...`: imports, corrects, removes and relinks recordings of the catalog."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Literal

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.app.method import Method
from sidecar.app.progress import ProgressReporter
from sidecar.audio.drives import Drives, split_url
from sidecar.audio.fingerprint import read_head
from sidecar.audio.path import is_there, path_text, text_path
from sidecar.catalog.values import Change, NewPlace, PlaceChange, Question, Removed
from sidecar.contract.recordings import (
    ImportProgress,
    LookProgress,
    MeasureProgress,
    RecordingChange,
    RemoveProgress,
    RemoveRecordingsRequest,
    RemoveRecordingsResult,
    UpdateRecordingsRequest,
    UpdateRecordingsResult,
)
from sidecar.contract.runprogress import InferProgress
from sidecar.errors import (
    InvalidParams,
    RecordingNotFound,
    RequestCancelled,
    UnreadableAudio,
    UnsupportedFormat,
)
from sidecar.recordings.clocks import clock_of, note_kept
from sidecar.recordings.filters import filters
from sidecar.recordings.importing import import_recordings
from sidecar.recordings.locating import locate_recordings
from sidecar.recordings.measuring import measure_recordings
from sidecar.recordings.relinking import relink_recordings
from sidecar.recordings.there import look_for_recordings
from sidecar.regular import refuse_special
from sidecar.rpc.verb import Call

__all__ = [
    "import_recordings",
    "locate_recordings",
    "look_for_recordings",
    "measure_recordings",
    "relink_recordings",
    "remove_recordings",
    "update_recordings",
]

_SETS: Mapping[str, Literal["start", "deployment"]] = {
    "start": "start",
    "deployment_id": "deployment",
}


def update_recordings(
    engine: Engine, request: UpdateRecordingsRequest, call: Call
) -> UpdateRecordingsResult:
    """Correct all these recordings or none; raises InvalidParams that names the wrong field."""
    if request.where is not None:
        return _update_all(engine, request)
    drives = engine.drives()
    places = [_place(drives, change, number) for number, change in enumerate(request.recordings)]
    starts = [_start(change, number) for number, change in enumerate(request.recordings)]

    def changes() -> Iterator[Change]:
        for change, place, start in zip(request.recordings, places, starts, strict=True):
            call.check()
            yield Change(
                recording_id=change.recording_id,
                sets=[word for name, word in _SETS.items() if name in change.model_fields_set],
                start=start,
                deployment_id=change.deployment_id,
                place=place,
            )

    engine.catalog.recordings.change(changes())
    return UpdateRecordingsResult(updated=len(request.recordings))


def _update_all(engine: Engine, request: UpdateRecordingsRequest) -> UpdateRecordingsResult:
    """Set the clocks and the deployment of all recordings that pass the filters."""
    clock, ledger = clock_of(request), Ledger()
    columns = {}
    if "deployment_id" in request.model_fields_set:
        columns["deploymentId"] = request.deployment_id
        engine.catalog.recordings.put([], request.deployment_id)  # raises for an unknown one
    found = _passing(engine, request, ledger)
    if not found:
        ledger.add("noEffect", what="No recording passes the filters, so nothing changed.")
    if request.dry_run or not found:
        return UpdateRecordingsResult(updated=len(found), notes=ledger.notes())
    changes = [
        PlaceChange("recording", each, columns, clock=clock, about="deploymentId") for each in found
    ]
    changed = engine.catalog.places.change(changes, "recordings/update")
    note_kept(ledger, changed.kept)
    return UpdateRecordingsResult(
        updated=len(changes),
        starts=changed.starts,
        batch_id=changed.batch_id,
        notes=ledger.notes(),
    )


def _passing(
    engine: Engine, request: UpdateRecordingsRequest | RemoveRecordingsRequest, ledger: Ledger
) -> list[int]:
    """List the recordings that pass the filters of a request."""
    question = Question("recordings", filters(engine, request, ledger))
    questions = engine.catalog.questions
    with questions.reading():
        return [int(str(number)) for (number,) in questions.rows(question, ["recordingId"])]


def _place(drives: Drives, change: RecordingChange, number: int) -> NewPlace | None:
    if "path" not in change.model_fields_set:
        return None
    if not change.path:
        raise InvalidParams("The recording needs a path.", field=f"recordings.{number}.path")
    url = change.path
    if split_url(url) is None:
        url = path_text(text_path(url).absolute())
    head, there = None, False
    with suppress(RecordingNotFound, UnreadableAudio, UnsupportedFormat):
        path = drives.find(url)
        there = _is_there(path, f"recordings.{number}.path")
        head = read_head(path)
    return NewPlace(url, there, head)


def _is_there(path: Path, field: str) -> bool:
    """Tell whether there is a file; raises InvalidParams for what can be no recording."""
    try:
        refuse_special(path)
    except UnsupportedFormat as error:
        raise InvalidParams(error.message, field=field, hint=error.hint) from error
    return is_there(path)


def _start(change: RecordingChange, number: int) -> str | None:
    try:
        return None if change.start is None else datetime.fromisoformat(change.start).isoformat()
    except ValueError as error:
        raise InvalidParams(
            f'"{change.start}" is not a date and time.',
            field=f"recordings.{number}.start",
            hint="Write it as 2026-05-01T05:30:00.",
        ) from error


def remove_recordings(
    engine: Engine, request: RemoveRecordingsRequest, call: Call
) -> RemoveRecordingsResult:
    """Remove recordings from the catalog after a backup; their files stay.

    Raises InvalidParams, and removes nothing, for an unknown recording or one with people's labels,
    unless the request includes labels.
    """
    ledger, store = Ledger(), engine.catalog.recordings
    ids = list(dict.fromkeys(request.recording_ids))
    if request.where is not None:
        ids = _passing(engine, request, ledger)
        if not ids:
            ledger.add("noEffect", what="No recording passes the filters, so none is removed.")
    holdings = store.holdings(ids)
    removed = None
    if ids and not request.dry_run:
        removed = _removed(engine, request, ids, call)
        if removed.kept:
            ledger.add("noEffect", what=_KEPT.format(removed.kept))
    return RemoveRecordingsResult(
        removed=len(ids) if removed is None else removed.count,
        detections=holdings.detections,
        labelled=holdings.labelled,
        labels=holdings.labels,
        backup=None if removed is None else path_text(removed.backup),
        notes=ledger.notes(),
    )


def _removed(
    engine: Engine, request: RemoveRecordingsRequest, ids: Sequence[int], call: Call
) -> Removed:
    """Remove recordings: those that were named all or none, those of a filter step by step."""
    progress = ProgressReporter(call, RemoveProgress, unit="recording", total=len(ids))
    progress.begin()

    def kept(count: int) -> None:
        progress.report(progress.done + count)

    try:
        removed = engine.catalog.recordings.remove(
            ids,
            including_labels=request.including_labels,
            kept=None if request.where is None else kept,
        )
    except RequestCancelled as error:
        raise RequestCancelled(
            f"{error} {progress.done:,} of {len(ids):,} recordings are removed.",
            hint="The backup from before lies beside the catalog." if progress.done else "",
        ) from error
    progress.done = len(ids)
    progress.end()
    return removed


_KEPT = "Recordings that were labelled or removed by somebody else meanwhile were left out: {}."


METHODS = (
    Method(
        "recordings/import",
        import_recordings,
        "aside",
        "Import recordings into the catalog.",
        ImportProgress,
    ),
    Method(
        "recordings/update",
        update_recordings,
        "write",
        "Correct the facts of recordings.",
        bulk=("where",),
    ),
    Method("recordings/locate", locate_recordings, "picture", "Find where recordings are now."),
    Method(
        "recordings/look",
        look_for_recordings,
        "look",
        "Look whether the files of recordings are there.",
        LookProgress,
    ),
    Method(
        "recordings/remove",
        remove_recordings,
        "aside",
        "Remove recordings from the catalog.",
        RemoveProgress,
    ),
    Method(
        "recordings/relink",
        relink_recordings,
        "aside",
        "Find recordings that were moved, renamed or converted.",
        InferProgress,
    ),
    Method(
        "recordings/measure",
        measure_recordings,
        "aside",
        "Measure level, rain, wind and acoustic indices of each minute of recordings.",
        MeasureProgress,
    ),
)
