"""Recordings and rows as all standards publish them, with names that no other export changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple


class PublishedDeployment(NamedTuple):
    """A recorder at a site for a time; `key` is a digest of what people named."""

    key: str
    site_key: str
    site: str | None
    survey: str | None
    recorder: str | None
    device_model: str | None
    elevation: float | None
    deployed_by: str | None
    note: str | None


@dataclass(frozen=True)
class PublishedRecording:
    """A recording; `key` is the digest of its samples, and `start` is None where nobody knows it.

    `start` is aware only where the offset from UTC is known.
    """

    key: str
    path: str
    name: str
    start: datetime | None
    seconds: float | None
    rate_hz: int | None
    channels: int | None
    container: str | None
    encoding: str | None
    gain: str | None
    serial: str | None
    latitude: float | None
    longitude: float | None
    deployment: PublishedDeployment | None
    _moments: dict[float, str] = field(default_factory=dict, compare=False, repr=False)

    def moment(self, start_s: float) -> datetime:
        """Give a moment of the recording, to the millisecond."""
        assert self.start is not None
        return self.start + timedelta(microseconds=round(start_s * 1000) * 1000)

    def at(self, start_s: float) -> str:
        """Write a moment of the recording in ISO 8601, with milliseconds and the offset."""
        found = self._moments.get(start_s)
        if found is None:
            found = self._moments[start_s] = self.moment(start_s).isoformat(timespec="milliseconds")
        return found

    @property
    def end(self) -> datetime | None:
        """Give the moment at which the recording ends; its start where the length is unknown."""
        return None if self.start is None else self.moment(self.seconds or 0.0)


class PublishedRow(NamedTuple):
    """A species in a stretch of a recording, in seconds.

    `person` said so at `said_at`: empty where nobody knows the name, and None where only a model
    said so. `model` names it with its version.
    """

    key: str
    start: float
    end: float
    species: str
    common: str | None
    verified: str
    person: str | None
    said_at: str | None
    model: str | None
    confidence: float | None
    threshold: float | None
    channel: int | None
    low_hz: float | None
    high_hz: float | None
    comment: str | None
