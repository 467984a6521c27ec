"""Cells of the standards' tables: one line each, safe in a spreadsheet."""

from __future__ import annotations

from functools import lru_cache
from typing import BinaryIO

from sidecar.characters import guarded
from sidecar.export.text import one_line

# Lines that are written at once.
_BLOCK = 4096


@lru_cache(maxsize=8192)  # species, sites and people repeat
def cell(text: str | None) -> str:
    """Write a text as a cell of a table without quotes."""
    return guarded(one_line(text))


@lru_cache(maxsize=8192)
def quoted(text: str | None) -> str:
    """Write a text as a cell of CSV (RFC 4180)."""
    plain = cell(text)
    if '"' in plain:
        return '"' + plain.replace('"', '""') + '"'
    return f'"{plain}"' if "," in plain else plain


@lru_cache(maxsize=8192)
def unquoted(text: str | None) -> str:
    """Write a text for CSV that may hold no quotation marks: commas become semicolons."""
    return cell(text).replace('"', "'").replace(",", ";")


def decimal(value: float | None) -> str:
    """Write a number without a needless fraction or exponent."""
    if value is None:
        return ""
    return f"{value:.7f}".rstrip("0").rstrip(".")


class Lines:
    """Writes lines of text to a file, many at once, and counts them."""

    def __init__(self, file: BinaryIO, header: str = "") -> None:
        self.count = 0
        self._file = file
        self._held: list[str] = []
        if header:
            file.write(f"{header}\n".encode())

    def add(self, lines: list[str]) -> None:
        """Take lines, without their line feeds."""
        self.count += len(lines)
        self._held += lines
        if len(self._held) >= _BLOCK:
            self.flush()

    def flush(self) -> None:
        if self._held:
            self._file.write(("\n".join(self._held) + "\n").encode("utf-8", "replace"))
            self._held = []
