"""The list of clips that `clips` writes beside them: it tells clips from recordings."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from sidecar.errors import UnsupportedFormat
from sidecar.regular import open_regular

LIST = "clips.csv"

# Columns that only our list has: the clip's path, and where it lies in its recording.
COLUMNS = ("Clip", "Clip start (s)", "Clip end (s)")
_RECORDING = "File"


# A clip's name ends in stretch and number; a second clip of both has another number. Another call
# may have listed it.
_NAME = re.compile(r".+_\d+\.\d{3}-\d+\.\d{3}s_\d+(_\d+)?\.(flac|wav)")


def clips_in(folder: Path, *, within: bool = False) -> frozenset[Path]:
    """Give the clips in a folder with a list of ours; none where there is no list.

    `within`: only if a recording that clips were cut from lies in the same folder too.
    """
    try:
        with _text(folder / LIST) as file:
            lines = csv.DictReader(file)
            if not set(COLUMNS) <= set(lines.fieldnames or ()):
                return frozenset()
            rows = [(line[COLUMNS[0]] or "", line.get(_RECORDING) or "") for line in lines]
    except (OSError, UnsupportedFormat, csv.Error):
        return frozenset()
    if within and not any(folder in Path(recording).parents for _, recording in rows):
        return frozenset()
    return frozenset((*(folder / clip for clip, _ in rows), *_named(folder)))


def is_list(path: Path) -> bool:
    """Tell whether a file is a list of clips."""
    try:
        with _text(path) as file:
            return set(COLUMNS) <= set(csv.DictReader(file).fieldnames or ())
    except (OSError, UnsupportedFormat, csv.Error):
        return False


def _text(path: Path) -> io.TextIOWrapper:
    return io.TextIOWrapper(open_regular(path), "utf-8-sig", "replace", newline="")


def _named(folder: Path) -> Iterator[Path]:
    """List the files in folders of species that are named as clips are."""
    # Whoever lists the folders for their recordings also says which one cannot be read.
    with suppress(OSError):
        for place in sorted(folder.glob("*/*")):
            if _NAME.fullmatch(place.name):
                yield place
