"""Ends calls that take too long, and answers their callers whatever the calls do.

A native call may ignore every wish to end. So each call has a thread of its own, and its caller
waits for that only as long as it must. A new thread costs a tenth of a millisecond. Python can end
no thread: one that hangs is left behind.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from sidecar.errors import RequestCancelled
from sidecar.models.halt import Halt

log = logging.getLogger(__name__)

ResultT = TypeVar("ResultT")

# How long a call that was asked to end may take to do so. ONNX Runtime ends between two steps of a
# graph, and no step of a model takes as long.
_GRACE_S = 2.0

_LEFT = "the thread of this call is left behind"


class TooLong(Exception):
    """A call took longer than its limit."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"no answer within {seconds:g} seconds")
        self.seconds = seconds


class Limit:
    """Bounds the time of calls; several threads may use it at once."""

    def __init__(self, what: str, seconds: float, *, grace_s: float = _GRACE_S) -> None:
        self._what = what
        self._seconds = seconds
        self._grace_s = grace_s

    def call(self, work: Callable[[Halt], ResultT], halt: Halt) -> ResultT:
        """Do work, which ends when its own halt is pressed; raises TooLong or RequestCancelled."""
        inner = Halt()
        under_way = _UnderWay(work, inner)
        # Made by its caller, the thread has the caller's priority.
        thread = threading.Thread(target=under_way.run, name="linnet-model", daemon=True)
        with halt.ending(under_way.stop):
            thread.start()
            if not under_way.wait(self._seconds):
                inner.now()
                if not under_way.wait(self._grace_s):
                    log.warning("%s ignores that its call should end; %s", self._what, _LEFT)
                    raise TooLong(self._seconds)
            thread.join()
            try:
                return under_way.result()
            except RequestCancelled:
                raise TooLong(self._seconds) from None  # nobody else presses the inner halt


class _UnderWay(Generic[ResultT]):
    """A call on its helper's thread."""

    def __init__(self, work: Callable[[Halt], ResultT], halt: Halt) -> None:
        self._work = work
        self._halt = halt
        self._woken = threading.Event()
        self._done = False
        self._results: list[ResultT] = []
        self._error: BaseException | None = None

    def run(self) -> None:
        try:
            self._results.append(self._work(self._halt))
        except BaseException as error:
            self._error = error
        self._done = True
        self._woken.set()

    def stop(self) -> None:
        """Ask the call to end, and let its caller wait for no longer than the grace."""
        self._halt.now()
        self._woken.set()

    def wait(self, seconds: float) -> bool:
        """Wait until the call has ended, or is to end; tells whether it has ended."""
        if not self._done:
            self._woken.wait(seconds)
            self._woken.clear()
        return self._done

    def result(self) -> ResultT:
        if self._error is None:
            return self._results.pop()
        error, self._error = self._error, None
        try:
            raise error
        finally:
            del error  # its traceback holds this frame
