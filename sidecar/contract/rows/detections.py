"""Rows of detections and of their species."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from sidecar.contract.base import Message
from sidecar.contract.rows.held import FROM_JSON
from sidecar.contract.verdict import Verified

# Twilight is civil twilight.
Sun = Literal["day", "twilight", "night"]


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
    heard_at_utc: str | None = Field(
        description="The same moment in UTC; null if the offset of the recorder's clock is unknown."
    )
    start: float
    end: float
    species: str
    accepted: str | None = Field(
        default=None, description="Name in the latest checklist; see docs/names.md."
    )
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
    hours_from_sunrise: float | None = Field(
        description="Hours from the nearest sunrise, negative before it. Null without a place or "
        "an offset from UTC, and where the sun does not rise."
    )
    hours_from_sunset: float | None = Field(
        description="Hours from the nearest sunset, negative before it; null as above."
    )
    sun: Sun | None = Field(
        description="Day, civil twilight or night; null without a place or an offset from UTC."
    )
    moon_illuminated: float | None = Field(
        description="Lit part of the moon, 0 (new) to 1 (full), whether it is up or not; null "
        "without an offset from UTC."
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
    speech: float | None = Field(
        default=None,
        description="Share of the detection in which people speak, 0 to 1; null if nobody looked "
        "for speech in the recording.",
    )
    probability: float | None = Field(
        default=None,
        description="Probability of being true, by the curves of `thresholdSet`; null without one, "
        "for another model, for a species without a curve, and beyond the scores that were judged. "
        "It is no filter and no order.",
    )


class SpeciesRow(Message):
    """The detections of a taxon; `names` lists the names that these have, word for word.

    Names of one taxon count together, such as Accipiter cooperii and Astur cooperii. `species` is
    then the accepted one, if the catalog has it.
    """

    species_id: int
    species: str
    accepted: str | None = None
    names: Annotated[list[str], FROM_JSON] = Field(default=[])
    common: str | None
    detections: int
    recordings: int
    max_confidence: float
