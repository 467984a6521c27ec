"""What a soak found: a figure, its goal, and whether it was held."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    name: str
    figure: str
    goal: str
    held: bool
