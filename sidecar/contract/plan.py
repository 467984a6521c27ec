"""Messages of `infer/plan`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sidecar.contract.base import (
    FileError,
    Message,
    ModelName,
    Progress,
)
from sidecar.contract.notes import Note


class InferPlan(Message):
    """What `infer` would do now with the same request; nothing is written.

    `files` is the sum of `new`, `rescored`, `skipped` and `missing`; with `notAnalysed`, the run
    leaves the skipped ones out. `new` recordings are read, `rescored` ones are judged again from
    stored windows. `missing` ones have no file. `errors` names at most 100 of them.
    """

    model: ModelName
    files: int
    new: int
    rescored: int
    skipped: int
    missing: int
    without_place: int = Field(description="Recordings without a range filter.")
    audio_seconds: float = Field(description="Sound to read, of recordings whose length is known.")
    without_duration: int = Field(description="Recordings to read whose length is not known yet.")
    seconds_needed: float | None = Field(
        description="By the speed of earlier runs of this model in this catalog. Null if the "
        "catalog has no such run, or if no length is known."
    )
    unmatched_species: list[str] = Field(
        description="Names in the lists of species that match no class of the model."
    )
    overlap: float = Field(description="Seconds that two windows share, by request or settings.")
    skip_below: float | None = Field(
        description="Level in dBFS below which windows are left out; null: none is."
    )
    errors: list[FileError]
    notes: list[Note]


class PlanProgress(Progress):
    """The progress of a plan over the files of its request."""

    total: int
    unit: Literal["recording"] = "recording"
