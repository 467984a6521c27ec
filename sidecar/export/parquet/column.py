"""A Parquet column of one row group: gathers values and writes pages, with a dictionary or not."""

from __future__ import annotations

import struct as bits
import zlib
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from sidecar.export.parquet.thrift import I64, Struct, struct, varint

Kind = Literal["text", "int", "float", "time", "utc"]
Numbers = npt.NDArray[Any]

# Parquet's numbers for types, encodings, pages and the one compression that Python has built in.
TYPES: dict[Kind, int] = {"text": 6, "int": 2, "float": 5, "time": 2, "utc": 2}
_PLAIN, _RLE, _BY_DICTIONARY = 0, 3, 8
_DATA_PAGE, _DICTIONARY_PAGE = 0, 2
GZIP = 2
_DTYPES: dict[Kind, str] = {"int": "<i8", "float": "<f8", "time": "<i8", "utc": "<i8"}


@dataclass(frozen=True)
class Column:
    """A column of a file; `many`: nearly all values differ.

    `time` is milliseconds since 1970 by a local clock, `utc` the same in UTC.
    """

    name: str
    kind: Kind
    required: bool = False
    many: bool = False


@dataclass(frozen=True)
class Chosen:
    """Values [n] chosen from a few by their `index` [n]."""

    values: Sequence[Hashable]
    index: npt.NDArray[np.int64]


Values = Sequence[Any] | Chosen | Numbers


class _Codes(dict[Hashable, int]):
    """Numbers values as they first come, from 0; None is -1."""

    def __missing__(self, value: Hashable) -> int:
        code = self[value] = -1 if value is None else len(self) - (None in self)
        return code


class Few:
    """Values of which many are equal: a dictionary, and for each row its entry, -1 for none."""

    def __init__(self, column: Column) -> None:
        self._column = column
        self._codes = _Codes()
        self._rows: list[npt.NDArray[np.int32]] = []

    def add(self, values: Values) -> None:
        chosen = values.values if isinstance(values, Chosen) else values
        coded = np.fromiter(map(self._codes.__getitem__, chosen), np.int32, len(chosen))
        self._rows.append(coded[values.index] if isinstance(values, Chosen) else coded)

    def chunk(self) -> ColumnChunk:
        codes = np.concatenate(self._rows)
        known = codes >= 0
        values = [value for value in self._codes if value is not None]
        if self._column.kind == "text":
            texts = [str(value).encode() for value in values]
            content = b"".join(bits.pack("<I", len(each)) + each for each in texts)
            limits = (min(texts), max(texts)) if texts else None
        else:
            numbers = np.array(values, _DTYPES[self._column.kind])
            content, limits = numbers.tobytes(), _limits(numbers)
        dictionary = _page(_DICTIONARY_PAGE, content, {7: {1: len(values), 2: _PLAIN}})
        body = _levels(self._column, known) + _packed(codes[known], len(values))
        data = _data_page(len(codes), _BY_DICTIONARY, body)
        return ColumnChunk(self._column, len(codes), int((~known).sum()), dictionary, data, limits)


class Many:
    """Numbers of which few are equal, one behind the other; NaN means none."""

    def __init__(self, column: Column) -> None:
        self._column = column
        self._rows: list[Numbers] = []

    def add(self, values: Values) -> None:
        assert not isinstance(values, Chosen)
        self._rows.append(np.asarray(values))

    def chunk(self) -> ColumnChunk:
        values = np.concatenate(self._rows)
        known = np.ones(len(values), np.bool_)
        if values.dtype.kind == "f" and not self._column.required:
            known = ~np.isnan(values)
        numbers = values[known]
        if self._column.kind != "float" and numbers.dtype.kind == "f":
            numbers = np.rint(numbers)
        numbers = numbers.astype(_DTYPES[self._column.kind])
        data = _data_page(len(values), _PLAIN, _levels(self._column, known) + numbers.tobytes())
        nulls = int((~known).sum())
        return ColumnChunk(self._column, len(values), nulls, None, data, _limits(numbers))


@dataclass(frozen=True)
class ParquetPage:
    """Header with compressed content, and the length of both uncompressed."""

    content: bytes
    uncompressed: int


@dataclass(frozen=True)
class ColumnChunk:
    """A column's pages in a row group, and the smallest and largest value."""

    column: Column
    rows: int
    nulls: int
    dictionary: ParquetPage | None
    data: ParquetPage
    limits: tuple[bytes, bytes] | None

    @property
    def pages(self) -> list[ParquetPage]:
        return [page for page in (self.dictionary, self.data) if page]

    def described(self, at: int) -> Struct:
        """Describe the chunk that begins at byte `at` of the file, as ColumnMetaData."""
        behind = at + len(self.dictionary.content) if self.dictionary else at
        least, most = self.limits or (None, None)
        return {
            1: TYPES[self.column.kind],
            2: [_PLAIN, _RLE, *([_BY_DICTIONARY] if self.dictionary else [])],
            3: [self.column.name],
            4: GZIP,
            5: I64(self.rows),
            6: I64(sum(page.uncompressed for page in self.pages)),
            7: I64(sum(len(page.content) for page in self.pages)),
            9: I64(behind),
            11: I64(at) if self.dictionary else None,
            12: {3: I64(self.nulls), 5: most, 6: least},
        }


def _limits(numbers: Numbers) -> tuple[bytes, bytes] | None:
    if not len(numbers):
        return None
    return numbers.min().tobytes(), numbers.max().tobytes()


def _levels(column: Column, known: npt.NDArray[np.bool_]) -> bytes:
    """Tell which rows have a value: bits, in one packed run."""
    if column.required:
        return b""
    if known.all():
        run = varint(len(known) << 1) + b"\x01"
    else:
        run = varint(-(-len(known) // 8) << 1 | 1) + np.packbits(known, bitorder="little").tobytes()
    return bits.pack("<I", len(run)) + run


def _packed(codes: npt.NDArray[np.int32], values: int) -> bytes:
    """Write dictionary entries in whole bytes; compression makes them small again."""
    width = 1 if values <= 1 << 8 else 2 if values <= 1 << 16 else 4
    head = bytes([8 * width])
    if values == 1 or not len(codes):
        return head + (varint(len(codes) << 1) + bytes(width) if len(codes) else b"")
    groups = -(-len(codes) // 8)
    filled = np.zeros(8 * groups, f"<u{width}")
    filled[: len(codes)] = codes
    return head + varint(groups << 1 | 1) + filled.tobytes()


def _data_page(rows: int, encoding: int, body: bytes) -> ParquetPage:
    return _page(_DATA_PAGE, body, {5: {1: rows, 2: encoding, 3: _RLE, 4: _RLE}})


def _page(kind: int, body: bytes, more: Struct) -> ParquetPage:
    packer = zlib.compressobj(1, zlib.DEFLATED, 31)
    packed = packer.compress(body) + packer.flush()
    head = struct({1: kind, 2: len(body), 3: len(packed), **more})
    return ParquetPage(head + packed, len(head) + len(body))
