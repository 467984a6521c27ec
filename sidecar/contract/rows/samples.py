"""Rows of samples and their members."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from sidecar.contract.base import Message
from sidecar.contract.rows.held import FROM_JSON
from sidecar.contract.verdict import Verified

# A sample estimates how often a model is right, or shows where a species is.
Purpose = Literal["estimate", "presence"]


# What a person may pass over once a species is confirmed there.
Unit = Literal["siteDay", "siteNight", "site", "recording"]


# The order in which the members of a sample were shown.
Shown = Literal["rank", "other"]


SampleState = Literal["waiting", "judged", "skipped"]


class SampleRow(Message):
    """A sample; `shown` tells in which order its members were shown.

    `rule` has the design, the filters (`where`) and the runs. A presence sample gives no estimate.
    """

    sample_id: int
    name: str
    seed: int
    purpose: Purpose
    model: str
    version: str
    species: str
    unit: Unit
    shown: Shown
    members: int
    skipped: int
    batches: int
    looks: int
    rule: Annotated[dict[str, Any], FROM_JSON]
    drawn_at: str
    drawn_by: str


class SampleItemRow(Message):
    """A member of a sample, with the verdict that counts for it.

    `weight` counts the windows of its recording or block and band that it stands for. `inclusion`
    is the chance with which the window was drawn; null where it is no random one. Members of one
    `unit` have the same text there.
    """

    item_id: int
    sample_id: int
    sample: str
    species: str
    common: str | None
    rank: int
    batch: int
    band: int
    start: float
    end: float
    logit: float
    confidence: float
    weight: float
    inclusion: float | None
    unit: str
    recording_id: int | None
    path: str | None
    recorded_at: str | None
    deployment_id: int | None
    site: str | None
    missing_since: str | None
    state: SampleState
    verified: Verified
    verdict_by: str | None
    verdict_at: str | None
    corrected_to: str | None = Field(
        description="Species that the person of the NO named in this stretch instead."
    )
    skipped_at: str | None
    skipped_because: int | None
    skip_reason: str | None
