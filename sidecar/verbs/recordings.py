"""`recordings/...`: what the catalog knows of recordings: taken in, corrected, taken out."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection

from sidecar.audio.drives import Drives, split_url
from sidecar.audio.fingerprint import HEAD_BYTES, Head, read_head
from sidecar.audio.path import path_text, text_path
from sidecar.contract.recordings import (
    RecordingChange,
    RemoveRecordingsRequest,
    RemoveRecordingsResult,
    UpdateRecordingsRequest,
    UpdateRecordingsResult,
)
from sidecar.engine import Engine
from sidecar.errors import InvalidParams, LinnetError
from sidecar.rpc.verb import Call
from sidecar.store.backup import copy_beside
from sidecar.store.deployments import deployment_exists
from sidecar.store.recordings import (
    Known,
    at_urls,
    by_ids,
    change_deployment,
    change_start,
    change_url,
    labelled,
    mark_found,
    mark_missing,
    relocate,
    remove,
)
from sidecar.verbs.importing import import_recordings
from sidecar.verbs.method import Method
from sidecar.verbs.relinking import relink_recordings

__all__ = ["import_recordings", "relink_recordings", "remove_recordings", "update_recordings"]


def update_recordings(
    engine: Engine, request: UpdateRecordingsRequest, call: Call
) -> UpdateRecordingsResult:
    """Correct recordings, all of them or none; raises InvalidParams naming what is wrong."""
    drives = engine.drives()
    places = [_place(drives, change, number) for number, change in enumerate(request.recordings)]
    with engine.catalog.transaction() as db:
        for number, change in enumerate(request.recordings):
            call.check()
            _apply(db, change, places[number], f"recordings.{number}")
    return UpdateRecordingsResult(updated=len(request.recordings))


@dataclass(frozen=True)
class _Place:
    """Where a person says that a recording is; `head` None where nothing can be read there."""

    url: str
    there: bool
    head: Head | None


def _place(drives: Drives, change: RecordingChange, number: int) -> _Place | None:
    if "path" not in change.model_fields_set:
        return None
    if not change.path:
        raise InvalidParams("A recording is at some place.", field=f"recordings.{number}.path")
    url = change.path
    if split_url(url) is None:
        url = path_text(text_path(url).absolute())
    head, there = None, False
    with suppress(LinnetError):
        path = drives.find(url)
        there = path.exists()
        head = read_head(path)
    return _Place(url, there, head)


def _apply(db: Connection, change: RecordingChange, place: _Place | None, field: str) -> None:
    recording_id, given = change.recording_id, change.model_fields_set
    found = by_ids(db, [recording_id])
    if not found:
        raise InvalidParams(
            f"The catalog has no recording {recording_id}.", field=f"{field}.recordingId"
        )
    if "deployment_id" in given:
        deployment = change.deployment_id
        if deployment is not None and not deployment_exists(db, deployment):
            raise InvalidParams(
                f"The catalog has no deployment {deployment}.", field=f"{field}.deploymentId"
            )
        change_deployment(db, recording_id, deployment)
    if "start" in given:
        change_start(db, recording_id, _moment(change.start, f"{field}.start"))
    if place is not None:
        _put_at(db, found[0], place, f"{field}.path")


def _moment(text: str | None, field: str) -> str | None:
    try:
        return None if text is None else datetime.fromisoformat(text).isoformat()
    except ValueError as error:
        raise InvalidParams(
            f'"{text}" is not a date and time.', field=field, hint="Such as 2026-05-01T05:30:00."
        ) from error


def _put_at(db: Connection, known: Known, place: _Place, field: str) -> None:
    other = at_urls(db, [place.url])
    if other is not None and other.recording_id != known.recording_id:
        raise InvalidParams(
            f"Recording {other.recording_id} is at this place.",
            field=field,
            hint="`recordings relink --merge` joins two that are one.",
        )
    head = place.head
    same = head is not None and known.digest is not None and not head.plain
    if head and same and (head.digest, head.facts.frames) == (_head(known), known.frames):
        relocate(db, known, head.facts, None, url=place.url)
    else:  # another sound, for all we know: the next analysis reads it
        change_url(db, known, place.url)
    (mark_found if place.there else mark_missing)(db, [known.recording_id])


def _head(known: Known) -> bytes:
    return (known.digest or b"")[:HEAD_BYTES]


def remove_recordings(
    engine: Engine, request: RemoveRecordingsRequest, call: Call
) -> RemoveRecordingsResult:
    """Take recordings out of the catalog, after a backup; their files stay where they are.

    Raises InvalidParams, with nothing removed, for one that is not known, or in which a person
    decided something unless that is to go too.
    """
    catalog = engine.catalog
    ids = list(dict.fromkeys(request.recording_ids))
    _check_removable(catalog.reader(), ids, including_labels=request.including_labels)
    copy = copy_beside(catalog.reader(), catalog.path)
    call.check()
    with catalog.transaction() as db:
        # Somebody may have labelled one meanwhile.
        _check_removable(db, ids, including_labels=request.including_labels)
        removed = remove(db, ids)
    return RemoveRecordingsResult(removed=removed, backup=path_text(copy))


def _check_removable(db: Connection, ids: list[int], *, including_labels: bool) -> None:
    known = {each.recording_id for each in by_ids(db, ids)}
    unknown = [recording_id for recording_id in ids if recording_id not in known]
    if unknown:
        raise InvalidParams(f"The catalog has no recording {unknown[0]}.", field="recordingIds")
    decided = [] if including_labels else labelled(db, ids)
    if decided:
        listed = ", ".join(map(str, decided[:10])) + (", ..." if len(decided) > 10 else "")
        raise InvalidParams(
            f"Of these recordings, {len(decided)} hold labels that a person made ({listed}).",
            field="recordingIds",
            hint="Say includingLabels (--including-labels) if these may go too.",
        )


METHODS = (
    Method("recordings/update", update_recordings, "quick", "Correct what is known of recordings."),
    Method("recordings/remove", remove_recordings, "quick", "Take recordings out of the catalog."),
)
