"""Finds the recordings that a request names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from sidecar import stop
from sidecar.app.engine import Engine
from sidecar.audio.discover import Found, find_recordings
from sidecar.audio.drives import split_url
from sidecar.audio.path import is_there, path_text, text_path
from sidecar.catalog.interface import Catalog
from sidecar.catalog.values import StoredRecording
from sidecar.contract.preprocess import Windowing
from sidecar.errors import (
    CatalogUnavailable,
    InvalidParams,
    LinnetError,
    RecordingNotFound,
    StorageFull,
)


@dataclass(frozen=True)
class InputFiles:
    """Files to work on, in order, and the errors of inputs without a file.

    `urls` maps files to their names in the catalog, where these differ from the path. `unknown` are
    the files without a recording in the catalog. `moved` maps recognised files to their earlier
    places. `found` says what was left out.
    """

    paths: list[Path]
    errors: list[tuple[str, LinnetError]]
    urls: Mapping[Path, str] = field(default_factory=dict)
    moved: Mapping[Path, str] = field(default_factory=dict)
    unknown: frozenset[Path] = frozenset()
    found: Found = field(default_factory=Found)

    def url(self, path: Path) -> str:
        """Give a file's name in the catalog."""
        return self.urls.get(path) or path_text(path)

    @cached_property
    def files(self) -> list[tuple[Path, str]]:
        """List the files with their names in the catalog."""
        if not self.urls:
            return [(path, path_text(path)) for path in self.paths]
        return [(path, self.url(path)) for path in self.paths]

    @property
    def names(self) -> list[str]:
        """List the names of all files in the catalog, and those of inputs without a file."""
        return [*(url for _, url in self.files), *(url for url, _ in self.errors)]


def find_inputs(engine: Engine, request: Windowing, *, marks: bool = True) -> InputFiles:
    """Find every recording of a request; raises RecordingNotFound if there is none.

    `marks`: the catalog notes which of `recordingIds` are missing now, and which are found.
    """
    places: list[Path] = []
    lost: list[LinnetError] = []
    drives = engine.drives()
    for text in request.inputs:
        try:
            by_drive = split_url(text) is not None
            places.append(drives.find(text) if by_drive else text_path(text).absolute())
        except RecordingNotFound as error:
            lost.append(error)
    if request.recording_ids:
        places += _by_id(engine, request.recording_ids, lost, marks=marks)
    found = find_recordings(places)
    paths = found.paths
    if not paths:
        problems = [*lost, *found.problems()]
        nothing = RecordingNotFound("The inputs contain no recording to analyse.")
        raise problems[0] if problems else nothing
    errors = {_text(error.path): error for error in [*lost, *found.errors]}
    urls, unknown = _known(engine, paths)
    return InputFiles(paths, [*errors.items()], urls, unknown=unknown, found=found)


def _by_id(
    engine: Engine, recording_ids: Sequence[int], lost: list[LinnetError], *, marks: bool
) -> list[Path]:
    """Find the paths of recordings of the catalog; adds those without a drive to `lost`.

    Raises InvalidParams for an unknown recording.
    """
    known = {each.recording_id: each for each in engine.catalog.recordings.find(recording_ids)}
    drives, places, there = engine.drives(), list[Path](), set[int]()
    for recording_id in recording_ids:
        if recording_id not in known:
            raise _no_recording(recording_id, "recordingIds")
        try:
            places.append(drives.find(known[recording_id].url))
        except RecordingNotFound as error:
            lost.append(error)
        else:
            there |= {recording_id} if is_there(places[-1]) else set()
    if marks:
        mark_changes(
            engine.catalog,
            missing=[
                key for key, each in known.items() if not each.missing_since and key not in there
            ],
            found=[key for key, each in known.items() if each.missing_since and key in there],
        )
    return places


def _no_recording(recording_id: int, field: str) -> InvalidParams:
    return InvalidParams(f"The catalog has no recording {recording_id}.", field=field)


def _text(path: Path | str | None) -> str:
    return path if isinstance(path, str) else path_text(path or Path())


def _known(engine: Engine, paths: list[Path]) -> tuple[dict[Path, str], frozenset[Path]]:
    """Find files that the catalog knows by the label of their drive, and those it does not know."""
    drives = engine.drives()
    urls = {path: drives.urls(path) for path in paths}
    taken = engine.catalog.recordings.taken([url for each in urls.values() for url in each])
    there = {path: [url for url in each if url in taken] for path, each in urls.items()}
    first = {path: min(each, key=taken.__getitem__) for path, each in there.items() if each}
    others = {path: url for path, url in first.items() if url != urls[path][0]}
    return others, frozenset(urls.keys() - first.keys())


def path_of(engine: Engine, recording_id: int, *, field: str) -> Path:
    """Find the path of a recording of the catalog, and note if its file is missing.

    Raises InvalidParams that names `field` for an unknown recording, RecordingNotFound if its drive
    is not connected.
    """
    known = engine.catalog.recordings.find([recording_id])
    if not known:
        raise _no_recording(recording_id, field)
    there = False
    try:
        path = engine.drives().find(known[0].url)
        there = is_there(path)
        return path
    finally:
        note_missing(engine.catalog, known[0], there=there)


def note_missing(catalog: Catalog, known: StoredRecording, *, there: bool) -> None:
    """Store whether a recording's file is present, if that changed."""
    if there == (known.missing_since is None):
        return
    ids = [known.recording_id]
    mark_changes(catalog, missing=[] if there else ids, found=ids if there else [])


def mark_changes(catalog: Catalog, *, missing: Sequence[int], found: Sequence[int]) -> None:
    """Store which files are missing now, and which are found again."""
    if not (missing or found):
        return
    # The request only reads a recording, so a locked catalog must not make it fail, nor wait.
    with suppress(CatalogUnavailable, StorageFull), stop.hurried():
        catalog.recordings.mark(missing=missing, found=found)
