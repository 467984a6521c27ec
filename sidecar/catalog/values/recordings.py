"""Recordings as every catalog takes and gives them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sidecar.audio.folders import Folders
from sidecar.audio.provenance import Provenance
from sidecar.catalog.values.places import NewPlace
from sidecar.values import AudioFacts, Identity


@dataclass(frozen=True)
class StoredRecording:
    """A recording as the catalog has it; fields are None if its file was never read."""

    recording_id: int
    url: str
    duration_s: float | None
    size_bytes: int | None
    modified_ns: int | None
    frames: int | None
    comment: str | None
    digest: bytes | None
    fingerprint: bytes | None
    version: int | None
    missing_since: str | None
    rate_hz: int | None
    recorded_at: str | None
    channels: int | None = None
    file_start: str | None = None  # as the file says; `recorded_at` may be corrected
    plain: bool = False  # all its samples have one value

    def is_file(self, size_bytes: int, modified_ns: int) -> bool:
        """Tell whether a file's size and time are the same as when the recording was read."""
        return (self.size_bytes, self.modified_ns) == (size_bytes, modified_ns)


@dataclass(frozen=True)
class Whereabouts:
    """Where a recording should be."""

    recording_id: int
    url: str
    missing_since: str | None


@dataclass(frozen=True)
class RecordedVersions:
    """The stored windows of a model, and those of them (or of no model) without a version."""

    windows: int
    without: int


@dataclass(frozen=True)
class NewRecording:
    """A file that was read, to be added; `known` is its row in the catalog, if any.

    `identity` is None only where the catalog has that of this exact file.
    """

    url: str
    facts: AudioFacts
    provenance: Provenance
    identity: Identity | None = None
    folders: Folders | None = None
    known: StoredRecording | None = None


@dataclass(frozen=True)
class AddedRecording:
    """A recording after it was added or updated.

    `misnamed`: it keeps a deployment whose names are not those of its folders.
    """

    recording_id: int
    url: str
    duration_s: float | None
    rate_hz: int | None
    channels: int | None
    start: str | None
    recorder: str | None
    latitude: float | None
    longitude: float | None
    deployment_id: int | None
    new_deployment: bool = False
    misnamed: bool = False
    replaced: int | None = None  # the recording at its path before, of another sound
    disagrees: bool = False  # possible starts of its sources differ
    timezone: str | None = None  # by the rules of its clock; read only where it has a place


@dataclass(frozen=True)
class Move:
    """A recording that gets another file; `merged` is the row that this file already had."""

    known: StoredRecording
    facts: AudioFacts
    identity: Identity | None = None
    merged: int | None = None


@dataclass(frozen=True)
class Change:
    """A person's corrections of a recording: the fields in `sets`, and the place if given.

    `sets` may hold "start" and "deployment"; the value None removes either.
    """

    recording_id: int
    sets: Collection[Literal["start", "deployment"]] = ()
    start: str | None = None
    deployment_id: int | None = None
    place: NewPlace | None = None


@dataclass(frozen=True)
class Holdings:
    """What goes with recordings: the detections that count, and labels of people on `labelled`."""

    detections: int
    labelled: int
    labels: int


@dataclass(frozen=True)
class Removed:
    """How many recordings were removed, and the copy of the catalog from before.

    `kept` counts those that a person labelled meanwhile.
    """

    count: int
    backup: Path
    kept: int = 0
