"""Messages of `explain`: why a species was named or left out."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from sidecar.contract.base import Id, Message, Request, Seconds, Text
from sidecar.contract.models import UsedRangeModel
from sidecar.errors import InvalidParams

Reason = Literal["list", "place", "threshold", "topK"]


class ExplainRequest(Request):
    """Judge the stored windows of a stretch again, as its current analysis did, and give reasons.

    Without `start` and `end`, all windows of the recording are judged.
    """

    detection_id: Id | None = Field(default=None, description="The stretch of this detection.")
    recording_id: Id | None = None
    start: Seconds | None = None
    end: float | None = Field(default=None, gt=0, le=1e9, allow_inf_nan=False)
    species: Text | None = Field(default=None, description="Explain this species alone.")
    model: Text | None = Field(default=None, description="Default: of the latest analysis.")
    k: int = Field(default=10, ge=1, le=1000, description="So many of the best species.")

    @model_validator(mode="after")
    def _one_target(self) -> ExplainRequest:
        if (self.detection_id is None) == (self.recording_id is None):
            raise InvalidParams(
                "Give a detection or a recording, and not both.", field="recordingId"
            )
        if self.detection_id is not None and (self.start is not None or self.end is not None):
            field = "start" if self.start is not None else "end"
            raise InvalidParams("A detection has its own times.", field=field)
        if (self.start or 0.0) >= (self.end or float("inf")):
            raise InvalidParams("The end must come after the start.", field="end")
        return self


class Explained(Message):
    """A species in its best window, from `start` to `end`.

    `dropped` lists all reasons why it is no detection there; empty where it is one. "list" means
    the lists of species, "place" the range filter with its `occurrence`, "threshold" a score below
    `threshold`, and "topK" that others in the window scored higher. `knownToRange`: whether the
    range model knows the class; null without a place.
    """

    species: str
    common: str | None
    score: float
    start: float
    end: float
    threshold: float
    occurrence: float | None
    known_to_range: bool | None
    dropped: list[Reason]


class ExplainResult(Message):
    """`said` tells in a sentence why there are no `species`, if there are none.

    `quietWindows` of the recording were too quiet for the model to hear; they have no scores.
    `rangeModel` judged the place; null without a place.
    """

    recording_id: int
    model: str | None
    run_id: int | None
    windows: int
    quiet_windows: int
    said: str | None
    species: list[Explained]
    range_model: UsedRangeModel | None = None
