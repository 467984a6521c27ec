"""Finds the recordings of labels, in the catalog or on disk."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from sidecar.app.engine import Engine
from sidecar.audio.decode import open_recording
from sidecar.audio.discover import READABLE, find_recordings
from sidecar.audio.drives import Drives, split_url
from sidecar.audio.fingerprint import head_of
from sidecar.audio.foreign import is_foreign
from sidecar.audio.path import path_text, text_path
from sidecar.audio.version import clock_was_set
from sidecar.catalog.interface import Catalog
from sidecar.catalog.sameness import is_aside
from sidecar.catalog.values import NewRecording, StoredRecording
from sidecar.errors import LinnetError, RecordingNotFound, RequestCancelled
from sidecar.recordings.replaced import Replaced


def url_of(catalog: Catalog, drives: Drives, path: Path) -> str:
    """Give a file's name in the catalog, which may start with its drive; else its path."""
    known = catalog.recordings.at(drives.urls(path))
    return known.url if known else path_text(path)


def recording_at(catalog: Catalog, drives: Drives, url: str, replaced: Replaced) -> int:
    """Find a recording of the catalog, or add the file with the facts of its header.

    Measures a recording that the app added without its length. A file that changed may hold another
    sound, which is then another recording, and `replaced` hears of it. Raises RecordingNotFound,
    UnreadableAudio or UnsupportedFormat.
    """
    known = catalog.recordings.at([url])
    try:
        path = drives.find(url)
        if known and known.duration_s and _is_file(known, path):
            return known.recording_id
        with open_recording(path) as recording:
            facts, provenance = recording.facts, recording.provenance()
            read = NewRecording(url, facts, provenance, head_of(recording).identity)
            (added,) = catalog.recordings.put([read])
            if added.replaced is not None:
                replaced(added.url, added.recording_id, added.replaced)
            return added.recording_id
    except RequestCancelled:
        raise
    except LinnetError:
        if known:  # in the catalog, but not readable now
            return known.recording_id
        raise


def _is_file(known: StoredRecording, path: Path) -> bool:
    """Tell whether a recording's file is the one that was read; it may be missing by now."""
    try:
        status = os.stat(path)
    except OSError:
        return True
    if known.size_bytes is None:
        return True  # the app measured it
    return known.is_file(status.st_size, status.st_mtime_ns) and clock_was_set(status.st_mtime_ns)


class Places:
    """Finds recordings by their name in a table, or by the table's own name.

    The search goes below `recordings` (a file or folder), then beside the table, then through the
    catalog. Of several recordings with one name, it takes the one whose folders match best.
    `replaced` hears of files that hold another sound than before.
    """

    def __init__(self, engine: Engine, recordings: str | None, replaced: Replaced) -> None:
        self._replaced = replaced
        self._catalog = engine.catalog
        self._drives = engine.drives()
        self._only: str | None = None
        self._below: _ByName | None = None
        if recordings is not None:
            place = Path(os.path.abspath(text_path(recordings)))
            found = find_recordings([place])
            problems = found.errors if found.paths else found.problems()
            if problems:
                raise problems[0]
            self._below = _ByName(map(path_text, found.paths))
            self._only = None if os.path.isdir(place) else path_text(place)
        self._beside: dict[Path, _ByName] = {}
        self._in_catalog: _ByName | None = None
        self._found: dict[tuple[Path, str | None], int | LinnetError] = {}

    def find(self, table: Path, name: str | None) -> int:
        """Give the id of the recording `name` of `table`, or the one that the table is named for.

        Raises RecordingNotFound for none or several, and the errors of opening a file that is new
        to the catalog.
        """
        key = (table if name is None else table.parent, name)
        if key not in self._found:
            try:
                url = self._named_for(table) if name is None else self._called(table, name)
                if split_url(url) is None:
                    url = url_of(self._catalog, self._drives, text_path(url))
                self._found[key] = recording_at(self._catalog, self._drives, url, self._replaced)
            except RequestCancelled:
                raise
            except LinnetError as error:
                self._found[key] = error
        found = self._found[key]
        if isinstance(found, LinnetError):
            raise found
        return found

    def _called(self, table: Path, name: str) -> str:
        if self._catalog.recordings.at([name]):
            return name
        if os.path.isabs(name) and os.path.isfile(name):
            return path_text(Path(os.path.abspath(name)))
        for place in self._places(table):
            if url := place.called(name):
                return url
        raise RecordingNotFound(
            f'The recording "{name}" is neither in the catalog nor beside the table.',
            hint="Give the folder of the recordings.",
        )

    def _named_for(self, table: Path) -> str:
        if self._only:
            return self._only
        for place in self._places(table):
            if url := place.named_for(table.name):
                return url
        raise RecordingNotFound(
            "The table names no recording, and no recording's name begins the table's own name.",
            hint="Give the folder of the recordings, or the recording's file.",
        )

    def _places(self, table: Path) -> Iterator[_ByName]:
        if self._below:
            yield self._below
        if table.parent not in self._beside:
            self._beside[table.parent] = _ByName(_files_in(table.parent))
        yield self._beside[table.parent]
        if self._in_catalog is None:
            urls = [each.url for each in self._catalog.recordings.places()]
            # A name stands for the sound that has it now.
            self._in_catalog = _ByName(dict.fromkeys(url for url in urls if not is_aside(url)))
        yield self._in_catalog


def _files_in(folder: Path) -> Iterator[str]:
    for name in sorted(os.listdir(folder)):
        if os.path.splitext(name)[1].lower() in READABLE or is_foreign(name):
            yield path_text(Path(os.path.abspath(folder)) / name)


class _ByName:
    """Recordings by file name, with and without suffix, in any case."""

    def __init__(self, urls: Iterable[str]) -> None:
        self._names: dict[str, list[str]] = defaultdict(list)
        self._stems: dict[str, list[str]] = defaultdict(list)
        for url in urls:
            name = _parts(url)[0]
            self._names[name].append(url)
            self._stems[os.path.splitext(name)[0]].append(url)

    def called(self, name: str) -> str | None:
        """Find the recording of a path or name; a converted file may have another suffix."""
        parts = _parts(name)
        urls = self._names.get(parts[0]) or self._stems.get(os.path.splitext(parts[0])[0], [])
        most = max((_agreeing(parts, _parts(url)) for url in urls), default=0)
        return _single(name, [url for url in urls if _agreeing(parts, _parts(url)) == most])

    def named_for(self, table: str) -> str | None:
        """Find the recording with the longest name that begins a table's name."""
        table = table.lower()
        for end in sorted({m.start() for m in re.finditer(r"[^a-z0-9]|$", table)}, reverse=True):
            beginning = table[:end]
            urls = self._names.get(beginning) or self._stems.get(beginning, [])
            if urls and beginning:
                return _single(table, urls)
        return None


def _parts(path: str) -> list[str]:
    """Split a path of any system into parts, the file's name first."""
    return [part for part in re.split(r"[\\/]+", path.lower()) if part][::-1] or [""]


def _agreeing(one: list[str], other: list[str]) -> int:
    count = 0
    for a, b in zip(one[1:], other[1:], strict=False):
        if a != b:
            break
        count += 1
    return count


def _single(name: str, urls: list[str]) -> str | None:
    if len(urls) > 1:
        raise RecordingNotFound(
            f'The name "{name}" fits {len(urls)} recordings: {", ".join(sorted(urls)[:3])}.',
            hint="Give the folder of the recordings.",
        )
    return urls[0] if urls else None
