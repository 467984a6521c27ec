"""Rows of what two models have in common; A and B are those of `models` in the request."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sidecar.contract.base import Message
from sidecar.contract.verdict import Verified


class ModelMatchRow(Message):
    """A detection of A with its best partner of B, or a detection of either without a partner.

    Two detections are partners if they are of one taxon in one recording, and share at least half
    of the shorter one. `recordingId` to `common` tell of A's detection, or of B's alone.
    """

    match: str
    heard_by: Literal["both", "onlyA", "onlyB"]
    recording_id: int
    path: str
    recorded_at: str | None
    heard_at: str | None = Field(description="Time by the recorder's own clock.")
    heard_at_utc: str | None
    site_id: int | None
    site: str | None
    species: str
    common: str | None
    detection_id_a: int | None = Field(alias="detectionIdA")
    start_a: float | None = Field(alias="startA")
    end_a: float | None = Field(alias="endA")
    confidence_a: float | None = Field(alias="confidenceA")
    verified_a: Verified | None = Field(alias="verifiedA")
    detection_id_b: int | None = Field(alias="detectionIdB")
    start_b: float | None = Field(alias="startB")
    end_b: float | None = Field(alias="endB")
    confidence_b: float | None = Field(alias="confidenceB")
    verified_b: Verified | None = Field(alias="verifiedB")
    matches: int = Field(description="Partners of A's detection, of which the best one is here.")


class MatchTotalRow(Message):
    """Detections of a species by two models, at a site or at all sites together.

    `both` counts detections of A with a partner, and `bothOfB` those of B: they differ where the
    models' windows have other lengths. Detections in recordings that the other model did not
    analyse are `notCompared...`, and in no other number.
    """

    place: str
    scope: Literal["all", "site"] = Field(
        description="Whether the row is of all sites together, or of one; its site may be unknown."
    )
    species: str
    common: str | None
    site_id: int | None
    site: str | None
    both: int
    only_a: int = Field(alias="onlyA")
    only_b: int = Field(alias="onlyB")
    both_of_b: int = Field(alias="bothOfB")
    not_compared_a: int = Field(alias="notComparedA")
    not_compared_b: int = Field(alias="notComparedB")
