"""Decides when and why the process ends."""

from __future__ import annotations

import logging
import os
import queue
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import NoReturn

from sidecar.rpc import log

_log = logging.getLogger(__name__)
_PARENT_POLL_S = 0.5
# A client that died without a word closed its pipes. On Windows, Ctrl+C cannot interrupt a wait
# without a timeout.
_WAKE_S = 1.0
SIGNALS = {"SIGTERM": 143, "SIGINT": 130, "SIGBREAK": 130}


@dataclass(frozen=True)
class End:
    """A reason to end, and the exit code.

    `drain`: accepted requests are finished first. `heard`: somebody still reads the answers.
    """

    why: str
    code: int
    drain: bool = False
    heard: bool = True


END_OF_INPUT = End("end of input", 0, drain=True)
NOBODY_LEFT = End("nobody reads the answers", 1, heard=False)


class Lifetime:
    """Collects reasons to end from any thread or signal; the first one counts."""

    def __init__(self) -> None:
        # Only a SimpleQueue lets a signal handler put into it at any moment.
        self._ends: queue.SimpleQueue[End] = queue.SimpleQueue()

    def end(self, end: End) -> None:
        self._ends.put(end)

    def wait(self, hung_up: Callable[[], bool]) -> End:
        """Wait for a reason to end; it is one if nobody reads the answers any more."""
        while True:
            try:
                return self._ends.get(timeout=_WAKE_S)
            except queue.Empty:
                if hung_up():
                    return NOBODY_LEFT

    def asked(self) -> End | None:
        """Return the next reason, if there is one already."""
        try:
            return self._ends.get_nowait()
        except queue.Empty:
            return None

    @contextmanager
    def signals(self) -> Iterator[None]:
        """End in good order on SIGTERM and SIGINT; does nothing outside the main thread."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        numbers = [getattr(signal, name) for name in SIGNALS if hasattr(signal, name)]
        before = {number: signal.signal(number, self._on_signal) for number in numbers}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, signal.SIG_DFL if handler is None else handler)

    def watch(self, process_id: int, after: threading.Event) -> None:
        """End when process `process_id` dies; looks only once `after` is set."""
        threading.Thread(
            target=self._watch, args=(process_id, after), name="parent", daemon=True
        ).start()

    def _on_signal(self, number: int, _frame: FrameType | None) -> None:
        name = signal.Signals(number).name
        self.end(End(name, SIGNALS[name]))

    def _watch(self, process_id: int, after: threading.Event) -> None:
        after.wait()
        import psutil

        try:
            parent = psutil.Process(process_id)
            # A zombie counts as dead: in a container, nobody may ever collect it.
            while parent.is_running() and parent.status() != psutil.STATUS_ZOMBIE:
                threading.Event().wait(_PARENT_POLL_S)
        except psutil.NoSuchProcess:
            pass
        except psutil.Error:
            _log.warning("process %d cannot be watched", process_id, exc_info=True)
            return
        self.end(End(f"process {process_id} has died", 1))


def leave_within(seconds: float, code: int) -> None:
    """End the process after a while, whatever its threads wait for."""

    def insist() -> None:
        _log.warning("something did not stop in time; the process ends without it")
        leave(code)

    timer = threading.Timer(seconds, insist)
    timer.daemon = True
    timer.start()


def leave(code: int) -> NoReturn:
    """Write out the log, then end the process, whatever native threads do.

    Functions registered with `atexit` do not run.
    """
    log.flush()
    os._exit(code)
