"""How much is held at once."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Past the limits in flight and unsent the reader waits: the client's pipe fills up.

    Until then it sees a cancel, `exit` or the end of input whatever the client reads.
    """

    message_bytes: int = 64 * 2**20
    in_flight: int = 10_000  # accepted and not answered; also the longest batch
    in_flight_bytes: int = 256 * 2**20
    unsent_bytes: int = 8 * 2**20  # past this no verb is begun
    unsent: int = 10_000
    quick_threads: int = 4
    commit_s: float = 5.0  # for running verbs to commit, once everything is cancelled
    stuck_s: float = 1.0  # without a byte taken, before the last answers are given up
