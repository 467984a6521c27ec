"""Shows Parquet's columns as lines of text: what a program would read from the file."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import numpy as np

from sidecar.export.parquet.column import Chosen, Column, Values

_EPOCH = datetime(1970, 1, 1)


class ShownColumns:
    """Takes columns as `ParquetFile` does, and makes lines of them; the titles come first."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._columns = columns
        self.lines: list[list[str]] = [[each.name for each in columns]]

    def add(self, values: Sequence[Values], rows: int) -> None:
        """Take more rows: values of each column in order."""
        pairs = zip(self._columns, values, strict=True)
        cells = [[_text(column, value) for value in _spread(each)] for column, each in pairs]
        self.lines += [list(line) for line in zip(*cells, strict=True)]

    def finish(self) -> None:
        """Do nothing: lines need no end."""


def _spread(values: Values) -> Sequence[Any]:
    if isinstance(values, Chosen):
        return [values.values[each] for each in values.index.tolist()]
    return values.tolist() if isinstance(values, np.ndarray) else values


def _text(column: Column, value: Any) -> str:  # noqa: ANN401 - text or number
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if column.kind in ("time", "utc"):
        moment = (_EPOCH + timedelta(milliseconds=round(value))).isoformat(timespec="milliseconds")
        return moment + ("Z" if column.kind == "utc" else "")
    return repr(float(value)) if column.kind == "float" else str(value)
