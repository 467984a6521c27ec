"""Stops a command on Ctrl+C and on SIGTERM, whatever its threads wait for."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sidecar.rpc.lifetime import SIGNALS, leave
from sidecar.rpc.verb import Call

# How long a stopped command may take to keep its results and to clean up.
_END_S = 4.0

_LATE = (
    b"linnet: Stopped as asked, without waiting for work that did not stop. The catalog keeps the "
    b"results of finished files.\n"
)


class Stopping:
    """Tells which signal came, by the exit code for it; 0 before any."""

    def __init__(self, call: Call) -> None:
        self.code = 0
        self._call = call
        self._over = threading.Event()

    def hear(self, number: int) -> None:
        self.code = self.code or SIGNALS[signal.Signals(number).name]
        self._call.cancelled.set()

    def watch(self, wakes: int) -> None:
        """Wait for a signal, which the main thread may be too busy to handle."""
        while heard := os.read(wakes, 1):
            if heard[0] in _numbers():
                self.hear(heard[0])
                if not self._over.wait(_END_S):
                    with suppress(Exception):  # a program without a console has no such stream
                        # Not number 2, which belongs to native libraries meanwhile.
                        os.write(sys.stderr.fileno(), _LATE)
                    leave(self.code)
        os.close(wakes)

    def end(self) -> None:
        self._over.set()


@contextmanager
def stopping(call: Call) -> Iterator[Stopping]:
    """Cancel `call` on a signal; end the process if the block goes on for long after it."""
    told = Stopping(call)
    wakes, wake = os.pipe()
    if sys.platform != "win32":
        os.set_blocking(wake, False)
    handlers = {
        number: signal.signal(number, lambda number, frame: told.hear(number))
        for number in _numbers()
    }
    # The system's own handler writes here at once, even while native code holds the main thread.
    before = signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
    threading.Thread(target=told.watch, args=(wakes,), name="signals", daemon=True).start()
    try:
        yield told
    finally:
        told.end()
        signal.set_wakeup_fd(before)
        os.close(wake)
        for number, handler in handlers.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)


def _numbers() -> list[int]:
    return [getattr(signal, name) for name in SIGNALS if hasattr(signal, name)]
