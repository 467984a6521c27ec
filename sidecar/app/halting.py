"""Ends a model's calls when the caller of a verb asks to stop."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sidecar.models.halt import Halt
from sidecar.rpc.verb import Call

_TICK_S = 0.1


@contextmanager
def halting(call: Call) -> Iterator[Halt]:
    """Give the switch for a model's calls on this thread; a cancel of `call` presses it."""
    halt, done = Halt(), threading.Event()

    def watch() -> None:
        while not done.wait(_TICK_S):
            if call.cancelled.is_set():
                return halt.now()

    threading.Thread(target=watch, name="linnet-halt", daemon=True).start()
    try:
        yield halt
    finally:
        done.set()
