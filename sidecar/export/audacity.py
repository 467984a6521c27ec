"""Audacity labels: start, end, name, confidence, and the channel if there is one; no header.

A label track belongs to one sound, so times count within each recording. Audacity opens one file
per recording. Labels are written unchanged.
"""

from __future__ import annotations

import csv
import re
from typing import BinaryIO

from sidecar.export.rows import ExportedDetection, RecordingRows, Row
from sidecar.export.text import one_line
from sidecar.export.writer import Cells, ExportJob, Format, TextTable, tab_cells


def _cells(part: RecordingRows) -> list[Cells]:
    return [
        [
            f"{row.start:.4f}",
            f"{row.end:.4f}",
            one_line(row.common or row.species)
            + ("" if row.confidence is None else f" {row.confidence:.2f}")
            + _channel(row),
        ]
        for row in part.rows
    ]


def _channel(row: Row) -> str:
    channel = row.channel if isinstance(row, ExportedDetection) else None
    return "" if channel is None else f" [channel {channel}]"


def _begin(file: BinaryIO, asked: ExportJob) -> TextTable:
    return TextTable(
        file,
        (),
        _cells,
        delimiter="\t",
        quoting=csv.QUOTE_NONE,
        quotechar=None,
        escapechar=None,
    )


# Audacity itself writes times with six decimals.
_LABELS = re.compile(rb"\d+\.\d{4}\t\d+\.\d{4}\t[^\t\r\n]+\n")

AUDACITY = Format(
    "linnet.audacity.txt",
    ".audacity.txt",
    _begin,
    (".txt", ".tsv"),
    lambda found: found.matches(_LABELS),
    apart=True,
    cells=tab_cells,
    titled=False,
)
