"""Queues requests for one or a few threads, and says behind what they wait."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from itertools import islice

from sidecar.rpc.requests import Pending

# So many waiting requests hear what runs before them; the rest come to hear it later.
_MOST_TOLD = 100


class Lane:
    """Runs requests in order on `threads` threads, which do not keep the process alive.

    `run` must not raise.
    """

    def __init__(self, name: str, threads: int, run: Callable[[Pending], None]) -> None:
        self._run = run
        self._changed = threading.Condition()
        # Keeps the order, and withdraws any request without a search. A client may queue and
        # cancel all night behind a long run; that must not fill the memory or slow us down.
        self._line: OrderedDict[Pending, None] = OrderedDict()
        self._running: OrderedDict[Pending, None] = OrderedDict()
        self._closed = False
        self._threads = [
            threading.Thread(target=self._loop, name=f"{name}-{number}", daemon=True)
            for number in range(threads)
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def put(self, pending: Pending) -> None:
        with self._changed:
            self._line[pending] = None
            if len(self._running) + len(self._line) > len(self._threads):
                self._tell(pending)
            self._changed.notify()

    @property
    def waiting(self) -> int:
        """Count the requests that no thread runs yet."""
        with self._changed:
            return len(self._line)

    def withdraw(self, pending: Pending) -> None:
        with self._changed:
            self._line.pop(pending, None)

    def close(self) -> None:
        """Drop all queued requests; each thread ends after its present one."""
        with self._changed:
            self._closed = True
            self._line.clear()
            self._changed.notify_all()

    def _loop(self) -> None:
        while (pending := self._take()) is not None:
            self._run(pending)
            self._end(pending)

    def _take(self) -> Pending | None:
        with self._changed:
            self._changed.wait_for(lambda: bool(self._line) or self._closed)
            if self._closed:
                return None
            pending, _ = self._line.popitem(last=False)
            self._running[pending] = None
            if len(self._running) == len(self._threads):
                for waiting in islice(self._line, _MOST_TOLD):
                    self._tell(waiting)
            return pending

    def _end(self, pending: Pending) -> None:
        with self._changed:
            del self._running[pending]

    def _tell(self, pending: Pending) -> None:
        """Tell a request behind which other it waits: the one that has run for the longest."""
        first = next(iter(self._running), None)
        if first is not None:
            pending.call.wait(first.envelope.method)
