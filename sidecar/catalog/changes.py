"""What was written to a catalog and not told of yet."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable
from dataclasses import dataclass

# A column that was written, or a table that has other rows now (None).
Write = tuple[str, str | None]


# Anything may have been written.
ANYTHING: frozenset[Write] = frozenset([("", None)])


@dataclass(frozen=True)
class Changed:
    """What was written up to a revision."""

    revision: int
    writes: Collection[Write]


class Changes:
    """Gathers writes until somebody takes them; any thread may call any method."""

    def __init__(self) -> None:
        self.revision = 0
        self._lock = threading.Lock()
        self._news = threading.Event()
        self._writes: set[Write] = set()

    def add(self, writes: Iterable[Write]) -> None:
        """Count a change."""
        with self._lock:
            self.revision += 1
            self._writes.update(writes)
            self._news.set()

    def wait(self, timeout_s: float) -> bool:
        """Wait for a change; False if none comes in time."""
        return self._news.wait(timeout_s)

    def take(self) -> Changed | None:
        """Take what was written since the last time, if anything was."""
        with self._lock:
            if not self._news.is_set():
                return None
            changed = Changed(self.revision, frozenset(self._writes))
            self._news.clear()
            self._writes.clear()
            return changed
