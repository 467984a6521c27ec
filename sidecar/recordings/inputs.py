"""The recordings that a request names."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from sidecar.app.engine import Engine
from sidecar.audio.discover import find_recordings
from sidecar.audio.drives import split_url
from sidecar.audio.path import path_text, text_path
from sidecar.catalog.interface import Catalog
from sidecar.catalog.values import StoredRecording
from sidecar.contract.analyze import Windowing
from sidecar.contract.base import FileError
from sidecar.errors import (
    CatalogUnavailable,
    InvalidParams,
    LinnetError,
    RecordingNotFound,
    StorageFull,
)


@dataclass(frozen=True)
class InputFiles:
    """Files to work on, in order, and inputs that led to none, with the reason.

    `urls` are those that the catalog knows by another name than their path, `unknown` the files
    that it does not know. `moved` tells of files that were known again where they lay before.
    """

    paths: list[Path]
    errors: list[tuple[str, LinnetError]]
    urls: Mapping[Path, str] = field(default_factory=dict)
    moved: Mapping[Path, str] = field(default_factory=dict)
    unknown: frozenset[Path] = frozenset()

    def url(self, path: Path) -> str:
        """Give what the catalog calls a file."""
        return self.urls.get(path) or path_text(path)


def find_inputs(engine: Engine, request: Windowing) -> InputFiles:
    """Find every recording asked for; raises RecordingNotFound when there is not one."""
    places: list[Path] = []
    lost: list[LinnetError] = []
    drives = engine.drives()
    for text in request.inputs:
        try:
            by_drive = split_url(text) is not None
            places.append(drives.find(text) if by_drive else text_path(text).absolute())
        except RecordingNotFound as error:
            lost.append(error)
    for recording_id in request.recording_ids:
        try:
            places.append(path_of(engine, recording_id, field="recordingIds"))
        except RecordingNotFound as error:
            lost.append(error)
    paths, problems = find_recordings(places)
    problems = [*lost, *problems]
    if not paths and problems:
        raise problems[0]
    if not paths:
        raise RecordingNotFound("There is nothing to analyse.")
    errors = {_text(error.path): error for error in problems}
    urls, unknown = _known(engine, paths)
    return InputFiles(paths, [*errors.items()], urls, unknown=unknown)


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
    """Find where a recording of the catalog lies, there or not, and note if it is missing.

    Raises InvalidParams naming `field` for one that is not known, RecordingNotFound where its drive
    is not connected.
    """
    known = engine.catalog.recordings.find([recording_id])
    if not known:
        raise InvalidParams(f"The catalog has no recording {recording_id}.", field=field)
    there = False
    try:
        path = engine.drives().find(known[0].url)
        there = path.exists()
        return path
    finally:
        note_missing(engine.catalog, known[0], there=there)


def note_missing(catalog: Catalog, known: StoredRecording, *, there: bool) -> None:
    """Keep whether a recording's file is there, where that is news."""
    if there == (known.missing_since is None):
        return
    # Whoever asked for the recording has not asked to write: a locked catalog is no trouble of his.
    with suppress(CatalogUnavailable, StorageFull):
        if there:
            catalog.recordings.mark(found=[known.recording_id])
        else:
            catalog.recordings.mark(missing=[known.recording_id])


def file_error(path: str, error: LinnetError) -> FileError:
    """Put an error into a row of `errors`."""
    return FileError(
        path=path, code=error.code, kind=error.kind, message=error.message, hint=error.hint
    )
