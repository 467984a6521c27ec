"""The interface of all formats: a writer takes rows, recording by recording."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, Protocol

from sidecar.export.csvstyle import PLAIN, CsvStyle
from sidecar.export.earlier import Sample
from sidecar.export.reading import RowSource
from sidecar.export.rows import RecordingRows

Cells = list[Any]


class FormatWriter(Protocol):
    """Writes one file."""

    def write(self, part: RecordingRows) -> None:
        """Take some rows of a recording."""

    def finish(self) -> None:
        """Write the rest and complete the file."""


@dataclass(frozen=True)
class ExportJob:
    """A writer's settings: the source of the rows, further columns of CSV, and its style.

    `empty` hears of each recording, by its path, for which a further column has no value, and
    `heard` of all rows that are written.
    """

    source: RowSource
    columns: tuple[str, ...] = ()
    style: CsvStyle = PLAIN
    empty: Callable[[str, str], None] = lambda column, path: None
    heard: Callable[[RecordingRows], None] = lambda part: None

    @property
    def labels(self) -> bool:
        """Tell whether the rows are annotations."""
        return self.source.select == "annotations"


@dataclass(frozen=True)
class Format:
    """A format: its file over all recordings, and the suffix of a recording's own file.

    A file that a person names ends with one of `endings`. `wrote` tells whether a file with this
    sample is an earlier export. A `silent` format also gets recordings
    without rows. Another program opens a file of an `apart` format beside one recording, so a run
    writes one for each. `cells` reads the text of a table into its cells, and `shown` makes the
    cells of a file that is no text. The lines of some are `of_recordings`, not of rows.
    """

    file_name: str
    suffix: str
    begin: Callable[[BinaryIO, ExportJob], FormatWriter]
    endings: tuple[str, ...]
    wrote: Callable[[Sample], bool]
    silent: bool = False
    apart: bool = False
    cells: Callable[[str, CsvStyle], list[list[str]]] | None = None
    titled: bool = True
    shown: Callable[[ExportJob, Sequence[RecordingRows]], list[list[str]]] | None = None
    of_recordings: bool = False


def quoted_cells(content: str, style: CsvStyle) -> list[list[str]]:
    """Read the cells of a table in a style of CSV."""
    lines = io.StringIO(content.removeprefix("\ufeff"), newline="")
    return list(csv.reader(lines, delimiter=style.separator))


def comma_cells(content: str, style: CsvStyle) -> list[list[str]]:
    """Read the cells of a table that has commas in every style."""
    return quoted_cells(content, PLAIN)


def tab_cells(content: str, style: CsvStyle) -> list[list[str]]:
    """Read the cells of a table with tabs, which knows no quotes."""
    return [line.split("\t") for line in content.removesuffix("\n").split("\n") if line]


def text(file: BinaryIO) -> io.TextIOWrapper:
    """Write text to a file unchanged, in UTF-8."""
    return io.TextIOWrapper(file, "utf-8", newline="")


class TextTable:
    """A table of text: a header, then lines that `cells` makes of each part."""

    def __init__(
        self,
        file: BinaryIO,
        header: Iterable[str],
        cells: Callable[[RecordingRows], Iterable[Cells]] = lambda part: (),
        **dialect: Any,  # noqa: ANN401
    ) -> None:
        self._text = text(file)
        self._table = csv.writer(self._text, lineterminator="\n", **dialect)
        self._cells = cells
        if columns := list(header):
            self._table.writerow(columns)

    def write(self, part: RecordingRows) -> None:
        self.add(self._cells(part))

    def add(self, lines: Iterable[Cells]) -> None:
        self._table.writerows(lines)

    def finish(self) -> None:
        self._text.detach()
