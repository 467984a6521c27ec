"""`recordings/relink`: finds missing recordings by their sound.

The search compares a file's beginning and size, then all its samples (another container), then its
fingerprint (converted with loss). A recording whose sound was never read is found only by its size,
its time of change and its recorder's comment.
"""

from __future__ import annotations

import logging
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path, PureWindowsPath
from typing import Literal, TypeVar

from sidecar.app.engine import Engine
from sidecar.app.method import Method
from sidecar.audio.discover import find_recordings
from sidecar.audio.fingerprint import (
    HEAD_BYTES,
    SHIFTS_S,
    VERSION,
    Head,
    Sounds,
    identify_shifted,
    read_head,
)
from sidecar.audio.metadata import read_metadata
from sidecar.audio.path import path_text, text_path
from sidecar.catalog.interface import Recordings
from sidecar.catalog.values import Move, StoredRecording
from sidecar.contract.analyze import InferProgress
from sidecar.contract.base import FileError
from sidecar.contract.recordings import Ambiguous, Relinked, RelinkRequest, RelinkResult
from sidecar.errors import InvalidParams, LinnetError, UnreadableAudio, at
from sidecar.methods.report import Report
from sidecar.recordings.inputs import file_error
from sidecar.rpc.verb import Call
from sidecar.settings import usable_cores
from sidecar.values import Identity

log = logging.getLogger(__name__)

# Recordings that move in one transaction.
_AT_ONCE = 200

By = Literal["file", "samples", "sound"]
_STRENGTH: dict[By, int] = {"sound": 0, "file": 1, "samples": 1}

T = TypeVar("T")


@dataclass
class _Candidate:
    """A file that may be a missing recording."""

    path: Path
    held: int | None  # the recording that the catalog has at this place
    head: Head | None = None
    identity: Identity | None = None
    shifted: list[bytes] = field(default_factory=list)


