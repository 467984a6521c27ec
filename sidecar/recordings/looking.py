"""Looks at recordings before an import: what each folder holds, and which pattern fits."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from statistics import median_low
from typing import TypeVar

import numpy as np

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.app.report import Report
from sidecar.audio.decode import Recording, open_recording
from sidecar.audio.folders import Folders, Pattern
from sidecar.audio.path import path_text
from sidecar.contract.base import FileError
from sidecar.contract.recordings import (
    FolderSummary,
    ImportProgress,
    ImportRecordingsRequest,
    ImportRecordingsResult,
    PatternProposal,
)
from sidecar.recordings.files import each_file, list_files
from sidecar.recordings.patterns import Folder, Proposal, propose
from sidecar.recordings.proposals import note_start
from sidecar.rpc.verb import Call
from sidecar.values import AudioFacts, Float32, Metadata

Value = TypeVar("Value")

# Levels come from the middle of so many files of a folder, and so many seconds of each.
_FILES_HEARD = 3
_SECONDS_HEARD = 4.0

# 16 bits reach 32,767 of 32,768.
_FULL_SCALE = 0.9999
# Less is one loud call.
_CLIPPED = 0.001
_SILENCE_DB = -150.0

_YEAR_S = 366 * 86_400.0
# Clocks that were never set stand in these years; no AudioMoth is so old.
_UNSET_BEFORE = 2000

_MOST_FOLDERS = 100  # of a progress message


@dataclass
class _Level:
    """The loudness of what was heard of a file."""

    samples: int = 0
    power: float = 0.0
    clipped: int = 0

    def hear(self, block: Float32, _: Float32) -> None:
        self.samples += block.size
        self.power += float(np.vdot(block, block))
        self.clipped += int(np.count_nonzero(np.abs(block) >= _FULL_SCALE))


@dataclass(frozen=True)
class _Seen:
    """A file that was looked at."""

    facts: AudioFacts
    says: Metadata
    unset: datetime | None
    disagrees: bool
    level: _Level | None


@dataclass
class _Found:
    """A folder, and what its files say; `left` of them were not looked at yet."""

    path: Path
    steps: tuple[str, ...]
    files: list[Path]
    heard: frozenset[Path]
    left: int
    seen: list[_Seen] = field(default_factory=list)


class _LookReport(Report):
    """Also tells of the folders that are finished."""

    def __init__(self, call: Call, total: int) -> None:
        super().__init__(call, None, total, window_s=0.0, message=ImportProgress)
        self.finished: list[FolderSummary] = []

    def _more(self) -> dict[str, object]:
        told, self.finished = self.finished[:_MOST_FOLDERS], self.finished[_MOST_FOLDERS:]
        return {**super()._more(), "folders": told}


def look_before_import(
    engine: Engine, request: ImportRecordingsRequest, call: Call, ledger: Ledger
) -> ImportRecordingsResult:
    """Describe each folder, and propose patterns; writes nothing."""
    return _Look(engine, request, call, ledger).result()


class _Look:
    def __init__(
        self, engine: Engine, request: ImportRecordingsRequest, call: Call, ledger: Ledger
    ) -> None:
        self._engine = engine
        self._request = request
        self._call = call
        self._ledger = ledger
        self._errors: list[FileError] = []
        self._pattern = None if request.pattern is None else Pattern(request.pattern)
        self._known: frozenset[Path] = frozenset()

    def result(self) -> ImportRecordingsResult:
        began = time.monotonic()
        paths = list_files(self._request.inputs, self._errors, self._ledger)
        self._known = self._those_known(paths)
        folders = self._look(paths)
        proposals = propose([_for_patterns(each) for each in folders])
        named = self._names(folders, proposals)
        twice = _elsewhere(folders, named)
        return ImportRecordingsResult(
            recordings=[],
            added=len(paths) - len(self._known),
            known=len(self._known),
            deployments=0,
            folders=[
                self._summary(folder, names, others)
                for folder, names, others in zip(folders, named, twice, strict=True)
            ],
            proposals=[
                PatternProposal(
                    pattern=each.pattern, explains=len(each.explained), sites=each.sites
                )
                for each in proposals
            ],
            errors=self._errors,
            notes=self._ledger.notes(),
            elapsed_seconds=round(time.monotonic() - began, 3),
        )

    def _those_known(self, paths: Sequence[Path]) -> frozenset[Path]:
        drives = self._engine.drives()
        urls = {path: drives.urls(path) for path in paths}
        taken = self._engine.catalog.recordings.taken(
            [url for each in urls.values() for url in each]
        )
        return frozenset(path for path, each in urls.items() if any(url in taken for url in each))

    # Looking, on several threads.

    def _look(self, paths: Sequence[Path]) -> list[_Found]:
        folders = self._folders(paths)
        report = _LookReport(self._call, len(paths))
        report.begin()

        def done(path: Path) -> None:
            folder = folders[path.parent]
            folder.left -= 1
            if not folder.left:
                names = None if self._pattern is None else self._pattern.read(path)
                report.finished.append(self._summary(folder, names or Folders(), []))
            report.recording_done(path)

        def look(path: Path) -> _Seen:
            return _seen(path, heard=path in folders[path.parent].heard, call=self._call)

        for path, seen in each_file(
            self._engine, paths, look, call=self._call, errors=self._errors, done=done
        ):
            folders[path.parent].seen.append(seen)
        report.end()
        return list(folders.values())

    def _folders(self, paths: Sequence[Path]) -> dict[Path, _Found]:
        by_folder = defaultdict(list)
        for path in paths:
            by_folder[path.parent].append(path)
        named = [Path(each).absolute() for each in self._request.inputs]
        return {
            folder: _Found(
                folder,
                _steps(folder, named),
                files,
                frozenset(_some(files) if self._request.levels else ()),
                len(files),
            )
            for folder, files in by_folder.items()
        }

    # What was found.

    def _names(self, folders: Sequence[_Found], proposals: Sequence[Proposal]) -> list[Folders]:
        """Name the site of each folder by the given pattern, or by the best proposal."""
        if self._pattern is not None:
            return [self._pattern.read(each.files[0]) or Folders() for each in folders]
        best = proposals[0].explained if proposals else {}
        return [best.get(number, Folders()) for number in range(len(folders))]

    def _summary(self, folder: _Found, names: Folders, others: Sequence[Path]) -> FolderSummary:
        says = [each.says for each in folder.seen]
        starts = [each.start for each in says if each.start is not None]
        place = _commonest((each.latitude, each.longitude) for each in says if each.latitude)
        levels = [each.level for each in folder.seen if each.level is not None]
        samples = sum(each.samples for each in levels)
        return FolderSummary(
            path=path_text(folder.path),
            files=len(folder.files),
            known=sum(path in self._known for path in folder.files),
            seconds=round(sum(each.facts.duration_s for each in folder.seen), 3),
            sample_rate=_commonest(each.facts.rate_hz for each in folder.seen),
            recorder=_commonest(each.recorder for each in says),
            serial=_commonest(each.serial for each in says),
            first=min(starts, key=_on_clock).isoformat() if starts else None,
            last=max(starts, key=_on_clock).isoformat() if starts else None,
            latitude=place[0] if place else None,
            longitude=place[1] if place else None,
            timezones=_zones(place),
            site=names.site,
            survey=names.survey,
            rms_db=_in_db(sum(each.power for each in levels) / samples) if samples else None,
            clipped=_share(_Level(samples, 0.0, sum(each.clipped for each in levels)))
            if samples
            else None,
            trouble=_trouble(folder, others).notes(),
        )


def _seen(path: Path, *, heard: bool, call: Call) -> _Seen:
    with open_recording(path) as audio:
        provenance = audio.provenance()
        level = _heard(audio, call) if heard else None
        unset = (
            each.says.start
            for each in provenance.sources
            if each.says.start is not None and each.says.start.year < _UNSET_BEFORE
        )
        return _Seen(
            audio.facts,
            provenance.metadata,
            next(unset, None),
            provenance.disagreement is not None,
            level,
        )


def _heard(audio: Recording, call: Call) -> _Level:
    level = _Level()
    audio.listen(level.hear)
    begin = max(0.0, (audio.facts.duration_s - _SECONDS_HEARD) / 2)
    for _ in audio.excerpt(begin, begin + _SECONDS_HEARD, block_s=1.0):
        call.check()
    return level


def _some(files: Sequence[Path]) -> list[Path]:
    """Choose some files of a folder, the first and the last among them."""
    last = len(files) - 1
    return [files[last * number // (_FILES_HEARD - 1)] for number in range(_FILES_HEARD)]


def _steps(folder: Path, named: Sequence[Path]) -> tuple[str, ...]:
    """Give the names of folders from the place that was asked for, its own name first."""
    for place in named:
        if folder == place or place in folder.parents:
            return folder.relative_to(place.parent).parts
    return (folder.name,)


def _for_patterns(folder: _Found) -> Folder:
    serial = _commonest(each.says.serial for each in folder.seen)
    return Folder(folder.steps, tuple(folder.files), serial)


def _elsewhere(folders: Sequence[_Found], named: Sequence[Folders]) -> list[list[Path]]:
    """Find, for each folder, those of the same recorder at other sites."""
    serials = [_commonest(each.says.serial for each in folder.seen) for folder in folders]
    by_serial = defaultdict(list)
    for serial, folder, names in zip(serials, folders, named, strict=True):
        if serial is not None and names.site is not None:
            by_serial[serial].append((folder.path, (names.survey, names.site)))
    return [
        [path for path, site in by_serial[serial or ""] if site != (names.survey, names.site)]
        if names.site is not None
        else []
        for serial, names in zip(serials, named, strict=True)
    ]


def _trouble(folder: _Found, others: Sequence[Path]) -> Ledger:
    """Note what is odd about a folder's files."""
    ledger = Ledger()
    for path in others:
        serial = _commonest(each.says.serial for each in folder.seen)
        ledger.add("recorderTwice", path_text(path), what=serial or "")
    _note_starts(ledger, folder)
    rate = _commonest(each.facts.rate_hz for each in folder.seen)
    recorders = Counter(each.says.serial for each in folder.seen if each.says.serial)
    for serial, _ in recorders.most_common()[1:]:
        ledger.add("severalRecorders", serial, what=recorders.most_common(1)[0][0])
    loud = [each for each in folder.seen if each.level and _share(each.level) > _CLIPPED]
    for each in folder.seen:
        if each.facts.rate_hz != rate:
            ledger.add("severalRates", each.facts.path.name, what=f"{rate:,}")
        if each.disagrees:
            ledger.add("clocksDisagree", each.facts.path.name)
    for each in loud:
        shares = [_share(every.level) for every in folder.seen if every.level]
        ledger.add("clipped", each.facts.path.name, what=f"{sum(shares) / len(shares):.1%}")
    seen = {each.facts.path for each in folder.seen}
    for path in folder.files if not folder.left else ():
        if path not in seen:
            ledger.add("unreadable", path.name)
    return ledger


