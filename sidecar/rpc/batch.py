"""Sends the answers to a JSON-RPC batch together, once all are ready."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

from sidecar.rpc.body import Body


class Batch:
    """Gathers `count` answers in the order of their arrival, then sends them as one array."""

    def __init__(self, count: int, send: Callable[[Body], None]) -> None:
        self._count = count
        self._send = send
        self._answers: list[Body] = []
        self._lock = threading.Lock()

    def reply(self, body: Body) -> None:
        with self._lock:
            self._answers.append(body)
            complete = len(self._answers) == self._count
        if complete:
            self._send(Body(self._pieces()))

    def _pieces(self) -> Iterator[bytes]:
        before = b"["
        for body in self._answers:
            yield before
            yield from body.pieces
            before = b","
        yield b"]"
