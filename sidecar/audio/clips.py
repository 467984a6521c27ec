"""The list of clips that `clips` writes beside them: it tells clips from recordings."""

from __future__ import annotations

import csv
from pathlib import Path

LIST = "clips.csv"

# Columns that only our list has: the clip's path, and where it lies in its recording.
COLUMNS = ("Clip", "Clip start (s)", "Clip end (s)")


def clips_in(folder: Path) -> frozenset[Path]:
    """Give the clips that a folder's list names; none where there is no list of ours."""
    try:
        with (folder / LIST).open(encoding="utf-8-sig", errors="replace", newline="") as file:
            lines = csv.DictReader(file)
            if not set(COLUMNS) <= set(lines.fieldnames or ()):
                return frozenset()
            return frozenset(folder / (line[COLUMNS[0]] or "") for line in lines)
    except (OSError, csv.Error):
        return frozenset()
