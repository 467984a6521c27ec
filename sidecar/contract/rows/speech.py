"""Rows of speech: its stretches, and how much of it there is at each site."""

from __future__ import annotations

from pydantic import Field

from sidecar.contract.base import Message


class SpeechRow(Message):
    """A stretch in which people speak; `start` and `end` count seconds from the recording's start.

    `probability` is the mean that the detector gave it.
    """

    interval_id: int
    recording_id: int
    path: str
    start: float
    end: float
    probability: float
    detector: str
    heard_at: str | None = Field(description="Time by the recorder's own clock.")
    site: str | None
    survey: str | None
    recorder: str | None


class SpeechTotalRow(Message):
    """Speech at a site, or of recordings without one; nobody looked for speech in the others.

    `withSpeech` counts the recordings with any.
    """

    place: str
    site_id: int | None
    site: str | None
    survey: str | None
    recordings: int
    recordings_heard: int
    with_speech: int
    hours_recorded: float | None = Field(
        description="Hours of all recordings whose length is known."
    )
    hours_heard: float
    hours_speech: float
