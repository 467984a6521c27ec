"""`recordings/redact`: writes copies of recordings in which nobody can be heard speaking."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sidecar import stop
from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.app.method import Method
from sidecar.app.progress import ProgressReporter
from sidecar.app.username import user_name
from sidecar.audio.decode import open_recording
from sidecar.audio.fingerprint import Identifier
from sidecar.audio.muting import Stretch, around
from sidecar.audio.path import at_home, path_text, text_path
from sidecar.audio.redaction import write_redacted
from sidecar.catalog.speech import Redaction
from sidecar.catalog.values import (
    AddedRecording,
    Change,
    NewRecording,
    Question,
    StoredRecording,
)
from sidecar.contract.base import FileError
from sidecar.contract.speech import (
    MutedStretch,
    RedactedRecording,
    RedactRequest,
    RedactResult,
    SpeechProgress,
)
from sidecar.errors import (
    LinnetError,
    RecordingNotFound,
    RequestCancelled,
    StorageFull,
    UnreadableAudio,
    at_recording,
)
from sidecar.export.destination import Border, check_apart, check_folder, destined
from sidecar.export.names import Layout
from sidecar.recordings.files import file_error
from sidecar.recordings.ofcatalog import OfCatalog, of_catalog
from sidecar.recordings.replaced import check_sound
from sidecar.rpc.verb import Call
from sidecar.run.hearing import Hearing
from sidecar.speech.intervals import HeardSpeech
from sidecar.wholefile import sweep, whole_file

_MOST_LISTED = 1_000

# Stretches that the line in a copy's metadata names one by one.
_MOST_NAMED = 200


@destined
def redact(engine: Engine, request: RedactRequest, call: Call) -> RedactResult:
    """Write a copy of each recording with speech, and keep it in the catalog beside its original.

    Raises PathNotAllowed or StorageFull for the destination, ModelNotInstalled for the detector,
    InvalidParams for an unknown recording. Trouble with a recording is a row in `errors`.
    """
    began = time.monotonic()
    folder = at_home(text_path(request.destination)).absolute()
    catalog = engine.catalog
    border = Border(catalog, engine.settings.own_folders, overwrite=False, allow="another folder")
    check_apart(folder, border.own)
    check_folder(folder, catalog)
    errors, ledger = list[FileError](), Ledger()
    chosen = _with_speech(engine, of_catalog(engine, request, errors, ledger), ledger)
    work = _Redacting(engine, request, border, call, errors)
    work.all(chosen, folder)
    return RedactResult(
        written=work.written,
        kept=work.kept,
        copies=work.copies,
        errors=errors,
        notes=ledger.notes(),
        elapsed_seconds=round(time.monotonic() - began, 3),
    )


def _with_speech(
    engine: Engine, named: Sequence[OfCatalog], ledger: Ledger
) -> list[tuple[OfCatalog, HeardSpeech]]:
    """Leave out recordings without speech, and copies; note each kind."""
    ids = [each.recording_id for each in named]
    copies = {each.recording_id for each in engine.catalog.speech.redactions(ids)}
    heard = engine.catalog.speech.heard(ids)
    found = []
    for each in named:
        own = heard.get(each.recording_id)
        if each.recording_id in copies:
            ledger.add("notRedacted", each.url)
        elif own is None:
            ledger.add("speechUnheard", each.url, changes_results=True)
        elif not own.intervals:
            ledger.add("withoutSpeech", each.url)
        else:
            found.append((each, own))
    return found


@dataclass(frozen=True)
class _Wanted:
    """A copy to write: of what, where to, and what it mutes."""

    of: OfCatalog
    known: StoredRecording
    place: Path
    heard: HeardSpeech


class _Redacting:
    """Writes one copy after another, and keeps each in the catalog once it is on the disk."""

    def __init__(
        self,
        engine: Engine,
        request: RedactRequest,
        border: Border,
        call: Call,
        errors: list[FileError],
    ) -> None:
        # The module brings ONNX Runtime along, which other verbs here do not need.
        from sidecar.speech.detector import Detector

        self.written = self.kept = 0
        self.copies: list[RedactedRecording] = []
        self._engine = engine
        self._catalog = engine.catalog
        self._request = request
        self._border = border
        self._call = call
        self._errors = errors
        self._detector = Detector()

    def all(self, chosen: Sequence[tuple[OfCatalog, HeardSpeech]], folder: Path) -> None:
        progress = ProgressReporter(self._call, SpeechProgress, unit="recording", total=len(chosen))
        progress.begin()
        sweep(folder)
        layout = Layout(path_text(each.path) for each, _ in chosen)
        for each, heard in chosen:
            self._call.check()
            place = folder / layout.place(path_text(each.path), "")
            try:
                with at_recording(each.path):
                    self._one(each, heard, place)
            except (StorageFull, RequestCancelled):
                raise
            except LinnetError as error:
                self._errors.append(file_error(each.url, error))
            progress.report(progress.done + 1)
        progress.end()

    def _one(self, each: OfCatalog, heard: HeardSpeech, place: Path) -> None:
        (known,) = self._catalog.recordings.find([each.recording_id]) or (None,)
        if known is None:
            raise RecordingNotFound("The recording left the catalog meanwhile.")
        check_sound(known, each.path)
        wanted = _Wanted(each, known, place, heard)
        with open_recording(each.path) as audio:
            facts = audio.facts
            spoken = [(one.start_ms / 1000, one.end_ms / 1000) for one in heard.intervals]
            stretches = around(spoken, self._request.padding, facts.rate_hz, facts.frames)
            muted = _milliseconds(stretches, facts.rate_hz)
            if self._is_there(wanted, muted):
                self.kept += 1
                return
            self._border.check(place, lambda path: False)
            with whole_file(place) as file:
                write_redacted(each.path, audio, file, stretches, _said(heard, muted))
        self._keep(wanted, muted)
        self.written += 1

    def _is_there(self, wanted: _Wanted, muted: Sequence[tuple[int, int]]) -> bool:
        """Tell whether an earlier call wrote the same copy to the same place."""
        known = self._catalog.recordings.at(self._engine.drives().urls(wanted.place))
        if known is None or not wanted.place.is_file():
            return False
        return any(
            each.recording_id == known.recording_id
            and each.original_id == wanted.of.recording_id
            and list(each.muted) == list(muted)
            for each in self._catalog.speech.redactions([known.recording_id])
        )

    def _keep(self, wanted: _Wanted, muted: Sequence[tuple[int, int]]) -> None:
        """Add a copy to the catalog: listened to again, and linked to its original."""
        new, left = self._read(wanted.place)
        with stop.finishing():
            (added,) = self._catalog.recordings.put([new])
            self._catalog.speech.link(
                Redaction(
                    added.recording_id,
                    wanted.of.recording_id,
                    wanted.known.digest,
                    wanted.heard.detector,
                    muted,
                    user_name(),
                )
            )
            self._catalog.speech.put({added.recording_id: left})
            self._place(added, wanted)
        self._tell(added.recording_id, wanted, muted, left)

    def _read(self, place: Path) -> tuple[NewRecording, HeardSpeech]:
        """Read a copy: who it is, and whether people can still be heard."""
        with open_recording(place) as audio:
            identifier = Identifier(audio)
            hearing = Hearing(audio, [self._detector.listen])
            for _ in audio.mono(audio.facts.rate_hz):
                self._call.check()
            (left,) = hearing.heard()
            identity = identifier.identity()
            if identity is None or audio.trouble:
                trouble = " ".join(each.message for each in audio.trouble)
                raise UnreadableAudio(f"The copy cannot be read again. {trouble}", path=place)
            url = self._engine.drives().urls(place)[0]
            assert isinstance(left, HeardSpeech)
            return NewRecording(url, audio.facts, audio.provenance(), identity), left

    def _place(self, added: AddedRecording, wanted: _Wanted) -> None:
        """Give a copy the start and the deployment of its original, where its file lacks them."""
        sets: list[Literal["start", "deployment"]] = []
        if added.start != wanted.known.recorded_at:
            sets.append("start")
        deployment = self._deployment(wanted.of.recording_id)
        if added.deployment_id != deployment:
            sets.append("deployment")
        if sets:
            change = Change(
                added.recording_id,
                sets,
                start=wanted.known.recorded_at,
                deployment_id=deployment,
            )
            self._catalog.recordings.change([change])

    def _deployment(self, recording_id: int) -> int | None:
        question = Question("recordings", {"recordingId": recording_id}, [])
        for (number,) in self._catalog.questions.rows(question, ["deploymentId"]):
            return None if number is None else int(str(number))
        return None

    def _tell(
        self,
        recording_id: int,
        wanted: _Wanted,
        muted: Sequence[tuple[int, int]],
        left: HeardSpeech,
    ) -> None:
        if len(self.copies) >= _MOST_LISTED:
            return
        self.copies.append(
            RedactedRecording(
                recording_id=recording_id,
                original_id=wanted.of.recording_id,
                path=path_text(wanted.place),
                muted=[MutedStretch(start=start / 1000, end=end / 1000) for start, end in muted],
                muted_seconds=sum(end - start for start, end in muted) / 1000,
                speech_left=left.speech_seconds,
            )
        )


def _milliseconds(stretches: Sequence[Stretch], rate_hz: int) -> list[tuple[int, int]]:
    return [(round(a * 1000 / rate_hz), round(b * 1000 / rate_hz)) for a, b in stretches]


def _said(heard: HeardSpeech, muted: Sequence[tuple[int, int]]) -> str:
    """Say in one line what a copy mutes, and by which detector."""
    named = [f"{start / 1000:.3f}-{end / 1000:.3f}" for start, end in muted[:_MOST_NAMED]]
    more = len(muted) - len(named)
    named += [f"and {more} more"] if more else []
    return f"speech muted by {heard.detector} at seconds {' '.join(named)}"


METHODS = (
    Method(
        "recordings/redact",
        redact,
        "files",
        "Write copies of recordings in which speech is silent.",
        SpeechProgress,
    ),
)
