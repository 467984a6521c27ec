"""The one thread that writes."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable

_log = logging.getLogger(__name__)


class Writer:
    """Writes messages in order, on a thread of its own.

    Putting never waits, so that nobody who must stay awake is stopped by a client that does
    not read. Whoever makes answers waits for room *before* making the next: what is held is
    at most `most_bytes`, one answer for each such thread, and `most` small refusals.
    """

    def __init__(
        self,
        write: Callable[[memoryview], int],
        *,
        wrap: Callable[[bytes], bytes],
        broken: Callable[[], None],
        most: int,
        most_bytes: int,
    ) -> None:
        self.wrote = threading.Event()  # the other side has taken something
        self._write = write
        self._wrap = wrap
        self._broken = broken
        self._most = most
        self._most_bytes = most_bytes
        self._changed = threading.Condition()
        self._unsent: deque[str] = deque()
        self._unsent_bytes = 0
        self._pieces = 0  # written so far; tells a slow reader from none
        self._closed = False

    def start(self) -> None:
        threading.Thread(target=self._loop, name="writer", daemon=True).start()

    def put(self, text: str) -> None:
        """Queue an ASCII message; after the other side has gone it is dropped."""
        with self._changed:
            if not self._closed:
                self._unsent.append(text)
                self._unsent_bytes += len(text)
                self._changed.notify_all()

    def offer(self, text: str) -> bool:
        """Queue a message that may be lost, if little is waiting; say whether it was."""
        with self._changed:
            if self._closed or len(self._unsent) >= 100 or self._unsent_bytes >= 2**20:
                return False
            self.put(text)
            return True

    def wait_for_room(self) -> None:
        """Wait while as many bytes are unsent as may be."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._unsent_bytes < self._most_bytes)

    def wait_for_few(self, timeout_s: float) -> bool:
        """Wait while as many messages, of any size, are unsent as may be; False if they are."""
        with self._changed:
            return self._changed.wait_for(
                lambda: self._closed or len(self._unsent) < self._most, timeout_s
            )

    def wait_empty(self, timeout_s: float) -> bool:
        """Wait until all is written; False if it is not after `timeout_s`."""
        with self._changed:
            return self._changed.wait_for(self._is_done, timeout_s)

    def finish(self, stuck_s: float) -> None:
        """Wait until all is written, or until nothing at all was taken for `stuck_s`."""
        with self._changed:
            while not self._is_done():
                before = self._pieces
                if not self._changed.wait(stuck_s) and self._pieces == before:
                    return

    def close(self) -> None:
        """Drop what is unsent and all that comes."""
        with self._changed:
            self._closed = True
            self._unsent.clear()
            self._unsent_bytes = 0
            self._changed.notify_all()

    def _is_done(self) -> bool:
        return self._closed or not self._unsent

    def _loop(self) -> None:
        try:
            while (text := self._next()) is not None:
                self._write_all(self._wrap(text.encode("ascii")))
                self._sent(text)
        except OSError as error:
            _log.info("nobody reads the answers any more: %s", error.strerror)
            self.close()
            self._broken()

    def _next(self) -> str | None:
        with self._changed:
            self._changed.wait_for(lambda: bool(self._unsent) or self._closed)
            return None if self._closed else self._unsent[0]

    def _write_all(self, data: bytes) -> None:
        view = memoryview(data)
        while view:
            view = view[self._write(view) :]
            with self._changed:
                self._pieces += 1
                self._changed.notify_all()

    def _sent(self, text: str) -> None:
        """Count `text` as sent only now, so that empty means written."""
        with self._changed:
            if not self._closed:
                self._unsent.popleft()
                self._unsent_bytes -= len(text)
            self._changed.notify_all()
        self.wrote.set()
