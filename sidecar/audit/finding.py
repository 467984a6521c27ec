"""What an audit says: findings with what to do, and checks that nobody could make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

# In the order in which a person reads them: what makes results wrong comes first.
FindingKind = Literal[
    "serialAtTwoSites",
    "soundAtTwoSites",
    "clockReset",
    "clockAhead",
    "clockBack",
    "outsideDates",
    "chorusShifted",
    "warmestAtNight",
    "siteWithTwoSerials",
    "overlap",
    "sameSound",
    "levelDrop",
    "gap",
    "endsEarly",
    "batteryDrop",
    "temperatureExtreme",
]
KINDS: tuple[FindingKind, ...] = get_args(FindingKind)

CheckName = Literal[
    "serials",
    "clocks",
    "order",
    "dates",
    "schedule",
    "overlaps",
    "copies",
    "levels",
    "channels",
    "battery",
    "temperature",
    "chorus",
]
CHECKS: tuple[CheckName, ...] = get_args(CheckName)

# A fault makes sites or times of results wrong. A doubt needs a person's look. A remark changes no
# result.
Severity = Literal["fault", "doubt", "remark"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)

# Recordings that a finding names one by one.
MOST_NAMED = 5


@dataclass(frozen=True)
class Fix:
    """A way to mend what was found: a method with its request, and the same as a command.

    `request` is None where only a person knows a part of it, which the command has in capitals.
    `command` is None where the command line has none.
    """

    does: str
    method: str
    request: Mapping[str, Any] | None = None
    command: str | None = None


@dataclass(frozen=True)
class Finding:
    """`recordings` are ids of the first ones by time, and `count` counts all of them."""

    kind: FindingKind
    severity: Severity
    message: str
    recordings: Sequence[int]
    count: int
    deployment_ids: Sequence[int] = ()
    sites: Sequence[str] = ()
    serials: Sequence[str] = ()
    fixes: Sequence[Fix] = field(default_factory=tuple)

    @property
    def order(self) -> tuple[int, int, str, tuple[int, ...]]:
        """Give the place among findings, which no order of recordings changes."""
        place = SEVERITIES.index(self.severity), KINDS.index(self.kind)
        return *place, self.message, tuple(self.recordings)


@dataclass(frozen=True)
class NotChecked:
    """A check that was not made of some recordings, and why; `count` counts them."""

    check: CheckName
    message: str
    count: int
