"""Keeps what listeners heard in recordings, in the transaction of the outcome."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from sidecar.run.hearing import Heard


def put_heard(db: sqlite3.Connection, recording_id: int, heard: Sequence[Heard]) -> None:
    """Keep what listeners heard in a recording, in place of what they heard before."""
    for each in heard:
        raise TypeError(f"The catalog has no table for what was heard of {each.kind}.")
