"""Messages of learning from labels."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sidecar.contract.base import LongRequest, Message
from sidecar.contract.infer import Fraction
from sidecar.contract.query import Where


class TrainHeadRequest(LongRequest):
    """Learn species from what people decided, on the stored embeddings of `model`."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9._-]*$", max_length=64)
    model: str | None = Field(default=None, description="Whose embeddings; default: the active.")
    title: str | None = None
    species: list[str] | None = Field(default=None, description="Default: all that have labels.")
    kind: Literal["linear", "mlp"] = "linear"
    least: int = Field(default=3, ge=1, description="Labels that a species needs to be learnt.")
    background: int = Field(
        default=0, ge=0, description="Unlabelled windows, drawn at random, that count as none."
    )
    seed: int = 0


class ClassReport(Message):
    """How well a species was told in recordings that were held back; null where `note` says why."""

    species: str
    common: str | None
    positives: int
    negatives: int
    recordings: int
    average_precision: float | None
    auroc: float | None
    threshold: float | None = Field(description="Of confidence, where precision and recall meet.")
    note: str | None


class TrainHeadResult(Message):
    name: str
    model: str
    version: str
    sha256: str
    path: str
    windows: int
    folds: int
    regularisation: float
    average_precision: float | None
    auroc: float | None
    classes: list[ClassReport]
    notes: list[str]
    elapsed_seconds: float


class ApplyHeadRequest(LongRequest):
    """Score stored windows, without touching the audio."""

    name: str
    where: Where = Field(default={}, description="Of `query`'s recordings.")
    min_confidence: Fraction = 0.25
    top_k: int | None = Field(default=None, ge=1)


class ApplyHeadResult(Message):
    run_id: int
    recordings: int
    windows: int
    detections: int
    elapsed_seconds: float


class SuggestRequest(LongRequest):
    """The windows whose labels would teach a head most."""

    name: str
    where: Where = Field(default={}, description="Of `query`'s recordings.")
    species: str | None = None
    k: int = Field(default=20, ge=1, le=1000)


class Suggestion(Message):
    recording_id: int
    path: str
    start: float
    end: float
    species: str
    common: str | None
    confidence: float
    uncertainty: float


class SuggestResult(Message):
    windows: list[Suggestion]
    considered: int
