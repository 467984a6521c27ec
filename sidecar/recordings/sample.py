"""A sample of windows, spread over the recordings of a request or of the catalog."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.audio.decode import open_recording
from sidecar.audio.discover import find_recordings
from sidecar.audio.drives import split_url
from sidecar.audio.path import path_text, text_path
from sidecar.contract.base import FileError
from sidecar.errors import (
    LinnetError,
    RecordingNotFound,
    RequestCancelled,
    UnreadableAudio,
    at_recording,
    settled,
)
from sidecar.recordings.files import file_error
from sidecar.recordings.leftout import note_left_out
from sidecar.rpc.verb import Call
from sidecar.run.prepare import Cutting
from sidecar.run.spread import Heard, heard_at, shares, spread, whole_windows


class Sample:
    """Reads at most `wanted` windows, and of each recording only their own stretches.

    A recording with trouble is a row of `errors` and a note. `read` counts windows, silent ones
    too, and `recordings` those that gave a window with sound.
    """

    def __init__(self, engine: Engine, inputs: Sequence[str], wanted: int) -> None:
        self.errors: list[FileError] = []
        self.ledger = Ledger()
        self.read = self.recordings = 0
        self._wanted = wanted
        self._ours: Cutting | None = None
        self._chosen: list[tuple[Path, list[int]]] = []
        found = self._find(engine, inputs) if inputs else self._known(engine)
        self._paths = [found[place] for place in spread(len(found), wanted)]

    @property
    def named(self) -> bool:
        """Tell whether the request or the catalog names recordings, readable or not."""
        return bool(self._paths or self.errors)

    def _find(self, engine: Engine, inputs: Sequence[str]) -> list[Path]:
        """Find the recordings of a request; raises RecordingNotFound if there is none."""
        places: list[Path] = []
        lost: list[LinnetError] = []
        drives = engine.drives()
        for text in inputs:
            try:
                by_drive = split_url(text) is not None
                places.append(drives.find(text) if by_drive else text_path(text).absolute())
            except RecordingNotFound as error:
                lost.append(error)
        found = find_recordings(places)
        problems = [*lost, *found.errors]
        if not found.paths:
            nothing = RecordingNotFound("The inputs contain no recording.")
            raise next(iter([*problems, *found.problems()]), nothing)
        self.errors += [file_error(_text(each.path), each) for each in problems]
        note_left_out(self.ledger, found, changes_results=False)
        return found.paths

    def _known(self, engine: Engine) -> list[Path]:
        """Find the recordings of the catalog that are not missing; none if there is no catalog."""
        if not engine.catalog_path.exists():
            return []
        there = [each for each in engine.catalog.recordings.places() if not each.missing_since]
        drives, paths = engine.drives(), list[Path]()
        for place in spread(len(there), self._wanted):
            try:
                paths.append(drives.find(there[place].url))
            except RecordingNotFound as error:
                self._fail(there[place].url, error)
        return paths

    def plan(self, ours: Cutting, call: Call) -> int:
        """Look at each recording's header, and share the windows out; returns how many."""
        self._ours = ours
        there: list[tuple[Path, int]] = []
        for path in self._paths:
            call.check()
            try:
                with at_recording(path), open_recording(path) as audio:
                    windows = whole_windows(audio.facts, ours)
            except LinnetError as error:
                self._fail(path_text(path), error)
                continue
            if not windows:
                self.ledger.add("empty", path_text(path))
            there.append((path, windows))
        given = shares([windows for _, windows in there], self._wanted)
        self._chosen = [
            (path, spread(windows, share))
            for (path, windows), share in zip(there, given, strict=True)
            if share
        ]
        return sum(given)

    def windows(self, theirs: Cutting | None, call: Call) -> Iterator[Heard]:
        """Read the windows with sound, and what another model hears of the same stretches."""
        for path, places in self._chosen:
            try:
                with at_recording(path):
                    yield from self._of(path, places, theirs, call)
            except RequestCancelled:
                raise
            except LinnetError as error:
                self._fail(path_text(path), error)

    def _of(
        self, path: Path, places: Sequence[int], theirs: Cutting | None, call: Call
    ) -> Iterator[Heard]:
        assert self._ours is not None  # `plan` comes first
        heard = silent = False
        with open_recording(path) as audio:
            for window in heard_at(audio, places, self._ours, theirs):
                call.check()
                self.read += 1
                if window is None:
                    if not silent:
                        self.ledger.add("silentWindows", path_text(path))
                    silent = True
                    continue
                self.recordings += not heard
                heard = True
                yield window
            if audio.numberless:
                trouble = UnreadableAudio(
                    "Some samples are not numbers; they were read as silence."
                )
                self.errors.append(file_error(path_text(path), trouble))
            if audio.cancels:
                self.ledger.add("channelsCancel", path_text(path), changes_results=False)

    def _fail(self, place: str, error: LinnetError) -> None:
        self.errors.append(file_error(place, settled(error)))
        hint = "No figure comes from it."
        self.ledger.add("unreadable", place, hint=hint, changes_results=False)


def _text(place: Path | str | None) -> str:
    return place if isinstance(place, str) else path_text(place or Path())
