"""How long to wait before the next try."""

from __future__ import annotations

from random import Random

_FIRST_S = 1.0
LONGEST_S = 3600.0
# Senders that lost one receiver together do not come back together.
_JITTER = 0.5


def delay_s(failures: int, chance: Random, asked_s: float | None = None) -> float:
    """Wait twice as long after each failure in a row, an hour at most.

    `asked_s` is how long the receiver asks to wait at least.
    """
    longest = min(LONGEST_S, _FIRST_S * 2.0 ** min(failures - 1, 20))
    own = longest * (1.0 - _JITTER * chance.random())
    return min(LONGEST_S, max(own, asked_s or 0.0))
