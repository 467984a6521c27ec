"""Recordings and rows as all standards publish them, with names that no other export changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property, lru_cache
from typing import NamedTuple

_DAY = 86_400_000


@lru_cache(maxsize=1 << 16)  # recordings begin on whole seconds, and windows lie on a grid
def _time_of_day(thousandths: int) -> str:
    seconds, rest = divmod(thousandths, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"


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

    def moment(self, start_s: float) -> datetime:
        """Give a moment of the recording, to the millisecond."""
        assert self.start is not None
        return self.start + timedelta(microseconds=round(start_s * 1000) * 1000)

    def at(self, start_s: float) -> str:
        """Write a moment of the recording in ISO 8601, with milliseconds and the offset."""
        day, begins, offset = self._clock
        thousandths = begins + round(start_s * 1000)
        if thousandths < _DAY:  # a fifth of the time of isoformat
            return f"{day}{_time_of_day(thousandths)}{offset}"
        return self.moment(start_s).isoformat(timespec="milliseconds")

    @cached_property
    def _clock(self) -> tuple[str, int, str]:
        """Give the day of the start, its thousandths of a second since midnight, its offset."""
        assert self.start is not None
        text, start = self.start.isoformat(timespec="milliseconds"), self.start
        seconds = 3600 * start.hour + 60 * start.minute + start.second
        return text[:11], 1000 * seconds + start.microsecond // 1000, text[23:]

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
