"""Messages of `models/check`: the quality of a model's embeddings, on one's own recordings."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from sidecar.contract.base import (
    MOST_ITEMS,
    FileError,
    LongRequest,
    Message,
    ModelName,
    Progress,
    ReadPath,
    Text,
)
from sidecar.contract.notes import Note

QualityName = Literal[
    "norms",
    "numbers",
    "sameSound",
    "silence",
    "isotropy",
    "batches",
    "version",
    "agreement",
]


class CheckModelRequest(LongRequest):
    """Measure a model's embeddings on windows spread over recordings.

    Without `inputs`, the recordings of the catalog give the windows.
    """

    name: Text
    inputs: list[ReadPath] = Field(
        default=[], fail_fast=True, max_length=MOST_ITEMS, description="Files and folders."
    )
    windows: Annotated[int, Field(ge=1, le=10_000)] = Field(
        default=200, description="How many windows to measure, of all recordings together."
    )


class QualityLine(Message):
    """A line of the checklist, with its figure and its limit.

    `bound` says on which side of the limit a good figure lies. The figure is null if nothing was
    measured, or if the model gave no numbers; the message says which.
    """

    name: QualityName
    outcome: Literal["passed", "failed", "notMeasured"]
    message: str
    figure: float | None
    limit: float
    bound: Literal["atMost", "above"]


class NormPercentiles(Message):
    """The lengths of embeddings as the model gives them."""

    least: float
    p5: float
    p25: float
    p50: float
    p75: float
    p95: float
    largest: float


class EmbeddingSpread(Message):
    """How a model's unit vectors fill their space.

    `collapsed` counts dimensions that hardly differ between windows. `sparsity` is the share of
    numbers that are zero. `effectiveDimension` is the participation ratio of the variances.
    """

    dimension: int
    collapsed: int
    sparsity: float
    effective_dimension: float


class CheckModelResult(Message):
    """`passed`: no line failed. `windows` were measured, of so many `recordings`.

    `norms` and `spread` are null if no window gave an embedding to measure them.
    """

    model: ModelName
    passed: bool
    windows: int
    recordings: int
    lines: list[QualityLine]
    norms: NormPercentiles | None
    spread: EmbeddingSpread | None
    errors: list[FileError]
    notes: list[Note]


class QualityProgress(Progress):
    """The progress of a check; `total` is the number of windows that it reads."""

    total: int
    unit: Literal["window"]
