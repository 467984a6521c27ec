"""Messages of `models/monitor`: whether a model's embeddings stay as they were."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from sidecar.contract.base import Count, Message, Request, Text
from sidecar.contract.notes import Note
from sidecar.contract.query import Where


class ExactModel(Message):
    """A version of a model. Two models with one `versionId` give the same results."""

    name: str
    version: str
    version_id: str


class Distribution(Message):
    """How numbers are spread; `std` is the standard deviation of the numbers themselves."""

    count: int
    mean: float
    std: float
    p5: float
    p25: float
    p50: float
    p75: float
    p95: float


class MonitorModelRequest(Request):
    """Report the norms of a model's embeddings, and the distances between windows in a row.

    `name` is a model, or `model@versionId`. `live` reports what runs and streams of this process
    gave. `catalog` reports stored embeddings. Without `source`, the report is live if this process
    has run the model.
    """

    name: Text
    source: Literal["live", "catalog"] | None = None
    where: Where = Field(default={}, description="Fields of `query`'s detections; of the catalog.")
    deviations: Annotated[float, Field(ge=1, le=100, allow_inf_nan=False)] = Field(
        default=6.0,
        description="A window further from the median than so many robust standard deviations is "
        "an anomaly.",
    )
    windows: Count = Field(default=100_000, description="The most stored windows to read.")
    limit: Annotated[int, Field(ge=1, le=10_000)] = Field(
        default=100, description="The most anomalies to list."
    )


class AnomalousWindow(Message):
    """A window whose embedding differs from most others, to listen to.

    `deviations` is how many robust standard deviations its norm lies from the median, or the angle
    of its distance; null for an embedding without numbers. `stream` is the id of a stream; then
    there is no path.
    """

    recording_id: int | None
    path: str | None
    stream: str | None
    channel: int | None
    start: float
    end: float
    norm: float | None
    distance: float | None
    reasons: list[Literal["norm", "distance", "numbers"]]
    deviations: float | None


class MonitorModelResult(Message):
    """What the embeddings of `windows` windows of `recordings` recordings or streams are like.

    `available` windows could have been read. `norms` are as the model gives them, before L2.
    `distances` are cosine distances between windows in a row of one recording. `withoutNumbers`
    embeddings have NaN or infinity. `withoutDirection` ones are zero, as digital silence often is.
    `judged` windows were compared with at least 100 others; `anomalyRate` is the share of them that
    are anomalies. `anomalies` are the furthest first, and `leftOut` more are not listed.
    """

    model: ExactModel
    source: Literal["live", "catalog"]
    recordings: int
    windows: int
    available: int
    norms: Distribution | None
    distances: Distribution | None
    without_numbers: int
    without_direction: int
    deviations: float
    judged: int
    anomalous: int
    anomaly_rate: float | None
    anomalies: list[AnomalousWindow]
    left_out: int
    notes: list[Note]
