"""The plan of clips: how many of each species, which exist, and their size, without writing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.app.progress import ProgressReporter
from sidecar.audio.clips import LIST, clips_in, is_list
from sidecar.audio.decode import open_recording
from sidecar.audio.path import at_home, is_there, path_text, text_path
from sidecar.audio.write import container, holds
from sidecar.contract.base import FileError
from sidecar.contract.export import ClipsPlan, ClipsRequest, PlannedClips, RowsProgress
from sidecar.errors import LinnetError
from sidecar.export.clip import Clip
from sidecar.export.clipnames import Namer
from sidecar.export.destination import Border
from sidecar.export.spoken import spoken_in
from sidecar.methods.exportplan import free_bytes, unwritable
from sidecar.recordings.files import file_error
from sidecar.rpc.verb import Call

_MOST_LISTED = 1000
_MOST_REFUSALS = 100

# Bytes of a sample in a guess: 16 bits, which FLAC packs to about half.
_BYTES = {"flac": 1.1, "wav": 2.0}


@dataclass
class _Counts:
    common: str | None
    clips: int = 0
    there: int = 0
    seconds: float = 0.0
    bytes: float = 0.0


class ClipsPlanner:
    """Counts clips; opens only recordings of which a clip may exist."""

    def __init__(
        self, engine: Engine, request: ClipsRequest, border: Border, call: Call, ledger: Ledger
    ) -> None:
        self._request, self._border, self._call = request, border, call
        self._ledger, self._speech = ledger, engine.catalog.speech
        self._folder = at_home(text_path(request.destination))
        self._recordings = engine.catalog.recordings
        self._drives = engine.drives()
        self._earlier = clips_in(self._folder)
        self._name = Namer(request.names)
        self._species: dict[str, _Counts] = {}
        self._missing = self._refused = 0
        self._refusals: list[FileError] = []
        self._progress = ProgressReporter(call, RowsProgress, unit="clips")

    def plan(self, wanted: Iterable[Clip]) -> ClipsPlan:
        """Count all clips by species."""
        if (closed := unwritable(self._folder)) is not None:
            self._refuse(self._folder, closed)
        self._check(self._folder / LIST, listing=True)
        self._progress.begin()
        for _, own in groupby(wanted, lambda clip: clip.recording):
            self._recording(list(own))
        self._progress.end()
        counts = self._species.values()
        return ClipsPlan(
            species=[_listed(name, each) for name, each in self._species.items()][:_MOST_LISTED],
            clips=sum(each.clips for each in counts),
            there=sum(each.there for each in counts),
            seconds=round(sum(each.seconds for each in counts), 3),
            bytes=round(sum(each.bytes for each in counts)),
            missing=self._missing,
            refused=self._refused,
            refusals=self._refusals,
            free_bytes=free_bytes(self._folder),
        )

    def _recording(self, wanted: list[Clip]) -> None:
        self._call.check()
        try:
            path = self._drives.find(wanted[0].recording.path)
        except LinnetError:  # its drive is not connected
            path = None
        if path is None or not is_there(path):
            self._missing += 1
            return
        if not (wanted := self._allowed(wanted)):
            return
        places = [Path(clip.folder) / self._name(clip) for clip in wanted]
        whole = self._whole(path, wanted, places)
        (known,) = self._recordings.find([wanted[0].recording.recording_id])
        rate = (known.rate_hz or 0) * (known.channels or 1) * _BYTES[self._request.format]
        for clip, there in zip(wanted, whole, strict=True):
            counts = self._species.setdefault(clip.species, _Counts(clip.common))
            counts.clips += 1
            if there:
                counts.there += 1
            else:
                seconds = self._seconds(clip)
                counts.seconds += seconds
                counts.bytes += seconds * rate
        self._progress.report(self._progress.done + len(wanted))

    def _allowed(self, wanted: list[Clip]) -> list[Clip]:
        """Leave out clips that would be refused for their speech."""
        if self._request.speech != "refuse":
            return wanted
        padding = self._request.padding
        spoken = spoken_in(self._speech, wanted[0].recording.recording_id)
        allowed = []
        for clip in wanted:
            first, last = max(0, round((clip.start - padding) * 1000)), clip.end + padding
            if spoken.within(first, round(last * 1000), 1000):
                self._ledger.add("speechRefused", clip.recording.path)
            else:
                allowed.append(clip)
        return allowed

    def _seconds(self, clip: Clip) -> float:
        padding, length = self._request.padding, clip.recording.duration_s
        end = clip.end + padding
        end = end if length is None else min(end, length)
        return max(0.0, end - max(0.0, clip.start - padding))

    def _whole(self, path: Path, wanted: list[Clip], places: list[Path]) -> list[bool]:
        """Tell which clips exist wholly; names that something else has are refused."""
        found = [self._named(place) for place in places]
        if not any(found):
            return [False] * len(wanted)
        try:
            with open_recording(path) as audio:
                facts = audio.facts
        except LinnetError:
            return [False] * len(wanted)
        suffix, padding = container(facts, self._request.format), self._request.padding
        whole = []
        for clip, place in zip(wanted, places, strict=True):
            file = self._folder / f"{place}.{suffix}"
            first = max(0, round((clip.start - padding) * facts.rate_hz))
            last = min(facts.frames, round((clip.end + padding) * facts.rate_hz))
            whole.append(holds(file, facts, last - first))
            if not whole[-1]:
                self._check(file)
        return whole

    def _named(self, place: Path) -> bool:
        return any((self._folder / f"{place}.{suffix}").exists() for suffix in _BYTES)

    def _check(self, path: Path, *, listing: bool = False) -> None:
        """Note a file that a clip, or their list, must not replace."""

        def is_clip(file: Path) -> bool:
            return self._request.overwrite or file in self._earlier

        try:
            self._border.check(path, is_list if listing else is_clip)
        except LinnetError as error:
            self._refuse(path, error)

    def _refuse(self, path: Path, error: LinnetError) -> None:
        self._refused += 1
        if len(self._refusals) < _MOST_REFUSALS:
            self._refusals.append(file_error(path_text(path), error))


def _listed(species: str, counts: _Counts) -> PlannedClips:
    return PlannedClips(
        species=species,
        common=counts.common,
        clips=counts.clips,
        there=counts.there,
        seconds=round(counts.seconds, 3),
        bytes=round(counts.bytes),
    )
