"""Raven selection tables.

Raven opens the files of a table as one page, in the order of their paths. Begin and End Time run
on over all recordings, silent ones included; File Offset is the time within each, and Survey Time
the moment in UTC, empty where the offset from UTC is unknown. Selections are numbered after the
filter. Labels are written unchanged: Raven runs no formulas, and an imported label must equal the
exported one.
"""

from __future__ import annotations

import csv
from typing import BinaryIO

from sidecar.audio.decode import open_recording
from sidecar.audio.path import path_text
from sidecar.catalog.values import Recorded
from sidecar.export.clock import heard_at_utc
from sidecar.export.earlier import Sample
from sidecar.export.names import file_name
from sidecar.export.rows import ExportedLabel, RecordingRows, Row
from sidecar.export.spreadsheet import probability
from sidecar.export.text import one_line
from sidecar.export.writer import Cells, ExportJob, Format, TextTable, tab_cells

_COLUMNS = (
    "Selection",
    "View",
    "Channel",
    "Begin Time (s)",
    "End Time (s)",
    "Low Freq (Hz)",
    "High Freq (Hz)",
    "Common Name",
    "Scientific Name",
    "Species Code",
    "Confidence",
    "Begin Path",
    "File Offset (s)",
)
_OF_SURVEYS = ("Begin File", "Survey Time (UTC)")
_OF_LABELS = ("Verified", "Labeler", "Model", "Comment")

# Raven needs a frequency range for every selection; birds sing below this one's upper limit.
_LOW_HZ, _HIGH_HZ = 0, 15_000


def undrawn(rate_hz: int | None) -> tuple[int, int]:
    """Give the frequencies of a selection without drawn ones."""
    return _LOW_HZ, min(_HIGH_HZ, (rate_hz or 2 * _HIGH_HZ) // 2)


class _Timeline:
    """Knows where in Raven's page each recording begins."""

    def __init__(self, asked: ExportJob) -> None:
        self._labels = asked.labels
        self._source = asked.source
        self._recording: Recorded | None = None
        self._begins = 0.0
        self._written = 0

    def cells(self, part: RecordingRows) -> list[Cells]:
        recording = part.recording
        if self._recording is None:
            self._recording = recording
        elif recording.recording_id != self._recording.recording_id:
            self._begins += self._duration(self._recording)
            self._recording = recording
        path = one_line(path_text(self._source.place(recording.path)))
        name = one_line(file_name(recording.path))
        first = self._written + 1
        self._written += len(part.rows)
        return [
            self._line(number, row, recording, (path, name))
            for number, row in enumerate(part.rows, first)
        ]

    def _duration(self, recording: Recorded) -> float:
        """Give a recording's length; the app's own recordings may lack it, but the file knows."""
        if recording.duration_s is not None:
            return recording.duration_s
        with open_recording(self._source.place(recording.path)) as audio:
            return audio.facts.duration_s

    def _channel(self, row: Row) -> int:
        """Give the channel that was analysed; the mean of all channels is shown at the first."""
        if isinstance(row, ExportedLabel):
            return 1
        return row.channel or 1

    def _line(self, number: int, row: Row, recording: Recorded, file: tuple[str, str]) -> Cells:
        path, name = file
        low_hz: float
        high_hz: float
        low_hz, high_hz = undrawn(recording.rate_hz)
        more: Cells = []
        if isinstance(row, ExportedLabel):
            low_hz = low_hz if row.low_hz is None else row.low_hz
            high_hz = high_hz if row.high_hz is None else row.high_hz
            more = [row.verified, one_line(row.labeler), one_line(row.by_model)]
            more.append(one_line(row.comment))
        return [
            number,
            "Spectrogram 1",
            self._channel(row),
            f"{self._begins + row.start:.4f}",
            f"{self._begins + row.end:.4f}",
            low_hz,
            high_hz,
            one_line(row.common),
            one_line(row.species),
            "",  # only eBird gives species codes
            probability(row.confidence),
            path,
            f"{row.start:.4f}",
            name,
            heard_at_utc(recording, row.start) or "",
            *more,
        ]


def _begin(file: BinaryIO, asked: ExportJob) -> TextTable:
    columns = (*_COLUMNS, *_OF_SURVEYS, *(_OF_LABELS if asked.labels else ()))
    return TextTable(
        file,
        columns,
        _Timeline(asked).cells,
        delimiter="\t",
        quoting=csv.QUOTE_NONE,
        quotechar=None,
        escapechar=None,
    )


def _wrote(found: Sample) -> bool:
    """Tell our table, also an earlier Linnet's, from Raven's own with a person's columns."""
    rest = found.titles.split("\t")[len(_COLUMNS) :]
    ours = ([*surveys, *labels] for surveys in ((), _OF_SURVEYS) for labels in ((), _OF_LABELS))
    return found.begins(_COLUMNS, "\t") and rest in ours


RAVEN = Format(
    "linnet.selection.table.txt",
    ".selection.table.txt",
    _begin,
    (".txt", ".tsv"),
    _wrote,
    silent=True,
    cells=tab_cells,
)
