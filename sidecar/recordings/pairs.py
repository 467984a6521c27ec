"""Pairs of missing recordings and files that may be equal, and the surest of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PureWindowsPath
from typing import Literal

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
from sidecar.audio.path import path_text
from sidecar.catalog.sameness import as_it_was
from sidecar.catalog.values import Move, StoredRecording
from sidecar.values import Identity

By = Literal["file", "samples", "sound"]
_STRENGTH: dict[By, int] = {"sound": 0, "file": 1, "samples": 1}


def sure(known: StoredRecording, path: Path, identity: Identity) -> bool | None:
    """Tell whether a file with a recording's samples is that recording; None: nobody can tell.

    All recordings of a dead microphone are alike, so these need the same name and start too.
    """
    if known.digest != identity.digest:
        return False
    if not identity.plain:
        return True
    if known.file_start != _start(path):
        return False
    return True if _name(known.url) == _name(path_text(path)) else None


def _name(url: str) -> str:
    return PureWindowsPath(as_it_was(url).replace("::", "/")).stem.casefold()


def _start(path: Path) -> str | None:
    start = read_metadata(path).start
    return start.isoformat() if start else None


@dataclass
class Candidate:
    """A file that may be a missing recording."""

    path: Path
    held: int | None  # the recording that the catalog has at this place
    head: Head | None = None
    identity: Identity | None = None
    shifted: list[bytes] = field(default_factory=list)

    def identify(self) -> Identity:
        """Read all samples, at first use."""
        if self.identity is None:
            self.identity, self.shifted = identify_shifted(self.path, SHIFTS_S)
        return self.identity


@dataclass(frozen=True)
class Pair:
    """A missing recording, a file that may be it, and by what the two agree.

    A pair of silent recordings with different names is not `certain`. `chosen`: by a person.
    """

    known: StoredRecording
    candidate: Candidate
    by: By
    certain: bool = True
    chosen: bool = False

    @property
    def move(self) -> Move:
        """Give the move of the recording to this file."""
        assert self.candidate.head is not None
        facts = self.candidate.head.facts
        return Move(self.known, facts, self.candidate.identity, self.candidate.held)

    @property
    def rank(self) -> tuple[int, int]:
        """Rank pairs by certainty, then by the number of equal last parts of the paths."""
        strength = _STRENGTH[self.by] if self.certain else -1
        return strength, _common_tail(self.known.url, path_text(self.candidate.path))


class BySamples:
    """Missing recordings, found by a file's beginning and size, or by all its samples.

    A recording whose sound was never read is found by its size, its time of change and its
    recorder's comment.
    """

    def __init__(self, missing: Sequence[StoredRecording]) -> None:
        self._heads = defaultdict(list)
        self._unread = defaultdict(list)
        for known in missing:
            if known.digest:
                self._heads[known.digest[:HEAD_BYTES]].append(known)
            else:
                self._unread[known.size_bytes, known.modified_ns].append(known)

    def pairs(self, candidate: Candidate) -> list[Pair]:
        head = candidate.head = read_head(candidate.path)
        facts = head.facts
        alike = [each for each in self._heads.get(head.digest, ()) if each.frames == facts.frames]
        if alike and not head.plain:
            same = [each for each in alike if each.size_bytes == facts.size_bytes]
            if same:
                return [Pair(known, candidate, "samples") for known in same]
        if alike:
            told = [(each, sure(each, candidate.path, candidate.identify())) for each in alike]
            return [
                Pair(known, candidate, "samples", certain=certain is True)
                for known, certain in told
                if certain is not False
            ]
        stamped = self._unread.get((facts.size_bytes, facts.modified_ns), ())
        comment = read_metadata(candidate.path).comment if stamped else None
        return [
            Pair(known, candidate, "file")
            for known in stamped
            if comment and known.comment == comment
        ]


class BySound:
    """Missing recordings, found by their fingerprints: a file may be converted with loss."""

    def __init__(self, missing: Sequence[StoredRecording]) -> None:
        self._missing = missing
        self._sounds = Sounds(
            [
                (place, known.duration_s or 0.0, known.fingerprint)
                for place, known in enumerate(missing)
                if known.fingerprint and known.version == VERSION
            ]
        )

    def near(self, candidate: Candidate) -> bool:
        """Tell whether a missing recording is about as long as this file."""
        return candidate.head is not None and self._sounds.near(candidate.head.facts.duration_s)

    def pairs(self, candidate: Candidate) -> list[Pair]:
        assert candidate.head is not None
        candidate.identify()
        like = self._sounds.like(candidate.head.facts.duration_s, candidate.shifted)
        return [Pair(self._missing[place], candidate, "sound") for place in like]


@dataclass(frozen=True)
class Surest:
    """The pairs to take, and groups of pairs of a recording that do not decide."""

    taken: list[Pair]
    doubtful: list[list[Pair]]


def surest(pairs: Collection[Pair]) -> Surest:
    """Take the surest pairs first; of equally sure ones, take none."""
    found = Surest([], [])
    recordings: set[int] = set()
    files: set[Path] = set()
    by_rank = defaultdict(list)
    for pair in pairs:
        by_rank[pair.rank].append(pair)
    for rank in sorted(by_rank, reverse=True):
        open_ones = [
            pair
            for pair in by_rank[rank]
            if pair.known.recording_id not in recordings and pair.candidate.path not in files
        ]
        of_recording = Counter(pair.known.recording_id for pair in open_ones)
        of_file = Counter(pair.candidate.path for pair in open_ones)
        doubtful = defaultdict(list)
        for pair in open_ones:
            recording_id, path = pair.known.recording_id, pair.candidate.path
            recordings.add(recording_id)
            files.add(path)
            if pair.certain and of_recording[recording_id] == of_file[path] == 1:
                found.taken.append(pair)
            else:
                doubtful[recording_id].append(pair)
        found.doubtful.extend(doubtful.values())
    return found


def _common_tail(old: str, new: str) -> int:
    """Count the equal last parts of two paths, from any system."""
    ours, theirs = (
        PureWindowsPath(as_it_was(each).replace("::", "/")).parts[::-1] for each in (old, new)
    )
    count = 0
    for one, other in zip(ours, theirs, strict=False):
        if one.casefold() != other.casefold():
            break
        count += 1
    return count
