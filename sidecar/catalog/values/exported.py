"""What exports and explanations read of a catalog."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from sidecar.values import Channel


class Recorded(NamedTuple):
    """A recording for an export.

    `path` is the catalog's url; `starts_at` is in seconds since 1970 by the recorder's clock.
    """

    recording_id: int
    path: str
    duration_s: float | None
    rate_hz: int | None
    recorded_at: str | None
    starts_at: int | None
    latitude: float | None
    longitude: float | None
    site: str | None
    survey: str | None
    recorder: str | None


class Occasion(NamedTuple):
    """Where and when a recording was made, and the place and week that its last run took for it.

    `starts_at` is in seconds since 1970 by the recorder's clock.
    """

    latitude: float | None
    longitude: float | None
    starts_at: int | None
    judged_latitude: float | None
    judged_longitude: float | None
    judged_week: int | None


class Basis(NamedTuple):
    """What an analysis used: its run, the place and week, the settings, the exact model."""

    run_id: int
    latitude: float | None
    longitude: float | None
    week: int | None
    settings: dict[str, Any]
    model: str
    model_version: str
    model_sha256: str


@dataclass(frozen=True)
class RecordingSpan:
    """A stretch of a recording, in seconds, and the channel in which it was found."""

    recording_id: int
    start_s: float
    end_s: float
    channel: Channel = None
