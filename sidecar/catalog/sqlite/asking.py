"""Counts the questions that are being answered, so that long work gives way to them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Asking:
    """The questions of all threads: SQLite answers them beside a writer, but they share cores."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._asked = 0

    @contextmanager
    def question(self) -> Iterator[None]:
        """Count a question while it is answered."""
        with self._changed:
            self._asked += 1
        try:
            yield
        finally:
            with self._changed:
                self._asked -= 1
                self._changed.notify_all()

    def wait_for_none(self, most_s: float) -> bool:
        """Wait until no question is being answered, at most so long; tell whether none is."""
        with self._changed:
            return self._changed.wait_for(lambda: self._asked == 0, most_s)
