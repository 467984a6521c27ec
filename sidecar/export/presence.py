"""The paper's table: the species of each recording, and the most probable of them.

Rows are recordings, silent ones included, and columns are species. A cell is the highest
probability of any window (empty: below the threshold), the last column the most probable species.
"""

from __future__ import annotations

import csv
import re
from typing import BinaryIO

from sidecar.catalog.values import Recorded
from sidecar.export.earlier import Sample
from sidecar.export.rows import RecordingRows
from sidecar.export.text import inert
from sidecar.export.writer import ExportJob, Format, quoted_cells, text

_FIRST, _LAST = "File", "Most probable species"


class _Presence:
    def __init__(self, file: BinaryIO, asked: ExportJob) -> None:
        self._species = asked.source.species()
        self._style = asked.style
        self._style.begin(file)
        self._text = text(file)
        separator = self._style.separator
        self._table = csv.writer(self._text, lineterminator="\n", delimiter=separator)
        self._table.writerow((_FIRST, *map(inert, self._species), _LAST))
        self._recording: Recorded | None = None
        self._highest: dict[str, float] = {}

    def write(self, part: RecordingRows) -> None:
        if self._recording and part.recording.recording_id != self._recording.recording_id:
            self._line(self._recording)
        self._recording = part.recording
        for row in part.rows:
            if row.species is not None and row.confidence is not None:
                known = self._highest.get(row.species, 0.0)
                self._highest[row.species] = max(known, row.confidence)

    def _line(self, recording: Recorded) -> None:
        highest, number = self._highest, self._style.number
        found = (f"{highest[name]:.4f}" if name in highest else "" for name in self._species)
        cells = map(number, found)
        path = inert(self._style.path(recording.path))
        top = max(highest, key=lambda name: highest[name], default="")
        self._table.writerow((path, *cells, inert(top)))
        self._highest = {}

    def finish(self) -> None:
        if self._recording:
            self._line(self._recording)
        self._text.detach()


def _begin(file: BinaryIO, asked: ExportJob) -> _Presence:
    return _Presence(file, asked)


def _wrote(found: Sample) -> bool:
    first, last = re.escape(_FIRST), re.escape(_LAST)
    return re.fullmatch(rf"{first}([,;\t])(.*\1)?{last}", found.titles) is not None


TABLE = Format(
    "linnet.table.csv",
    ".table.csv",
    _begin,
    (".csv", ".txt"),
    _wrote,
    silent=True,
    cells=quoted_cells,
    of_recordings=True,
)
