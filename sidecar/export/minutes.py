"""Tables of minutes: CSV, Parquet, JSON and NDJSON, with the names and values of `query`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, BinaryIO, Protocol

import numpy as np
from pydantic_core import to_json

from sidecar import __version__
from sidecar.catalog.interface import Questions
from sidecar.catalog.values import Question, Where
from sidecar.export.csvstyle import CsvStyle
from sidecar.export.earlier import Sample
from sidecar.export.parquet.column import Column, Kind
from sidecar.export.parquet.file import ParquetFile
from sidecar.export.text import inert
from sidecar.export.writer import TextTable

Rows = Sequence[tuple[Any, ...]]

# Rows that are held at once.
_BLOCK = 8192

_TEXTS = ("path", "utcOffset", "site", "survey", "recorder", "lacks", "sun")
_WHOLE = ("recordingId", "minute", "deploymentId", "siteId", "sampleRate", "minuteId")
_BEFORE = ("path", "recordedAt", "recordingId", "minute", "seconds", "startsAt", "startsAtUtc")
_PLACED = ("utcOffset", "deploymentId", "siteId", "site", "survey", "recorder", "sampleRate")
_MEASURED = ("clipping", "silence", "offset", "level", "peak", "alike", "rain", "wind")
_INDICES = ("aci", "ndsi", "bi", "hf", "ht", "h", "adi", "aei", "lacks")
_SKY = ("hoursFromSunrise", "hoursFromSunset", "sun", "moonIlluminated", "minuteId")
_SPL = "spl"

COLUMNS = (*_BEFORE, *_PLACED, *_MEASURED, *_INDICES, *_SKY, _SPL)

_KINDS: Mapping[str, Kind] = {
    **dict.fromkeys((*_TEXTS, "recordedAt"), "text"),
    **dict.fromkeys(_WHOLE, "int"),
    "startsAt": "time",
    "startsAtUtc": "utc",
}


@dataclass(frozen=True)
class MinuteSource:
    """The minutes that pass a query's `where`, recording by recording.

    `full_scale` is the sound pressure level of full scale in dB; None where nobody knows it.
    """

    questions: Questions
    where: Where
    full_scale: float | None = None

    def blocks(self) -> Iterator[Rows]:
        """Read all rows, some at a time: values in the order of COLUMNS."""
        asked = Question("minutes", self.where, ["path", "recordingId", "minute"])
        read = [name for name in COLUMNS if name != _SPL]
        level = read.index("level")
        found = self.questions.rows(asked, read)
        while block := list(islice(found, _BLOCK)):
            yield [(*row, self._pressure(row[level])) for row in block]

    def _pressure(self, level: object) -> float | None:
        if self.full_scale is None or not isinstance(level, float):
            return None
        return round(level + self.full_scale, 2)

    def count(self) -> int:
        asked = Question("minutes", self.where)
        return self.questions.page(asked, limit=1, exact=True, fields=["minuteId"]).total


class MinuteWriter(Protocol):
    """Writes one file of minutes."""

    def add(self, rows: Rows) -> None: ...

    def finish(self) -> None: ...


class _Csv:
    def __init__(self, file: BinaryIO, style: CsvStyle) -> None:
        style.begin(file)
        self._style = style
        self._table = TextTable(file, COLUMNS, delimiter=style.separator)

    def add(self, rows: Rows) -> None:
        self._table.add(list(map(self._cells, rows)))

    def _cells(self, row: tuple[Any, ...]) -> list[Any]:
        path, *others = row
        cells = [inert(self._style.path(path))]
        for value in others:
            cells.append(inert(value) if isinstance(value, str) else self._style.number(value))
        return cells

    def finish(self) -> None:
        self._table.finish()


class _Json:
    """Objects one after another: between brackets and commas, or a line each."""

    def __init__(self, file: BinaryIO, *, array: bool) -> None:
        self._file = file
        self._array = array
        self._before = b"[\n" if array else b""

    def add(self, rows: Rows) -> None:
        for row in rows:
            self._file.write(self._before + to_json(dict(zip(COLUMNS, row, strict=True))))
            self._before = b",\n" if self._array else b"\n"

    def finish(self) -> None:
        if self._array:
            self._file.write(b"[]\n" if self._before == b"[\n" else b"\n]\n")
        elif self._before:
            self._file.write(b"\n")


class _Parquet:
    def __init__(self, file: BinaryIO) -> None:
        columns = [Column(name, kind, many=kind not in _FEW) for name, kind in _columns()]
        self._file = ParquetFile(file, columns, f"Linnet version {__version__}")

    def add(self, rows: Rows) -> None:
        values = [
            each if kind in _FEW else _numbers(each, kind)
            for (_, kind), each in zip(_columns(), zip(*rows, strict=True), strict=True)
        ]
        self._file.add(values, len(rows))

    def finish(self) -> None:
        self._file.finish()


# Kinds of which many values are equal.
_FEW: tuple[Kind, ...] = ("text", "int")


def _columns() -> list[tuple[str, Kind]]:
    return [(name, _KINDS.get(name, "float")) for name in COLUMNS]


def _numbers(values: Sequence[Any], kind: Kind) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Give numbers as floats, times in milliseconds since 1970; NaN where there is none."""
    if kind == "float":
        return np.array(values, np.float64)  # None becomes NaN
    moments = ["NaT" if each is None else str(each).removesuffix("Z") for each in values]
    found = np.array(moments, "datetime64[ms]")
    return np.where(np.isnat(found), np.nan, found.astype(np.int64).astype(np.float64))


WRITERS: Mapping[str, Callable[[BinaryIO, CsvStyle], MinuteWriter]] = {
    "csv": _Csv,
    "parquet": lambda file, style: _Parquet(file),
    "json": lambda file, style: _Json(file, array=True),
    "ndjson": lambda file, style: _Json(file, array=False),
}
"""By the name of a format, what writes its file."""


def wrote(found: Sample) -> bool:
    """Tell whether a file with this sample is an earlier table of minutes in CSV."""
    return found.begins(_BEFORE)