@dataclass(frozen=True)
class _Pair:
    known: StoredRecording
    candidate: _Candidate
    by: By

    @property
    def move(self) -> Move:
        """Give the move of the recording to this file."""
        assert self.candidate.head is not None
        facts = self.candidate.head.facts
        return Move(self.known, facts, self.candidate.identity, self.candidate.held)

    @property
    def rank(self) -> tuple[int, int]:
        """Rank pairs by certainty, then by the number of equal last parts of the paths."""
        return _STRENGTH[self.by], _common_tail(self.known.url, path_text(self.candidate.path))


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
        self._threads = engine.settings.threads or usable_cores()
        self._errors: list[FileError] = []
        self._relinked: list[Relinked] = []
        self._ambiguous: list[Ambiguous] = []

    def result(self) -> RelinkResult:
        missing = self._missing()
        candidates = self._candidates() if missing else []
        self._report = Report(self._call, None, len(candidates), window_s=0.0)
        self._report.begin()
        pairs = self._pairs(missing, candidates)
        chosen = self._choose(pairs)
        self._write(chosen)
        self._report.end()
        settled = {each.recording_id for each in self._relinked}
        settled |= {each.recording_id for each in self._ambiguous}
        return RelinkResult(
            relinked=self._relinked,
            ambiguous=self._ambiguous,
            missing=[each.recording_id for each in missing if each.recording_id not in settled],
            errors=self._errors,
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
            self._recordings.mark(missing=lost, found=back)
        return self._recordings.find(lost if wanted is None else sorted(set(lost) & set(wanted)))

    def _there(self, url: str) -> bool:
        try:
            return self._drives.find(url).exists()
        except (LinnetError, OSError):
            return False

    def _candidates(self) -> list[_Candidate]:
        folders = [text_path(text).absolute() for text in self._request.folders]
        found = find_recordings(folders)
        self._errors += [
            file_error(path_text(Path(each.path or "")), each) for each in found.problems()
        ]
        paths = found.paths
        held = (self._recordings.at(self._drives.urls(path)) for path in paths)
        return [
            _Candidate(path, known.recording_id if known else None)
            for path, known in zip(paths, held, strict=True)
        ]

    # Pairs of recordings and files that may be equal.

    def _pairs(self, missing: list[StoredRecording], candidates: list[_Candidate]) -> list[_Pair]:
        pairs: list[_Pair] = []
        heads = defaultdict(list)
        unread = defaultdict(list)
        for known in missing:
            if known.digest:
                heads[known.digest[:HEAD_BYTES]].append(known)
            else:
                unread[known.size_bytes, known.modified_ns].append(known)
        for candidate, found in self._each(
            candidates, lambda each: self._by_samples(each, heads, unread)
        ):
            pairs += found
            self._report.recording_done(candidate.path)
        paired = {pair.known.recording_id for pair in pairs}
        paired_files = {id(pair.candidate) for pair in pairs}
        sounds = Sounds(
            [
                (place, known.duration_s or 0.0, known.fingerprint)
                for place, known in enumerate(missing)
                if known.recording_id not in paired
                and known.fingerprint
                and known.version == VERSION
            ]
        )
        rest = [
            each
            for each in candidates
            if each.head is not None
            and id(each) not in paired_files
            and sounds.near(each.head.facts.duration_s)
        ]
        for candidate, like in self._each(rest, lambda each: self._by_sound(each, sounds)):
            pairs += [_Pair(missing[place], candidate, "sound") for place in like]
        return pairs

    def _each(
        self, candidates: list[_Candidate], look: Callable[[_Candidate], list[T]]
    ) -> Iterator[tuple[_Candidate, list[T]]]:
        """Look at candidates on several threads; one with trouble becomes an error."""

        def attempt(candidate: _Candidate) -> list[T] | LinnetError:
            self._call.check()
            try:
                with at(candidate.path):
                    return look(candidate)
            except LinnetError as error:
                return error
            except Exception as error:  # one file's trouble must not end the search
                log.exception("unexpected trouble with %s", candidate.path)
                return UnreadableAudio(
                    "The recording could not be read.", hint=repr(error), path=candidate.path
                )

        pool = ThreadPoolExecutor(self._threads, "linnet-relink")
        try:
            for candidate, found in zip(candidates, pool.map(attempt, candidates), strict=True):
                self._call.check()
                if isinstance(found, LinnetError):
                    self._errors.append(file_error(path_text(candidate.path), found))
                else:
                    yield candidate, found
        finally:
            pool.shutdown(cancel_futures=True)

    def _by_samples(
        self,
        candidate: _Candidate,
        heads: dict[bytes, list[StoredRecording]],
        unread: dict[tuple[int | None, int | None], list[StoredRecording]],
    ) -> list[_Pair]:
        head = candidate.head = read_head(candidate.path)
        facts = head.facts
        alike = [each for each in heads.get(head.digest, ()) if each.frames == facts.frames]
        if alike and not head.plain:
            same = [each for each in alike if each.size_bytes == facts.size_bytes]
            if same:
                return [_Pair(known, candidate, "samples") for known in same]
        if alike:
            digest = self._identity(candidate).digest
            same = [each for each in alike if each.digest == digest]
            return [_Pair(known, candidate, "samples") for known in same]
        stamped = unread.get((facts.size_bytes, facts.modified_ns), ())
        comment = read_metadata(candidate.path).comment if stamped else None
        return [
            _Pair(known, candidate, "file")
            for known in stamped
            if comment and known.comment == comment
        ]

    def _by_sound(self, candidate: _Candidate, sounds: Sounds) -> list[int]:
        assert candidate.head is not None
        self._identity(candidate)
        return sounds.like(candidate.head.facts.duration_s, candidate.shifted)

    def _identity(self, candidate: _Candidate) -> Identity:
        if candidate.identity is None:
            candidate.identity, candidate.shifted = identify_shifted(candidate.path, SHIFTS_S)
        return candidate.identity

    # The surest pairs.

    def _choose(self, pairs: list[_Pair]) -> list[_Pair]:
        """Take the surest pairs first; of equally sure ones, take none."""
        chosen: list[_Pair] = []
        settled: set[int] = set()
        taken: set[int] = set()
        by_rank = defaultdict(list)
        for pair in pairs:
            by_rank[pair.rank].append(pair)
        for rank in sorted(by_rank, reverse=True):
            open_ones = [
                pair
                for pair in by_rank[rank]
                if pair.known.recording_id not in settled and id(pair.candidate) not in taken
            ]
            files = Counter(pair.known.recording_id for pair in open_ones)
            recordings = Counter(id(pair.candidate) for pair in open_ones)
            doubtful = defaultdict(list)
            for pair in open_ones:
                settled.add(pair.known.recording_id)
                taken.add(id(pair.candidate))
                if files[pair.known.recording_id] == recordings[id(pair.candidate)] == 1:
                    chosen.append(pair)
                else:
                    doubtful[pair.known.recording_id].append(pair)
            for alike in doubtful.values():
                several = len(alike) > 1
                self._doubt(alike, _SEVERAL_FILES if several else _SEVERAL_RECORDINGS)
        return chosen

    def _doubt(self, pairs: list[_Pair], reason: str) -> None:
        self._ambiguous.append(
            Ambiguous(
                recording_id=pairs[0].known.recording_id,
                old_path=pairs[0].known.url,
                candidates=[path_text(pair.candidate.path) for pair in pairs],
                reason=reason,
            )
        )

    # Writing to the catalog.

    def _write(self, chosen: list[_Pair]) -> None:
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
                    old_path=pair.known.url,
                    path=path_text(pair.candidate.path),
                    by=pair.by,
                    merged=pair.candidate.held,
                )
                for pair in some
            ]


_SEVERAL_FILES = "Several files match this recording, and their names do not decide between them."
_SEVERAL_RECORDINGS = "The file matches several missing recordings of the catalog."
_HELD = "The catalog already has this file as recording {}; `merge` joins the two."


def _common_tail(old: str, new: str) -> int:
    """Count the equal last parts of two paths, from any system."""
    ours, theirs = (PureWindowsPath(each.replace("::", "/")).parts[::-1] for each in (old, new))
    count = 0
    for one, other in zip(ours, theirs, strict=False):
        if one.casefold() != other.casefold():
            break
        count += 1
    return count


METHODS = (
    Method(
        "recordings/relink",
        relink_recordings,
        "aside",
        "Find recordings that were moved, renamed or converted.",
        InferProgress,
    ),
)
