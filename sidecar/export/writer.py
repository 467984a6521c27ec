"""What every format is: a writer that is given rows, a recording's after another's."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, BinaryIO, Protocol

from sidecar.export.reading import Source
from sidecar.export.rows import Part

Cells = list[Any]


class Writer(Protocol):
    """Writes one file."""

    def write(self, part: Part) -> None:
        """Take some rows of a recording."""

    def finish(self) -> None:
        """Write what is left, so that the file is whole."""


@dataclass(frozen=True)
class Asked:
    """What a writer has to know beforehand: the rows' source and more columns of CSV."""

    source: Source
    columns: tuple[str, ...] = ()

    @property
    def labels(self) -> bool:
        """Tell annotations from detections."""
        return self.source.select == "annotations"


@dataclass(frozen=True)
class Format:
    """A format's file over all recordings, and what a recording's own file ends in.

    `silent` ones are told of recordings without rows, too.
    """

    file_name: str
    suffix: str
    begin: Callable[[BinaryIO, Asked], Writer]
    silent: bool = False


def text(file: BinaryIO) -> io.TextIOWrapper:
    """Write text to a file as it is, in UTF-8."""
    return io.TextIOWrapper(file, "utf-8", newline="")


class TextTable:
    """A table of text: lines under a header, those of a part's rows by `cells`."""

    def __init__(
        self,
        file: BinaryIO,
        header: Iterable[str],
        cells: Callable[[Part], Iterable[Cells]] = lambda part: (),
        **dialect: Any,  # noqa: ANN401
    ) -> None:
        self._text = text(file)
        self._table = csv.writer(self._text, lineterminator="\n", **dialect)
        self._cells = cells
        if columns := list(header):
            self._table.writerow(columns)

    def write(self, part: Part) -> None:
        self.add(self._cells(part))

    def add(self, lines: Iterable[Cells]) -> None:
        self._table.writerows(lines)

    def finish(self) -> None:
        self._text.detach()
