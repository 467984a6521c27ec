"""Sends what waits in an outbox: in order, and each result until the receiver has it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Protocol

from sidecar import stop
from sidecar.catalog.outbox import Outbox, Queued
from sidecar.errors import LinnetError, RequestCancelled
from sidecar.forward.backoff import delay_s
from sidecar.forward.receiver import Reply

# After so many refused results in a row, the receiver seems to refuse them all.
_MANY_REFUSED = 10
_TOO_LARGE = 413


class Posting(Protocol):
    """Whoever takes results to the receiver."""

    def post(self, results: Sequence[Queued], stopped: Callable[[], bool]) -> Reply: ...


class Sender:
    """Sends batches of at most `most_together` results; one thread uses it.

    A refused batch is sent again in halves, until the refused result is alone. It is set aside, so
    that it holds up no others.
    """

    def __init__(
        self,
        outbox: Callable[[], Outbox],
        receiver: Posting,
        most_together: int,
        *,
        stopped: Callable[[], bool] = lambda: False,
        chance: Random | None = None,
    ) -> None:
        self.last: Reply | None = None
        self._outbox = outbox
        self._receiver = receiver
        self._most = self._together = most_together
        self._stopped = stopped
        self._chance = chance or Random()
        self._failures = 0
        self._refusals = 0  # in a row
        self._suspect = 0  # the last row of a batch that was refused

    def step(self) -> float | None:
        """Send the next batch; returns how long to wait then, or None if nothing waits."""
        results = self._outbox().waiting(self._together)
        if not results:
            return None
        # A post may take long, and a repair needs the catalog for itself; so nothing holds it here.
        self.last = reply = self._posted(results)
        if reply.outcome == "taken":
            return self._taken(results)
        if reply.outcome == "refused":
            return self._refused(results, reply)
        return self._failed(reply)

    def _posted(self, results: Sequence[Queued]) -> Reply:
        try:
            return self._receiver.post(results, self._stopped)
        except RequestCancelled:
            raise
        except LinnetError as error:  # of the token or the certificates, which a person may mend
            return Reply("later", reason=f"{error.message} {error.path or ''}".strip())

    def _taken(self, results: Sequence[Queued]) -> float:
        with stop.finishing():
            self._outbox().sent(results)
        self._failures = self._refusals = 0
        if results[-1].row >= self._suspect:
            self._together = min(self._most, 2 * self._together)
        return 0.0

    def _refused(self, results: Sequence[Queued], reply: Reply) -> float:
        self._failures = 0
        if len(results) > 1:
            self._together = len(results) // 2
            self._suspect = max(self._suspect, results[-1].row)
            if reply.status == _TOO_LARGE:
                self._most = self._together
            return 0.0
        self._outbox().refuse(results[0], reply.status, reply.reason)
        self._refusals += 1
        if self._refusals < _MANY_REFUSED:
            return 0.0
        return delay_s(self._refusals - _MANY_REFUSED + 1, self._chance)

    def _failed(self, reply: Reply) -> float:
        self._failures += 1
        delay = delay_s(self._failures, self._chance, reply.wait_s)
        next_try = datetime.now(UTC) + timedelta(seconds=delay)
        self._outbox().note_trouble(reply.reason, next_try.isoformat(timespec="seconds"))
        return delay
