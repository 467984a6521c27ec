"""`recordings/measure`: measures each minute of recordings that the catalog has.

A run measures in its own decode (`infer` with `indices`). This verb reads the sound once more, for
recordings that were analysed or imported without.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from sidecar import stop
from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.app.progress import ProgressReporter
from sidecar.audio.decode import open_recording
from sidecar.audio.fingerprint import Identifier
from sidecar.catalog.measured import Measured
from sidecar.catalog.values import Question
from sidecar.contract.base import FileError
from sidecar.contract.recordings import MeasureProgress, MeasureRequest, MeasureResult
from sidecar.errors import RecordingNotFound, UnreadableAudio
from sidecar.indices.listener import IndexListener
from sidecar.indices.minutes import Minutes
from sidecar.recordings.files import each_file, file_error
from sidecar.recordings.filters import filters
from sidecar.rpc.verb import Call
from sidecar.run.hearing import Hearing

# A transaction costs a disk write, so this many recordings, or this many seconds, share one.
_AT_ONCE = 64
_LONGEST_S = 0.5


def measure_recordings(engine: Engine, request: MeasureRequest, call: Call) -> MeasureResult:
    """Measure all recordings, or those that pass the filters; trouble with a file is in `errors`.

    What is measured is kept as the work goes on, so a stopped call goes on from there.
    """
    return _Measuring(engine, request, call).result()


@dataclass(frozen=True)
class _Read:
    """What was measured of a file, and why that is only a part of it."""

    minutes: Minutes
    digest: bytes
    trouble: str | None


class _Measuring:
    def __init__(self, engine: Engine, request: MeasureRequest, call: Call) -> None:
        self._engine = engine
        self._request = request
        self._call = call
        self._ledger = Ledger()
        self._errors: list[FileError] = []
        self._urls: dict[int, str] = {}
        self._troubles: dict[int, str] = {}
        self._held: list[Measured] = []
        self._since = time.monotonic()
        self._recordings = self._minutes = self._known = 0

    def result(self) -> MeasureResult:
        began = time.monotonic()
        files = self._files()
        progress = ProgressReporter(
            self._call, MeasureProgress, unit="recording", total=len(files) + len(self._errors)
        )

        def done(path: Path) -> None:
            progress.report(progress.done + 1)

        progress.begin()
        measured = each_file(
            self._engine,
            [*files],
            self._measure,
            call=self._call,
            errors=self._errors,
            done=done,
        )
        try:
            for path, read in measured:
                self._take(files[path], read)
        finally:
            self._keep()
        progress.end()
        return MeasureResult(
            measured=self._recordings,
            minutes=self._minutes,
            known=self._known,
            errors=self._errors,
            notes=self._ledger.notes(),
            elapsed_seconds=round(time.monotonic() - began, 3),
        )

    def _files(self) -> dict[Path, int]:
        """Find the files of the recordings to measure, with the recordings' ids."""
        where = filters(self._engine, self._request, self._ledger)
        questions = self._engine.catalog.questions
        with questions.reading():
            found = questions.rows(Question("recordings", where, ["path"]), ["recordingId", "path"])
            self._urls = {int(str(number)): str(url) for number, url in found}
        if not self._urls:
            nothing = "No recording passes the filters, so none is measured."
            self._ledger.add("noEffect", what=nothing)
        if not self._request.again:
            before = self._urls.keys() & set(self._engine.catalog.measurements.measured())
            self._known = len(before)
            self._urls = {each: url for each, url in self._urls.items() if each not in before}
        return self._places()

    def _places(self) -> dict[Path, int]:
        drives, files = self._engine.drives(), dict[Path, int]()
        for recording_id, url in self._urls.items():
            try:
                files[drives.find(url)] = recording_id
            except RecordingNotFound as error:
                self._errors.append(file_error(url, error))
        return files

    def _measure(self, path: Path) -> _Read:
        with open_recording(path) as audio:
            identifier = Identifier(audio)
            hearing = Hearing(audio, [IndexListener])
            for _ in audio.mono(audio.facts.rate_hz):
                self._call.check()
            identity = identifier.identity()
            trouble = " ".join(each.message for each in audio.trouble) or None
            if identity is None or audio.again:
                raise UnreadableAudio(trouble or "The recording could not be read.", path=path)
        (minutes,) = hearing.heard()
        assert isinstance(minutes, Minutes)
        return _Read(minutes, identity.digest, trouble)

    def _take(self, recording_id: int, read: _Read) -> None:
        if read.trouble is not None:
            self._troubles[recording_id] = read.trouble
        self._held.append(Measured(recording_id, read.minutes, read.digest))
        if len(self._held) >= _AT_ONCE or time.monotonic() - self._since >= _LONGEST_S:
            self._keep()

    def _keep(self) -> None:
        held, self._held = self._held, []
        self._since = time.monotonic()
        if not held:
            return
        with stop.finishing():
            kept = self._engine.catalog.measurements.put(held)
        for each, is_kept in zip(held, kept, strict=True):
            trouble = self._troubles.pop(each.recording_id, None)
            if is_kept:
                self._recordings += 1
                self._minutes += each.minutes.values.shape[1]
            else:
                trouble = _OTHER + (f" {trouble}" if trouble else "")
            if trouble:
                error = UnreadableAudio(trouble, hint="" if is_kept else _AGAIN)
                url = self._urls[each.recording_id]
                self._errors.append(file_error(url, error, imported=is_kept))


_AGAIN = "Analyse or import it again."
_OTHER = "The file holds another sound than the catalog's recording, or the recording is gone."
