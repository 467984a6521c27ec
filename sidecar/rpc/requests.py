"""Every request gets exactly one answer: this is the class that holds it."""

from __future__ import annotations

import threading
from collections.abc import Callable

from sidecar.rpc.failures import CANCELLED
from sidecar.rpc.messages import Envelope, Id, refuse
from sidecar.rpc.verb import Call

Reply = Callable[[str], None]


class Pending:
    """A request that was accepted; `reply` takes the text of its answer and must not wait."""

    def __init__(self, envelope: Envelope, call: Call, reply: Reply, size_bytes: int) -> None:
        self.envelope = envelope
        self.call = call
        self.size_bytes = size_bytes
        self._reply = reply
        self.running = False  # this and the next belong to Requests, under its lock
        self.answered = False

    def send(self, text: str) -> None:
        if self.envelope.wants_answer:
            self._reply(text)


class Requests:
    """What was accepted and not yet answered, and the only place an answer leaves from.

    Queued, then running, then answered; or cancelled while queued, which answers at once.
    Whoever comes second, in any race, is ignored. Notifications are counted here too.
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
        """Accept `pending`, unless no more are accepted."""
        with self._changed:
            if self._closed:
                return False
            self._open[pending] = None
            self._bytes += pending.size_bytes
            if pending.envelope.id is not None:
                self._by_id[pending.envelope.id] = pending
            return True

    def holds(self, id: Id) -> bool:
        """Say whether a request with this id is waiting for its answer; null names none."""
        with self._changed:
            return id in self._by_id

    def start(self, pending: Pending) -> bool:
        """Mark `pending` as running; False if it has been answered meanwhile."""
        with self._changed:
            pending.running = not pending.answered
            return pending.running

    def answer(self, pending: Pending, text: str) -> None:
        """Send the answer, unless there was one."""
        with self._changed:
            self._answer(pending, text)

    def cancel(self, id: Id) -> Pending | None:
        """Ask a running request to stop; answer and return a queued one; ignore any other id."""
        with self._changed:
            pending = self._by_id.get(id)
            return None if pending is None else self._cancel(pending)

    def close(self) -> None:
        """Cancel everything, and accept nothing more."""
        with self._changed:
            self._closed = True
            for pending in list(self._open):
                self._cancel(pending)

    def wait_idle(self, timeout_s: float) -> bool:
        """Wait until all is answered; False if it is not after `timeout_s`."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._open, timeout_s)

    def wait_for_room(self, timeout_s: float) -> bool:
        """Wait until one more may be accepted; False if not after `timeout_s`."""
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

    def _answer(self, pending: Pending, text: str) -> None:
        if pending.answered:
            return
        pending.answered = True
        del self._open[pending]
        self._bytes -= pending.size_bytes
        if pending.envelope.id is not None:
            del self._by_id[pending.envelope.id]
        # Under the lock: who waits for all to be answered finds the answers with the writer.
        pending.send(text)
        self._changed.notify_all()
