"""The recordings that a request names."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sidecar.audio.discover import find_recordings
from sidecar.audio.path import path_text, text_path
from sidecar.contract.base import FileError
from sidecar.contract.infer import Windowing
from sidecar.engine import Engine
from sidecar.errors import InvalidParams, LinnetError, RecordingNotFound


@dataclass(frozen=True)
class Inputs:
    """Files to work on, in order, and inputs that led to none, with the reason."""

    paths: list[Path]
    errors: list[tuple[str, LinnetError]]


def find_inputs(engine: Engine, request: Windowing) -> Inputs:
    """Find every recording asked for; raises RecordingNotFound when there is not one."""
    places = [text_path(text).absolute() for text in request.inputs]
    places += [path_of(engine, each, field="recordingIds") for each in request.recording_ids]
    paths, problems = find_recordings(places)
    if not paths and problems:
        raise problems[0]
    if not paths:
        raise RecordingNotFound("There is nothing to analyse.")
    return Inputs(paths, [(path_text(Path(error.path or "")), error) for error in problems])


def path_of(engine: Engine, recording_id: int, *, field: str) -> Path:
    """Find where a recording of the catalog lies; raises InvalidParams naming `field`."""
    url = engine.catalog.url(recording_id)
    if url is None:
        raise InvalidParams(f"The catalog has no recording {recording_id}.", field=field)
    return text_path(url)


def file_error(path: str, error: LinnetError) -> FileError:
    """Put an error into a row of `errors`."""
    return FileError(
        path=path, code=error.code, kind=error.kind, message=error.message, hint=error.hint
    )
