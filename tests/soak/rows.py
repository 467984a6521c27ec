"""A row of what a soak found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """What was counted, the figure, the goal, and whether the goal held."""

    name: str
    figure: str
    goal: str
    held: bool
