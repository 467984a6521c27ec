"""What one source says of a recording, and which of it cannot be true."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from typing import Literal

from sidecar.values import Metadata

Field = Literal["start", "place", "battery_v", "temperature_c"]

# Clocks that were never set begin here, and run on until the recorder is switched off.
_UNSET = (
    (date(1970, 1, 1), date(1970, 12, 31)),
    (date(1980, 1, 1), date(1980, 1, 31)),
    (date(2000, 1, 1), date(2000, 1, 7)),
)
_FIRST_YEAR = 1900  # old tapes that were digitised keep their start
# A start may be a day after now: clocks run ahead, and a naive start is of any zone.
_AHEAD = timedelta(days=1)
_MOST_V, _MOST_C = 50.0, 100.0


class Kind(Enum):
    """The kinds of sources; each value is its name in a sentence."""

    PATTERN = "the name by its pattern"
    GUANO = "the GUANO text"
    WAMD = "the wamd chunk"
    OPENSOUNDSCAPE = "the OpenSoundscape comment"
    AUDIOMOTH = "the AudioMoth comment"
    FRONTIER = "the Frontier Labs tags"
    BEXT = "the bext chunk"
    IXML = "the iXML chunk"
    NAME = "the file's name"
    FOLDER = "the folder's name"
    FILE_DATE = "the file's date"
    EARLIER = "an earlier reading"

    @property
    def word(self) -> str:
        """The kind's name in requests and rows: `fileDate`."""
        first, *others = self.name.lower().split("_")
        return first + "".join(map(str.capitalize, others))


@dataclass(frozen=True)
class Impossible:
    """A field whose value cannot be true, and why."""

    field: Field
    reason: str


@dataclass(frozen=True)
class Source:
    """`says` is all that the source says, `possible` what of it can be true."""

    kind: Kind
    says: Metadata
    possible: Metadata
    impossible: tuple[Impossible, ...] = ()

    def why_not(self, field: Field) -> str | None:
        """Say why the source's value of a field is impossible, if it is."""
        return next((each.reason for each in self.impossible if each.field == field), None)


def latest_start(now: datetime | None = None) -> datetime:
    """Give the last moment at which a recording that exists `now` can have begun."""
    return (now or datetime.now(UTC)) + _AHEAD


def judged(kind: Kind, says: Metadata, latest: datetime) -> Source:
    """Part what a source says into possible and impossible values.

    No start is after `latest`, which is aware.
    """
    return parted(kind, says, tuple(_impossible(says, latest)))


def parted(kind: Kind, says: Metadata, impossible: tuple[Impossible, ...]) -> Source:
    """Make a source whose impossible values are known."""
    without: dict[str, None] = {}
    for each in impossible:
        fields = ("latitude", "longitude") if each.field == "place" else (each.field,)
        without |= dict.fromkeys(fields)
    return Source(kind, says, replace(says, **without) if without else says, impossible)


def _impossible(says: Metadata, latest: datetime) -> Iterator[Impossible]:
    if says.start is not None and (reason := _why_not_then(says.start, latest)):
        yield Impossible("start", reason)
    if says.latitude is not None and (reason := _why_not_there(says.latitude, says.longitude)):
        yield Impossible("place", reason)
    if says.battery_v is not None and not 0 <= says.battery_v <= _MOST_V:
        yield Impossible("battery_v", f"No battery has {says.battery_v} V.")
    if says.temperature_c is not None and not abs(says.temperature_c) <= _MOST_C:
        yield Impossible("temperature_c", f"No recorder works at {says.temperature_c} °C.")


def _why_not_then(start: datetime, latest: datetime) -> str | None:
    if start.year < _FIRST_YEAR:
        return f"The start {start} is before all recorders."
    if start.year <= _UNSET[-1][1].year and any(a <= start.date() <= b for a, b in _UNSET):
        return f"The clock was never set; it stood at {start}."
    if (start if start.tzinfo else start.replace(tzinfo=UTC)) > latest:
        return f"The start {start} is in the future."
    return None


def _why_not_there(latitude: float, longitude: float | None) -> str | None:
    if longitude is None:
        return "A latitude has no longitude."
    if latitude == 0 and longitude == 0:
        return "Latitude and longitude are both 0; the recorder had no position."
    if not abs(latitude) <= 90:
        return f"The latitude {latitude} is not between -90 and 90."
    if not abs(longitude) <= 180:
        return f"The longitude {longitude} is not between -180 and 180."
    return None
