"""Sends what nobody asked for: notices, a few in a second."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from typing import Protocol

from pydantic import BaseModel

from sidecar.rpc.messages import notify
from sidecar.rpc.writer import Writer

_log = logging.getLogger(__name__)

# At most two notices in a second.
_EVERY_S = 0.5


class Watch(Protocol):
    """What knows of news."""

    def wait(self) -> bool:
        """Wait for news, for a second at most; tells whether there are any."""

    def take(self) -> BaseModel | None:
        """Give one notice of all news since the last one, if there are any."""


@dataclass(frozen=True)
class Announced:
    """The notification of a watch's notices."""

    method: str
    watch: Watch


class Notices:
    """Sends the notices of a watch, on a thread of its own; the last one is never lost.

    They start once a client has shaken hands. One that does not read gets a notice of all at once.
    """

    def __init__(self, announced: Announced, writer: Writer) -> None:
        self._method = announced.method
        self._watch = announced.watch
        self._writer = writer
        self._sending = threading.Lock()
        self._started = False
        self._closed = threading.Event()

    def start(self) -> None:
        self._started = True
        threading.Thread(target=self._loop, name="notices", daemon=True).start()

    def send(self) -> None:
        """Send all news now, if there are any."""
        with self._sending:
            if not self._started or self._closed.is_set():
                return
            try:
                notice = self._watch.take()
                if notice is not None:
                    plain = notice.model_dump(mode="json", by_alias=True)
                    self._writer.put(notify(self._method, plain))
            except Exception:
                _log.exception("a notice cannot be sent")

    def close(self) -> None:
        """Send what is new, and no more."""
        self.send()
        self._closed.set()

    def _loop(self) -> None:
        while not self._closed.is_set():
            if self._has_news():
                if self._writer.is_read():
                    self.send()
                self._closed.wait(_EVERY_S)

    def _has_news(self) -> bool:
        try:
            return self._watch.wait()
        except Exception:
            _log.exception("a watch failed")
            self._closed.wait(_EVERY_S)
            return False
