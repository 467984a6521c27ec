"""A row of what `make soak` found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """A figure, its goal, and whether the goal was held."""

    name: str
    figure: str
    goal: str
    held: bool

    def __str__(self) -> str:
        return f"{'held' if self.held else 'NOT HELD'}: {self.name}: {self.figure} ({self.goal})"
