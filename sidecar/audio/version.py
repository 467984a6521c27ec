"""A file's time of change, and whether it can tell two files of one name apart."""

from __future__ import annotations

import time

# Before this moment no recorder with a clock that is set wrote files: 2000-01-08 in UTC, in ns.
# Clocks without a battery begin in 1970, 1980 or 2000.
_EARLIEST_NS = 947_289_600 * 10**9

# File systems of cards keep local time, which may be a day ahead.
_AHEAD_NS = 24 * 3600 * 10**9


def clock_was_set(modified_ns: int) -> bool:
    """Tell whether a file's time of change can be true.

    A recorder without a clock writes one and the same time each night, and often one size. Then
    only the sound tells whether it is the same file.
    """
    return _EARLIEST_NS <= modified_ns <= time.time_ns() + _AHEAD_NS
