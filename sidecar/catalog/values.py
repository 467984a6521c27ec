"""The plain values that a catalog takes and gives, however it is kept."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, NamedTuple

import numpy as np

from sidecar.audio.fingerprint import Head
from sidecar.audio.folders import Folders
from sidecar.values import AudioFacts, Float32, Float64, Identity, Int64, Metadata

Check = Callable[[], None]
"""Called now and then; may raise to stop."""

Where = Mapping[str, Any]  # field -> value, list of values, or {operator: value}

# Recordings.


@dataclass(frozen=True)
class StoredRecording:
    """A recording as the catalog knows it; None where its file was never read."""

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

    def is_file(self, size_bytes: int, modified_ns: int) -> bool:
        """Tell whether a file's size and time are those of when this was read."""
        return (self.size_bytes, self.modified_ns) == (size_bytes, modified_ns)


@dataclass(frozen=True)
class Whereabouts:
    """Where a recording should be."""

    recording_id: int
    url: str
    missing_since: str | None


@dataclass(frozen=True)
class NewRecording:
    """A file that was read, on its way into the catalog; `known` as the catalog has it."""

    url: str
    facts: AudioFacts
    metadata: Metadata
    identity: Identity | None = None
    folders: Folders | None = None
    known: StoredRecording | None = None


@dataclass(frozen=True)
class TakenIn:
    """A recording as it is after it was taken in."""

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


@dataclass(frozen=True)
class Move:
    """A recording that is another file now; `merged` is the recording that was kept of that one."""

    known: StoredRecording
    facts: AudioFacts
    identity: Identity | None = None
    merged: int | None = None


@dataclass(frozen=True)
class NewPlace:
    """Where a person says that a recording is; `head` None where nothing can be read there."""

    url: str
    there: bool
    head: Head | None


@dataclass(frozen=True)
class Change:
    """What a person corrects of a recording: what `sets` names, and its place where one is given.

    `sets` may hold "start" and "deployment"; None takes either away.
    """

    recording_id: int
    sets: Collection[Literal["start", "deployment"]] = ()
    start: str | None = None
    deployment_id: int | None = None
    place: NewPlace | None = None


@dataclass(frozen=True)
class Removed:
    """How many recordings were taken out, and the copy of the catalog as it was."""

    count: int
    backup: Path


# Labels.


@dataclass(frozen=True)
class Person:
    name: str
    email: str | None = None


@dataclass(frozen=True)
class Decision:
    """What a person says of a detection, an annotation, a region, or a stretch of a recording.

    What is None is as it was; a comment of "" is none. `labeler` is who said it by a file's word.
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


@dataclass(frozen=True)
class Made:
    """A decision as it is kept; `new` unless it said nothing that did not stand already."""

    annotation_id: int
    region_id: int
    recording_id: int
    replaced: int | None
    new: bool


@dataclass(frozen=True)
class LabelBatch:
    """Decisions kept together; without a number where none of them was new."""

    batch_id: int | None
    made: Sequence[Made] = ()
    added: int = 0
    known: int = 0


@dataclass(frozen=True)
class Standing:
    """Whether a species is in a stretch of a recording, as people decided."""

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
    """What is asked: a select, filters on its rows, and their order."""

    select: str
    where: Where = field(default_factory=dict)
    order_by: Sequence[str] = ()


@dataclass(frozen=True)
class Page:
    """Some rows of an answer; a `total` that is not exact is a lower bound."""

    rows: list[dict[str, Any]]
    next_cursor: str | None
    total: int
    total_exact: bool


class Recorded(NamedTuple):
    """A recording for an export.

    `path` is as the catalog has it; `starts_at` seconds since 1970 by the recorder's clock.
    """

    recording_id: int
    path: str
    duration_s: float | None
    rate_hz: int | None
    recorded_at: str | None
    starts_at: int | None
    latitude: float | None
    longitude: float | None


class Basis(NamedTuple):
    """What a detection follows from: the place and week judged by, settings, the exact model."""

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
    """A stretch of a recording, in seconds."""

    recording_id: int
    start_s: float
    end_s: float


# Embeddings.


@dataclass(frozen=True)
class Grid:
    """How a model's windows lie: their length, and the rate that offsets are counted at."""

    rate_hz: int
    window_s: float

    def times(self, offsets: Int64, reached_s: Float64 | float) -> tuple[Float64, Float64]:
        """Tell when windows begin and end [n]; the last may end with its recording."""
        begins = offsets / self.rate_hz
        return begins, np.minimum(begins + self.window_s, np.maximum(reached_s, 0.0))

    def told(self, offset: int, reached_s: float) -> tuple[float, float]:
        """Tell when a window begins and ends, as an answer has it: to a tenth of a millisecond."""
        begins, ends = self.times(np.array([offset]), reached_s)
        return round(float(begins[0]), 4), round(float(ends[0]), 4)


@dataclass(frozen=True)
class Passing:
    """Windows that pass a filter: rows [n] of the model's embeddings, rising.

    `detections` [n], where detections were asked for, is the surest that passes in each window.
    """

    rows: Int64
    detections: Int64 | None = None


@dataclass(frozen=True)
class StoredWindow:
    """A stored window: whose it is, and when it begins and ends in its recording."""

    row: int
    window_set_id: int
    recording_id: int
    start_s: float
    end_s: float


@dataclass(frozen=True)
class HeardInWindow:
    """What is told of a window: its recording, and the detection in it, if there is one."""

    path: str
    recorded_at: str | None
    detection_id: int | None = None
    species: str | None = None
    common: str | None = None
    confidence: float | None = None
    verified: str | None = None


@dataclass(frozen=True)
class Neighbours:
    """The nearest, the best first; `similarities` [n] are cosines."""

    ids: Int64
    similarities: Float32
