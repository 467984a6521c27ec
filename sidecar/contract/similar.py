"""Messages about stored embeddings."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from sidecar.contract.base import Id, Message, OneChannel, ReadPath, Request, Seconds, Text
from sidecar.contract.notes import Note
from sidecar.errors import InvalidParams

# An embedding has float32.
_Float32 = Annotated[float, Field(ge=-3.4e38, le=3.4e38, allow_inf_nan=False)]


class Like(Message):
    """The example to search with: a detection, a region, a time in a recording, or an embedding."""

    detection_id: Id | None = None
    region_id: Id | None = None
    recording_id: Id | None = None
    path: ReadPath | None = None
    start: Seconds | None = None
    channel: OneChannel | None = Field(
        default=None,
        description="Channel to listen to at this time. Default: all that were analysed.",
    )
    embedding: list[_Float32] | None = Field(
        default=None, min_length=1, fail_fast=True, max_length=100_000
    )

    @model_validator(mode="after")
    def _one(self) -> Like:
        given = [self.detection_id, self.region_id, self.embedding, self.path or self.recording_id]
        if sum(each is not None for each in given) != 1:
            raise ValueError(
                "give one of detectionId, regionId, embedding, or path (or recordingId) with start"
            )
        if (self.path or self.recording_id) and self.start is None:
            raise ValueError("a path or recordingId needs a start")
        if self.start is not None and not (self.path or self.recording_id):
            raise ValueError("a start needs a path or recordingId")
        if self.channel is not None and self.start is None:
            raise InvalidParams(
                "A channel belongs to a time in a recording.",
                field="like.channel",
                hint="A detection has its channel, and a region has all.",
            )
        if self.path and self.recording_id:
            raise ValueError("give a path or a recordingId, not both")
        return self


class SimilarRow(Message):
    """A stored window, with its best detection if it has one; a null `channel` is the mean."""

    window_set_id: int
    recording_id: int
    path: str
    recorded_at: str | None
    heard_at: str | None = Field(
        description="Start of the window by the recorder's own clock; null without a start."
    )
    utc_offset: str | None = Field(
        description='Offset of `recordedAt` from UTC, such as "-05:00"; null if it is unknown.'
    )
    sample_rate: int | None = Field(description="Rate of the recording, in Hz.")
    recording_seconds: float | None = Field(description="Length of the recording.")
    missing_since: str | None = Field(
        description="Time at which the recording was first missing; null if it is present."
    )
    channel: int | None
    start: float
    end: float
    similarity: float = Field(description="Cosine similarity; 1 means equal direction.")
    detection_id: int | None
    species: str | None
    common: str | None
    confidence: float | None
    verified: str | None


class ReduceEmbeddingsRequest(Request):
    """Find the directions in which a model's stored embeddings differ most."""

    model: Text | None = None
    dimension: int = Field(ge=1, le=4096)
    sample: int = Field(default=50_000, ge=100, le=1_000_000)


class ReduceEmbeddingsResult(Message):
    """`explained` is the kept share of variance, `recall` the share of the ten nearest found."""

    reduction_id: int
    model: str
    dimension: int
    version: str
    fitted_on: int
    explained: float
    recall: float
    notes: list[Note]
