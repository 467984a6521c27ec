"""Makes text safe for the cells of tables."""

from __future__ import annotations

from functools import lru_cache

# A spreadsheet reads a cell that begins with one of these as a formula.
_FORMULA = ("=", "+", "-", "@", "\t")
# Some spreadsheets skip these invisible characters.
_UNSEEN = " \n\ufeff\u200b\u00a0"

_BREAKS = {ord(each): " " for each in "\t\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"} | {0: None}


@lru_cache(maxsize=4096)  # species and files repeat
def inert(value: str | None) -> str:
    """Put an apostrophe before a text that a spreadsheet would read as a formula."""
    # For many readers a lone carriage return ends a line, but the writer does not quote it.
    text = (value or "").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return f"'{text}" if text.lstrip(_UNSEEN).startswith(_FORMULA) else text


@lru_cache(maxsize=4096)
def one_line(value: str | None) -> str:
    """Keep a text in its cell of a table without quotes: tabs and line ends become spaces."""
    return (value or "").translate(_BREAKS)
