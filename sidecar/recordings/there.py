"""`recordings/look`: looks whether the files of recordings are there, and why not, by folder.

It lists each folder once. Of a file that is as it was, nothing is read.
"""

from __future__ import annotations

import os
import stat
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.app.progress import ProgressReporter
from sidecar.audio.drives import Drives, split_url
from sidecar.audio.fingerprint import begins_otherwise
from sidecar.audio.path import path_text, text_path
from sidecar.catalog.sameness import is_aside
from sidecar.catalog.values import Question, StoredRecording, Whereabouts
from sidecar.contract.recordings import (
    Cause,
    CauseCount,
    LookProgress,
    LookRequest,
    LookResult,
    NotThere,
)
from sidecar.errors import CatalogUnavailable, LinnetError, RecordingNotFound, StorageFull
from sidecar.recordings.filters import filters
from sidecar.rpc.verb import Call

_MOST_EXAMPLES = 5
_MOST_FOLDERS = 1_000

# Recordings whose marks change in one transaction, so that a run can write between two.
_AT_ONCE = 2_000

# A mark says that the file is gone; of these causes nobody knows that.
_UNMARKED: frozenset[Cause] = frozenset({"driveAway", "changed", "unreadable"})


def look_for_recordings(engine: Engine, request: LookRequest, call: Call) -> LookResult:
    """Look for the files of all recordings, or of those that pass the filters."""
    return _Look(engine, request, call).result()


@dataclass(frozen=True)
class _Seen:
    """A folder, and the files in it by name.

    `cause` holds for all its recordings, and `place` is then the topmost folder that it concerns.
    """

    place: str
    drive: str | None
    cause: Cause | None = None
    path: Path = Path()
    files: dict[str, os.DirEntry[str]] = field(default_factory=dict)


@dataclass
class _Group:
    """Recordings that are not there, of one cause and folder."""

    cause: Cause
    folder: str
    drive: str | None
    ids: list[int] = field(default_factory=list)
    since: str | None = None


class _Look:
    def __init__(self, engine: Engine, request: LookRequest, call: Call) -> None:
        self._engine = engine
        self._recordings = engine.catalog.recordings
        self._drives: Drives = engine.drives()
        self._request = request
        self._call = call
        self._ledger = Ledger()
        self._groups: dict[tuple[Cause, str, str | None], _Group] = {}
        self._missing: list[int] = []
        self._found: list[int] = []
        self._there = self._not_there = self._noted = 0
        self._folder: str | None = None
        self._now = datetime.now(UTC).isoformat(timespec="milliseconds")

    def result(self) -> LookResult:
        wanted = self._wanted()
        progress = ProgressReporter(
            self._call,
            LookProgress,
            unit="recording",
            total=len(wanted),
            more=lambda: {"folder": self._folder, "not_there": self._not_there},
        )
        progress.begin()
        for folder, those in _by_folder(wanted).items():
            self._call.check()
            self._look(folder, those)
            progress.report(progress.done + len(those))
        self._mark()
        progress.end()
        groups = sorted(self._groups.values(), key=lambda each: (-len(each.ids), each.folder))
        return LookResult(
            looked=len(wanted),
            there=self._there,
            missing=len(self._missing[: self._noted]),
            found=len(self._found[: self._noted]),
            causes=list(_causes(groups)),
            folders=[_row(each) for each in groups[:_MOST_FOLDERS]],
            notes=self._ledger.notes(),
        )

    def _wanted(self) -> list[Whereabouts]:
        places = self._recordings.places()
        if self._request.where is None:
            return places
        question = Question("recordings", filters(self._engine, self._request, self._ledger))
        questions = self._engine.catalog.questions
        with questions.reading():
            found = {int(str(row[0])) for row in questions.rows(question, ["recordingId"])}
        return [each for each in places if each.recording_id in found]

    def _look(self, folder: str, those: Sequence[tuple[str, Whereabouts]]) -> None:
        self._folder = folder
        seen = self._seen(folder)
        if seen.cause is not None:
            for _, each in those:
                cause: Cause = "replaced" if is_aside(each.url) else seen.cause
                self._miss(each, cause, seen)
            return
        known = {
            each.recording_id: each
            for each in self._recordings.find([each.recording_id for _, each in those])
        }
        for name, each in those:
            stored = known.get(each.recording_id)
            if stored is None:  # removed meanwhile
                continue
            cause_of_file = _cause(name, each.url, stored, seen)
            if cause_of_file is None:
                self._there += 1
                self._found += [each.recording_id] if each.missing_since else []
            else:
                self._miss(each, cause_of_file, seen)

    def _miss(self, each: Whereabouts, cause: Cause, seen: _Seen) -> None:
        self._not_there += 1
        since = each.missing_since
        if cause not in _UNMARKED and since is None:
            self._missing.append(each.recording_id)
            since = self._now
        key = cause, seen.place, seen.drive
        group = self._groups.setdefault(key, _Group(*key))
        group.ids.append(each.recording_id)
        group.since = min(filter(None, (group.since, since)), default=None)

    # Folders.

    def _seen(self, folder: str) -> _Seen:
        labelled = split_url(folder)
        label = labelled[0] if labelled else None
        try:
            path = self._drives.find(folder)
        except (RecordingNotFound, OSError):
            return _Seen(folder, label, "driveAway" if label else "folderGone")
        drive = self._drives.holding(path)
        label = label or (drive.label if drive else None)
        if drive is not None and self._drives.is_away(drive):
            return _Seen(path_text(drive.place), label, "driveAway")
        try:
            with os.scandir(path) as entries:
                files = {entry.name: entry for entry in entries}
        except (FileNotFoundError, NotADirectoryError):
            return _Seen(path_text(_topmost_gone(path)), label, "folderGone")
        except (OSError, ValueError):
            return _Seen(path_text(path), label, "unreadable")
        return _Seen(path_text(path), label, None, path, files)

    # Marks.

    def _mark(self) -> None:
        """Note which files are missing now, and which are there again."""
        try:
            for first in range(0, max(len(self._missing), len(self._found)), _AT_ONCE):
                self._call.check()
                some = slice(first, first + _AT_ONCE)
                self._recordings.mark(
                    missing=self._missing[some], found=self._found[some], since=self._now
                )
                self._noted = first + _AT_ONCE
        except (CatalogUnavailable, StorageFull) as error:
            self._ledger.add("noEffect", what=_UNNOTED, hint=error.hint, changes_results=False)


