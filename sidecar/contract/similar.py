"""Messages about stored embeddings."""

from __future__ import annotations

from typing import Annotated, Literal

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


class Rerank(Message):
    """Orders the nearest by their distance in a Poincaré ball, in which norms count too.

    The search takes `factor` times `k` windows by cosine. An embedding goes into the ball by the
    exponential map at the origin, after a division by the example's norm. So the example has
    length 1, and a window with twice its norm has length 2.
    """

    by: Literal["poincare"] = "poincare"
    curvature: float = Field(
        default=1.0,
        ge=1e-6,
        le=100.0,
        allow_inf_nan=False,
        description="How strongly the ball is curved, as a positive number.",
    )
    factor: int = Field(default=4, ge=1, le=20, description="How many times `k` are compared.")


class SimilarRow(Message):
    """A stored window, with its best detection if it has one; a null `channel` is the mean.

    Ids are those of its catalog.
    """

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
    distance: float | None = Field(
        description="Distance in the Poincaré ball; null without `rerank`."
    )
    detection_id: int | None
    species: str | None
    common: str | None
    confidence: float | None
    verified: str | None
    catalog: str | None = Field(
        default=None,
        description="File of the other catalog that holds the window; null for the open one.",
    )


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


class CompareReductionsRequest(Request):
    """Measure how well shorter embeddings find what whole ones find; keeps nothing."""

    model: Text | None = None
    dimensions: list[Annotated[int, Field(ge=1, le=4096)]] = Field(
        default=[],
        max_length=100,
        description="Default: those of 768, 384, 256 and 128 that are shorter than the whole.",
    )
    sample: int = Field(
        default=50_000, ge=100, le=1_000_000, description="Embeddings to fit on, at most."
    )


class ReducedQuality(Message):
    """How well embeddings of one dimension find what belongs together.

    `precision` is the mean average precision of the searches, and `ofWhole` its ratio to that of
    whole embeddings. `recall` is the share of the ten nearest by whole embeddings that are found.
    """

    dimension: int
    bytes: int = Field(description="Bytes of one embedding, at two a number.")
    explained: float
    recall: float
    precision: float
    of_whole: float


class CompareReductionsResult(Message):
    """Retrieval by dimension, the whole embeddings first.

    Under "labels", people's labels say which windows belong together: those with a shared species.
    Without enough labels, under "neighbours", the ten nearest by whole embeddings do.
    """

    model: str
    judged_by: Literal["labels", "neighbours"]
    searches: int = Field(description="Embeddings that were searched with.")
    among: int = Field(description="Embeddings that each search went through.")
    species: int = Field(description="Species that labels name in several recordings; else 0.")
    fitted_on: int
    rows: list[ReducedQuality]
    notes: list[Note]
