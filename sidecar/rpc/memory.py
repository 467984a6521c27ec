"""Keeps the C library of Linux from holding memory that is free."""

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


# The number by which glibc knows the setting.
_ARENA_MAX = -8

# Each arena keeps what its threads freed. By itself, the library makes eight for each processor.
_ARENAS = 2


def share_arenas() -> None:
    """Let all later threads share few heaps, so that what one frees another can use."""
    if sys.platform == "linux":
        option = getattr(ctypes.CDLL(None), "mallopt", None)  # other C libraries have none
        if option is not None:
            option(_ARENA_MAX, _ARENAS)


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
