"""The progress of a run: what it found, and how its files ended."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sidecar.contract.analyze import InferredDetection
from sidecar.contract.base import (
    Message,
    Progress,
)
from sidecar.contract.rows import FileStatus


class FreshDetection(InferredDetection):
    path: str
    channel: int | None


class FreshOutcome(Message):
    """How a file of a run ended; `detections` counts those of a file that was analysed now.

    `deploymentId` and `site` are those that the catalog had at the beginning of the run.
    """

    recording_id: int | None
    path: str
    status: FileStatus
    detections: int
    kind: str | None = Field(description="The kind of the error of a file that failed.")
    trouble: str | None = Field(description="Why the file failed, or covers only a part.")
    deployment_id: int | None
    site: str | None


class HeardSpecies(Message):
    """A species with its detections in the recordings that a run has analysed so far."""

    species: str
    common: str
    detections: int
    max_confidence: float


class InferProgress(Progress):
    """The progress of a run; `detections` and `outcomes` are new since the last report.

    A report has at most 100 of each. Of more outcomes, failed and partial ones come first;
    `outcomesLeftOut` counts the others since the begin. `failed` counts all that failed so far.
    `audioSecondsTotal` is the sound that the run reads; null while a length is not known. `species`
    are those whose counts grew since the last report, at most 100. The last report has all others.
    """

    run_id: int | None = None
    total: int
    unit: Literal["recording"] = "recording"
    recording: str | None = None
    failed: int = 0
    audio_seconds: float = 0.0
    audio_seconds_total: float | None = None
    elapsed_seconds: float = 0.0
    realtime_factor: float = 0.0
    eta_seconds: float | None = None
    detections: list[FreshDetection] = Field(default=[])
    outcomes: list[FreshOutcome] = Field(default=[])
    outcomes_left_out: int = 0
    species: list[HeardSpecies] = Field(default=[])
