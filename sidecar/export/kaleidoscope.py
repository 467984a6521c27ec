"""Kaleidoscope's columns: folders, file, offset, duration, best match and its score."""

from __future__ import annotations

from pathlib import PurePath, PurePosixPath, PureWindowsPath
from typing import BinaryIO

from sidecar.audio.path import text_path
from sidecar.export.rows import RecordingRows
from sidecar.export.spreadsheet import probability
from sidecar.export.text import inert
from sidecar.export.writer import Cells, ExportJob, Format, TextTable

_COLUMNS = ("INDIR", "FOLDER", "IN FILE", "OFFSET", "DURATION", "TOP1MATCH", "TOP1DIST")


def _cells(part: RecordingRows) -> list[Cells]:
    path = _pure(part.recording.path)
    place = [inert(str(path.parent.parent)), inert(path.parent.name), inert(path.name)]
    return [
        [
            *place,
            round(row.start, 4),
            round(row.end - row.start, 4),
            inert(row.common or row.species),
            probability(row.confidence),
        ]
        for row in part.rows
    ]


def _pure(text: str) -> PurePath:
    """Read a path of either system: a catalog may have come from another computer."""
    if text.startswith("file://"):
        return PurePosixPath(str(text_path(text)).encode(errors="replace").decode())
    return PureWindowsPath(text) if "\\" in text else PurePosixPath(text)


def _begin(file: BinaryIO, asked: ExportJob) -> TextTable:
    return TextTable(file, _COLUMNS, _cells)


KALEIDOSCOPE = Format(
    "linnet.kaleidoscope.csv",
    ".kaleidoscope.csv",
    _begin,
    (".csv", ".txt"),
    lambda found: found.titles == ",".join(_COLUMNS),
)
