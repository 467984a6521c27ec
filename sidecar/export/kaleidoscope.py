"""Kaleidoscope's columns: folders, file, offset, duration, best match and its score.

If a channel was analysed by itself, its column follows the file's. Kaleidoscope counts from 0.
"""

from __future__ import annotations

from functools import partial
from pathlib import PurePath, PurePosixPath, PureWindowsPath
from typing import BinaryIO

from sidecar.audio.path import url_path
from sidecar.export.earlier import Sample
from sidecar.export.rows import ExportedDetection, RecordingRows, Row
from sidecar.export.spreadsheet import probability
from sidecar.export.text import inert
from sidecar.export.writer import Cells, ExportJob, Format, TextTable, comma_cells

_COLUMNS = ("INDIR", "FOLDER", "IN FILE", "OFFSET", "DURATION", "TOP1MATCH", "TOP1DIST")
_COLUMNS_APART = (*_COLUMNS[:3], "CHANNEL", *_COLUMNS[3:])


def _cells(part: RecordingRows, *, apart: bool) -> list[Cells]:
    path = _pure(part.recording.path)
    place = [inert(str(path.parent.parent)), inert(path.parent.name), inert(path.name)]
    return [
        [
            *place,
            *([_channel(row)] if apart else []),
            round(row.start, 4),
            round(row.end - row.start, 4),
            inert(row.common or row.species),
            probability(row.confidence),
        ]
        for row in part.rows
    ]


def _channel(row: Row) -> int | str:
    channel = row.channel if isinstance(row, ExportedDetection) else None
    return "" if channel is None else channel - 1


def _pure(text: str) -> PurePath:
    """Read a path of either system: a catalog may have come from another computer."""
    if text.startswith("file://"):
        return PurePosixPath(str(url_path(text)).encode(errors="replace").decode())
    return PureWindowsPath(text) if "\\" in text else PurePosixPath(text)


def _begin(file: BinaryIO, asked: ExportJob) -> TextTable:
    apart = asked.source.apart()
    columns = _COLUMNS_APART if apart else _COLUMNS
    return TextTable(file, columns, partial(_cells, apart=apart))


def _wrote(found: Sample) -> bool:
    """Tell our table from Kaleidoscope's own, which has more columns."""
    return found.titles in (",".join(_COLUMNS), ",".join(_COLUMNS_APART))


KALEIDOSCOPE = Format(
    "linnet.kaleidoscope.csv",
    ".kaleidoscope.csv",
    _begin,
    (".csv", ".txt"),
    _wrote,
    cells=comma_cells,
)
