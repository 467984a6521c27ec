"""Messages of `models/drift`: how the embeddings of two periods, or of two versions, differ."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from sidecar.contract.base import Message, Request, Text
from sidecar.contract.monitor import Distribution, ExactModel
from sidecar.contract.notes import Note
from sidecar.contract.query import Where


class WindowGroup(Message):
    """The stored windows that pass the filters; all without any."""

    where: Where = Field(default={}, description="Fields of `query`'s detections.")


class DriftRequest(Request):
    """Compare two groups of a model's stored windows.

    `name` is a model, or `model@versionId`. `first` and `second` are groups, such as two periods.
    With `against`, another version of the model, `first` chooses the windows that both versions
    embedded, and there is no `second`.
    """

    name: Text
    first: WindowGroup = WindowGroup()
    second: WindowGroup | None = None
    against: Text | None = None
    windows: Annotated[int, Field(ge=100, le=50_000)] = Field(
        default=20_000, description="The most windows to read of each group."
    )


class DriftGroup(Message):
    """`windows` of `available` windows were read, of so many `recordings`."""

    model: ExactModel
    recordings: int
    windows: int
    available: int
    norms: Distribution | None


class DriftFigure(Message):
    """A figure with its reading.

    `normKs` is the largest difference between the cumulative distributions of norms (0 to 1).
    `normPsi` is the population stability index of norms over the tenths of the first group.
    `centroid` is the cosine distance between the mean directions of the groups. `pairs` is the mean
    cosine distance between two versions' embeddings of one window. `usual` is what to expect
    without any drift: from random halves of the first group's recordings, or by chance.
    """

    name: Literal["normKs", "normPsi", "centroid", "pairs"]
    value: float | None
    usual: float | None
    reading: Literal["alike", "moved", "apart", "notMeasured"]
    message: str


class SpeciesDrift(Message):
    """The detections of a species in each group, and the difference of their confidences.

    `ks` is the largest difference between the cumulative distributions; null for few detections.
    """

    species: str
    common: str | None
    first: int
    second: int
    first_median: float | None
    second_median: float | None
    ks: float | None


class DriftResult(Message):
    """The species with the most detections come first; `speciesLeftOut` more are not listed."""

    first: DriftGroup
    second: DriftGroup
    figures: list[DriftFigure]
    species: list[SpeciesDrift]
    species_left_out: int
    notes: list[Note]
