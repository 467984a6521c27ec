"""Messages about labels: what a person decided."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from sidecar.contract.base import LongRequest, Message, ReadPath, Request

Verified = Literal["YES", "NO", "UNVERIFIED"]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class LabelerName(Message):
    """Who decides; without one, the user of this machine."""

    name: Name
    email: str | None = Field(default=None, max_length=320)


class NewAnnotation(Message):
    """A decision on a detection, an annotation, a region, or a stretch of a recording.

    Name one of `detectionId`, `annotationId`, `regionId`, or `start` and `end` with `recordingId`
    or `path`. `species` other than the present one is a correction: the present one becomes NO.
    Without `verified`, a named species counts as YES; NO with a correction is meant for the present
    one.
    """

    detection_id: int | None = None
    annotation_id: int | None = None
    region_id: int | None = None
    recording_id: int | None = None
    path: ReadPath | None = None
    start: float | None = Field(default=None, ge=0, allow_inf_nan=False)
    end: float | None = Field(default=None, ge=0, allow_inf_nan=False)
    low_hz: float | None = Field(default=None, ge=0, allow_inf_nan=False)
    high_hz: float | None = Field(default=None, ge=0, allow_inf_nan=False)
    species: Name | None = None
    common: Name | None = None
    verified: Verified | None = None
    probability: int | None = Field(default=None, ge=0, le=100)
    comment: str | None = Field(default=None, max_length=10_000)


class AnnotateRequest(Request):
    """All of `annotations` are kept, or none; together they are undone."""

    annotations: list[NewAnnotation] = Field(min_length=1, max_length=10_000)
    labeler: LabelerName | None = None


class MadeAnnotation(Message):
    """`replaced` is the annotation that counted before; of a correction, `annotationId` is the new
    species'.
    """

    annotation_id: int
    region_id: int
    recording_id: int
    replaced: int | None


class AnnotateResult(Message):
    batch_id: int
    annotations: list[MadeAnnotation]


class UndoRequest(Request):
    """Without `batchId`, the latest batch that is not undone yet."""

    batch_id: int | None = None


class UndoResult(Message):
    batch_id: int
    annotations: int


class ImportAnnotationsRequest(LongRequest):
    """Raven selection tables and Audacity labels, as annotations of recordings.

    A table that names its recordings finds them in the catalog or below `recordings`; one that
    does not belongs to the recording whose name its own begins with. `column` names Raven's column
    that holds the species.
    """

    inputs: list[ReadPath] = Field(min_length=1, description="Files and folders.")
    recordings: ReadPath | None = Field(default=None, description="Folder of the recordings.")
    column: str | None = None
    labeler: LabelerName | None = None
    verified: Verified = Field(default="YES", description="Where the table does not say.")


class RowError(Message):
    """Why a line of a file could not be used."""

    path: str
    line: int
    message: str


class ImportAnnotationsResult(Message):
    """`known` were there already, by the same labeler or by the one that the table names, and are
    not added again.
    """

    batch_id: int | None
    files: int
    added: int
    known: int
    errors: list[RowError]
