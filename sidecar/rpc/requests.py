"""Makes sure that every request gets exactly one answer."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

from sidecar.rpc.body import Body
from sidecar.rpc.failures import CANCELLED
from sidecar.rpc.messages import Envelope, Id, refuse
from sidecar.rpc.verb import Call

Reply = Callable[[Body], None]


class Pending:
    """An accepted request; `reply` takes its answer and must not wait."""

    def __init__(self, envelope: Envelope, call: Call, reply: Reply, size_bytes: int) -> None:
        self.envelope = envelope
        self.call = call
        self.size_bytes = size_bytes
        self._reply = reply
        self.running = False  # only Requests sets these two, under its lock
        self.answered = False

    def forget(self) -> None:
        """Let go of the params of an answered request."""
        self.envelope = replace(self.envelope, params=None)

    def send(self, body: Body) -> None:
        if self.envelope.wants_answer:
            self._reply(body)


class Requests:
    """Holds the requests that were accepted but not answered; all their answers leave from here.

    A request is queued, then runs, then is answered. A cancel answers a queued request at once.
    Only the first answer to a request is sent. Notifications count too.
    """

    def __init__(self, *, most: int, most_bytes: int) -> None:
        self._most = most
        self._most_bytes = most_bytes
        self._changed = threading.Condition()
        self._open: dict[Pending, None] = {}
        self._by_id: dict[Id, Pending] = {}
        self._bytes = 0
        self._closed = False

    def add(self, pending: Pending) -> bool:
        """Accept a request; False after `close`."""
        with self._changed:
            if self._closed:
                return False
            self._open[pending] = None
            self._bytes += pending.size_bytes
            if pending.envelope.id is not None:
                self._by_id[pending.envelope.id] = pending
            return True

    def holds(self, id: Id) -> bool:
        """Tell whether a request with this id waits for its answer; None is no id."""
        with self._changed:
            return id in self._by_id

    def start(self, pending: Pending) -> bool:
        """Mark a request as running; False if it was answered meanwhile."""
        with self._changed:
            pending.running = not pending.answered
            return pending.running

    def answer(self, pending: Pending, body: Body) -> None:
        """Send the answer, unless the request already has one."""
        with self._changed:
            self._answer(pending, body)

    def cancel(self, id: Id) -> Pending | None:
        """Ask a running request to stop; answer and return a queued one; ignore any other id."""
        with self._changed:
            pending = self._by_id.get(id)
            return None if pending is None else self._cancel(pending)

    def close(self) -> None:
        """Cancel all requests, and accept no more."""
        with self._changed:
            self._closed = True
            for pending in list(self._open):
                self._cancel(pending)

    def wait_idle(self, timeout_s: float) -> bool:
        """Wait until all requests are answered; False if some are not after `timeout_s`."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._open, timeout_s)

    def wait_for_room(self, timeout_s: float) -> bool:
        """Wait until there is room for one more request; False if not after `timeout_s`."""
        with self._changed:
            return self._changed.wait_for(self._has_room, timeout_s)

    def _has_room(self) -> bool:
        return self._closed or (len(self._open) < self._most and self._bytes < self._most_bytes)

    def _cancel(self, pending: Pending) -> Pending | None:
        pending.call.cancelled.set()
        if pending.running:
            return None
        self._answer(pending, refuse(pending.envelope.id, CANCELLED))
        return pending

    def _answer(self, pending: Pending, body: Body) -> None:
        if pending.answered:
            return
        pending.answered = True
        del self._open[pending]
        self._bytes -= pending.size_bytes
        if pending.envelope.id is not None:
            del self._by_id[pending.envelope.id]
        # Under the lock, so that the writer has all answers when `wait_idle` returns.
        pending.send(body)
        self._changed.notify_all()
