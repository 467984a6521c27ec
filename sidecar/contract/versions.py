"""Messages about the versions of a model: side by side, swapped, shared out, made smaller."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from sidecar.contract.base import (
    MOST_ITEMS,
    FileError,
    LongRequest,
    Message,
    Progress,
    ReadPath,
    Request,
    Text,
)
from sidecar.contract.notes import Note
from sidecar.variant import Variant

# A weight of 0 keeps a version in the list without giving it a recording.
Weight = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


class VariantAgreement(Message):
    """How a variant's scores agree with those of the version it was made of.

    `heard` are the windows where either version gives a class 0.1 or more. `top1` is the share of
    these with the same likeliest class, and `top1OfAll` that of all windows. `largest` is the
    largest difference of a confidence. `flips` count classes that only one version gives 0.25 or
    more. `speed` is windows in a second, divided by those of the other version, on one thread.
    """

    windows: int
    heard: int
    top1: float | None = Field(description="Null if nothing was heard.")
    top1_of_all: float
    largest: float
    flips: int
    speed: float
    bytes: int
    bytes_before: int
    measured_at: datetime


class Compatibility(Message):
    """What a model's file needs. A dimension that may vary is null.

    `opset` is the version of ONNX's operators. `onnxRuntime` is the first release that has it.
    """

    opset: int | None
    onnx_runtime: str | None
    input: list[int | None]
    outputs: dict[str, list[int | None]]


class VersionRow(Message):
    """An installed version of a model; `versionId` names it everywhere.

    `share` is its part of the recordings while versions share them. `earlier`: a rollback makes it
    active. `speed` is seconds of sound in a second on this computer, of its fastest finished run.
    """

    version_id: str
    version: str
    variant: Variant
    active: bool
    loaded: bool
    earlier: bool
    share: float | None
    sha256: str
    converter: str
    bytes: int
    created_at: datetime
    source: str
    speed: float | None
    compatibility: Compatibility | None = Field(description="Null for a head.")
    made_of: str | None = Field(description="The version that a variant was made of.")
    agreement: VariantAgreement | None


class ListVersionsRequest(Request):
    name: Text


class ListVersionsResult(Message):
    name: str
    versions: list[VersionRow]


class SwitchVersionRequest(Request):
    """Make another version the active one; requests that run finish on theirs.

    Linnet first checks its files, loads it, runs it, and compares its golden pair. A variant must
    have agreed with its origin on your own recordings.
    """

    name: Text
    version_id: Text


class RollBackRequest(Request):
    """Make the version active that was active before; requests that run finish on theirs."""

    name: Text


class SwitchVersionResult(Message):
    """`before` was active until now."""

    name: str
    before: str
    version: VersionRow


class ArmShare(Message):
    version_id: Text
    weight: Weight


class RouteRequest(Request):
    """Share recordings between versions, by a hash of their sound; without `arms`, stop that.

    The weights must sum to 1. Each version is checked as for a switch.
    """

    name: Text
    arms: list[ArmShare] = Field(default=[], max_length=20)


class RouteResult(Message):
    name: str
    arms: list[ArmShare]


class RemoveVersionRequest(Request):
    """Remove a version that is not active and has no share; detections by it stay."""

    name: Text
    version_id: Text


class RemoveVersionResult(Message):
    name: str
    bytes: int


class MakeVariantRequest(LongRequest):
    """Make a variant of the active version, and measure it on windows of your own recordings.

    Without `inputs`, the recordings of the catalog give the windows.
    """

    name: Text
    variant: Literal["fp16", "bf16", "int8"]
    inputs: list[ReadPath] = Field(
        default=[], fail_fast=True, max_length=MOST_ITEMS, description="Files and folders."
    )
    windows: Annotated[int, Field(ge=1, le=10_000)] = Field(
        default=400, description="How many windows to measure, of all recordings together."
    )


class MakeVariantResult(Message):
    """`usable`: the variant agreed well enough to be made active; `message` says why, or why not.

    Linnet keeps the variant in both cases, and does not make it active by itself.
    """

    name: str
    version: VersionRow
    usable: bool
    message: str
    recordings: int
    errors: list[FileError]
    notes: list[Note]


class VariantProgress(Progress):
    """The progress of the measurement of a variant."""

    total: int
    unit: Literal["window"]
