"""Teaches SQLite the limits of a share of counted verdicts."""

from __future__ import annotations

import sqlite3
from functools import partial
from typing import Literal

Limit = Literal["low", "high"]

_LIMITS: tuple[Limit, ...] = ("low", "high")


def teach_interval(connection: sqlite3.Connection) -> None:
    """Add `wilson_low(yes, no)` and `wilson_high(yes, no)`, at 95 %; null without a verdict."""
    for which in _LIMITS:
        taught = partial(_limit, which)
        connection.create_function(f"wilson_{which}", 2, taught, deterministic=True)


def _limit(which: Limit, yes: object, no: object) -> float | None:
    if not (isinstance(yes, int) and isinstance(no, int)) or min(yes, no) < 0 or yes + no == 0:
        return None
    from sidecar.estimates.proportion import wilson_of_counts  # few questions ask for it

    limits = wilson_of_counts(yes, yes + no)
    return limits.low if which == "low" else limits.high
