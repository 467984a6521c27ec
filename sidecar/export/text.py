"""Makes text safe for the cells of tables."""

from __future__ import annotations

from functools import lru_cache

from sidecar.characters import coded, guarded

_BREAKS = {ord(each): " " for each in "\t\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"}


@lru_cache(maxsize=4096)  # species and files repeat
def inert(value: str | None) -> str:
    """Make a text safe for a spreadsheet; `labels` reads it back as it was.

    An apostrophe stands before what would be a formula, and codes for control characters.
    """
    # For many readers a lone carriage return ends a line, but the writer does not quote it.
    text = (value or "").replace("\r\n", "\n").replace("\r", "\n")
    return guarded(coded(text))


@lru_cache(maxsize=4096)
def one_line(value: str | None) -> str:
    """Keep a text in its cell of a table without quotes: tabs and line ends become spaces."""
    return coded((value or "").translate(_BREAKS))
