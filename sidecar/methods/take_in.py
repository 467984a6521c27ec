"""`recordings/import`: imports recordings into the catalog, with the facts in their files."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from sidecar.app.engine import Engine
from sidecar.app.method import Method
from sidecar.audio.decode import open_recording
from sidecar.audio.discover import find_recordings
from sidecar.audio.fingerprint import VERSION, Identifier
from sidecar.audio.folders import Pattern
from sidecar.audio.path import path_text, text_path
from sidecar.catalog.interface import Recordings
from sidecar.catalog.values import NewRecording, StoredRecording, TakenIn
from sidecar.contract.analyze import InferProgress
from sidecar.contract.base import FileError
from sidecar.contract.recordings import (
    ImportedRecording,
    ImportRecordingsRequest,
    ImportRecordingsResult,
)
from sidecar.errors import InvalidParams, LinnetError, UnreadableAudio, at
from sidecar.methods.report import Report
from sidecar.recordings.inputs import file_error
from sidecar.recordings.moved import Recognition
from sidecar.rpc.verb import Call
from sidecar.settings import usable_cores
from sidecar.values import AudioFacts, Identity

log = logging.getLogger(__name__)

_MOST_ROWS = 1_000

# A transaction costs a disk write, so this many recordings, or this many seconds, share one.
_AT_ONCE = 64
_LONGEST_S = 0.5


@dataclass(frozen=True)
class _ReadFile:
    """A file after reading, with any trouble."""

    path: Path
    new: NewRecording
    trouble: str | None = None


def import_recordings(
    engine: Engine, request: ImportRecordingsRequest, call: Call
) -> ImportRecordingsResult:
    """Import recordings into the catalog; known ones add nothing.

    Raises InvalidParams for a wrong pattern or an unknown deployment. Trouble with a file is a row
    in `errors`.
    """
    return _Import(engine, request, call).result()


class _Import:
    def __init__(self, engine: Engine, request: ImportRecordingsRequest, call: Call) -> None:
        if request.pattern is not None and request.deployment_id is not None:
            raise InvalidParams("Give a pattern or a deployment, not both.", field="pattern")
        self._pattern = None if request.pattern is None else Pattern(request.pattern)
        self._request = request
        self._call = call
        self._store: Recordings = engine.catalog.recordings
        self._drives = engine.drives()
        self._threads = engine.settings.threads or usable_cores()
        self._recognition = Recognition(engine)
        self._recordings: list[ImportedRecording] = []
        self._errors: list[FileError] = []
        self._added = self._known = self._deployments = 0
        self._store.put([], request.deployment_id)  # raises for an unknown deployment

    def result(self) -> ImportRecordingsResult:
        began = time.monotonic()
        found = find_recordings([text_path(text).absolute() for text in self._request.inputs])
        paths = found.paths
        self._errors += [
            file_error(path_text(Path(each.path or "")), each) for each in found.problems()
        ]
        report = Report(self._call, None, len(paths), window_s=0.0)
        report.begin()
        for batch in self._batches(paths):
            self._write(batch)
            for read in batch:
                report.recording_done(read.path)
        report.end()
        return ImportRecordingsResult(
            recordings=self._recordings,
            added=self._added,
            known=self._known,
            deployments=self._deployments,
            errors=self._errors,
            elapsed_seconds=round(time.monotonic() - began, 3),
        )

    # Reading, on several threads.

    def _batches(self, paths: list[Path]) -> Iterator[list[_ReadFile]]:
        pool = ThreadPoolExecutor(self._threads, "linnet-import")
        batch: list[_ReadFile] = []
        since = time.monotonic()
        try:
            for path, outcome in zip(paths, pool.map(self._attempt, paths), strict=True):
                self._call.check()
                if isinstance(outcome, LinnetError):
                    self._errors.append(file_error(path_text(path), outcome))
                else:
                    batch.append(outcome)
                if len(batch) >= _AT_ONCE or time.monotonic() - since > _LONGEST_S:
                    yield batch
                    batch, since = [], time.monotonic()
            yield batch
        finally:
            pool.shutdown(cancel_futures=True)

    def _attempt(self, path: Path) -> _ReadFile | LinnetError:
        """Read one file; returns its trouble and does not raise it."""
        try:
            with at(path):
                return self._read(path)
        except LinnetError as error:
            return error
        except Exception as error:  # one recording's trouble must not end the others
            log.exception("unexpected trouble with %s", path)
            return UnreadableAudio("The recording could not be read.", hint=repr(error), path=path)

    def _read(self, path: Path) -> _ReadFile:
        self._call.check()
        self._recognition.move(path)
        urls = self._drives.urls(path)
        known = self._store.at(urls)
        folders = self._pattern.read(path) if self._pattern else None
        trouble: str | None = None
        identity: Identity | None = None
        with open_recording(path) as audio:
            facts, metadata = audio.facts, audio.metadata()
            if self._request.fingerprint and not _identified(known, facts):
                identifier = Identifier(audio)
                for _ in audio.mono(facts.rate_hz):
                    self._call.check()
                identity = identifier.identity()
                trouble = " ".join(each.message for each in audio.trouble) or None
        url = known.url if known else urls[0]
        return _ReadFile(
            path, NewRecording(url, facts, metadata, identity, folders, known), trouble
        )

    # Writing.

    def _write(self, batch: list[_ReadFile]) -> None:
        if not batch:
            return
        taken = self._store.put([read.new for read in batch], self._request.deployment_id)
        for read, each in zip(batch, taken, strict=True):
            self._deployments += each.new_deployment
            self._added += read.new.known is None
            self._known += read.new.known is not None
            if len(self._recordings) < _MOST_ROWS:
                self._recordings.append(_row(each, known=read.new.known is not None))
        for read in batch:
            if read.trouble:
                self._errors.append(file_error(path_text(read.path), UnreadableAudio(read.trouble)))
            if self._pattern is not None and read.new.folders is None:
                unfit = InvalidParams(
                    "The pattern does not fit this path, so the recording has no deployment yet.",
                    field="pattern",
                )
                self._errors.append(file_error(path_text(read.path), unfit))


def _identified(known: StoredRecording | None, facts: AudioFacts) -> bool:
    """Tell whether the catalog has the fingerprint of this exact file."""
    return (
        known is not None
        and known.is_file(facts.size_bytes, facts.modified_ns)
        and known.digest is not None
        and known.version == VERSION
    )


def _row(taken: TakenIn, *, known: bool) -> ImportedRecording:
    return ImportedRecording(
        recording_id=taken.recording_id,
        path=taken.url,
        duration=taken.duration_s,
        sample_rate=taken.rate_hz,
        channels=taken.channels,
        start=taken.start,
        recorder=taken.recorder,
        latitude=taken.latitude,
        longitude=taken.longitude,
        deployment_id=taken.deployment_id,
        known=known,
    )


METHODS = (
    Method(
        "recordings/import",
        import_recordings,
        "aside",
        "Import recordings into the catalog.",
        InferProgress,
    ),
)
