"""Rows of detections and of their species."""

from __future__ import annotations

from pydantic import Field

from sidecar.contract.base import Message
from sidecar.contract.verdict import Verified


class DetectionRow(Message):
    """`start` and `end` count seconds from the recording's start.

    `channel` counts from 1; null is the mean of all channels. `verdictBy` to `highHz` tell of the
    person's decision that `verified` repeats; they are null where no person decided.
    """

    detection_id: int
    annotation_id: int
    region_id: int
    recording_id: int
    path: str
    recorded_at: str | None
    heard_at: str | None = Field(description="Time by the recorder's own clock.")
    start: float
    end: float
    species: str
    common: str | None
    confidence: float
    occurrence: float | None
    windows: int
    channel: int | None
    verified: Verified
    run_id: int
    model: str
    deployment_id: int | None
    site_id: int | None
    site: str | None
    survey: str | None
    recorder: str | None
    sample_rate: int | None = Field(description="Rate of the recording, in Hz.")
    recording_seconds: float | None = Field(description="Length of the recording.")
    utc_offset: str | None = Field(
        description='Offset of `recordedAt` from UTC, such as "-05:00"; null if it is unknown.'
    )
    missing_since: str | None = Field(
        description="Time at which the recording was first missing; null if it is present."
    )
    verdict_by: str | None
    verdict_at: str | None
    corrected_to: str | None = Field(
        description="Species that somebody named in place of the detection's own."
    )
    comment: str | None
    low_hz: float | None
    high_hz: float | None
    probability: float | None = Field(
        default=None,
        description="Probability of being true, by the curves of `thresholdSet`; null without one, "
        "for another model, for a species without a curve, and beyond the scores that were judged. "
        "It is no filter and no order.",
    )


class SpeciesRow(Message):
    species_id: int
    species: str
    common: str | None
    detections: int
    recordings: int
    max_confidence: float
