"""Recognises an earlier export: only such a file may be replaced without being asked."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import NamedTuple

from sidecar.errors import UnsupportedFormat
from sidecar.regular import open_regular

# Enough for the header of a table with a column for each of 15,000 species.
_HEAD, _TAIL = 1 << 20, 1 << 16


class Sample(NamedTuple):
    """The first and last bytes of a file."""

    head: bytes
    tail: bytes

    @property
    def titles(self) -> str:
        """Give the first line as text, without its mark."""
        line, _, _ = self.head.partition(b"\n")
        return line.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")

    def begins(self, titles: tuple[str, ...], separators: str = ",;\t") -> bool:
        """Tell whether the first line begins with these titles, between any of `separators`."""
        for each in separators:
            line = each.join(titles)
            if self.titles == line or self.titles.startswith(line + each):
                return True
        return False

    def matches(self, begin: re.Pattern[bytes]) -> bool:
        """Tell whether the first bytes match."""
        return begin.match(self.head) is not None


def sample(path: Path) -> Sample | None:
    """Read what tells the kind of a file; None if it is not a regular file."""
    try:
        file = open_regular(path)
    except (OSError, UnsupportedFormat):
        return None
    with file:
        head = file.read(_HEAD)
        file.seek(max(0, os.fstat(file.fileno()).st_size - _TAIL))
        return Sample(head, file.read(_TAIL))
