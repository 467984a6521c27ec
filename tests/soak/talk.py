"""Talks to a real sidecar over its pipes, and counts the answer of each request."""

from __future__ import annotations

import json
import os
import threading
from collections import Counter
from collections.abc import Iterable
from typing import Any

from sidecar.rpc.framing import BadFrame, Framer
from tests.soak.messages import Sent
from tests.soak.scene import Scene
from tests.soak.serving import serving

GUARD_S = 120.0  # only against hanging


class Hung(Exception):
    """Requests without an answer, for longer than any may take; `ids` names them."""

    def __init__(self, ids: list[str]) -> None:
        super().__init__(f"{len(ids)} requests have no answer")
        self.ids = ids


class Talk:
    """A running sidecar over a scene. `log` is its standard error."""

    def __init__(self, scene: Scene, *, headers: bool = False) -> None:
        self.log = scene.root / f"{'headers' if headers else 'lines'}.log"
        self.learnt: dict[str, list[str]] = {}
        self.internal: list[str] = []  # ids that were answered by an InternalError
        self.unasked: Counter[str] = Counter()
        self._headers = headers
        self._waiting: Counter[str] = Counter()
        self._loose: set[str] = set()
        self._changed = threading.Condition()
        self._ended = False
        self._came = 0
        with self.log.open("ab") as log:
            self.process = serving(
                "--catalog",
                str(scene.catalog),
                environment=scene.environment(),
                log=log,
                folder=scene.home,
            )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def exchange(self, flight: Iterable[Sent]) -> None:
        """Send messages and wait for all their answers; raises Hung, BrokenPipeError."""
        flight = list(flight)
        with self._changed:
            for sent in flight:
                self._waiting.update(sent.answers)
            # A message with a wrong header may be refused, and then read from a later header on.
            loose = {json.dumps(sent.number) for sent in flight if sent.loose}
            self._loose |= loose | ({"null"} if loose else set())
        self._write(b"".join(self._framed(sent) for sent in flight))
        with self._changed:
            came = -1
            while self._missing() and came != self._came:
                came = self._came
                self._changed.wait_for(lambda: self._ended or not self._missing(), GUARD_S)
                if self._ended:
                    break
            if missing := self._missing():
                raise Hung(missing)
            self._waiting.clear()

    def health(self, number: int) -> bool:
        """Ask for health; tells whether an answer came."""
        body = json.dumps({"jsonrpc": "2.0", "id": f"health {number}", "method": "health"})
        self.exchange([Sent(number, body.encode(), [json.dumps(f"health {number}")])])
        return self.process.poll() is None

    def close(self) -> int:
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.close()
        try:
            return self.process.wait(GUARD_S)
        finally:
            self.process.kill()
            self._reader.join(GUARD_S)
            self.process.stdout.close()

    def _framed(self, sent: Sent) -> bytes:
        if not self._headers:
            return sent.body + b"\n"
        return sent.body if sent.framed else _header(sent.body) + sent.body

    def _write(self, data: bytes) -> None:
        assert self.process.stdin is not None
        view = memoryview(data)
        while view:
            view = view[os.write(self.process.stdin.fileno(), view) :]

    def _missing(self) -> list[str]:
        return [id for id, count in self._waiting.items() if count > 0]

    def _read(self) -> None:
        assert self.process.stdout is not None
        framer = Framer(2**40)
        while data := os.read(self.process.stdout.fileno(), 2**18):
            for frame in framer.feed(data):
                value = None if isinstance(frame, BadFrame) else json.loads(frame)
                for message in value if isinstance(value, list) else [value]:
                    self._take(message)
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def _take(self, message: Any) -> None:
        if "method" in message:
            return  # progress
        id = json.dumps(message["id"])
        error = message.get("error")
        with self._changed:
            self._came += 1
            if error is not None and error["code"] == -32603:
                self.internal.append(id)
            if id not in self._loose:
                if self._waiting[id] <= 0:
                    self.unasked[id] += 1
                self._waiting[id] -= 1
            self._learn(message.get("result"))
            if not self._missing():
                self._changed.notify_all()

    def _learn(self, result: Any) -> None:
        """Keep the names that only answers tell: the latest of each."""
        if not isinstance(result, dict):
            return
        for field, name in (("streamId", "streamId"), ("nextCursor", "cursor")):
            if isinstance(result.get(field), str):
                self.learnt[name] = [*self.learnt.get(name, ()), result[field]][-5:]


def _header(body: bytes) -> bytes:
    return b"Content-Length: %d\r\n\r\n" % len(body)
