"""What a long trial found, as a row of a table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """A figure that was measured, its goal, and whether the goal was held."""

    name: str
    figure: str
    goal: str
    held: bool
