"""What people say of sounds, and what became of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field


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
