"""Reads a recording's survey, site and recorder from its folders, from the end of the path."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from sidecar.audio.pattern import fields, pieces, refused
from sidecar.characters import composed
from sidecar.errors import InvalidParams

NAMES = ("survey", "site", "recorder")

_HINT = "Examples: {survey}/{site}/{recorder}/* or {site}_{recorder}/*.wav."


@dataclass(frozen=True)
class Folders:
    """The names read from a path, with composed letters; None where the pattern has no name."""

    survey: str | None = None
    site: str | None = None
    recorder: str | None = None


class Pattern:
    """A pattern of folders and, last, of the file's name.

    `{survey}`, `{site}` and `{recorder}` match one name each, `*` matches any text within one
    folder's name, and all other text matches itself. Raises InvalidParams for
    the field `pattern`.
    """

    def __init__(self, text: str) -> None:
        parts = [part for part in re.split(r"[/\\]", text) if part]
        _check(text, parts)
        self._regex = re.compile("(?:.*/)?" + "/".join(map(_expression, parts)), re.DOTALL)

    def read(self, path: Path) -> Folders | None:
        """Read a recording's path; None where it does not fit."""
        match = self._regex.fullmatch(path.as_posix())
        if match is None:
            return None
        return Folders(**{field: composed(name) for field, name in match.groupdict().items()})


def _check(text: str, parts: list[str]) -> None:
    if not fields(text, NAMES, _HINT):
        raise _wrong("The pattern has no {survey}, {site} or {recorder}.")
    if re.search(r"\}\*?\{|\*\*", text):
        raise _wrong("Put some text between two names of the pattern, and between two *.")
    if re.fullmatch(r"\{\w*\}", parts[-1]):
        raise _wrong("The last part of the pattern must match the file's name.")


def _expression(part: str) -> str:
    return "".join(map(_piece, pieces(part)))


def _piece(piece: str) -> str:
    if piece == "*":
        return "[^/]*"
    # The shortest name that fits: {site}_* reads A from A_1_2.wav.
    return f"(?P<{piece[1:-1]}>[^/]+?)" if piece.startswith("{") else re.escape(piece)


def _wrong(message: str) -> InvalidParams:
    return refused(message, _HINT)
