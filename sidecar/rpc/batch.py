"""Sends the answers to a JSON-RPC batch together, once all are ready."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Batch:
    """Gathers `count` answers in the order of their arrival, then sends them as one array."""

    def __init__(self, count: int, send: Callable[[str], None]) -> None:
        self._count = count
        self._send = send
        self._answers: list[str] = []
        self._lock = threading.Lock()

    def reply(self, text: str) -> None:
        with self._lock:
            self._answers.append(text)
            complete = len(self._answers) == self._count
        if complete:
            self._send(f"[{','.join(self._answers)}]")
