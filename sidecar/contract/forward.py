"""Messages about results on their way to a receiver of the user's."""

from __future__ import annotations

from pydantic import Field

from sidecar.contract.base import Message, Request
from sidecar.contract.places import Day


class ForwardStatusRequest(Request):
    pass


class RefusedResult(Message):
    """A result that the receiver refused, and its reason.

    `path` is that of its recording; a live stream has none.
    """

    id: str
    path: str | None
    site: str | None
    status: int
    reason: str
    refused_at: str


class ForwardStatusResult(Message):
    """How far the results have come; without `address`, nothing is queued or sent.

    `sent` counts all results that this catalog ever sent. `trouble` says why the last try failed,
    `troubleSince` when the tries began to fail. `refused` counts the results that were set aside,
    and `refusals` lists the latest of these. Times are in UTC.
    """

    address: str | None
    waiting: int
    oldest: str | None
    sent: int
    last_sent: str | None
    refused: int
    refusals: list[RefusedResult]
    trouble: str | None
    trouble_since: str | None
    next_try: str | None


class QueueResultsRequest(Request):
    """Queues results that would not be sent by themselves.

    A result always has the same id, so a receiver keeps one that was sent before once.
    """

    since: Day | None = Field(
        default=None, description="Results of runs that began on this day (UTC) or later."
    )
    refused: bool = Field(default=False, description="Results that the receiver refused.")


class QueueResultsResult(Message):
    """`queued` results were added to those that wait."""

    queued: int
    waiting: int
