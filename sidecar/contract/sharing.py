"""Messages about verdicts that go to another person's copy and come back."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from sidecar.contract.base import MOST_ITEMS, FileError, LongRequest, Message, ReadPath, WritePath
from sidecar.contract.export import Overwrite
from sidecar.contract.labels import LabelerName, RowError
from sidecar.contract.notes import Note
from sidecar.contract.query import Where
from sidecar.errors import InvalidParams


class ExportAnnotationsRequest(LongRequest):
    """Write a folder with a table of verdicts, which another copy of the recordings can merge.

    Each row names a sound by its content: the digest of its samples, and milliseconds. "questions"
    are the detections that pass `where`, with clips to hear and without scores, verdicts and names
    of people, for a second person who must not know them. "labels" are the last words of people on
    the annotations that pass `where`. "answers" are what people said of the clips of `questions`, a
    folder that another copy exported, as if they had said it of the recordings.
    """

    destination: WritePath
    overwrite: Overwrite = False
    of: Literal["questions", "labels", "answers"] = "labels"
    questions: ReadPath | None = Field(
        default=None, description="The folder whose questions were answered here."
    )
    where: Where = Field(
        default={}, description="Fields of `query`'s detections, or of its annotations for labels."
    )
    clips: bool = Field(default=True, description="Write a clip of each question.")
    padding: float = Field(
        default=1.0,
        ge=0,
        le=60,
        allow_inf_nan=False,
        description="Seconds of a clip before and after its question.",
    )

    @model_validator(mode="after")
    def _whose(self) -> ExportAnnotationsRequest:
        if (self.of == "answers") != (self.questions is not None):
            raise InvalidParams(
                "Answers need the folder of their questions, and nothing else takes it.",
                field="questions",
            )
        if self.of == "answers" and self.where:
            raise InvalidParams("Answers take no filter.", field="where")
        return self


class ExportAnnotationsResult(Message):
    """`path` is the table; `withoutSound` counts rows that were left out.

    Their recordings have no digest yet, or are silent throughout, and cannot be found elsewhere.
    """

    path: str
    rows: int
    clips: int
    without_sound: int
    errors: list[FileError]
    notes: list[Note]


class MergeAnnotationsRequest(LongRequest):
    """Merge tables of verdicts that another copy exported, or that a person filled in.

    The result does not depend on the order of merges. Everything stays that anybody said, and the
    last word of all counts.
    """

    inputs: list[ReadPath] = Field(
        min_length=1, fail_fast=True, max_length=MOST_ITEMS, description="Tables and their folders."
    )
    labeler: LabelerName | None = Field(
        default=None, description="Who judged the rows that name nobody."
    )


class MergeAnnotationsResult(Message):
    """`known` counts what the catalog has already, `unjudged` rows without a verdict.

    `disputes` counts the catalog's disputes that nobody has settled.
    """

    batch_id: int | None
    files: int
    added: int
    known: int
    unjudged: int
    disputes: int
    errors: list[RowError]
    notes: list[Note]
