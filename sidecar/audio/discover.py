"""Finds the recordings in files and folders."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from sidecar.audio.decoders import formats
from sidecar.errors import LinnetError, RecordingNotFound

READABLE = frozenset(formats())
# Suffixes of sound that no decoder opens: each file gets its own clear error.
FOREIGN = frozenset([".m4a", ".aac", ".wma", ".mp4", ".mov", ".3gp", ".wac", ".amr"])


def find_recordings(inputs: Sequence[Path]) -> tuple[list[Path], list[LinnetError]]:
    """Find recordings in folders, by suffix and in order; a named file is taken whatever it is.

    Each file is listed once. For an input without recordings, the second list has a
    RecordingNotFound.
    """
    found: dict[Path, None] = {}
    errors: list[LinnetError] = []
    for place in inputs:
        if os.path.isdir(place):  # Path.is_dir raises where a name is too long
            inside = list(_walk(place))
            if not inside:
                errors.append(_nothing_in(place))
            found.update(dict.fromkeys(inside))
        elif os.path.lexists(place):
            found[_plain(place)] = None
        else:
            errors.append(
                RecordingNotFound(
                    "There is no such file or folder.",
                    hint="Was it moved, or is its drive not connected?",
                    path=place,
                )
            )
    return list(found), errors


def _walk(folder: Path) -> Iterator[Path]:
    seen = set()
    for place, folders, files in os.walk(folder, followlinks=True):
        identity = os.stat(place)
        if (identity.st_dev, identity.st_ino) in seen:  # a link back to a visited folder
            folders.clear()
            continue
        seen.add((identity.st_dev, identity.st_ino))
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            suffix = os.path.splitext(name)[1].lower()
            if suffix in READABLE | FOREIGN and not name.startswith("."):
                yield _plain(Path(place) / name)


def _plain(path: Path) -> Path:
    return Path(os.path.abspath(path))


def _nothing_in(folder: Path) -> RecordingNotFound:
    return RecordingNotFound(
        "There are no recordings in this folder.",
        hint=f"Linnet reads {', '.join(dict.fromkeys(formats().values()))}.",
        path=folder,
    )
