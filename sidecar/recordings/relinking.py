"""Finds missing recordings by their sound.

The search compares a file's beginning and size, then all its samples (another container), then its
fingerprint (converted with loss). A recording whose sound was never read is found only by its size,
its time of change and its recorder's comment.
"""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.app.report import Report
from sidecar.audio.path import is_there, path_text, text_path
from sidecar.catalog.interface import Recordings
from sidecar.catalog.sameness import as_it_was
from sidecar.catalog.values import StoredRecording
from sidecar.contract.base import FileError
from sidecar.contract.recordings import Ambiguous, Relinked, RelinkRequest, RelinkResult
from sidecar.errors import InvalidParams, LinnetError, RecordingNotFound
from sidecar.recordings.choices import Choices
from sidecar.recordings.files import each_file, list_files
from sidecar.recordings.pairs import BySamples, BySound, Candidate, Pair, surest
from sidecar.rpc.verb import Call

# Recordings that move in one transaction.
_AT_ONCE = 200


def relink_recordings(engine: Engine, request: RelinkRequest, call: Call) -> RelinkResult:
    """Find missing recordings below folders; in doubt between two files, take neither.

    Raises InvalidParams for an unknown recording. Trouble with a file is in `errors`.
    """
    return _Search(engine, request, call).result()


