"""`speech/find`: finds where people speak in recordings that the catalog has already."""

from __future__ import annotations

import time
from pathlib import Path

from sidecar import stop
from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.app.method import Method
from sidecar.app.progress import ProgressReporter
from sidecar.contract.base import FileError
from sidecar.contract.speech import FindSpeechRequest, FindSpeechResult, SpeechProgress
from sidecar.errors import UnreadableAudio
from sidecar.recordings.files import each_file, file_error
from sidecar.recordings.ofcatalog import OfCatalog, of_catalog
from sidecar.recordings.replaced import check_sound
from sidecar.rpc.verb import Call
from sidecar.run.hearing import hear
from sidecar.speech.intervals import HeardSpeech
from sidecar.speech.weights import DETECTOR

# Recordings that one transaction keeps, or as many as were heard in this time.
_AT_ONCE = 64
_LONGEST_S = 0.5


def find_speech(engine: Engine, request: FindSpeechRequest, call: Call) -> FindSpeechResult:
    """Listen to recordings, and keep where people speak; what was heard before a stop is kept.

    Raises ModelNotInstalled or ModelInvalid for the detector, InvalidParams for an unknown
    recording. Trouble with a recording is a row in `errors`.
    """
    began = time.monotonic()
    errors, ledger = list[FileError](), Ledger()
    named = of_catalog(engine, request, errors, ledger)
    chosen = named if request.again else _new(engine, named)
    work = _Finding(engine, chosen, call, errors)
    work.all()
    return FindSpeechResult(
        detector=DETECTOR,
        listened=work.listened,
        known=len(named) - len(chosen),
        with_speech=work.with_speech,
        seconds_heard=round(work.seconds, 3),
        speech_seconds=round(work.speech_s, 3),
        errors=errors,
        notes=ledger.notes(),
        elapsed_seconds=round(time.monotonic() - began, 3),
    )


def _new(engine: Engine, named: list[OfCatalog]) -> list[OfCatalog]:
    """Leave out recordings that the same detector heard."""
    known = engine.catalog.speech.listened([each.recording_id for each in named], DETECTOR)
    return [each for each in named if each.recording_id not in known]


class _Finding:
    """Listens to recordings on several threads, and keeps what was heard in groups."""

    def __init__(
        self, engine: Engine, chosen: list[OfCatalog], call: Call, errors: list[FileError]
    ) -> None:
        # The module brings ONNX Runtime along, which other verbs here do not need.
        from sidecar.speech.detector import Detector

        self.listened = self.with_speech = 0
        self.seconds = self.speech_s = 0.0
        self._engine = engine
        self._call = call
        self._errors = errors
        self._detector = Detector()
        self._ids = {each.path: each.recording_id for each in chosen}
        self._urls = {each.path: each.url for each in chosen}
        self._waiting: dict[int, HeardSpeech] = {}
        self._since = time.monotonic()
        self._progress = ProgressReporter(
            call, SpeechProgress, unit="recording", total=len(self._ids)
        )

    def all(self) -> None:
        self._progress.begin()
        try:
            for path, (heard, trouble) in each_file(
                self._engine,
                [*self._ids],
                self._hear,
                call=self._call,
                errors=self._errors,
                done=lambda path: self._done(),
            ):
                self._take(path, heard)
                if trouble:
                    error = UnreadableAudio(trouble)
                    self._errors.append(file_error(self._urls[path], error, imported=True))
        finally:
            with stop.finishing():
                self._keep()
        self._progress.end()

    def _hear(self, path: Path) -> tuple[HeardSpeech, str | None]:
        for known in self._engine.catalog.recordings.find([self._ids[path]]):
            check_sound(known, path)
        audio, (heard,) = hear(path, [self._detector.listen])
        assert isinstance(heard, HeardSpeech)
        return heard, " ".join(each.message for each in audio.trouble) or None

    def _take(self, path: Path, heard: HeardSpeech) -> None:
        self._waiting[self._ids[path]] = heard
        self.listened += 1
        self.with_speech += bool(heard.intervals)
        self.seconds += heard.seconds
        self.speech_s += heard.speech_seconds
        if len(self._waiting) >= _AT_ONCE or time.monotonic() - self._since > _LONGEST_S:
            self._keep()

    def _keep(self) -> None:
        if self._waiting:
            self._engine.catalog.speech.put(self._waiting)
            self._waiting = {}
        self._since = time.monotonic()

    def _done(self) -> None:
        self._progress.report(self._progress.done + 1)


METHODS = (
    Method(
        "speech/find",
        find_speech,
        "work",
        "Find where people speak in recordings of the catalog.",
        SpeechProgress,
    ),
)
