"""Gives memory that is free back to the system; the C library of Linux keeps it otherwise."""

from __future__ import annotations

import ctypes
import sys
import threading
import time

# A message, or an answer, that is worth the few milliseconds.
LARGE_BYTES = 1 << 18

_EVERY_S = 0.5
_lock = threading.Lock()
_next_s = 0.0


def give_back() -> None:
    """Give back what is free, unless another thread just did."""
    global _next_s
    if sys.platform != "linux" or not _lock.acquire(blocking=False):
        return
    try:
        if time.monotonic() >= _next_s:
            _trim()
            _next_s = time.monotonic() + _EVERY_S
    finally:
        _lock.release()


def _trim() -> None:
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # other C libraries have none
    if trim is not None:
        trim(0)
