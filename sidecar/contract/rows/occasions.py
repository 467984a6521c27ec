"""Rows of occasions: a site, a day or a night, and a species."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sidecar.contract.base import Message
from sidecar.occasions.states import Checked, Why


class OccasionRow(Message):
    """What an occasion says of a species at a site.

    `detected` is null where nothing is known, and `unknown` says why. Times are by the recorder's
    own clock. Hours are of the model's analyses that could name the species.
    """

    cell: str
    survey: str | None
    site_id: int
    site: str | None
    latitude: float | None
    longitude: float | None
    occasion: int = Field(description="Number of the occasion, from 1.")
    date: str = Field(
        description="Date on which the occasion begins, so that of a night's evening."
    )
    start: str
    end: str
    species: str
    detected: Literal[0, 1] | None
    unknown: Why | None
    n: int | None = Field(description="Detections that reach the threshold; null as `detected`.")
    max_score: float | None = Field(
        description="Best confidence of any kept detection, below the threshold too."
    )
    max_probability: float | None = Field(
        description="Probability of this detection by the curves of `thresholdSet`; null without."
    )
    max_detection_id: int | None
    max_path: str | None
    max_digest: str | None = Field(description="Digest of the recording's sound, if it is known.")
    max_start: float | None = Field(description="Seconds from the recording's start.")
    max_end: float | None
    first_heard_at: str | None = Field(description="First detection that reaches the threshold.")
    last_heard_at: str | None
    hours_analysed: float = Field(
        description="Hours of which at least one recorder's sound was analysed, without masks."
    )
    recorder_hours: float = Field(description="The same, added up over recorders, with masks.")
    hours_masked: float | None = Field(
        description="Analysed hours under rain or speech; null, since nobody measures them yet."
    )
    recordings: int = Field(description="Recordings that were analysed, in whole or in part.")
    failed: int = Field(description="Recordings that could not be analysed; they are no effort.")
    verified: Checked | None = Field(
        description="`confirmed`: a person said YES to a detection that reaches the threshold. "
        "`refuted`: people said NO to all. `partial`: NO to some, YES to none."
    )
    y2: Literal[0, 1, 2] | None = Field(
        description="0 not detected or refuted, 1 detected and not confirmed, 2 confirmed."
    )
    threshold: float
    model: str
    threshold_set: str | None
