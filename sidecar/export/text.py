"""Text in the cells of tables."""

from __future__ import annotations

from functools import lru_cache

# A cell that begins with one of these is a formula to a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t")
# Some spreadsheets look past what does not show.
_UNSEEN = " \n\ufeff\u200b\u00a0"

_BREAKS = {ord(each): " " for each in "\t\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"} | {0: None}


@lru_cache(maxsize=4096)  # species and files come again and again
def inert(value: str | None) -> str:
    """Keep a spreadsheet from reading a text as a formula: an apostrophe before it."""
    # A carriage return alone ends a line to many readers, but is not put between quotes.
    text = (value or "").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return f"'{text}" if text.lstrip(_UNSEEN).startswith(_FORMULA) else text


@lru_cache(maxsize=4096)
def one_line(value: str | None) -> str:
    """Keep a text in its cell of a table that knows no quotes: tabs and line ends become spaces."""
    return (value or "").translate(_BREAKS)
