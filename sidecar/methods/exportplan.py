"""The plan of an export: its files, those it would replace, and its size, without writing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from sidecar.audio.path import path_text
from sidecar.contract.base import FileError
from sidecar.contract.export import ExportPlan, PlannedFile
from sidecar.errors import LinnetError, StorageFull
from sidecar.export.besides import is_beside
from sidecar.export.destination import Border
from sidecar.export.formats import FORMATS, is_export
from sidecar.export.names import Layout
from sidecar.export.preview import begin_of, content
from sidecar.export.writer import ExportJob
from sidecar.recordings.files import file_error
from sidecar.rpc.verb import Call

MOST_LISTED = 1000
_MOST_REFUSALS = 100

# The size of a file is guessed from this many of its first rows.
_SAMPLED = 4096


class Place(NamedTuple):
    """A file of an export, its rows, and its guessed size."""

    path: Path
    format: str
    rows: int
    bytes: int
    is_earlier: Callable[[Path], bool]


class Planner:
    """Adds up the files of a plan; nothing is written."""

    def __init__(self, border: Border, folder: Path, call: Call) -> None:
        self._border = border
        self._call = call
        self._files: list[PlannedFile] = []
        self._folders: set[Path] = set()
        self._refusals: list[FileError] = []
        self._count = self._bytes = self._replaced = self._replaced_bytes = self._refused = 0
        self._free_bytes = free_bytes(folder)
        if (error := unwritable(folder)) is not None:
            self._refuse(folder, error)

    def add(self, place: Place) -> None:
        """Take a file of the plan."""
        self._call.check()
        there = os.path.lexists(place.path)
        refused = self._refuses(place) if there else self._never(place)
        replaced = place.path.stat().st_size if there and not refused else None
        self._count += 1
        self._bytes += place.bytes
        if replaced is not None:
            self._replaced += 1
            self._replaced_bytes += replaced
        if len(self._files) < MOST_LISTED:
            self._files.append(
                PlannedFile.model_validate(
                    {
                        "path": path_text(place.path),
                        "format": place.format,
                        "rows": place.rows,
                        "bytes": place.bytes,
                        "replaced_bytes": replaced,
                        "refused": refused,
                    }
                )
            )

    def plan(self, rows: int) -> ExportPlan:
        return ExportPlan(
            files=self._files,
            file_count=self._count,
            rows=rows,
            bytes=self._bytes,
            replaced=self._replaced,
            replaced_bytes=self._replaced_bytes,
            refused=self._refused,
            refusals=self._refusals,
            free_bytes=self._free_bytes,
        )

    def _refuses(self, place: Place) -> bool:
        try:
            self._border.check(place.path, place.is_earlier)
        except LinnetError as error:
            self._refuse(place.path, error)
            return True
        return False

    def _never(self, place: Place) -> bool:
        """Tell whether a new file cannot be there; one of a folder stands for the others."""
        if place.path.parent in self._folders:
            return False
        self._folders.add(place.path.parent)
        try:
            self._border.check_never(place.path)
        except LinnetError as error:
            self._refuse(place.path, error)
            return True
        return False

    def _refuse(self, path: Path, error: LinnetError) -> None:
        self._refused += 1
        if len(self._refusals) < _MOST_REFUSALS:
            self._refusals.append(file_error(path_text(path), error))


def together(asked: ExportJob, files: dict[str, Path], rows: int) -> Iterator[Place]:
    """Plan a file of each format."""
    for name, path in files.items():
        yield Place(path, name, rows, _guess(asked, name, rows), is_export)


def apart(asked: ExportJob, formats: Sequence[str], folder: Path) -> Iterator[Place]:
    """Plan a file of each format for each recording."""
    layout = Layout(asked.source.paths())
    sizes = {name: _rates(asked, name) for name in formats}
    for recording, rows in asked.source.sizes():
        for name in formats:
            path = folder / layout.place(recording.path, FORMATS[name].suffix)
            empty, each = sizes[name]
            yield Place(path, name, rows, round(empty + each * rows), is_export)


def beside(files: dict[str, Path]) -> Iterator[Place]:
    """Plan the files that tell how the rows came about; they are small."""
    for name, path in files.items():
        yield Place(path, name, 0, 0, is_beside)


def _guess(asked: ExportJob, name: str, rows: int) -> int:
    empty, each = _rates(asked, name)
    lines = rows
    if FORMATS[name].of_recordings:
        lines = sum(1 for _ in asked.source.questions.analysed(asked.source.where))
    return round(empty + each * lines)


def _rates(asked: ExportJob, name: str) -> tuple[float, float]:
    """Give the bytes of a file without rows, and of each row, by the first rows."""
    form = FORMATS[name]
    parts = begin_of(form, asked, _SAMPLED)
    lines = sum(len(part.rows) for part in parts)
    if form.of_recordings:
        lines = len({part.recording.recording_id for part in parts})
    quiet = ExportJob(asked.source, asked.columns, asked.style)
    empty = len(content(form, quiet, []))
    return empty, (len(content(form, quiet, parts)) - empty) / max(1, lines)


def free_bytes(folder: Path) -> int | None:
    """Tell how much is free where a folder is or will be; None if nobody knows."""
    try:
        return shutil.disk_usage(_nearest(folder)).free
    except OSError:
        return None


def unwritable(folder: Path) -> StorageFull | None:
    """Say that a folder cannot be written, without trying."""
    place = _nearest(folder)
    effective = os.access in os.supports_effective_ids
    if os.access(place, os.W_OK | os.X_OK, effective_ids=effective):
        return None
    return StorageFull(
        f"The folder {place} cannot be written.",
        hint="Choose a folder that you may write to.",
        path=place,
    )


def _nearest(folder: Path) -> Path:
    """Find the folder itself, or the nearest one above it that is there."""
    return next(each for each in (folder, *folder.parents) if each.exists() or each == each.parent)
