"""Proposes time zones for coordinates, from a small table of the Earth (`build/timezones.py`).

A cell of the table is 1/20 degree wide and lists each zone in it, most area first. So a place near
a border has several zones, and a place on the open sea has none.
"""

from __future__ import annotations

import json
import lzma
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from pathlib import Path

_TABLE = Path(__file__).with_name("timezones.xz")


@dataclass(frozen=True)
class _Table:
    """Zones by cell: `rows` from north to south, each of runs from west to east."""

    source: str
    cells_per_degree: int
    zones: list[str]
    sets: list[list[int]]
    rows: list[bytes]

    def at(self, row: int, column: int) -> tuple[str, ...]:
        numbers = iter(_numbers(self.rows[row]))
        east = 0
        for length, chosen in zip(numbers, numbers, strict=True):
            east += length
            if column < east:
                return tuple(self.zones[each] for each in self.sets[chosen])
        raise AssertionError("a row of cells goes around the Earth")


@lru_cache(maxsize=256)  # all recordings of a site have one place
def proposed(latitude: float, longitude: float) -> tuple[str, ...]:
    """List the IANA names of the time zones at a place, the likeliest first."""
    table = _table()
    row = int((90 - latitude) * table.cells_per_degree)
    column = int((180 + longitude) * table.cells_per_degree)
    # The south pole and the 180th meridian lie on the ends of the last cells.
    row = min(row, 180 * table.cells_per_degree - 1)
    return table.at(row, min(column, 360 * table.cells_per_degree - 1))


def source() -> str:
    """Name the map that the table was made from, and its licence."""
    return _table().source


@cache
def _table() -> _Table:
    content = lzma.decompress(_TABLE.read_bytes())
    text, _, rest = content.partition(b"\n")
    told = json.loads(text)
    ends = list(accumulate(told["rows"]))
    rows = [rest[begin:end] for begin, end in zip([0, *ends], ends, strict=False)]
    return _Table(told["source"], told["cellsPerDegree"], told["zones"], told["sets"], rows)


def _numbers(content: bytes) -> list[int]:
    """Read numbers of seven bits a byte, the lowest first."""
    found, number, shift = [], 0, 0
    for byte in content:
        number |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            found.append(number)
            number = shift = 0
    return found
