"""Finds files of labels in files and folders."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sidecar.errors import RecordingNotFound, UnreadableAudio

_TABLES = frozenset((".txt", ".tsv", ".csv"))
_WORKBOOKS = frozenset((".xlsx", ".xlsm", ".xls", ".ods", ".numbers"))


@dataclass(frozen=True)
class LabelFiles:
    """Files that may hold labels, each once, with the folder that the request names, if any.

    `workbooks` are files of spreadsheet programs, which Linnet does not read, and `unreadable`
    folders that cannot be opened.
    """

    folders: list[Path] = field(default_factory=list)
    tables: dict[Path, Path | None] = field(default_factory=dict)
    workbooks: list[Path] = field(default_factory=list)
    unreadable: list[UnreadableAudio] = field(default_factory=list)


def find_label_files(places: Sequence[Path]) -> LabelFiles:
    """Find tables in folders, by suffix and in order; a named file is taken whatever it is.

    Raises RecordingNotFound for a place that does not exist.
    """
    found = LabelFiles()
    for place in places:
        if os.path.isdir(place):
            found.folders.append(place)
            _search(place, found)
        elif place.exists():  # raises where a name is too long
            found.tables[place] = None
        else:
            raise RecordingNotFound("The file or folder does not exist.", path=place)
    return found


def _search(folder: Path, found: LabelFiles) -> None:
    def note(error: OSError) -> None:
        message = f"The folder cannot be opened: {error.strerror}."
        found.unreadable.append(UnreadableAudio(message, hint="", path=error.filename))

    for place, folders, files in os.walk(folder, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(place) / name
            suffix = path.suffix.lower()
            if name.startswith(".") or name.startswith("~$") or not path.is_file():
                continue
            if suffix in _TABLES:
                found.tables.setdefault(path, folder)
            elif suffix in _WORKBOOKS:
                found.workbooks.append(path)
