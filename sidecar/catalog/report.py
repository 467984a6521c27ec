"""What a check and a repair tell of a catalog."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Problem:
    """A problem, how often it occurs, and a sentence; repairing a `mendable` one loses nothing."""

    kind: str
    count: int
    message: str
    mendable: bool


@dataclass(frozen=True)
class CatalogReport:
    """A catalog's size and its problems."""

    version: int
    bytes: int
    recordings: int
    detections: int
    annotations: int
    problems: tuple[Problem, ...]

    @property
    def damaged(self) -> bool:
        """Tell whether parts of the file itself are unreadable."""
        return any(problem.kind == "file" for problem in self.problems)

    @property
    def other_journal(self) -> bool:
        """Tell whether the journal beside the catalog belongs to another database."""
        return any(problem.kind == "journal" for problem in self.problems)


@dataclass(frozen=True)
class Repaired:
    """What a repair mended and left; `backup` is the catalog before it, if anything was wrong."""

    backup: Path | None
    mended: tuple[Problem, ...]
    left: tuple[Problem, ...]


OnStep = Callable[[str], None]


OnPages = Callable[[int, int], None]
