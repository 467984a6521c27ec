"""Recognises files at new places as recordings that the catalog has at another place."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from sidecar import stop
from sidecar.app.engine import Engine
from sidecar.audio.drives import Drives, split_url
from sidecar.audio.fingerprint import HEAD_BYTES, Head, identify, read_head
from sidecar.audio.path import is_there
from sidecar.catalog.interface import Recordings
from sidecar.catalog.values import Move, StoredRecording
from sidecar.errors import LinnetError, at_recording
from sidecar.recordings.inputs import InputFiles
from sidecar.recordings.pairs import sure

log = logging.getLogger(__name__)


def find_again(engine: Engine, inputs: InputFiles) -> InputFiles:
    """Give moved, renamed or losslessly converted recordings their new place in the catalog.

    Moves only a recording whose own file is missing, and none in doubt between two. Reads a third
    of a second of each unknown file.
    """
    unknown = [path for path in inputs.paths if path in inputs.unknown]
    if not unknown:
        return inputs
    moved = Recognition(engine).move(unknown)
    return replace(inputs, moved={path: known.url for path, known in moved.items()})


class Recognition:
    """Recognises recordings, for one request."""

    def __init__(self, engine: Engine) -> None:
        self._recordings: Recordings = engine.catalog.recordings
        self._drives: Drives = engine.drives()
        self._possible = bool(self._recordings.beginning_with(None))

    def move(self, paths: Sequence[Path]) -> dict[Path, StoredRecording]:
        """Move the recordings that match files without one; returns their old states, by file.

        Asks the catalog once for all files. After a stop none has moved.
        """
        heads = self._heads(paths)
        if not heads:
            return {}
        lost = self._lost({head.digest for head in heads.values()})
        found: dict[Path, StoredRecording] = {}
        for path, head in heads.items():
            stop.check()
            known = _match(head, lost[head.digest])
            if known is not None:
                found[path] = known
                lost[head.digest].remove(known)  # its copies need no comparison
        moves = [Move(known, heads[path].facts) for path, known in found.items()]
        # Another program may have taken or changed a recording first.
        done = self._recordings.move(moves) if moves else []
        moved = {
            path: known for (path, known), done in zip(found.items(), done, strict=True) if done
        }
        for path, known in moved.items():
            log.info("recording %d was at %s and is at %s", known.recording_id, known.url, path)
        return moved

    def _heads(self, paths: Sequence[Path]) -> dict[Path, Head]:
        heads = {}
        for path in paths if self._possible else ():
            stop.check()
            # The next reader reports the error.
            with suppress(LinnetError), at_recording(path):
                heads[path] = read_head(path)
        return heads

    def _lost(self, heads: Collection[bytes]) -> defaultdict[bytes, list[StoredRecording]]:
        """Find the recordings whose files are missing, by their beginnings."""
        lost = defaultdict(list)
        for known in self._recordings.beginning_with(heads):
            if self._gone(known.url):
                lost[(known.digest or b"")[:HEAD_BYTES]].append(known)
        return lost

    def _gone(self, url: str) -> bool:
        """Tell whether a recording's file is missing; a file on a disconnected drive is not."""
        try:
            return not is_there(self._drives.find(url))
        except LinnetError:
            return split_url(url) is None


def _match(head: Head, lost: Sequence[StoredRecording]) -> StoredRecording | None:
    """Find the one recording with a file's beginning and length, if it equals the file."""
    alike = [known for known in lost if known.frames == head.facts.frames]
    with suppress(LinnetError):  # the next reader reports the error
        if head.plain:  # of many silent recordings, one may have the name
            identity = identify(head.facts.path)
            alike = [known for known in alike if sure(known, head.facts.path, identity)]
        if len(alike) == 1 and (head.plain or _same(head, alike[0])):
            return alike[0]
    return None


def _same(head: Head, known: StoredRecording) -> bool:
    """Tell whether a file with a recording's beginning equals it, by size or by reading."""
    if known.size_bytes == head.facts.size_bytes:
        return True
    return bool(sure(known, head.facts.path, identify(head.facts.path)))
