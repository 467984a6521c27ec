"""Messages about sets of thresholds."""

from __future__ import annotations

from pydantic import Field

from sidecar.contract.base import KeptName, Message, Request, Text
from sidecar.contract.labels import LabelerName
from sidecar.contract.notes import Note
from sidecar.contract.samples import SampleModel, SampleName


class SaveThresholdsRequest(Request):
    """Keeps the thresholds that a sample certifies for a target, under a name.

    `infer` takes the set (`thresholdSet`), and judges stored embeddings again without the audio.
    `replace` writes over a set of the name.
    """

    name: KeptName
    sample: SampleName
    target: float = Field(default=0.9, gt=0, lt=1, allow_inf_nan=False)
    level: float = Field(default=0.95, ge=0.5, le=0.999, allow_inf_nan=False)
    species: list[Text] = Field(default=[], max_length=100)
    replace: bool = False
    labeler: LabelerName | None = None


class SavedCurve(Message):
    """logit of probability = intercept + slope * logit of confidence, from `low` to `high`.

    These two are confidences.
    """

    intercept: float
    slope: float
    low: float
    high: float


class SavedThreshold(Message):
    """The threshold of a species, or the `reason` why there is none.

    The limits of its precision are those of this catalog. `labels` of `detections` were judged
    above it; `looks` counts earlier looks at fewer labels. `curve` is null where the labels allow
    no probabilities.
    """

    species: str
    confidence: float | None
    logit: float | None
    point: float | None
    low: float | None
    high: float | None
    labels: int
    detections: int
    looks: int
    reason: str | None
    curve: SavedCurve | None


class SavedThresholdSet(Message):
    name: str
    target: float
    level: float
    rule: str
    sample: str
    model: SampleModel
    made_at: str
    made_by: str
    rows: list[SavedThreshold]


class SaveThresholdsResult(Message):
    saved: SavedThresholdSet
    notes: list[Note]


class ListThresholdsRequest(Request):
    """Lists sets of thresholds, or the one of a `name`."""

    name: KeptName | None = None


class ListThresholdsResult(Message):
    sets: list[SavedThresholdSet]


class RemoveThresholdsRequest(Request):
    """Removes a set. Runs that used it stay."""

    name: KeptName


class RemoveThresholdsResult(Message):
    name: str
