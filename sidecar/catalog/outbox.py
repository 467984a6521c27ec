"""Results that wait in a catalog until a receiver has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol


@dataclass(frozen=True)
class OutboxStream:
    """What some results share, as JSON; their order counts within it alone.

    A stream is one analysis of a recording, or one open stream of live sound. A run reads several
    recordings at once, so those of one recorder end in no order.
    """

    stream_id: str
    head: str
    live: bool = True


class Queued(NamedTuple):
    """A result that waits; `row` orders all results of a catalog. `head` and `body` are JSON."""

    row: int
    stream_id: str
    sequence: int
    queued_at: str
    head: str
    body: str

    @property
    def id(self) -> str:
        """Name the result: the same name on each try, and if it is queued again."""
        return f"{self.stream_id}-{self.sequence}"


class Refusal(NamedTuple):
    """Why a receiver refused a result; `head` is that of its stream."""

    stream_id: str
    sequence: int
    head: str
    status: int
    reason: str
    refused_at: str


class LastTry(NamedTuple):
    """How many results were ever sent, and how the last try ended; `trouble` is None if well."""

    sent: int = 0
    last_sent: str | None = None
    trouble: str | None = None
    trouble_since: str | None = None
    next_try: str | None = None


@dataclass(frozen=True)
class OutboxState:
    waiting: int
    oldest: str | None  # when the oldest waiting result was queued
    refused: int
    last: LastTry


Body = Mapping[str, object]
"""The members of a result that it does not share with others of its stream."""


class Outbox(Protocol):
    """Results that wait until a receiver has them.

    A result leaves the outbox only by `sent`, or by `refuse`. One that is queued again has the same
    id, and waits once.
    """

    def add(self, stream: OutboxStream, first: int, bodies: Sequence[Body]) -> None:
        """Queue results of a stream; the first one has the place `first` in it."""

    def add_runs(self, since: str) -> int:
        """Queue the current results of runs that began at a moment (ISO, UTC) or later.

        Returns how many were added to those that wait.
        """

    def waiting(self, most: int) -> list[Queued]:
        """Give the results that are to be sent next, in the order in which they were queued."""

    def sent(self, results: Sequence[Queued]) -> None:
        """Remove results that the receiver has; the last try went well."""

    def refuse(self, result: Queued, status: int, reason: str) -> None:
        """Set a result aside that the receiver refused, so that others are sent."""

    def add_refused(self) -> int:
        """Queue all refused results again, behind the others; returns how many."""

    def refusals(self, most: int) -> list[Refusal]:
        """List refused results, the latest first."""

    def note_trouble(self, trouble: str, next_try: str) -> None:
        """Note why a try failed, and when the next one comes."""

    def state(self) -> OutboxState:
        """Tell how many results wait, and how the last try ended."""
