"""Messages about labels: people's decisions."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from sidecar.contract.base import (
    MOST_ITEMS,
    Id,
    LongRequest,
    Message,
    ReadPath,
    Request,
    Seconds,
    Text,
)
from sidecar.contract.notes import Note

Verified = Literal["YES", "NO", "UNVERIFIED"]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


# Above the sound of any animal, and of any recorder.
_Hertz = Annotated[float, Field(ge=0, le=1e9, allow_inf_nan=False)]


class LabelerName(Message):
    """The person who decides; by default, this computer's user."""

    name: Name
    email: str | None = Field(default=None, max_length=320)


class NewAnnotation(Message):
    """A decision on a detection, an annotation, a region, or a stretch of a recording.

    Name one of `detectionId`, `annotationId`, `regionId`, or `start` and `end` with `recordingId`
    or `path`. A `species` that differs from the present one is a correction: the present one
    becomes NO. Without `verified`, a named species counts as YES. NO with a correction applies to
    the present species.
    """

    detection_id: Id | None = None
    annotation_id: Id | None = None
    region_id: Id | None = None
    recording_id: Id | None = None
    path: ReadPath | None = None
    start: Seconds | None = None
    end: Seconds | None = None
    low_hz: _Hertz | None = None
    high_hz: _Hertz | None = None
    species: Name | None = None
    common: Name | None = None
    verified: Verified | None = None
    probability: int | None = Field(default=None, ge=0, le=100)
    comment: str | None = Field(default=None, max_length=10_000)


class AnnotateRequest(Request):
    """The catalog keeps all of `annotations` or none; one undo takes back all."""

    annotations: list[NewAnnotation] = Field(min_length=1, fail_fast=True, max_length=10_000)
    labeler: LabelerName | None = None


class MadeAnnotation(Message):
    """`replaced` is the annotation that counted before.

    After a correction, `annotationId` belongs to the new species.
    """

    annotation_id: int
    region_id: int
    recording_id: int
    replaced: int | None


class AnnotateResult(Message):
    batch_id: int
    annotations: list[MadeAnnotation]
    notes: list[Note]


class UndoRequest(Request):
    """Without `batchId`, undo the latest batch that is not undone yet."""

    batch_id: Id | None = None


class UndoResult(Message):
    batch_id: int
    annotations: int


class ImportAnnotationsRequest(LongRequest):
    """Import Raven, Kaleidoscope and Audacity labels as annotations of recordings.

    Recordings that a table names lie in the catalog or below `recordings`. A table that names none
    belongs to the recording whose name begins the table's own. `column` is the table's column of
    species. A label without a verdict never changes a person's YES or NO. A row with a model's
    score and no verdict is the model's result: with `modelResults` "keep", it becomes UNVERIFIED
    and by that model. `replace` sets aside what came from the same files before and is no longer
    in them; undoing the batch brings it back.
    """

    inputs: list[ReadPath] = Field(
        min_length=1, fail_fast=True, max_length=MOST_ITEMS, description="Files and folders."
    )
    recordings: ReadPath | None = Field(default=None, description="Folder of the recordings.")
    column: Text | None = None
    labeler: LabelerName | None = None
    verified: Verified = Field(default="UNVERIFIED", description="Verdict of labels without one.")
    model_results: Literal["skip", "keep"] = "skip"
    replace: bool = False


class RowError(Message):
    """Says why Linnet could not use a line of a file."""

    path: str
    line: int
    message: str


class ImportAnnotationsResult(Message):
    """`known` counts annotations that the catalog already had, which are not added again.

    Their labeler is the same, or the one that the table names. `known` also counts labels without
    a verdict where a person decided already. `replaced` counts labels that `replace` set aside.
    """

    batch_id: int | None
    files: int
    added: int
    known: int
    replaced: int
    errors: list[RowError]
    notes: list[Note]
