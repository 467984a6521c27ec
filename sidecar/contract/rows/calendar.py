"""Rows of when and where species were heard."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sidecar.contract.base import Message


class ActivityRow(Message):
    """Detections of a species in an hour of a day, by the recorder's own clock."""

    cell: str
    species: str
    common: str | None
    date: str
    hour: int
    detections: int
    max_confidence: float


class PresenceRow(Message):
    """A species at a site, or at all sites together.

    A night goes from noon to noon. Detections without a time count, but in no night.
    """

    place: str
    scope: Literal["all", "site"] = Field(
        description="Whether the row is of all sites together, or of one; its site may be unknown."
    )
    species: str
    common: str | None
    site_id: int | None
    site: str | None
    first_heard_at: str | None
    last_heard_at: str | None
    nights: int
    detections: int