class _Search:
    def __init__(self, engine: Engine, request: RelinkRequest, call: Call) -> None:
        self._recordings: Recordings = engine.catalog.recordings
        self._copy = engine.upkeep.copy
        self._drives = engine.drives()
        self._request = request
        self._call = call
        self._errors: list[FileError] = []
        self._ledger = Ledger()
        self._each_file = partial(each_file, engine, call=call, errors=self._errors)
        self._relinked: list[Relinked] = []
        self._ambiguous: list[Ambiguous] = []
        self._choices = Choices(engine, request.choices, call, self._ledger, self._errors)

    def result(self) -> RelinkResult:
        lost = self._missing()  # it marks them, so the choices are read afterwards
        chosen, refused = self._choices.pairs()
        theirs = {each.recording_id for each in self._request.choices}
        missing = [each for each in lost if each.recording_id not in theirs]
        candidates = self._candidates() if missing else self._nothing_to_find()
        for pair in chosen:
            candidates.pop(pair.candidate.path, None)
        report = Report(self._call, None, len(candidates), window_s=0.0)
        report.begin()
        found = surest(self._pairs(missing, candidates, report))
        for alike in found.doubtful:
            if all(pair.certain for pair in alike):
                self._doubt(alike, _SEVERAL_FILES if len(alike) > 1 else _SEVERAL_RECORDINGS)
            else:
                self._doubt(alike, _SILENT)
        self._write([*chosen, *found.taken])
        report.end()
        done = {each.recording_id for each in self._relinked}
        done |= {each.recording_id for each in self._ambiguous}
        return RelinkResult(
            relinked=self._relinked,
            ambiguous=self._ambiguous,
            refused=refused,
            missing=sorted(
                {each.recording_id for each in missing if each.recording_id not in done}
                | {each.recording_id for each in refused}
            ),
            errors=self._errors,
            notes=self._ledger.notes(),
        )

    # Missing recordings, and files to compare.

    def _missing(self) -> list[StoredRecording]:
        wanted = self._request.recording_ids
        places = self._recordings.places()
        unknown = set(wanted or ()) - {each.recording_id for each in places}
        if unknown:
            raise InvalidParams(
                f"The catalog has no recording {min(unknown)}.", field="recordingIds"
            )
        lost, back = [], []
        for each in places:
            if not self._there(each.url):
                lost.append(each.recording_id)
            elif each.missing_since is not None:
                back.append(each.recording_id)
        if not self._request.dry_run:
            urls = {each.recording_id: each.url for each in places}
            gone = [each for each in lost if not self._drives.holds_away(urls[each])]
            self._recordings.mark(missing=gone, found=back)
        if wanted is None:
            return self._recordings.find(lost)
        for present in self._recordings.find(sorted(set(wanted) - set(lost))):
            self._ledger.add("notMissing", present.url)
        return self._recordings.find(sorted(set(wanted) & set(lost)))

    def _there(self, url: str) -> bool:
        try:
            return is_there(self._drives.find(url))
        except (LinnetError, OSError):
            return False

    def _candidates(self) -> dict[Path, Candidate]:
        paths = list_files(self._request.folders, self._errors, self._ledger)
        held = {path: self._recordings.at(self._drives.urls(path)) for path in paths}
        return {
            path: Candidate(path, known.recording_id if known else None)
            for path, known in held.items()
        }

    def _nothing_to_find(self) -> dict[Path, Candidate]:
        """Say that no folder was searched, and which folders are not there at all."""
        gone = [text for text in self._request.folders if not _names_a_place(text)]
        if gone:
            list_files(gone, self._errors, self._ledger)
        if self._request.folders and self._request.recording_ids is None:
            self._ledger.add("noEffect", "folders", what=_NONE_MISSING, changes_results=False)
        return {}

    def _pairs(
        self, missing: list[StoredRecording], candidates: dict[Path, Candidate], report: Report
    ) -> list[Pair]:
        """Compare the samples of all files, then the sound of those that are left."""
        samples = BySamples(missing)
        pairs: list[Pair] = []
        for _, found in self._each_file(
            list(candidates),
            lambda path: samples.pairs(candidates[path]),
            done=report.recording_done,
        ):
            pairs += found
        paired = {pair.known.recording_id for pair in pairs}
        sound = BySound([known for known in missing if known.recording_id not in paired])
        files = {pair.candidate.path for pair in pairs}
        rest = [path for path, each in candidates.items() if path not in files and sound.near(each)]
        for _, found in self._each_file(rest, lambda path: sound.pairs(candidates[path])):
            pairs += found
        return pairs

    def _doubt(self, pairs: list[Pair], reason: str) -> None:
        self._ambiguous.append(
            Ambiguous(
                recording_id=pairs[0].known.recording_id,
                old_path=as_it_was(pairs[0].known.url),
                candidates=[path_text(pair.candidate.path) for pair in pairs],
                reason=reason,
            )
        )

    # Writing to the catalog.

    def _write(self, chosen: list[Pair]) -> None:
        ready = []
        for pair in chosen:
            if pair.candidate.held is None or self._request.merge:
                ready.append(pair)
            else:
                self._doubt([pair], _HELD.format(pair.candidate.held))
        if any(pair.candidate.held for pair in ready) and not self._request.dry_run:
            self._copy()
        for first in range(0, len(ready), _AT_ONCE):
            self._call.check()
            some = ready[first : first + _AT_ONCE]
            if not self._request.dry_run:
                moved = self._recordings.move([pair.move for pair in some])
                some = [pair for pair, there in zip(some, moved, strict=True) if there]
            self._relinked += [
                Relinked(
                    recording_id=pair.known.recording_id,
                    old_path=as_it_was(pair.known.url),
                    path=path_text(pair.candidate.path),
                    by=pair.by,
                    merged=pair.candidate.held,
                    chosen=pair.chosen,
                )
                for pair in some
            ]


def _names_a_place(text: str) -> bool:
    """Tell whether something lies at a path or address that a person gave."""
    try:
        return os.path.lexists(text_path(text).absolute())
    except RecordingNotFound:
        return False


_NONE_MISSING = "No recording is missing, so the folders were not searched."
_SEVERAL_FILES = "Several files match this recording, and their names do not decide between them."
_SEVERAL_RECORDINGS = "The file matches several missing recordings of the catalog."
_SILENT = "The recording is silent, as many are, and the file has another name."
_HELD = "The catalog already has this file as recording {}. Set merge (--merge) to join the two."
