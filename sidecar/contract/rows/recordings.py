"""Rows of recordings, and of what was learnt of their starts."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sidecar.contract.base import Message
from sidecar.contract.rows.held import FROM_JSON


class RecordingRow(Message):
    recording_id: int
    deployment_id: int | None
    path: str
    start: str | None
    start_utc: str | None = Field(
        description="The start in UTC; null if the offset of the recorder's clock is unknown."
    )
    duration: float | None
    sample_rate: int | None
    channels: int | None
    container: str | None
    encoding: str | None
    recorder: str | None
    serial: str | None
    gain: str | None
    battery_volts: float | None
    temperature_celsius: float | None
    latitude: float | None
    longitude: float | None
    site: str | None
    survey: str | None
    missing_since: str | None = Field(
        description="Time at which the file was first missing; null if it is present."
    )
    detections: int
    annotations: int = Field(description="People's annotations that count now.")
    speech_seconds: float | None = Field(
        default=None, description="Seconds in which people speak; null if nobody looked for speech."
    )


class SourceRow(Message):
    """What one source says of a recording; `place` is its rank.

    `givesStart` and `givesPlace` are 1 for the source that counts, and `why` says why. `impossible`
    maps fields to the reason why their value cannot be true. `disagrees` is 1 if the source says
    another possible start than the one that counts.
    """

    key: str
    recording_id: int
    path: str
    place: int
    source: str
    start: str | None
    latitude: float | None
    longitude: float | None
    recorder: str | None
    serial: str | None
    deployment_code: str | None
    gain: str | None
    battery_volts: float | None
    temperature_celsius: float | None
    impossible: Annotated[dict[str, str] | None, FROM_JSON]
    gives_start: int
    gives_place: int
    disagrees: int
    why: str | None


class ClockRow(Message):
    """A rule of a recorder's clock: of a recording, a deployment, a site or a folder."""

    rule_id: int
    recording_id: int | None
    deployment_id: int | None
    site_id: int | None
    site: str | None
    folder: str | None
    timezone: str | None
    shift_seconds: float | None
    source: str | None
    pattern: str | None
