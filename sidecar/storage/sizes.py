"""Counts the bytes of files below folders, for a bounded time, and follows no links."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sidecar import stop

# A folder with more is counted in part, so that no page waits for it.
MOST_FILES = 200_000
MOST_S = 2.0

# Files between two looks at the clock.
_OFTEN = 256


@dataclass(frozen=True)
class Size:
    """The bytes of some files; `complete` is false if there are more."""

    bytes: int = 0
    files: int = 0
    complete: bool = True


def size_of(places: Iterable[Path], counts: Callable[[Path], bool] = lambda path: True) -> Size:
    """Count the files at or below some places; `counts` picks among them."""
    size = files = 0
    deadline = time.monotonic() + MOST_S
    for seen, entry in enumerate(_entries(places), 1):
        if seen % _OFTEN == 0:
            stop.check()
        if seen > MOST_FILES or (seen % _OFTEN == 0 and time.monotonic() > deadline):
            return Size(size, files, complete=False)
        if counts(entry):
            with suppress(OSError):  # another program takes files away meanwhile
                size += os.lstat(entry).st_size
                files += 1
    return Size(size, files)


def _entries(places: Iterable[Path]) -> Iterator[Path]:
    """List all files, those of a folder before those of its folders."""
    folders: list[Path] = []
    for place in places:
        if place.is_dir():  # the place itself may be a link to another drive
            folders.append(place)
        elif os.path.lexists(place):
            yield place
    while folders:
        try:
            found = os.scandir(folders.pop())
        except OSError:
            continue
        with found:
            for entry in found:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(Path(entry.path))
                else:
                    yield Path(entry.path)
