"""Writes rows to files: one file for all or one per recording; several formats in one reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from sidecar.export.destination import Border
from sidecar.export.formats import FORMATS, is_export
from sidecar.export.names import Layout
from sidecar.export.rows import RecordingRows
from sidecar.export.writer import ExportJob
from sidecar.wholefile import sweep, whole_file

Tell = Callable[[int], None]
"""Takes the number of further rows written; may raise to stop."""


@dataclass(frozen=True)
class WrittenFile:
    path: Path
    format: str
    rows: int
    bytes: int


def export_together(
    asked: ExportJob, files: Mapping[str, Path], border: Border, tell: Tell
) -> list[WrittenFile]:
    """Write a file of each format; each appears whole or not at all."""
    for folder in {path.parent for path in files.values()}:
        sweep(folder)
    silent = any(FORMATS[name].silent for name in files)
    return _write(asked, files, asked.source.parts(silent=silent), border, tell)


def export_apart(
    asked: ExportJob, formats: list[str], folder: Path, border: Border, tell: Tell
) -> Iterator[WrittenFile]:
    """Write a file of each format for each recording, silent ones included."""
    layout = Layout(asked.source.paths())
    swept = None
    parts = asked.source.parts(silent=True)
    for recording, own in groupby(parts, lambda part: part.recording):
        files = {
            name: folder / layout.place(recording.path, FORMATS[name].suffix) for name in formats
        }
        place = files[formats[0]].parent
        if place != swept:
            sweep(place)
            swept = place
        yield from _write(asked, files, own, border, tell)


def _write(
    asked: ExportJob,
    files: Mapping[str, Path],
    parts: Iterator[RecordingRows],
    border: Border,
    tell: Tell,
) -> list[WrittenFile]:
    rows = 0
    for path in files.values():
        border.check(path, is_export)
    with ExitStack() as stack:
        writers = [
            FORMATS[name].begin(stack.enter_context(whole_file(path)), asked)
            for name, path in files.items()
        ]
        for part in parts:
            for writer in writers:
                writer.write(part)
            rows += len(part.rows)
            tell(len(part.rows))
        for writer in writers:
            writer.finish()
    return [WrittenFile(path, name, rows, path.stat().st_size) for name, path in files.items()]
