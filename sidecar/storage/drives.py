"""Tells on which drive a place lies, and how much room that has."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Drive:
    path: str
    free_bytes: int | None
    total_bytes: int | None


class Drives:
    """The drives of some places, each once."""

    def __init__(self) -> None:
        self.found: list[Drive] = []
        self._known: dict[object, int] = {}

    def number(self, place: Path) -> int:
        """Give the number in `found` of the drive of a place, which need not be there."""
        there = _there(place)
        key: object = str(there)
        with suppress(OSError):
            key = os.stat(there).st_dev
        if key not in self._known:
            self._known[key] = len(self.found)
            free = total = None
            with suppress(OSError):
                usage = shutil.disk_usage(there)
                free, total = usage.free, usage.total
            self.found.append(Drive(str(_top(there)), free, total))
        return self._known[key]


def _there(place: Path) -> Path:
    """Find the nearest folder above a place that is there."""
    path = Path(os.path.realpath(place))
    return next((each for each in (path, *path.parents) if os.path.exists(each)), path)


def _top(place: Path) -> Path:
    """Find where a drive begins."""
    for each in (place, *place.parents):
        if os.path.ismount(each):
            return each
    return place
