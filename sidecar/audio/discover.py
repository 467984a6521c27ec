"""Finds the recordings in files and folders."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sidecar.audio.clips import LIST, clips_in
from sidecar.audio.decoders.table import formats
from sidecar.audio.foreign import refusal
from sidecar.errors import LinnetError, RecordingNotFound, UnreadableAudio

READABLE = frozenset(formats())


@dataclass(frozen=True)
class Found:
    """The recordings of some inputs, and all that was left out.

    `errors` name inputs without a recording, `unreadable` folders that cannot be opened.
    `passed_over` name files in folders whose sound Linnet does not read. `clips` are clips in
    folders, which Linnet cut from recordings.
    """

    paths: list[Path] = field(default_factory=list)
    errors: list[LinnetError] = field(default_factory=list)
    passed_over: list[LinnetError] = field(default_factory=list)
    unreadable: list[LinnetError] = field(default_factory=list)
    clips: list[Path] = field(default_factory=list)

    def problems(self) -> list[LinnetError]:
        """List all that was left out."""
        return [*self.errors, *self.unreadable, *self.passed_over]


def find_recordings(inputs: Sequence[Path]) -> Found:
    """Find recordings in folders, by suffix and in order; a named file is taken whatever it is.

    Each file is listed once. Clips of ours are no recordings, unless their own folder is named,
    and their recordings lie elsewhere.
    """
    found: dict[Path, None] = {}
    out = Found()
    passed: dict[Path, LinnetError] = {}
    clips: dict[Path, None] = {}
    for place in inputs:
        if os.path.isdir(place):  # Path.is_dir raises where a name is too long
            inside = _Search(place)
            found.update(dict.fromkeys(inside.recordings()))
            passed.update(inside.passed_over)
            out.unreadable.extend(inside.unreadable)
            clips.update(dict.fromkeys(inside.clips))
            if inside.nothing:
                out.errors.append(_nothing_in(place, list(inside.passed_over.values())))
        elif os.path.lexists(place):
            found[_plain(place)] = None
        else:
            out.errors.append(no_such(place))
    out.paths.extend(found)
    out.passed_over.extend(error for path, error in passed.items() if path not in found)
    out.clips.extend(path for path in clips if path not in found)
    return out


def no_such(place: Path) -> RecordingNotFound:
    """Say that nothing is at a path."""
    return RecordingNotFound(
        "There is no such file or folder.",
        hint="Was it moved, or is its drive not connected?",
        path=place,
    )


class _Search:
    """Searches a folder and all folders in it."""

    def __init__(self, folder: Path) -> None:
        self.passed_over: dict[Path, LinnetError] = {}
        self.unreadable: list[LinnetError] = []
        self.clips: list[Path] = []
        self._listed: frozenset[Path] = frozenset()
        self.nothing = True  # neither a recording, nor a folder that may hold some
        self._folder = folder

    def recordings(self) -> Iterator[Path]:
        for path in self._files():
            if self._listed and path in self._listed:
                self.nothing = False
                self.clips.append(path)
            elif path.suffix.lower() in READABLE:
                self.nothing = False
                yield path
            elif error := refusal(path):
                self.passed_over[path] = error

    def _files(self) -> Iterator[Path]:
        seen = set()
        for place, folders, files in os.walk(self._folder, onerror=self._note, followlinks=True):
            try:
                status = os.stat(place)
            except OSError as error:  # it is gone by now
                self._note(error)
                continue
            identity = (status.st_dev, status.st_ino)
            if identity in seen:  # a link back to a visited folder
                folders.clear()
                continue
            seen.add(identity)
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            if LIST in files:
                named = place == os.fspath(self._folder)
                self._listed |= clips_in(_plain(Path(place)), within=named)
            folder = os.path.abspath(place)  # once: a card has thousands of files in a folder
            for name in sorted(files):
                if not name.startswith("."):
                    yield Path(os.path.join(folder, name))

    def _note(self, error: OSError) -> None:
        self.nothing = False
        self.unreadable.append(
            UnreadableAudio(
                f"The folder cannot be opened: {error.strerror}.",
                hint="Its recordings are left out.",
                path=error.filename,
            )
        )


def _plain(path: Path) -> Path:
    return Path(os.path.abspath(path))


def _nothing_in(folder: Path, passed_over: list[LinnetError]) -> RecordingNotFound:
    if passed_over:
        return RecordingNotFound(
            "There are no recordings in this folder that Linnet can read.",
            hint=passed_over[0].hint,
            path=folder,
        )
    return RecordingNotFound(
        "There are no recordings in this folder.",
        hint=f"Linnet reads {', '.join(dict.fromkeys(formats().values()))}.",
        path=folder,
    )
