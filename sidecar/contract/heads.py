"""Messages of learning from labels."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sidecar.contract.analyze import Fraction
from sidecar.contract.base import MOST_ITEMS, Count, LongRequest, Message, Progress, Seed, Text
from sidecar.contract.notes import Note
from sidecar.contract.query import Where


class TrainHeadRequest(LongRequest):
    """Train a head on people's labels and the stored embeddings of `model`."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9._-]*$", max_length=64)
    model: Text | None = Field(
        default=None, description="Model of the embeddings; default: the active."
    )
    title: Text | None = None
    species: list[Text] | None = Field(
        default=None,
        fail_fast=True,
        max_length=MOST_ITEMS,
        description="Default: all species with labels.",
    )
    kind: Literal["linear", "mlp"] = "linear"
    least: Count = Field(default=3, description="Labels that a species needs for training.")
    background: int | None = Field(
        default=None,
        ge=0,
        le=100_000,
        description="Unlabelled windows, drawn at random, that count a little as windows without "
        "any species; default: twice as many as the labelled windows, at least 200.",
    )
    seed: Seed = 0
    hold_back: float = Field(
        default=0.0,
        ge=0,
        le=0.5,
        allow_inf_nan=False,
        description="Share of the labelled recordings that the training leaves out, always the "
        "same ones, so that versions can be compared on them.",
    )

    dry_run: bool = Field(default=False, description="Only say what the training would learn from.")


class HeadProgress(Progress):
    """The progress of a head over a catalog's windows, or in training."""

    total: int
    unit: Literal["window", "fit"] = "window"


class ClassReport(Message):
    """A species' test on recordings that were held back; a value is null if `note` says why."""

    species: str
    common: str | None
    positives: int
    negatives: int
    recordings: int
    average_precision: float | None
    auroc: float | None
    threshold: float | None = Field(
        description="The confidence at which precision equals recall; unlabelled windows count "
        "half as windows without the species."
    )
    note: str | None


class TrainHeadResult(Message):
    """The head's new version is in use now; `before` was in use, and stays.

    Equal labels and settings give the version that they gave before, with its number. A dry run
    makes no version: what a version has is null, and `classes` have no test.
    """

    name: str
    model: str
    version: str | None
    number: int | None
    before: int | None = Field(description="Null for a new head.")
    sha256: str | None
    path: str | None
    windows: int = Field(description="Windows in the training, with the unlabelled ones.")
    labels: int
    held_back: int = Field(description="Labelled recordings that the training left out.")
    folds: int = Field(description="1: no recording could be held back.")
    regularisation: float | None
    average_precision: float | None
    auroc: float | None
    classes: list[ClassReport]
    notes: list[Note]
    elapsed_seconds: float


class ApplyHeadRequest(LongRequest):
    """Score stored windows without reading the audio.

    Scores from an earlier run with the same settings stay unchanged. With `dryRun`, nothing is
    written: the answer counts what the thresholds would find in all of the windows.
    """

    name: Text
    where: Where = Field(default={}, description="Of `query`'s recordings.")
    min_confidence: Fraction | None = Field(
        default=None,
        description="Default: each species' threshold from training, else 0.5.",
    )
    top_k: Count | None = None
    dry_run: bool = Field(default=False, description="Only count, at several thresholds.")
    thresholds: list[Fraction] = Field(
        default=[0.5, 0.75, 0.9],
        fail_fast=True,
        max_length=20,
        description="With dryRun: count at these, beside the head's own.",
    )


class CountAt(Message):
    """How many detections a threshold gives, and in how many recordings."""

    threshold: float
    detections: int
    recordings: int


class HeadCount(Message):
    """What would be found of a species, at the threshold that counts and at those asked for.

    A detection is a window in which the species reaches the threshold.
    """

    species: str
    common: str | None
    own: CountAt
    at: list[CountAt]


class ApplyHeadResult(Message):
    """A dry run has no `runId`, and alone has `counts`; its `skipped` is 0."""

    run_id: int | None
    recordings: int
    skipped: int = Field(description="Recordings already scored with the same settings.")
    windows: int
    detections: int
    counts: list[HeadCount] | None = Field(default=None, description="Null without dryRun.")
    notes: list[Note]
    elapsed_seconds: float


class SuggestRequest(LongRequest):
    """Find the windows whose labels would improve a head most."""

    name: Text
    where: Where = Field(default={}, description="Of `query`'s recordings.")
    species: Text | None = None
    k: int = Field(default=20, ge=1, le=1000)


class Suggestion(Message):
    """A window to label; a null `channel` is the mean of all."""

    recording_id: int
    path: str
    channel: int | None
    start: float
    end: float
    species: str
    common: str | None
    confidence: float
    uncertainty: float = Field(description="Entropy of present or absent, 0 to 1 bit.")


class SuggestResult(Message):
    windows: list[Suggestion]
    considered: int = Field(description="Windows without a label.")
    notes: list[Note]
