"""Writes messages on a thread of its own."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable

from sidecar.rpc.body import Body

_log = logging.getLogger(__name__)


class Writer:
    """Writes messages in order.

    `put` never waits, so a client that does not read stops no other thread. A thread that makes
    answers waits for room *before* it makes the next. So the writer holds at most `most_bytes`,
    one answer of each such thread, and `most` small refusals.
    """

    def __init__(
        self,
        write: Callable[[memoryview], int],
        *,
        wrap: Callable[[Body], Body],
        broken: Callable[[], None],
        most: int,
        most_bytes: int,
    ) -> None:
        self.wrote = threading.Event()  # the client has taken some bytes
        self._write = write
        self._wrap = wrap
        self._broken = broken
        self._most = most
        self._most_bytes = most_bytes
        self._changed = threading.Condition()
        self._unsent: deque[Body] = deque()
        self._first: deque[Body] = deque()  # overtake the unsent ones
        self._current: Body | None = None
        self._unsent_bytes = 0
        self._pieces = 0  # written so far; shows whether a slow client still reads
        self._closed = False

    def start(self) -> None:
        threading.Thread(target=self._loop, name="writer", daemon=True).start()

    def put(self, body: Body, *, first: bool = False) -> None:
        """Queue a message, before all others if `first`; drops it if the client is gone."""
        with self._changed:
            if not self._closed:
                (self._first if first else self._unsent).append(body)
                self._unsent_bytes += body.size
                self._changed.notify_all()

    def offer(self, body: Body) -> bool:
        """Queue a message that may be lost; False if too many wait already."""
        with self._changed:
            if not self.is_read():
                return False
            self.put(body)
            return True

    def is_read(self) -> bool:
        """Tell whether the client takes messages, so that few are unsent."""
        with self._changed:
            few = len(self._unsent) < 100 and self._unsent_bytes < 2**20
            return few and not self._closed

    def wait_for_room(self) -> None:
        """Wait while the unsent bytes are at their limit."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._unsent_bytes < self._most_bytes)

    def wait_for_few(self, timeout_s: float) -> bool:
        """Wait while the unsent messages are at their limit; False if they still are."""
        with self._changed:
            return self._changed.wait_for(
                lambda: self._closed or len(self._unsent) + len(self._first) < self._most,
                timeout_s,
            )

    def wait_empty(self, timeout_s: float) -> bool:
        """Wait until all messages are written; False if some are not after `timeout_s`."""
        with self._changed:
            return self._changed.wait_for(self._is_done, timeout_s)

    def finish(self, stuck_s: float) -> None:
        """Wait until all messages are written, or until the client takes no byte for `stuck_s`."""
        with self._changed:
            while not self._is_done():
                before = self._pieces
                if not self._changed.wait(stuck_s) and self._pieces == before:
                    return

    def close(self) -> None:
        """Drop all unsent and later messages."""
        with self._changed:
            self._closed = True
            self._unsent.clear()
            self._first.clear()
            self._unsent_bytes = 0
            self._changed.notify_all()

    def _is_done(self) -> bool:
        return self._closed or not (self._first or self._unsent or self._current is not None)

    def _loop(self) -> None:
        try:
            while (body := self._next()) is not None:
                self._write_all(self._wrap(body))
                self._sent(body)
        except OSError as error:
            _log.info("nobody reads the answers any more: %s", error.strerror)
            self.close()
            self._broken()

    def _next(self) -> Body | None:
        with self._changed:
            self._changed.wait_for(lambda: bool(self._first or self._unsent) or self._closed)
            if self._closed:
                return None
            self._current = (self._first or self._unsent).popleft()
            return self._current

    def _write_all(self, body: Body) -> None:
        for piece in body.pieces:
            view = memoryview(piece)
            while view:
                view = view[self._write(view) :]
                with self._changed:
                    self._pieces += 1
                    self._changed.notify_all()

    def _sent(self, body: Body) -> None:
        """Forget a message only after writing it, so that nothing unsent means all is written."""
        with self._changed:
            self._current = None
            if not self._closed:
                self._unsent_bytes -= body.size
            self._changed.notify_all()
        self.wrote.set()
