"""Recognises files at new places as recordings that the catalog has at another place."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sidecar.app.engine import Engine
from sidecar.audio.drives import Drives, split_url
from sidecar.audio.fingerprint import Head, identify, read_head
from sidecar.catalog.interface import Recordings
from sidecar.catalog.values import Move, StoredRecording
from sidecar.errors import LinnetError
from sidecar.recordings.inputs import InputFiles

log = logging.getLogger(__name__)


def find_again(engine: Engine, inputs: InputFiles, check: Callable[[], None]) -> InputFiles:
    """Give moved, renamed or losslessly converted recordings their new place in the catalog.

    Moves only a recording whose own file is missing, and none in doubt between two. Reads a third
    of a second of each unknown file.
    """
    if not inputs.unknown:
        return inputs
    recognition = Recognition(engine)
    moved = {}
    for path in inputs.paths:
        check()
        known = recognition.move(path) if path in inputs.unknown else None
        if known is not None:
            moved[path] = known.url
    return replace(inputs, moved=moved)


class Recognition:
    """Recognises recordings, for one request."""

    def __init__(self, engine: Engine) -> None:
        self._recordings: Recordings = engine.catalog.recordings
        self._drives: Drives = engine.drives()
        self._possible = bool(self._recordings.beginning_with(None))

    def move(self, path: Path) -> StoredRecording | None:
        """Move the one recording that matches a file; returns its old state, or None."""
        if not self._possible or self._recordings.at(self._drives.urls(path)):
            return None
        try:
            head = read_head(path)
            known = self._missing_of(head)
            if known is None or not _same(head, known):
                return None
        except LinnetError:
            return None  # the next reader reports the error
        if not all(self._recordings.move([Move(known, head.facts)])):
            return None  # another file took the recording first
        log.info("recording %d was at %s and is at %s", known.recording_id, known.url, path)
        return known

    def _missing_of(self, head: Head) -> StoredRecording | None:
        alike = self._recordings.beginning_with(head.digest)
        lost = [
            known for known in alike if known.frames == head.facts.frames and self._gone(known.url)
        ]
        return lost[0] if len(lost) == 1 else None

    def _gone(self, url: str) -> bool:
        """Tell whether a recording's file is missing; a file on a disconnected drive is not."""
        try:
            return not self._drives.find(url).exists()
        except LinnetError:
            return split_url(url) is None


def _same(head: Head, known: StoredRecording) -> bool:
    """Tell whether a file with a recording's beginning equals it, by size or by reading."""
    if not head.plain and known.size_bytes == head.facts.size_bytes:
        return True
    return identify(head.facts.path).digest == known.digest
