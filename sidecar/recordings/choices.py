"""The files that a person chose for missing recordings, each with a look whether it can be."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.audio.fingerprint import HEAD_BYTES
from sidecar.audio.path import is_there, path_text, text_path
from sidecar.catalog.sameness import as_it_was
from sidecar.catalog.values import StoredRecording
from sidecar.contract.base import FileError
from sidecar.contract.recordings import RefusedChoice, RelinkChoice
from sidecar.errors import InvalidParams, LinnetError, at_recording, settled
from sidecar.recordings.files import file_error
from sidecar.recordings.pairs import BySamples, BySound, Candidate, Pair, sure
from sidecar.rpc.verb import Call

Reason = Literal["otherSound", "neverRead", "unreadable"]

_OTHER = "This file holds another sound, so the recording is still missing."
_NEVER = "Linnet never heard this recording, so nothing tells whether the file is its own."


class Choices:
    def __init__(
        self,
        engine: Engine,
        choices: Sequence[RelinkChoice],
        call: Call,
        ledger: Ledger,
        errors: list[FileError],
    ) -> None:
        self._recordings = engine.catalog.recordings
        self._drives = engine.drives()
        self._choices = choices
        self._call = call
        self._ledger = ledger
        self._errors = errors

    def pairs(self) -> tuple[list[Pair], list[RefusedChoice]]:
        """Pair recordings with the chosen files that hold their sound, and refuse the others.

        Raises InvalidParams for a recording that is unknown or chosen twice, and for a file that is
        chosen twice.
        """
        known = self._known()
        pairs: list[Pair] = []
        refused: list[RefusedChoice] = []
        for choice, path in zip(self._choices, self._paths(), strict=True):
            self._call.check()
            recording = known[choice.recording_id]
            if self._there(recording.url):
                self._ledger.add("notMissing", recording.url)
                continue
            found = self._found(recording, path)
            if isinstance(found, Pair):
                pairs.append(found)
            else:
                refused.append(found)
        return pairs, refused

    def _known(self) -> dict[int, StoredRecording]:
        ids = sorted({each.recording_id for each in self._choices})
        known = {each.recording_id: each for each in self._recordings.find(ids)}
        chosen = set[int]()
        for number, choice in enumerate(self._choices):
            each, field = choice.recording_id, f"choices.{number}.recordingId"
            if each not in known:
                raise InvalidParams(f"The catalog has no recording {each}.", field=field)
            if each in chosen:
                raise InvalidParams(f"Two choices name recording {each}.", field=field)
            chosen.add(each)
        return known

    def _paths(self) -> list[Path]:
        paths: dict[Path, None] = {}
        for number, each in enumerate(self._choices):
            path = Path(os.path.abspath(text_path(each.path)))
            if path in paths:
                raise InvalidParams("Two choices name this file.", field=f"choices.{number}.path")
            paths[path] = None
        return list(paths)

    def _there(self, url: str) -> bool:
        try:
            return is_there(self._drives.find(url))
        except (LinnetError, OSError):
            return False

    def _found(self, recording: StoredRecording, path: Path) -> Pair | RefusedChoice:
        def refused(reason: Reason, message: str) -> RefusedChoice:
            return RefusedChoice(
                recording_id=recording.recording_id,
                old_path=as_it_was(recording.url),
                path=path_text(path),
                reason=reason,
                message=message,
            )

        try:
            with at_recording(path):
                pair = self._pair(recording, path)
        except LinnetError as error:
            self._errors.append(file_error(path_text(path), settled(error)))
            return refused("unreadable", error.message)
        if pair is not None:
            return replace(pair, chosen=True)
        if recording.digest is None:
            return refused("neverRead", _NEVER)
        return refused("otherSound", _OTHER)

    def _pair(self, recording: StoredRecording, path: Path) -> Pair | None:
        """Pair a recording with a file of its sound; reads the whole file."""
        held = self._recordings.at(self._drives.urls(path))
        candidate = Candidate(path, held.recording_id if held else None)
        found = BySamples([recording]).pairs(candidate)
        if not found:
            sound = BySound([recording])
            return next(iter(sound.pairs(candidate)), None) if sound.near(candidate) else None
        pair = found[0]
        if pair.by == "file" or len(recording.digest or b"") <= HEAD_BYTES:
            return pair
        # No conversion begins with the very same samples and then goes on otherwise. Of silent
        # recordings alike, a person may know which is which.
        return None if sure(recording, path, candidate.identify()) is False else pair
