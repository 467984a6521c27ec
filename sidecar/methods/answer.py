"""Builds the answer of a run from the results that the catalog keeps."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sidecar.contract.analyze import (
    InferredDetection,
    InferredRecording,
    InferStats,
    NamedSpecies,
    SkippedRecording,
)
from sidecar.contract.base import FileError
from sidecar.errors import LinnetError, UnreadableAudio
from sidecar.recordings.files import file_error
from sidecar.run.detections import Detection
from sidecar.run.scoring import NOTHING
from sidecar.run.work import Failed, Judged, Kept, Read, Rejudged, Stands

# Errors in a brief answer.
_MOST_ERRORS = 1_000

# Detections in one answer; the catalog has the rest. At about 120 bytes each, the answer stays far
# below the transport's limit (64 MiB).
_MOST_DETECTIONS = 50_000

_REASON = "Done before with the same model and settings."

_ENDS = ("done", "empty", "partial", "failed", "skipped")


@dataclass(frozen=True)
class Wishes:
    """The parts of a request that its answer mentions.

    `moved` gives the earlier paths of recognised files. `kept` says whether the cache keeps this
    kind of model input.
    """

    moved: Mapping[Path, str]
    kept: bool
    by_place: bool  # whether the request has a range filter
    unknown_species: list[str]
    unknown_to_range: int
    brief: bool = False  # no rows of recordings, and few errors


class Answer:
    """Collects the rows of an answer: a receiver of results."""

    def __init__(self, asked: Wishes) -> None:
        self._asked = asked
        self._began = time.monotonic()
        self.recordings: list[InferredRecording] = []
        self.skipped: list[SkippedRecording] = []
        self.errors: list[FileError] = []
        self._windows = self._detections = self._listed = self._without_place = 0
        self._quiet = self._errors_left_out = 0
        self._dropped = NOTHING
        self._audio_s = 0.0
        self._hits = self._misses = 0
        self._troubled = ""  # the file of the last trouble

    def take(self, kept: Sequence[Kept]) -> None:
        for each in kept:
            outcome = each.outcome
            if isinstance(outcome, Failed):
                self._err(outcome.work.url, outcome.error)
            elif isinstance(outcome, Stands):
                self._skip(outcome)
            else:
                assert each.recording_id is not None
                self._add(each.recording_id, outcome)

    def _err(self, url: str, error: LinnetError) -> None:
        if self._asked.brief and len(self.errors) >= _MOST_ERRORS:
            self._errors_left_out += 1
        else:
            self.errors.append(file_error(url, error))

    def close(self) -> None:
        """Do nothing: an answer holds no resources."""

    def _skip(self, outcome: Stands) -> None:
        if self._asked.brief:
            return
        before = self._asked.moved.get(outcome.work.path)
        moved = f" The file moved here from {before}." if before else ""
        self.skipped.append(
            SkippedRecording(
                recording_id=outcome.recording_id,
                path=outcome.work.url,
                channel=outcome.work.channel,
                reason=_REASON + moved,
                moved_from=before,
            )
        )

    def _add(self, recording_id: int, outcome: Judged) -> None:
        cached = self._count(outcome)
        self._detections += len(outcome.found)
        if not self._asked.brief:
            self._list(recording_id, outcome, cached=cached)
        trouble = outcome.windows.trouble
        # Channels of one file share its trouble.
        same = f"{outcome.work.url}: {trouble}"
        if trouble and same != self._troubled:
            self._troubled = same
            self._err(outcome.work.url, UnreadableAudio(trouble))

    def _list(self, recording_id: int, outcome: Judged, *, cached: bool) -> None:
        windows, place = outcome.windows, outcome.place
        room = max(0, _MOST_DETECTIONS - self._listed)
        self._listed += min(room, len(outcome.found))
        self.recordings.append(
            InferredRecording(
                recording_id=recording_id,
                path=outcome.work.url,
                channel=outcome.work.channel,
                status=windows.status,
                duration=windows.duration_s,
                seconds_reached=windows.reached_s,
                trouble=windows.trouble,
                windows=len(windows.offsets),
                quiet_windows=windows.quiet,
                rescored=isinstance(outcome, Rejudged),
                dtype=outcome.dtype,
                cached=cached,
                latitude=place.latitude,
                longitude=place.longitude,
                week=place.week,
                top=_top(outcome.found),
                detections=[_detection(row) for row in outcome.found[:room]],
            )
        )

    def _count(self, outcome: Judged) -> bool:
        """Count the sound of a recording, and tell whether its input came from the cache."""
        first = outcome.work.channel == outcome.work.channels[0]
        self._quiet += outcome.windows.quiet
        self._dropped = self._dropped.plus(outcome.dropped)
        self._without_place += self._asked.by_place and outcome.place.week is None and first
        if not isinstance(outcome, Read):
            return False
        self._audio_s += outcome.windows.reached_s
        self._windows += len(outcome.windows.offsets)
        if self._asked.kept:
            self._hits += outcome.cached
            self._misses += not outcome.cached
        return outcome.cached

    def stats(self, ended: Mapping[str, int]) -> InferStats:
        """Sum up a run; `ended` counts its files by outcome."""
        elapsed = time.monotonic() - self._began
        counts = {name: ended.get(name, 0) for name in _ENDS}
        return InferStats(
            files=sum(counts.values()),
            **counts,
            windows=self._windows,
            detections=self._detections,
            detections_left_out=self._detections - self._listed,
            audio_seconds=round(self._audio_s, 3),
            elapsed_seconds=round(elapsed, 3),
            realtime_factor=round(self._audio_s / elapsed, 1),
            unknown_species=self._asked.unknown_species,
            unknown_to_range=self._asked.unknown_to_range,
            without_place=self._without_place,
            cache_hits=self._hits,
            cache_misses=self._misses,
            errors_left_out=self._errors_left_out,
            quiet_windows=self._quiet,
            **self._dropped._asdict(),
        )


def _top(found: Sequence[Detection]) -> NamedSpecies | None:
    top = max(found, key=lambda row: row.confidence, default=None)
    if top is None:
        return None
    return NamedSpecies(species=top.species, common=top.common, confidence=top.confidence)


def _detection(row: Detection) -> InferredDetection:
    return InferredDetection(
        start=row.start_s,
        end=row.end_s,
        species=row.species,
        common=row.common,
        confidence=row.confidence,
    )
