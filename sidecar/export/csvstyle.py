"""How tables for spreadsheets are written: mark, separator, decimal sign and paths."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, BinaryIO

_MARK = b"\xef\xbb\xbf"


def _same(path: str) -> str:
    return path


@dataclass(frozen=True)
class CsvStyle:
    """A style of CSV; `path` gives the form of a recording's path.

    Without the mark (BOM), some spreadsheets read letters with accents wrongly.
    """

    mark: bool = False
    separator: str = ","
    decimal_comma: bool = False
    path: Callable[[str], str] = _same

    def begin(self, file: BinaryIO) -> None:
        """Write what precedes the table."""
        if self.mark:
            file.write(_MARK)

    def number(self, value: Any) -> Any:  # noqa: ANN401 - a number, or one as text
        """Give a number's cell."""
        if not self.decimal_comma or value is None:
            return value
        return str(value).replace(".", ",")


PLAIN = CsvStyle()
