"""Messages about labels: people's decisions."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from sidecar.contract.base import (
    MOST_ITEMS,
    Id,
    LongRequest,
    Message,
    Progress,
    ReadPath,
    Seconds,
    Text,
)
from sidecar.contract.notes import Note
from sidecar.contract.query import Where
from sidecar.contract.verdict import Verified
from sidecar.errors import InvalidParams

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
    the present species. `start` or `end` with `annotationId` move a label that a person drew.
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
    withdraw: bool = Field(
        default=False,
        description="Take the label `annotationId` back; with no other field. A verdict on a "
        "detection is taken back for its person alone.",
    )
    settles: bool = Field(
        default=False, description="The verdict ends a dispute, and is no further opinion."
    )


# Fields that say what is decided on the detections of `where`.
_OF_WHERE = ("except_", "verified", "comment", "dry_run")


class AnnotateRequest(LongRequest):
    """Keep a person's decisions as one batch, which one undo takes back.

    The catalog keeps all of `annotations` or none. `where` takes their place: it has the fields of
    `query` for detections. All detections that pass, besides those of `except`, get the same
    `verified` and `comment`, in steps. Each step is kept. A cancel ends between two steps, and the
    batch holds what was decided until then. A detection that a person judges meanwhile is left out.
    """

    annotations: list[NewAnnotation] | None = Field(
        default=None, min_length=1, fail_fast=True, max_length=10_000
    )
    where: Where | None = Field(
        default=None, description="Fields of `query`'s detections; {} means all detections."
    )
    except_: list[Id] = Field(
        default=[],
        fail_fast=True,
        max_length=MOST_ITEMS,
        alias="except",
        description="The detectionIds that are left out, of those that pass `where`.",
    )
    verified: Verified | None = Field(default=None, description="The verdict of `where`.")
    comment: str | None = Field(
        default=None, max_length=10_000, description="The comment of `where`; none changes none."
    )
    dry_run: bool = Field(default=False, description="Only count the detections of `where`.")
    labeler: LabelerName | None = None

    @model_validator(mode="after")
    def _list_or_where(self) -> AnnotateRequest:
        if (self.annotations is None) == (self.where is None):
            raise InvalidParams("Give annotations or where, and not both.", field="annotations")
        if self.where is None:
            for name in _OF_WHERE:
                if name in self.model_fields_set:
                    field = type(self).model_fields[name].alias or name
                    raise InvalidParams(
                        f"The field {field} needs where.",
                        field=field,
                        hint="Each of annotations has a verdict and a comment of its own.",
                    )
        elif self.verified is None:
            raise InvalidParams("The filter needs a verdict.", field="verified")
        return self


class DecisionsProgress(Progress):
    """The progress of many decisions, or of their undo or redo; `done` of them are kept.

    `batchId` is null until the first step is kept.
    """

    total: int
    unit: Literal["detections", "annotations"]
    batch_id: int | None
    elapsed_seconds: float


class MadeAnnotation(Message):
    """`replaced` is the annotation that counted before.

    After a correction, `annotationId` belongs to the new species; after a move, to the new place.
    """

    annotation_id: int
    region_id: int
    recording_id: int
    replaced: int | None


class AnnotateResult(Message):
    """`count` counts the annotations, or the detections of `where` that have its verdict now.

    The detections of `where` are not listed in `annotations`. `batchId` is null if `where` changed
    nothing, and after a dry run, which counts the detections that would be decided.
    """

    batch_id: int | None
    count: int
    annotations: list[MadeAnnotation]
    notes: list[Note]


class UndoRequest(LongRequest):
    """Without `batchId`, undo the latest batch that is not undone yet.

    A large batch is undone in steps. After a cancel, another undo of the batch does the rest.
    """

    batch_id: Id | None = None


class UndoResult(Message):
    batch_id: int
    annotations: int


class RedoRequest(LongRequest):
    """Without `batchId`, redo the batch that was undone last, unless somebody decided since.

    A later decision on the same annotation stays. A large batch is redone in steps. After a cancel,
    another redo of the batch does the rest.
    """

    batch_id: Id | None = None


class RedoResult(Message):
    batch_id: int
    annotations: int


class ImportAnnotationsRequest(LongRequest):
    """Import Raven, Kaleidoscope and Audacity labels as annotations of recordings.

    Recordings that a table names lie in the catalog or below `recordings`. A table that names none
    belongs to the recording whose name begins the table's own. `column` is the table's column of
    species. A label without a verdict never changes a person's YES, NO or UNSURE. A row with a
    model's score and no verdict is the model's result: with `modelResults` "keep", it becomes
    UNVERIFIED and by that model. `replace` sets aside what came from the same files before and is
    no longer in them; undoing the batch brings it back.
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
