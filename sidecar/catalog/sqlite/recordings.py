"""The catalog's recordings in SQLite."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from sidecar import stop
from sidecar.audio.fingerprint import HEAD_BYTES
from sidecar.catalog.sqlite import identity as recordings
from sidecar.catalog.sqlite.arrivals import Arrived, put_recording
from sidecar.catalog.sqlite.clocks import rules_of, sources_are_kept
from sidecar.catalog.sqlite.database import Database
from sidecar.catalog.sqlite.deployments import deployment_exists, has_names, put_deployment
from sidecar.catalog.sqlite.door import door
from sidecar.catalog.sqlite.labels.steps import pause
from sidecar.catalog.sqlite.merging import merge
from sidecar.catalog.sqlite.upkeep.backup import copy_beside
from sidecar.catalog.values import (
    AddedRecording,
    Change,
    Holdings,
    Move,
    NewPlace,
    NewRecording,
    Removed,
    StoredRecording,
    Whereabouts,
)
from sidecar.errors import InvalidParams

# Recordings of one step of a long removal.
_STEP = 50


@door
class SqliteRecordings:
    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def path(self) -> Path:
        return self._database.path

    def places(self) -> list[Whereabouts]:
        return recordings.whereabouts(self._database.reader())

    def find(self, recording_ids: Sequence[int]) -> list[StoredRecording]:
        return recordings.by_ids(self._database.reader(), recording_ids)

    def at(self, urls: Sequence[str]) -> StoredRecording | None:
        return recordings.at_urls(self._database.reader(), urls)

    def taken(self, urls: Sequence[str]) -> dict[str, int]:
        return recordings.taken(self._database.reader(), urls)

    def beginning_with(self, heads: Collection[bytes] | None) -> list[StoredRecording]:
        db = self._database.reader()
        if heads is None:
            return recordings.any_identity(db)
        return recordings.beginning_with(db, heads)

    def copies(self) -> dict[int, int]:
        return recordings.copies(self._database.reader())

    def put(
        self, read: Sequence[NewRecording], deployment_id: int | None = None
    ) -> list[AddedRecording]:
        if not read:
            _require_deployment(self._database.reader(), deployment_id, "deploymentId")
            return []
        with self._database.transaction() as db:
            _require_deployment(db, deployment_id, "deploymentId")
            return [_put(db, each, deployment_id) for each in read]

    def move(self, moves: Sequence[Move]) -> list[bool]:
        with self._database.transaction() as db:
            return [_move(db, each) for each in moves]

    def change(self, changes: Iterable[Change]) -> None:
        with self._database.transaction() as db:
            for number, change in enumerate(changes):
                _change(db, change, f"recordings.{number}")

    def mark(
        self,
        *,
        missing: Collection[int] = (),
        found: Collection[int] = (),
        since: str | None = None,
    ) -> None:
        with self._database.transaction() as db:
            recordings.mark_missing(db, missing, since)
            recordings.mark_found(db, found)

    def holdings(self, recording_ids: Sequence[int]) -> Holdings:
        return recordings.holdings(self._database.reader(), recording_ids)

    def remove(
        self,
        recording_ids: Sequence[int],
        *,
        including_labels: bool,
        kept: Callable[[int], None] | None = None,
    ) -> Removed:
        reader = self._database.reader()
        _require_removable(reader, recording_ids, including_labels=including_labels)
        copy = copy_beside(reader, self.path)
        stop.check()
        if kept is None:
            with self._database.transaction() as db:
                # A person may have labelled one meanwhile.
                _require_removable(db, recording_ids, including_labels=including_labels)
                return Removed(recordings.remove(db, recording_ids), copy)
        removed = 0
        for first in range(0, len(recording_ids), _STEP):
            stop.check()
            began = time.perf_counter()
            some = recording_ids[first : first + _STEP]
            with self._database.transaction() as db:
                held = set() if including_labels else set(recordings.labelled(db, some))
                removed += recordings.remove(db, [each for each in some if each not in held])
            kept(len(some))
            pause(self._database, began)
        return Removed(removed, copy, len(recording_ids) - removed)


def _put(db: sqlite3.Connection, read: NewRecording, deployment_id: int | None) -> AddedRecording:
    """Add a recording, or update the one in the catalog."""
    known, facts = read.known, read.facts
    unchanged = known is not None and known.is_file(facts.size_bytes, facts.modified_ns)
    if (
        known is not None
        and unchanged
        and read.identity is None
        and sources_are_kept(db, known.recording_id)
    ):
        arrived = Arrived(known.recording_id)
        recordings.mark_found(db, [known.recording_id])
    else:
        # Folders tell more than a name, or the deployment of the recording that was here before.
        places = deployment_id is None and read.folders is None
        arrived = put_recording(db, read.url, facts, read.provenance, read.identity, places=places)
    recording_id, is_new, misnamed = arrived.recording_id, False, False
    if deployment_id is not None:
        recordings.change_deployment(db, recording_id, deployment_id)
    elif read.folders is not None:
        kept = recordings.deployment_of(db, recording_id)
        if kept is None:
            found, is_new = put_deployment(db, read.folders, read.provenance.metadata)
            recordings.change_deployment(db, recording_id, found)
        else:
            misnamed = not has_names(db, kept, read.folders)
    added = recordings.added_recording(
        db, recording_id, new_deployment=is_new, misnamed=misnamed, replaced=arrived.replaced
    )
    if added.latitude is None or added.start is None:
        return added
    return replace(added, timezone=rules_of(db, [recording_id])[recording_id].timezone)


def _move(db: sqlite3.Connection, move: Move) -> bool:
    known = move.known
    if recordings.by_ids(db, [known.recording_id]) != [known]:
        return False  # another change came first
    if move.merged is not None:
        merge(db, known.recording_id, move.merged)
    recordings.relocate(db, known, move.facts, move.identity)
    return True


def _change(db: sqlite3.Connection, change: Change, field: str) -> None:
    recording_id = change.recording_id
    found = recordings.by_ids(db, [recording_id])
    if not found:
        raise InvalidParams(
            f"The catalog has no recording {recording_id}.", field=f"{field}.recordingId"
        )
    if "deployment" in change.sets:
        _require_deployment(db, change.deployment_id, f"{field}.deploymentId")
        recordings.change_deployment(db, recording_id, change.deployment_id)
    if "start" in change.sets:
        recordings.change_start(db, recording_id, change.start)
    if change.place is not None:
        _put_at(db, found[0], change.place, f"{field}.path")


def _put_at(db: sqlite3.Connection, known: StoredRecording, place: NewPlace, field: str) -> None:
    other = recordings.at_urls(db, [place.url])
    if other is not None and other.recording_id != known.recording_id:
        raise InvalidParams(
            f"Recording {other.recording_id} already has this path.",
            field=field,
            hint="If the two are one recording, join them with `recordings relink --merge`.",
        )
    head = place.head
    same = head is not None and known.digest is not None and not head.plain
    begins = (known.digest or b"")[:HEAD_BYTES]
    if head and same and (head.digest, head.facts.frames) == (begins, known.frames):
        recordings.relocate(db, known, head.facts, None, url=place.url)
    else:  # perhaps another sound: the next analysis reads it
        recordings.change_url(db, known, place.url)
    mark = recordings.mark_found if place.there else recordings.mark_missing
    mark(db, [known.recording_id])


def _require_deployment(db: sqlite3.Connection, deployment_id: int | None, field: str) -> None:
    if deployment_id is not None and not deployment_exists(db, deployment_id):
        raise InvalidParams(f"The catalog has no deployment {deployment_id}.", field=field)


def _require_removable(
    db: sqlite3.Connection, recording_ids: Sequence[int], *, including_labels: bool
) -> None:
    known = {each.recording_id for each in recordings.by_ids(db, recording_ids)}
    unknown = [recording_id for recording_id in recording_ids if recording_id not in known]
    if unknown:
        raise InvalidParams(f"The catalog has no recording {unknown[0]}.", field="recordingIds")
    decided = [] if including_labels else recordings.labelled(db, recording_ids)
    if decided:
        listed = ", ".join(map(str, decided[:10])) + (", ..." if len(decided) > 10 else "")
        raise InvalidParams(
            f"People labelled {len(decided)} of these recordings ({listed}).",
            field="recordingIds",
            hint="To remove their labels too, set includingLabels (--including-labels).",
        )
