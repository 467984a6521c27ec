"""Limits what the server holds at once."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Beyond the limits of requests in flight and of unsent answers, the reader waits.

    Then the client's pipe fills up. Below them, the reader sees a cancel, `exit` or the end of
    input even if the client reads nothing.
    """

    message_bytes: int = 64 * 2**20
    in_flight: int = 10_000  # accepted but not answered; also the longest batch
    in_flight_bytes: int = 64 * 2**20
    unsent_bytes: int = 8 * 2**20  # beyond this, no verb starts
    unsent: int = 10_000
    quick_threads: int = 4
    picture_threads: int = 2
    look_threads: int = 2
    stream_threads: int = 64  # one for each open stream
    commit_s: float = 3.0  # time for running verbs to commit after everything is cancelled
    stuck_s: float = 1.0  # if the client takes no byte for this long, the last answers are dropped
