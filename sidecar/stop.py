"""Tells code deep below a request that the caller asked to stop.

A statement of SQLite, or a wait for a lock, knows nothing of the request. So the request's thread
carries the question whether to stop, and how long to wait for others.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import Context, ContextVar, copy_context

from sidecar.errors import RequestCancelled

_POLL_S = 0.1

# How long work that is nearly done may go on after a stop.
_MOMENT_S = 2.0


def _never() -> bool:
    return False


_stopped: ContextVar[Callable[[], bool]] = ContextVar("stopped", default=_never)
_hurried: ContextVar[bool] = ContextVar("hurried", default=False)


@contextmanager
def stopped_by(told: Callable[[], bool]) -> Iterator[None]:
    """Let `told` tell this thread whether to stop."""
    before = _stopped.set(told)
    try:
        yield
    finally:
        _stopped.reset(before)


@contextmanager
def finishing() -> Iterator[None]:
    """Let a stopped request keep what is ready, and how it ended, if that takes a moment only."""
    told = asked()
    since: float | None = None

    def late() -> bool:
        nonlocal since
        if not told():
            return False
        since = since or time.monotonic()
        return time.monotonic() - since >= _MOMENT_S

    with stopped_by(late):
        yield


@contextmanager
def hurried() -> Iterator[None]:
    """Wait for nobody: fail at once where others hold the catalog."""
    before = _hurried.set(True)
    try:
        yield
    finally:
        _hurried.reset(before)


def asked() -> Callable[[], bool]:
    """Give what tells this thread whether to stop, for another thread."""
    return _stopped.get()


def apart() -> Context:
    """Copy what this thread carries, for one helper thread that another way stops."""
    context = copy_context()
    context.run(_stopped.set, _never)
    context.run(_hurried.set, False)
    return context


def stopped() -> bool:
    """Tell whether the caller of this thread's work asked to stop."""
    return _stopped.get()()


def check() -> None:
    """Raise RequestCancelled if the caller of this thread's work asked to stop."""
    if stopped():
        raise RequestCancelled()


def patience(usual_s: float) -> float:
    """Give the time to wait for others: the usual time, or none for hurried work."""
    return 0.0 if _hurried.get() else usual_s


@contextmanager
def held(lock: threading.Lock, otherwise: Callable[[], Exception]) -> Iterator[None]:
    """Hold a lock, and look whether to stop while others have it.

    Hurried work raises `otherwise` instead of waiting.
    """
    deadline = time.monotonic() + patience(threading.TIMEOUT_MAX)
    while not lock.acquire(timeout=_POLL_S):
        check()
        if time.monotonic() >= deadline:
            raise otherwise()
    try:
        yield
    finally:
        lock.release()
