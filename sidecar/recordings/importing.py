"""Imports recordings into the catalog, with the facts in their files."""

from __future__ import annotations

import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.app.report import Report
from sidecar.audio.decode import open_recording
from sidecar.audio.fingerprint import VERSION, Identifier, begins_otherwise, head_of
from sidecar.audio.folders import Pattern
from sidecar.audio.path import path_text
from sidecar.audio.provenance import Provenance
from sidecar.catalog.interface import Recordings
from sidecar.catalog.values import AddedRecording, NewRecording, Question, StoredRecording
from sidecar.contract.base import FileError
from sidecar.contract.recordings import (
    ImportedAt,
    ImportedRecording,
    ImportProgress,
    ImportRecordingsRequest,
    ImportRecordingsResult,
)
from sidecar.errors import InvalidParams, LinnetError, UnreadableAudio
from sidecar.recordings.clocks import note_kept
from sidecar.recordings.files import each_file, file_error, list_files
from sidecar.recordings.folderchoices import FolderChoices
from sidecar.recordings.looking import look_before_import
from sidecar.recordings.moved import Recognition
from sidecar.recordings.oddities import note_lack
from sidecar.recordings.proposals import note_start
from sidecar.recordings.replaced import noting_replaced
from sidecar.recordings.seen import shown_start
from sidecar.rpc.verb import Call
from sidecar.values import AudioFacts, Identity

_MOST_ROWS = 1_000
_OF_DEPLOYMENT = ("deploymentId", "survey", "site")

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
    importing = _Import(engine, request, call)
    return importing.look() if request.dry_run else importing.result()


