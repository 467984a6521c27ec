"""Lists of species for people's own accounts: what was heard at a site in an hour or a day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sidecar.export.standards.published import PublishedRecording, PublishedRow


@dataclass
class Heard:
    """A species at a site in a period: its best row, and how many there are."""

    recording: PublishedRecording
    row: PublishedRow
    count: int = 0

    def take(self, recording: PublishedRecording, row: PublishedRow) -> None:
        """Count a row, and keep the surest; a person's word is surer than any score."""
        self.count += 1
        if _sure(row) > _sure(self.row):
            self.recording, self.row = recording, row


@dataclass
class Listening:
    """The stretches of time that recorders listened; they may overlap."""

    stretches: list[tuple[datetime, datetime]] = field(default_factory=list)

    @property
    def begins(self) -> datetime:
        return min(begin for begin, _ in self.stretches)

    @property
    def minutes(self) -> int:
        """Add up the minutes, each once, and at least one."""
        total, until = timedelta(), None
        for begin, end in sorted(self.stretches):
            if until is None or begin > until:
                total, until = total + (end - begin), end
            elif end > until:
                total, until = total + (end - until), end
        return max(1, round(total.total_seconds() / 60))


def place_of(recording: PublishedRecording) -> tuple[str | None, str | None, float, float]:
    """Tell one place from another: survey, site, coordinates."""
    deployment = recording.deployment
    assert recording.latitude is not None and recording.longitude is not None
    return (
        None if deployment is None else deployment.survey,
        None if deployment is None else deployment.site,
        recording.latitude,
        recording.longitude,
    )


def place_name(recording: PublishedRecording) -> str:
    """Name a place: its site, or else its coordinates."""
    _, site, latitude, longitude = place_of(recording)
    return site or f"{latitude:.4f}, {longitude:.4f}"


def local(moment: datetime) -> datetime:
    """Give a moment by the recorder's own clock, which people's lists go by."""
    return moment.replace(tzinfo=None)


def hour_of(moment: datetime) -> datetime:
    return local(moment).replace(minute=0, second=0, microsecond=0)


def _sure(row: PublishedRow) -> tuple[bool, float]:
    return row.person is not None, -1.0 if row.confidence is None else row.confidence
