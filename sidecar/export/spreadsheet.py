"""CSV with BirdNET-Analyzer's columns, safe for a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, BinaryIO

from sidecar.catalog.values import Basis
from sidecar.export.rows import ExportedDetection, ExportedLabel, RecordingRows
from sidecar.export.text import inert
from sidecar.export.writer import Cells, ExportJob, Format, TextTable

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


def species_list(analysis: Basis) -> str | None:
    """Say how many species a list named; all their names would fill every row of a table."""
    listed = analysis.settings.get("speciesList")
    return None if listed is None else f"{len(listed)} species"


# More columns of detections, by the names that a request gives.
MORE: dict[str, Callable[[Basis], Any]] = {
    "lat": lambda analysis: analysis.latitude,
    "lon": lambda analysis: analysis.longitude,
    "week": lambda analysis: analysis.week,
    "overlap": lambda analysis: analysis.settings.get("overlap"),
    "sensitivity": lambda analysis: analysis.settings.get("sensitivity"),
    "min_conf": lambda analysis: analysis.settings.get("minConfidence"),
    "species_list": species_list,
    "model": lambda analysis: inert(analysis.model),
}


def probability(confidence: float | None) -> str:
    return "" if confidence is None else f"{confidence:.4f}"


def _begin(file: BinaryIO, asked: ExportJob) -> TextTable:
    if asked.labels:
        return TextTable(file, (*_COLUMNS, *_OF_LABELS), _of_labels)
    more = [MORE[name] for name in asked.columns]
    analyses = asked.source.analyses()

    def with_more(part: RecordingRows) -> list[Cells]:
        cells = _cells(part)
        for line, row in zip(cells, part.rows, strict=True):
            assert isinstance(row, ExportedDetection)
            analysis = analyses(row.analysis_id)
            line += [value(analysis) for value in more]
        return cells

    return TextTable(file, (*_COLUMNS, *asked.columns), with_more if more else _cells)


def _cells(part: RecordingRows) -> list[Cells]:
    path = inert(part.recording.path)
    return [
        [
            round(row.start, 4),
            round(row.end, 4),
            inert(row.species),
            inert(row.common),
            probability(row.confidence),
            path,
        ]
        for row in part.rows
    ]


def _of_labels(part: RecordingRows) -> list[Cells]:
    cells = _cells(part)
    for line, row in zip(cells, part.rows, strict=True):
        assert isinstance(row, ExportedLabel)
        line += [row.verified, inert(row.labeler), inert(row.by_model), row.annotated_at]
        line += [inert(row.comment), row.low_hz, row.high_hz]
    return cells


CSV = Format("linnet.detections.csv", ".csv", _begin, (".csv", ".txt"))
