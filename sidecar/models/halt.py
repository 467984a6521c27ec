"""Ends a model's calls from another thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sidecar.errors import RequestCancelled


class Halt:
    """A switch that ends calls under way, and lets no further one begin; any thread may press it.

    ONNX Runtime looks at it between the steps of a graph, and between the turns of a loop.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._ends: list[Callable[[], None]] = []
        self._pressed = threading.Event()

    @property
    def pressed(self) -> bool:
        return self._pressed.is_set()

    def now(self) -> None:
        """End all calls, and every later one."""
        with self._lock:
            self._pressed.set()
            for end in self._ends:
                end()

    def wait(self, seconds: float) -> None:
        """Wait, but raise RequestCancelled as soon as the switch is pressed."""
        if self._pressed.wait(seconds):
            raise RequestCancelled()

    @contextmanager
    def ending(self, end: Callable[[], None]) -> Iterator[None]:
        """Have `end` called if the call inside must end; then raises RequestCancelled."""
        with self._lock:
            if self._pressed.is_set():
                raise RequestCancelled()
            self._ends.append(end)
        try:
            yield
        except Exception as error:
            if self._pressed.is_set():
                raise RequestCancelled() from error
            raise
        finally:
            with self._lock:
                self._ends.remove(end)
