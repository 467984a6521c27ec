"""Results that wait in a catalog until a receiver has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple


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