def _note_starts(ledger: Ledger, folder: _Found) -> None:
    starts = sorted(_on_clock(each.says.start) for each in folder.seen if each.says.start)
    usual = median_low(starts) if starts else datetime.min
    for each in folder.seen:
        name, start = each.facts.path.name, each.says.start
        if start is None and each.unset is not None:
            ledger.add("clockUnset", name, what=str(each.unset.year))
        elif start is None:
            ledger.add("withoutStart", name)
        else:
            if abs((_on_clock(start) - usual).total_seconds()) > _YEAR_S:
                ledger.add("startApart", f"{name}: {start.isoformat()}")
            note_start(ledger, name, start, each.says.latitude, each.says.longitude)


def _on_clock(start: datetime) -> datetime:
    """Give what the recorder's clock showed, so that starts with and without an offset compare."""
    return start.replace(tzinfo=None)


def _commonest(values: Iterable[Value | None]) -> Value | None:
    counted = Counter(each for each in values if each is not None)
    return counted.most_common(1)[0][0] if counted else None


def _zones(place: tuple[float | None, float | None] | None) -> list[str]:
    if place is None or place[0] is None or place[1] is None:
        return []
    from sidecar.audio.timezones import proposed  # few requests read this table

    return list(proposed(place[0], place[1]))


def _share(level: _Level) -> float:
    return round(level.clipped / level.samples, 6) if level.samples else 0.0


def _in_db(power: float) -> float:
    return round(max(_SILENCE_DB, 10 * float(np.log10(power))), 1) if power > 0 else _SILENCE_DB
