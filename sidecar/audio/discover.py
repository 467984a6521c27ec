"""Files and folders to the recordings in them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from sidecar.errors import LinnetError, RecordingNotFound

# What libsndfile opens.
_WAVES = [".wav", ".wave", ".bwf", ".rf64", ".w64", ".aif", ".aiff", ".aifc", ".caf", ".au", ".snd"]
_OTHERS = [".flac", ".ogg", ".oga", ".opus", ".mp3"]
READABLE = frozenset([*_WAVES, *_OTHERS])
# Sound that libsndfile does not open: listed so that each gets its own clear error.
FOREIGN = frozenset([".m4a", ".aac", ".wma", ".mp4", ".mov", ".3gp", ".wac", ".amr"])


def find_recordings(inputs: Sequence[Path]) -> tuple[list[Path], list[LinnetError]]:
    """Find recordings in folders, by suffix and in order; a file named outright is taken as is.

    Each file is listed once. An input that leads to none is a RecordingNotFound in the second
    list.
    """
    found: dict[Path, None] = {}
    errors: list[LinnetError] = []
    for place in inputs:
        if os.path.isdir(place):  # Path's own raises where a name is too long
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
        if (identity.st_dev, identity.st_ino) in seen:  # a link back to where we have been
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
        hint="Linnet reads WAV, FLAC, OGG, Opus, MP3, AIFF and what else libsndfile knows.",
        path=folder,
    )
