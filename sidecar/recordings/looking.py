"""Looks at recordings before an import: what each folder holds, and which pattern fits."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.app.report import Report
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
from sidecar.recordings.folderchoices import FolderChoices
from sidecar.recordings.oddities import (
    ALONE,
    Neighbours,
    commonest,
    neighbours,
    same_names,
    trouble,
)
from sidecar.recordings.patterns import Folder, Proposal, propose
from sidecar.recordings.seen import Found, Seen, look_at, on_clock, together
from sidecar.rpc.verb import Call

# Levels come from so many files of a folder.
_FILES_HEARD = 3

_MOST_FOLDERS = 100  # of a progress message


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
        self._choices = FolderChoices(request.folders, deployed=request.deployment_id is not None)
        self._known: frozenset[Path] = frozenset()

    def result(self) -> ImportRecordingsResult:
        began = time.monotonic()
        paths = list_files(self._request.inputs, self._errors, self._ledger)
        self._known = self._those_known(paths)
        folders = self._look(paths)
        proposals = propose([_for_patterns(each) for each in folders if not each.left_out])
        named = self._names(folders, proposals)
        self._choices.note_idle({each.path for each in folders}, self._ledger)
        if alike := same_names(folders):
            self._ledger.add("sameNames", count=alike)
        taken = self._choices.taken(paths)
        known = sum(path in self._known for path in taken)
        return ImportRecordingsResult(
            recordings=[],
            added=len(taken) - known,
            known=known,
            left_out=len(paths) - len(taken),
            deployments=0,
            sites=[],
            folders=[
                self._summary(folder, names, others)
                for folder, names, others in zip(
                    folders, named, neighbours(folders, named), strict=True
                )
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

    def _look(self, paths: Sequence[Path]) -> list[Found]:
        folders = self._folders(paths)
        report = _LookReport(self._call, len(paths))
        report.begin()

        def done(path: Path) -> None:
            folder = folders[path.parent]
            folder.left -= 1
            if not folder.left:
                read = None if self._pattern is None else self._pattern.read(path)
                names = self._choices.names(folder.path, read) or Folders()
                report.finished.append(self._summary(folder, names, ALONE))
            report.recording_done(path)

        def look(path: Path) -> Seen:
            return look_at(path, heard=path in folders[path.parent].heard, call=self._call)

        for path, seen in each_file(
            self._engine, paths, look, call=self._call, errors=self._errors, done=done
        ):
            folders[path.parent].add(seen)
        report.end()
        return list(folders.values())

    def _folders(self, paths: Sequence[Path]) -> dict[Path, Found]:
        by_folder = defaultdict(list)
        for path in paths:
            by_folder[path.parent].append(path)
        named = [Path(each).absolute() for each in self._request.inputs]
        return {
            folder: Found(
                folder,
                _steps(folder, named),
                files,
                frozenset(_some(files) if self._request.levels else ()),
                len(files),
                self._choices.leaves_out(folder),
                self._choices.clock(folder),
            )
            for folder, files in by_folder.items()
        }

    # What was found.

    def _names(self, folders: Sequence[Found], proposals: Sequence[Proposal]) -> list[Folders]:
        """Name each folder by its choice, by the given pattern, or by the best proposal."""
        standing = [each for each in folders if not each.left_out]
        best = proposals[0].explained if proposals else {}
        told = {each.path: best.get(number) for number, each in enumerate(standing)}
        if self._pattern is not None:
            told = {each.path: self._pattern.read(each.files[0]) for each in folders}
        return [
            self._choices.names(each.path, told.get(each.path)) or Folders() for each in folders
        ]

    def _summary(self, folder: Found, names: Folders, others: Neighbours) -> FolderSummary:
        says = [each.says for each in folder.seen]
        starts = [each for each in folder.starts if each is not None]
        shown = [each.shown for each in folder.seen if each.shown is not None]
        place = commonest((each.latitude, each.longitude) for each in says if each.latitude)
        level = together([each.level for each in folder.seen if each.level is not None])
        known = sum(path in self._known for path in folder.files)
        return FolderSummary(
            path=path_text(folder.path),
            example=_example(folder),
            left_out=folder.left_out,
            files=len(folder.files),
            known=known,
            seconds=round(sum(each.facts.duration_s for each in folder.seen), 3),
            sample_rate=commonest(each.facts.rate_hz for each in folder.seen),
            recorder=commonest(each.recorder for each in says),
            serial=commonest(each.serial for each in says),
            first=min(starts, key=on_clock).isoformat() if starts else None,
            last=max(starts, key=on_clock).isoformat() if starts else None,
            clock_first=min(shown, key=on_clock).isoformat() if shown else None,
            latitude=place[0] if place else None,
            longitude=place[1] if place else None,
            timezones=_zones(place),
            site=names.site,
            survey=names.survey,
            named_recorder=names.recorder,
            rms_db=level.db if level else None,
            clipped=level.share if level else None,
            trouble=trouble(folder, known, others),
        )


def _example(folder: Found) -> str | None:
    """Choose a file to hear: the loudest of those that were heard, else one from the middle."""
    if not folder.seen:
        return None
    heard = [each for each in folder.seen if each.level is not None and each.level.samples]
    middle = folder.seen[len(folder.seen) // 2]
    chosen = max(heard, key=lambda each: each.level.db if each.level else 0.0, default=middle)
    return path_text(chosen.facts.path)


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


def _for_patterns(folder: Found) -> Folder:
    serial = commonest(each.says.serial for each in folder.seen)
    return Folder(folder.steps, tuple(folder.files), serial)


def _zones(place: tuple[float | None, float | None] | None) -> list[str]:
    if place is None or place[0] is None or place[1] is None:
        return []
    from sidecar.audio.timezones import proposed  # few requests read this table

    return list(proposed(place[0], place[1]))