_UNNOTED = "The project cannot be written, so it does not note which files are missing."


def _by_folder(wanted: Sequence[Whereabouts]) -> dict[str, list[tuple[str, Whereabouts]]]:
    """Part recordings by folder: the url of the folder, and the name of each file in it."""
    folders = defaultdict(list)
    for each in wanted:
        folder, name = _split(each.url)
        folders[folder].append((name, each))
    return folders


def _split(url: str) -> tuple[str, str]:
    labelled = split_url(url)
    if labelled is not None:
        label, inside = labelled
        return f"{label}::{inside.parent}", inside.name
    if url.startswith("file://"):
        try:
            path = text_path(url)
        except LinnetError:
            return url, ""
        return path_text(path.parent), path.name
    folder, name = os.path.split(url)
    return folder, name


def _cause(name: str, url: str, known: StoredRecording, seen: _Seen) -> Cause | None:
    """Tell why a recording is not at its place as it was; None if it is."""
    if is_aside(url):
        return "replaced"
    path = seen.path / name
    try:
        # Systems that fold case, or write accents in two ways, find a file by other names too.
        status = seen.files[name].stat() if name in seen.files else os.stat(path)
    except (OSError, ValueError):
        return "fileGone"
    if not stat.S_ISREG(status.st_mode):
        return "fileGone"
    if known.is_file(status.st_size, status.st_mtime_ns) or known.size_bytes is None:
        return None
    if known.digest is None:
        return "changed" if known.size_bytes != status.st_size else None
    version = known.size_bytes, known.modified_ns
    return "changed" if begins_otherwise(path, version, known.digest) else None


def _topmost_gone(path: Path) -> Path:
    """Find the topmost of the folders that are gone."""
    gone = path
    for above in path.parents:
        if os.path.lexists(above):
            break
        gone = above
    return gone


def _causes(groups: Sequence[_Group]) -> Iterator[CauseCount]:
    """Count by cause, the largest first."""
    counted: dict[Cause, int] = defaultdict(int)
    since: dict[Cause, list[str]] = defaultdict(list)
    for each in groups:
        counted[each.cause] += len(each.ids)
        since[each.cause] += [each.since] if each.since else []
    for cause in sorted(counted, key=lambda each: -counted[each]):
        yield CauseCount(
            cause=cause, recordings=counted[cause], since=min(since[cause], default=None)
        )


def _row(group: _Group) -> NotThere:
    return NotThere(
        cause=group.cause,
        folder=group.folder,
        drive=group.drive,
        recordings=len(group.ids),
        since=group.since,
        examples=group.ids[:_MOST_EXAMPLES],
    )
