"""Writes rows to files: one file for all or one per recording; several formats in one reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from sidecar.export.destination import Border
from sidecar.export.formats import FORMATS, is_export
from sidecar.export.names import Layout
from sidecar.export.rows import RecordingRows
from sidecar.export.writer import ExportJob
from sidecar.wholefile import WholeFiles, sweep

Tell = Callable[[int], None]
"""Takes the number of further rows written; may raise to stop."""


@dataclass(frozen=True)
class WrittenFile:
    path: Path
    format: str
    rows: int
    bytes: int


def export_together(
    asked: ExportJob, files: Mapping[str, Path], border: Border, tell: Tell, made: WholeFiles
) -> list[WrittenFile]:
    """Write a file of each format; `made` lets all appear, or none."""
    for folder in {path.parent for path in files.values()}:
        sweep(folder)
    silent = any(FORMATS[name].silent for name in files)
    return _write(asked, files, asked.source.parts(silent=silent), border, tell, made)


def export_apart(
    asked: ExportJob,
    formats: Sequence[str],
    folder: Path,
    border: Border,
    tell: Tell,
    made: WholeFiles,
) -> Iterator[WrittenFile]:
    """Write a file of each format for each recording, silent ones included."""
    swept = None
    for files, own in files_apart(asked, formats, folder):
        place = files[formats[0]].parent
        if place != swept:
            sweep(place)
            swept = place
        yield from _write(asked, files, own, border, tell, made)


def files_apart(
    asked: ExportJob, formats: Sequence[str], folder: Path
) -> Iterator[tuple[dict[str, Path], Iterator[RecordingRows]]]:
    """Name the files of each recording, with its rows."""
    layout = Layout(asked.source.paths())
    parts = asked.source.parts(silent=True)
    for recording, own in groupby(parts, lambda part: part.recording):
        files = {
            name: folder / layout.place(recording.path, FORMATS[name].suffix) for name in formats
        }
        yield files, own


def _write(
    asked: ExportJob,
    files: Mapping[str, Path],
    parts: Iterator[RecordingRows],
    border: Border,
    tell: Tell,
    made: WholeFiles,
) -> list[WrittenFile]:
    rows, sizes = 0, dict[str, int]()
    for path in files.values():
        border.check(path, is_export)
    with ExitStack() as stack:
        opened = {name: stack.enter_context(made.file(path)) for name, path in files.items()}
        writers = {name: FORMATS[name].begin(file, asked) for name, file in opened.items()}
        for part in parts:
            for writer in writers.values():
                writer.write(part)
            asked.heard(part)
            rows += len(part.rows)
            tell(len(part.rows))
        for name, writer in writers.items():
            writer.finish()
            sizes[name] = opened[name].tell()
    return [WrittenFile(path, name, rows, sizes[name]) for name, path in files.items()]
