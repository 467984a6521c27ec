"""Knows which requests use what another request may clear."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from sidecar import stop
from sidecar.errors import Conflict

_TOLD = "Linnet is clearing prepared recordings."


class Uses:
    """Counts the requests that use something; it is cleared only while none does.

    A request that begins to use it during a clearing waits for the end. Any thread may ask.
    """

    def __init__(self) -> None:
        self._count = 0
        self._lock = threading.Lock()
        self._clearing = threading.Lock()
        # One list for each request; helper threads run in a copy of its context.
        self._here: ContextVar[list[None] | None] = ContextVar("uses", default=None)

    @contextmanager
    def request(self) -> Iterator[None]:
        """Let what is taken inside count until the end of the request."""
        mine: list[None] = []
        before = self._here.set(mine)
        try:
            yield
        finally:
            self._here.reset(before)
            with self._lock:
                self._count -= len(mine)

    def take(self) -> None:
        """Use it from now on; outside of a request, nobody counts it."""
        with stop.held(self._clearing, lambda: Conflict(_TOLD, hint="Try again.")):
            mine = self._here.get()
            if mine is not None:
                with self._lock:
                    mine.append(None)
                    self._count += 1

    @contextmanager
    def clearing(self) -> Iterator[bool]:
        """Let nobody begin to use it inside; tells whether nobody uses it."""
        with stop.held(self._clearing, lambda: Conflict(_TOLD, hint="Try again.")):
            yield self._count == 0
