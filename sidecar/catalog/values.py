"""The plain values that every catalog takes and gives."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, NamedTuple

from sidecar.audio.fingerprint import Head
from sidecar.audio.folders import Folders
from sidecar.audio.provenance import Provenance
from sidecar.values import AudioFacts, Channel, Identity

Where = Mapping[str, Any]  # field -> value, list of values, or {operator: value}

# Recordings.


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
class NewPlace:
    """The path that a person gave for a recording; `head` is None if the file is unreadable."""

    url: str
    there: bool
    head: Head | None


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
class PlaceChange:
    """What a person says of a site, deployment, folder, recording or rule; `key` None adds one.

    `columns` are values of the app's table, `names` those of its survey, site and recorder. `clock`
    holds fields of ClockRules; None empties one. `about` names the part of the request.
    """

    of: Literal["site", "deployment", "folder", "recording", "rule"]
    key: int | str | None = None
    columns: Mapping[str, Any] = field(default_factory=dict)
    names: Mapping[str, str | None] = field(default_factory=dict)
    clock: Mapping[str, Any] = field(default_factory=dict)
    removes: bool = False
    about: str = ""


@dataclass(frozen=True)
class MovedStart:
    """A recording that has another start after a change."""

    recording_id: int
    url: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class PlacesChanged:
    """A batch of changes, with the ids of their sites and deployments, in order.

    `recordings` counts those concerned, `starts` those with another start now. `kept` are the urls
    of those whose start a person set. `placed` counts recordings that are at the site in their name
    now, and `unknown_sites` are codes in names of which the catalog has no site, or several.
    `moved` are some of the other starts. A dry run has no batch.
    """

    batch_id: int | None
    ids: Sequence[int | None]
    recordings: int
    starts: int
    kept: Sequence[str]
    placed: int = 0
    unknown_sites: Sequence[str] = ()
    moved: Sequence[MovedStart] = ()


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


# Labels.


@dataclass(frozen=True)
class Person:
    name: str
    email: str | None = None


@dataclass(frozen=True)
class Decision:
    """A person's decision on a detection, an annotation, a region, or a stretch of a recording.

    A field that is None stays unchanged; the comment "" removes a comment. With `annotation_id`,
    times move the label, and `withdraw` takes it back. A decision that `settles` ends a dispute.
    `labeler` is the name that the label's file gives, `file` the path of this file. With `model`,
    no person decided: a model's program wrote the result into the file.
    """

    detection_id: int | None = None
    annotation_id: int | None = None
    region_id: int | None = None
    recording_id: int | None = None
    start_s: float | None = None
    end_s: float | None = None
    low_hz: float | None = None
    high_hz: float | None = None
    species: str | None = None
    common: str | None = None
    verified: str | None = None
    probability: int | None = None
    comment: str | None = None
    labeler: str | None = None
    file: str | None = None
    model: str | None = None
    withdraw: bool = False
    settles: bool = False


@dataclass(frozen=True)
class Said:
    """What a person says of a species in a stretch of a sound, in whichever file the sound lies.

    `digest` is that of the recording's samples, empty if it is not known. Without `said_at` (ISO
    8601), the person says it now. `corrects` is the species in whose place this one was named.
    """

    digest: bytes
    start_ms: int
    end_ms: int
    species: str
    common: str | None
    verified: str
    person: Person
    said_at: str | None = None
    comment: str | None = None
    low_hz: float | None = None
    high_hz: float | None = None
    settles: bool = False
    corrects: str | None = None
    annotation_id: int | None = None


@dataclass(frozen=True)
class Intake:
    """Files that were read for labels; `what` names them in the list of batches.

    `replace` withdraws what came from these files before and is no longer in them. Without
    `results`, models' results were left out, so those from before stay.
    """

    what: str
    files: Sequence[str] = ()
    replace: bool = False
    results: bool = True


@dataclass(frozen=True)
class Made:
    """A kept decision; `new` is False if the same decision already counted."""

    annotation_id: int
    region_id: int
    recording_id: int
    replaced: int | None
    new: bool


@dataclass(frozen=True)
class DecidedStep:
    """A kept step of one decision on many detections; `batch_id` is None before one is new.

    `decided` counts the detections that have the decision now. `gone` counts those that were
    removed meanwhile, and `judged` those that a person judged meanwhile.
    """

    batch_id: int | None
    decided: int
    gone: int = 0
    judged: int = 0


@dataclass(frozen=True)
class UndoneStep:
    """A kept step of an undo or redo.

    `done` counts the annotations of the batch that it and earlier steps changed.
    """

    batch_id: int
    done: int
    total: int


@dataclass(frozen=True)
class LabelBatch:
    """Decisions kept together; `batch_id` is None if nothing changed.

    `numbers` are the places of the added ones among those offered. `replaced` counts withdrawn
    labels. `earlier` counts, by file, labels of an earlier import that count though the file no
    longer has them.
    """

    batch_id: int | None
    made: Sequence[Made] = ()
    added: int = 0
    known: int = 0
    numbers: Collection[int] = ()
    replaced: int = 0
    earlier: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Standing:
    """A current decision: whether a species is in a stretch of a recording."""

    annotation_id: int
    recording_id: int
    start_s: float
    end_s: float
    species: str
    common: str
    present: bool


# Questions.


@dataclass(frozen=True)
class Question:
    """A question: a select, filters on its rows, and their order."""

    select: str
    where: Where = field(default_factory=dict)
    order_by: Sequence[str] = ()


@dataclass(frozen=True)
class Page:
    """Some rows of an answer; `total` is a lower bound unless `total_exact`.

    `before` counts the rows that come before the values that were asked for.
    """

    rows: list[dict[str, Any]]
    next_cursor: str | None
    total: int
    total_exact: bool
    prev_cursor: str | None = None
    before: int = 0


@dataclass(frozen=True)
class RowMark:
    """A row of an answer, counted from 0, with values of its order; its page begins with it."""

    row: int
    cursor: str
    values: dict[str, Any]


@dataclass(frozen=True)
class Marks:
    """Evenly spaced rows of an answer that has `total` rows."""

    marks: list[RowMark]
    total: int


FieldType = Literal["text", "number", "time"]


@dataclass(frozen=True)
class Tally:
    """What to count by which keys; the filters are those of detections, annotations, recordings.

    The fields of a row and their meaning are those of `CountRow` in the contract.
    """

    of: Literal["detections", "labels", "recordings"] = "detections"
    by: Sequence[str] = ()
    where: Where = field(default_factory=dict)


class Recorded(NamedTuple):
    """A recording for an export.

    `path` is the catalog's url; `starts_at` is in seconds since 1970 by the recorder's clock.
    """

    recording_id: int
    path: str
    duration_s: float | None
    rate_hz: int | None
    recorded_at: str | None
    starts_at: int | None
    latitude: float | None
    longitude: float | None
    site: str | None
    survey: str | None
    recorder: str | None


class Occasion(NamedTuple):
    """Where and when a recording was made, and the place and week that its last run took for it.

    `starts_at` is in seconds since 1970 by the recorder's clock.
    """

    latitude: float | None
    longitude: float | None
    starts_at: int | None
    judged_latitude: float | None
    judged_longitude: float | None
    judged_week: int | None


class Basis(NamedTuple):
    """What an analysis used: its run, the place and week, the settings, the exact model."""

    run_id: int
    latitude: float | None
    longitude: float | None
    week: int | None
    settings: dict[str, Any]
    model: str
    model_version: str
    model_sha256: str


@dataclass(frozen=True)
class RecordingSpan:
    """A stretch of a recording, in seconds, and the channel in which it was found."""

    recording_id: int
    start_s: float
    end_s: float
    channel: Channel = None
