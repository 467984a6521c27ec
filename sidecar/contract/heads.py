"""Messages of learning from labels."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sidecar.contract.analyze import Fraction
from sidecar.contract.base import LongRequest, Message, Progress
from sidecar.contract.query import Where


class TrainHeadRequest(LongRequest):
    """Learn species from what people decided, on the stored embeddings of `model`."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9._-]*$", max_length=64)
    model: str | None = Field(default=None, description="Whose embeddings; default: the active.")
    title: str | None = None
    species: list[str] | None = Field(default=None, description="Default: all that have labels.")
    kind: Literal["linear", "mlp"] = "linear"
    least: int = Field(default=3, ge=1, description="Labels that a species needs to be learnt.")
    background: int | None = Field(
        default=None,
        ge=0,
        le=100_000,
        description="Unlabelled windows, drawn at random, that count a little as without any; "
        "default: twice as many as are labelled, and 200 at least.",
    )
    seed: int = Field(default=0, ge=0)


class HeadProgress(Progress):
    """How far a head has come with the windows of a catalog, or with learning."""

    total: int
    unit: Literal["window", "fit"] = "window"


class ClassReport(Message):
    """How well a species was told in recordings that were held back; null where `note` says why."""

    species: str
    common: str | None
    positives: int
    negatives: int
    recordings: int
    average_precision: float | None
    auroc: float | None
    threshold: float | None = Field(
        description="Of confidence: where precision and recall meet, unlabelled windows counting "
        "half as without."
    )
    note: str | None


class TrainHeadResult(Message):
    name: str
    model: str
    version: str
    sha256: str
    path: str
    windows: int = Field(description="Learnt from, unlabelled ones among them.")
    labels: int
    folds: int = Field(description="1: nothing could be held back.")
    regularisation: float
    average_precision: float | None
    auroc: float | None
    classes: list[ClassReport]
    notes: list[str]
    elapsed_seconds: float


class ApplyHeadRequest(LongRequest):
    """Score stored windows, without touching the audio.

    What was scored before with the same settings stands.
    """

    name: str
    where: Where = Field(default={}, description="Of `query`'s recordings.")
    min_confidence: Fraction | None = Field(
        default=None,
        description="Default: of each species what training found, else 0.5.",
    )
    top_k: int | None = Field(default=None, ge=1)


class ApplyHeadResult(Message):
    run_id: int
    recordings: int
    skipped: int = Field(description="Recordings scored before with the same settings.")
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
    uncertainty: float = Field(description="0 to 1: the entropy, in bits, of there or not.")


class SuggestResult(Message):
    windows: list[Suggestion]
    considered: int = Field(description="Windows without a label.")
