"""Finds files of labels in files and folders."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sidecar.errors import RecordingNotFound, UnreadableAudio
from sidecar.labels.aoef import may_be_aoef

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
        try:
            kind = place.stat().st_mode
        except (FileNotFoundError, NotADirectoryError) as error:
            raise RecordingNotFound("The file or folder does not exist.", path=place) from error
        except OSError as error:
            if error.errno == errno.ENAMETOOLONG:
                raise
            found.unreadable.append(_unreadable(place, error))
            continue
        if stat.S_ISDIR(kind):
            found.folders.append(place)
            _search(place, found)
        else:
            found.tables[place] = None
    return found


def _search(folder: Path, found: LabelFiles) -> None:
    def note(error: OSError) -> None:
        found.unreadable.append(_unreadable(error.filename, error))

    for place, folders, files in os.walk(folder, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(place) / name
            suffix = path.suffix.lower()
            if name.startswith(".") or name.startswith("~$") or not os.path.isfile(path):
                continue
            if suffix in _TABLES or may_be_aoef(path):
                found.tables.setdefault(path, folder)
            elif suffix in _WORKBOOKS:
                found.workbooks.append(path)


def _unreadable(place: Path | str, error: OSError) -> UnreadableAudio:
    return UnreadableAudio(f"The folder cannot be opened: {error.strerror}.", hint="", path=place)
