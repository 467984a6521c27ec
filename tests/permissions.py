"""Lets the permissions of files count in a test, for root too."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

# Linux, capability.h: the version of the call, and the rights to pass over permissions.
_VERSION = 0x20080522
_PASS_OVER = 1 << 1 | 1 << 2  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH


@contextmanager
def permissions_count() -> Iterator[None]:
    """Take from root the right to pass over permissions; other users have none.

    This holds for the calling thread, and for those that it starts.
    """
    if os.name == "nt" or (os.geteuid() == 0 and sys.platform != "linux"):
        pytest.skip("permissions do not bind this user on this system")
    if os.geteuid() != 0:
        yield
        return
    library = ctypes.CDLL(None, use_errno=True)
    head = (ctypes.c_uint32 * 2)(_VERSION, 0)
    rights = (ctypes.c_uint32 * 6)()  # effective, permitted and inheritable, in two halves
    _called(library.capget(head, rights))
    before = rights[0]
    rights[0] &= ~_PASS_OVER & 0xFFFFFFFF
    _called(library.capset(head, rights))
    try:
        yield
    finally:
        rights[0] = before
        _called(library.capset(head, rights))


def _called(result: int) -> None:
    if result:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