class _Import:
    def __init__(self, engine: Engine, request: ImportRecordingsRequest, call: Call) -> None:
        if request.pattern is not None and request.deployment_id is not None:
            raise InvalidParams("Give a pattern or a deployment, not both.", field="pattern")
        self._pattern = None if request.pattern is None else Pattern(request.pattern)
        self._choices = FolderChoices(request.folders, deployed=request.deployment_id is not None)
        self._engine = engine
        self._request = request
        self._call = call
        self._store: Recordings = engine.catalog.recordings
        self._drives = engine.drives()
        self._recognition = Recognition(engine)
        self._recordings: list[ImportedRecording] = []
        self._errors: list[FileError] = []
        self._ledger = Ledger()
        if not request.dry_run:
            self._ledger.idle(
                request, "levels", "The import measures no levels: only a dry run does."
            )
        self._replaced = noting_replaced(self._ledger, engine.catalog)
        self._added = self._known = self._deployments = 0
        self._at = Counter[int | None]()  # recordings by deployment
        self._store.put([], request.deployment_id)  # raises for an unknown deployment

    def look(self) -> ImportRecordingsResult:
        """Describe what there is to import; a dry run reads no whole recording."""
        self._ledger.idle(self._request, "fingerprint", "A dry run computes no fingerprints.")
        return look_before_import(self._engine, self._request, self._call, self._ledger)

    def result(self) -> ImportRecordingsResult:
        began = time.monotonic()
        listed = list_files(self._request.inputs, self._errors, self._ledger)
        paths = self._choices.taken(listed)
        self._choices.note_idle({path.parent for path in listed}, self._ledger)
        batch_id = self._set_clocks()
        report = Report(self._call, None, len(paths), window_s=0.0, message=ImportProgress)
        report.begin()
        self._read_and_write(paths, report)
        report.end()
        return ImportRecordingsResult(
            recordings=self._recordings,
            added=self._added,
            known=self._known,
            left_out=len(listed) - len(paths),
            deployments=self._deployments,
            sites=self._sites(),
            batch_id=batch_id,
            folders=[],
            proposals=[],
            errors=self._errors,
            notes=self._ledger.notes(),
            elapsed_seconds=round(time.monotonic() - began, 3),
        )

    def _set_clocks(self) -> int | None:
        """Keep what is said of folders' clocks, so that the starts of their recordings follow."""
        rules = list(self._choices.rules())
        if not rules:
            return None
        changed = self._engine.catalog.places.change(rules, "recordings/import")
        note_kept(self._ledger, changed.kept)
        return changed.batch_id

    def _sites(self) -> list[ImportedAt]:
        """Count the recordings by site, as the catalog has them now."""
        if not self._at:
            return []
        named: dict[int | None, tuple[str | None, str | None]] = {}
        ids = [each for each in self._at if each is not None]
        question = Question("deployments", {"deploymentId": {"in": ids}})
        questions = self._engine.catalog.questions
        with questions.reading():
            for number, survey, site in questions.rows(question, _OF_DEPLOYMENT) if ids else ():
                named[int(str(number))] = _text(survey), _text(site)
        counted = Counter[tuple[str | None, str | None]]()
        for deployment_id, count in self._at.items():
            counted[named.get(deployment_id, (None, None))] += count
        return [
            ImportedAt(survey=survey, site=site, recordings=count)
            for (survey, site), count in counted.most_common()
        ]

    def _note(self, added: AddedRecording, provenance: Provenance) -> None:
        if added.start is None:
            note_lack(self._ledger, added.url, shown_start(provenance.sources))
        elif added.timezone is None:
            with suppress(ValueError):  # another program may have dated it in its own way
                start = datetime.fromisoformat(added.start)
                note_start(self._ledger, added.url, start, added.latitude, added.longitude)
        if added.disagrees:
            self._ledger.add("clocksDisagree", added.url)

    # Reading, on several threads.

    def _read_and_write(self, paths: list[Path], report: Report) -> None:
        batch: list[_ReadFile] = []
        unreported: list[Path] = []  # progress counts what is in the catalog
        since = time.monotonic()

        def write() -> None:
            self._write(batch)
            for path in unreported:
                report.recording_done(path)
            batch.clear()
            unreported.clear()

        for _, read in each_file(
            self._engine,
            paths,
            self._read,
            call=self._call,
            errors=self._errors,
            done=unreported.append,
        ):
            batch.append(read)
            if len(batch) >= _AT_ONCE or time.monotonic() - since > _LONGEST_S:
                write()
                since = time.monotonic()
        write()

    def _read(self, path: Path) -> _ReadFile:
        urls = self._drives.urls(path)
        known = self._store.at(urls)
        if known is None and self._recognition.move([path]):
            known = self._store.at(urls)
        read = self._pattern.read(path) if self._pattern else None
        folders = self._choices.names(path.parent, read)
        trouble: str | None = None
        identity: Identity | None = None
        with open_recording(path) as audio:
            facts, provenance = audio.facts, audio.provenance()
            if self._request.fingerprint and not _identified(known, facts):
                identifier = Identifier(audio)
                end = self._engine.overviews.attend(audio, identifier)
                for _ in audio.mono(facts.rate_hz):
                    self._call.check()
                if end is not None:
                    end()
                identity = identifier.identity()
                trouble = " ".join(each.message for each in audio.trouble) or None
                if identity is None:
                    raise UnreadableAudio(trouble or "", path=path)
            elif known is None or not _is_file(known, facts):
                identity = head_of(audio).identity
        url = known.url if known else urls[0]
        return _ReadFile(
            path, NewRecording(url, facts, provenance, identity, folders, known), trouble
        )

    # Writing.

    def _write(self, batch: list[_ReadFile]) -> None:
        if not batch:
            return
        added = self._store.put([read.new for read in batch], self._request.deployment_id)
        for read, each in zip(batch, added, strict=True):
            known = read.new.known is not None and each.replaced is None
            self._deployments += each.new_deployment
            if each.misnamed:
                self._ledger.add("deploymentKept", each.url)
            self._added += not known
            self._known += known
            self._at[each.deployment_id] += 1
            if each.replaced is not None:
                self._replaced(each.url, each.recording_id, each.replaced)
            self._note(each, read.new.provenance)
            if len(self._recordings) < _MOST_ROWS:
                self._recordings.append(_row(each, known=known))
        for read in batch:
            if read.trouble:
                self._trouble(read.path, UnreadableAudio(read.trouble))
            if self._pattern is not None and read.new.folders is None:
                unfit = InvalidParams(
                    "The pattern does not fit this path, so the recording has no deployment yet.",
                    field="pattern",
                )
                self._trouble(read.path, unfit)

    def _trouble(self, path: Path, error: LinnetError) -> None:
        """Tell the trouble of a recording that is in the catalog."""
        self._errors.append(file_error(path_text(path), error, imported=True))


def _identified(known: StoredRecording | None, facts: AudioFacts) -> bool:
    """Tell whether the catalog has the fingerprint of this exact file."""
    return (
        known is not None
        and known.digest is not None
        and known.version == VERSION
        and _is_file(known, facts)
    )


def _is_file(known: StoredRecording, facts: AudioFacts) -> bool:
    """Tell whether a recording's file is the one that was read before."""
    version = known.size_bytes, known.modified_ns
    return known.is_file(facts.size_bytes, facts.modified_ns) and not begins_otherwise(
        facts.path, version, known.digest
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _row(added: AddedRecording, *, known: bool) -> ImportedRecording:
    return ImportedRecording(
        recording_id=added.recording_id,
        path=added.url,
        duration=added.duration_s,
        sample_rate=added.rate_hz,
        channels=added.channels,
        start=added.start,
        recorder=added.recorder,
        latitude=added.latitude,
        longitude=added.longitude,
        deployment_id=added.deployment_id,
        known=known,
    )
