"""Writes a Parquet file as its rows come: row groups of bounded size, then the footer.

The format is Apache's (github.com/apache/parquet-format): version 1 data pages, dictionaries,
GZIP. A library for it would weigh a quarter of the whole program.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from sidecar.export.parquet.column import TYPES, Column, Few, Many, Values
from sidecar.export.parquet.thrift import I64, Struct, struct

MAGIC = b"PAR1"
_ROW_GROUP = 1 << 17
_REQUIRED, _OPTIONAL = 0, 1
_UTF8 = 0


class ParquetFile:
    """Writes columns of equal length, some rows at a time."""

    def __init__(self, file: BinaryIO, columns: Sequence[Column], made_by: str) -> None:
        self._file = file
        self._columns = columns
        self._made_by = made_by
        self._groups: list[Struct] = []
        self._rows = 0
        self._at = 0
        self._begin_group()
        self._put(MAGIC)

    def _begin_group(self) -> None:
        self._open = [Many(each) if each.many else Few(each) for each in self._columns]
        self._held = 0

    def _put(self, content: bytes) -> None:
        self._file.write(content)
        self._at += len(content)

    def add(self, values: Sequence[Values], rows: int) -> None:
        """Take more rows: values of each column in order."""
        for column, each in zip(self._open, values, strict=True):
            column.add(each)
        self._held += rows
        if self._held >= _ROW_GROUP:
            self._end_group()

    def _end_group(self) -> None:
        began, described, uncompressed = self._at, [], 0
        for column in self._open:
            chunk = column.chunk()
            described.append({2: I64(self._at), 3: chunk.described(self._at)})
            for page in chunk.pages:
                self._put(page.content)
                uncompressed += page.uncompressed
        self._groups.append(
            {
                1: described,
                2: I64(uncompressed),
                3: I64(self._held),
                5: I64(began),
                6: I64(self._at - began),
            }
        )
        self._rows += self._held
        self._begin_group()

    def finish(self) -> None:
        """Write the last rows, and the footer that makes the file readable."""
        if self._held:
            self._end_group()
        footer = struct(
            {
                1: 1,
                2: [{4: "schema", 5: len(self._columns)}, *map(_described, self._columns)],
                3: I64(self._rows),
                4: self._groups,
                6: self._made_by,
                7: [{1: {}} for _ in self._columns],
            }
        )
        self._put(footer + len(footer).to_bytes(4, "little") + MAGIC)


def _described(column: Column) -> Struct:
    """Describe a column as SchemaElement; texts and times also say what their bytes mean."""
    times = {kind: {8: {1: kind == "utc", 2: {1: {}}}} for kind in ("time", "utc")}
    logical: dict[str, Struct] = {"text": {1: {}}, **times}
    return {
        1: TYPES[column.kind],
        3: _REQUIRED if column.required else _OPTIONAL,
        4: column.name,
        6: _UTF8 if column.kind == "text" else None,
        10: logical.get(column.kind),
    }
