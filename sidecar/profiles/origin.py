"""Where the value of a setting comes from."""

from __future__ import annotations

from typing import Literal, NamedTuple

Source = Literal["default", "profile", "file", "variable", "flag"]


class Origin(NamedTuple):
    """What gave a setting its value, and where."""

    source: Source
    place: str
