"""Queues requests for one or several threads, and says behind what they wait."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from itertools import islice

from sidecar.rpc.requests import Pending

# So many waiting requests hear what runs before them; the rest come to hear it later.
_MOST_TOLD = 100


class Lane:
    """Runs requests in order on up to `threads` threads, which do not keep the process alive.

    Requests with the same `key` run one after another, in the order of their arrival. Between keys
    the lane goes round: one request of each before the second of any. A key of None is nobody
    else's. `run` must not raise.
    """

    def __init__(
        self,
        name: str,
        threads: int,
        run: Callable[[Pending], None],
        key: Callable[[Pending], Hashable] | None = None,
    ) -> None:
        self._name = name
        self._run = run
        self._key = key or (lambda pending: None)
        self._most_threads = threads
        # A lane with keys may have many threads, and mostly needs few.
        self._first_threads = 1 if key else threads
        self._changed = threading.Condition()
        # Keeps the order, and withdraws any request without a search. A client may queue and
        # cancel all night behind a long run; that must not fill the memory or slow us down.
        self._line: OrderedDict[Pending, None] = OrderedDict()
        self._running: OrderedDict[Pending, None] = OrderedDict()
        self._keys: dict[Pending, Hashable] = {}  # of all that have one
        # Of each key that runs or is in the line: the requests behind that one.
        self._behind: dict[Hashable, OrderedDict[Pending, None]] = {}
        self._closed = False
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        for _ in range(self._first_threads):
            self._start_one()

    def put(self, pending: Pending) -> None:
        with self._changed:
            if (key := self._key(pending)) is not None:
                self._keys[pending] = key
                if key in self._behind:
                    self._behind[key][pending] = None
                    self._tell(pending)
                    return
                self._behind[key] = OrderedDict()
            self._add(pending)
            if len(self._running) + len(self._line) > self._most_threads:
                self._tell(pending)

    @property
    def waiting(self) -> int:
        """Count the requests that no thread runs yet."""
        with self._changed:
            return len(self._line)

    def withdraw(self, pending: Pending) -> None:
        with self._changed:
            if pending in self._line:
                del self._line[pending]
                self._let_next(pending)
            elif (key := self._keys.get(pending)) is not None and pending not in self._running:
                self._behind[key].pop(pending, None)
                del self._keys[pending]

    def close(self) -> None:
        """Drop all queued requests; each thread ends after its present one."""
        with self._changed:
            self._closed = True
            self._line.clear()
            for behind in self._behind.values():
                behind.clear()
            self._changed.notify_all()

    def _add(self, pending: Pending) -> None:
        self._line[pending] = None
        idle = len(self._threads) - len(self._running)
        if idle < len(self._line) and len(self._threads) < self._most_threads:
            self._start_one()
        self._changed.notify()

    def _start_one(self) -> None:
        name = f"{self._name}-{len(self._threads)}"
        thread = threading.Thread(target=self._loop, name=name, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _let_next(self, pending: Pending) -> None:
        """Let the next request with the same key into the line."""
        if (key := self._keys.pop(pending, None)) is None:
            return
        if self._behind[key]:
            self._add(self._behind[key].popitem(last=False)[0])
        else:
            del self._behind[key]

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
            if len(self._running) == self._most_threads:
                for waiting in islice(self._line, _MOST_TOLD):
                    self._tell(waiting)
            return pending

    def _end(self, pending: Pending) -> None:
        with self._changed:
            del self._running[pending]
            self._let_next(pending)

    def _tell(self, pending: Pending) -> None:
        """Tell a request behind which other it waits: the one that has run for the longest."""
        first = next(iter(self._running), None)
        if first is not None:
            pending.call.wait(first.envelope.method)
