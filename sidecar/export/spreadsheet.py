"""CSV with BirdNET-Analyzer's columns, safe for a spreadsheet."""

from __future__ import annotations

from typing import Any, BinaryIO

from sidecar.export.columns import (
    CHANNEL,
    OF_ANALYSES,
    OF_DECISIONS,
    PROBABILITY,
    lacking,
    values,
)
from sidecar.export.csvstyle import CsvStyle
from sidecar.export.minutes import wrote as wrote_minutes
from sidecar.export.rows import ExportedLabel, RecordingRows
from sidecar.export.text import inert
from sidecar.export.writer import Cells, ExportJob, Format, TextTable, quoted_cells

_COLUMNS = ("Start (s)", "End (s)", "Scientific name", "Common name", "Confidence", "File")
_OF_LABELS = (
    "Verified",
    "Labeler",
    "Model",
    "Annotated at",
    "Comment",
    "Low Freq (Hz)",
    "High Freq (Hz)",
)


def probability(confidence: float | None) -> str:
    return "" if confidence is None else f"{confidence:.4f}"


def _begin(file: BinaryIO, asked: ExportJob) -> TextTable:
    style, labels = asked.style, asked.labels
    taken = OF_DECISIONS if labels else ()
    columns = asked.columns
    if CHANNEL not in columns and asked.source.apart():
        columns = (*columns, CHANNEL)
    names = tuple(name for name in columns if name not in (*taken, *without(asked)))
    more = values(names, asked.source)

    def cells(part: RecordingRows) -> list[Cells]:
        lines = _cells(part, style)
        if labels:
            _add_label(lines, part, style)
        if more:
            for line, row in zip(lines, part.rows, strict=True):
                found = [value(part.recording, row) for value in more]
                line += [_numbered(each, style) for each in found]
                for name in lacking(names, found):
                    asked.empty(name, part.recording.path)
        return lines

    style.begin(file)
    header = (*_COLUMNS, *(_OF_LABELS if labels else ()), *names)
    return TextTable(file, header, cells, delimiter=style.separator)


def without(asked: ExportJob) -> list[str]:
    """List the columns of a job that its rows do not have."""
    of_detections = (*OF_ANALYSES, CHANNEL, PROBABILITY)
    return [name for name in asked.columns if asked.labels and name in of_detections]


def _cells(part: RecordingRows, style: CsvStyle) -> list[Cells]:
    path, number = inert(style.path(part.recording.path)), style.number
    return [
        [
            number(round(row.start, 4)),
            number(round(row.end, 4)),
            inert(row.species),
            inert(row.common),
            number(probability(row.confidence)),
            path,
        ]
        for row in part.rows
    ]


def _add_label(lines: list[Cells], part: RecordingRows, style: CsvStyle) -> None:
    for line, row in zip(lines, part.rows, strict=True):
        assert isinstance(row, ExportedLabel)
        line += [row.verified, inert(row.labeler), inert(row.by_model), inert(row.annotated_at)]
        line += [inert(row.comment), style.number(row.low_hz), style.number(row.high_hz)]


def _numbered(value: Any, style: CsvStyle) -> Any:  # noqa: ANN401 - text or number
    return style.number(value) if isinstance(value, float) else value


CSV = Format(
    "linnet.detections.csv",
    ".csv",
    _begin,
    (".csv", ".txt"),
    lambda found: found.begins(_COLUMNS) or wrote_minutes(found),
    cells=quoted_cells,
)
