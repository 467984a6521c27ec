"""Makes names of files and folders that every system allows."""

from __future__ import annotations

import functools
import hashlib
import itertools
import os
import re
from collections.abc import Iterable
from pathlib import Path

from sidecar.audio.path import url_path

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)

# Systems allow 255 bytes; prefix and suffix need some of them.
_LONGEST = 150


def safe_name(text: str) -> str:
    """Turn a text into the name of one file or folder, on Windows too.

    A changed name ends in a digest of the text, so that two texts never get one name.
    """
    name = _FORBIDDEN.sub("_", text).strip(" ").rstrip(" .")
    name = name.encode("utf-8", "replace")[:_LONGEST].decode("utf-8", "ignore").rstrip(" .")
    if not name or _DEVICES.fullmatch(name) or name.startswith("."):
        name = f"_{name}"
    if name != text:
        name += "~" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:6]
    return name


class Layout:
    """Places files in folders that follow the recordings' own."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._common: list[str] | None = None
        for path in paths:
            folder = _parts(path)[:-1]
            self._common = folder if self._common is None else _shared(self._common, folder)
        self._given: set[str] = set()

    def place(self, path: str, suffix: str) -> Path:
        """Find a place for a recording's file; each place is used once.

        The recording's whole name is part of the file's: `a.wav` may lie beside `a.flac`.
        """
        parts, common = _parts(path), self._common or []
        below = len(parts) > len(common) and parts[: len(common)] == common
        *folders, name = parts[len(common) :] if below else parts
        folder = Path(*(_kept(each) for each in folders)) if folders else Path()
        wanted, number = folder / f"{_kept(name)}{suffix}", 1
        while str(wanted).casefold() in self._given:
            number += 1
            wanted = folder / f"{_kept(name)} ({number}){suffix}"
        self._given.add(str(wanted).casefold())
        return wanted


def file_name(path: str) -> str:
    """Give the name of a recording's file."""
    return _parts(path)[-1]


class RelativePaths:
    """Shortens paths of recordings to what follows a root folder.

    Without a root, it is the folder that all `paths` share. A path outside the root stays whole;
    `outside` collects these.
    """

    def __init__(self, root: str | None, paths: Iterable[str]) -> None:
        self.outside: set[str] = set()
        self._root: list[str] = []
        if root is not None:
            self._root = _parts(root)
        else:
            folders = [_parts(path)[:-1] for path in paths]
            self._root = functools.reduce(_shared, folders) if folders else []

    def __call__(self, path: str) -> str:
        parts = _parts(path)
        if parts[: len(self._root)] != self._root or len(parts) == len(self._root):
            self.outside.add(path)
            return path
        return ("\\" if "\\" in path else "/").join(parts[len(self._root) :])


def _parts(path: str) -> list[str]:
    """Split a path of any system, from the root on; `..` leads nowhere outside."""
    plain = path
    if path.startswith("file://"):
        plain = os.fsencode(url_path(path)).decode("utf-8", "backslashreplace")
    windows = re.match(r"[A-Za-z]:[\\/]|\\\\", plain)
    pieces = re.split(r"[\\/]+" if windows else "/+", plain)
    drive, _, rest = pieces[0].partition("::")  # drive label of a recording's url
    parts: list[str] = []
    for piece in [drive, rest, *pieces[1:]]:
        if piece == "..":
            del parts[-1:]
        elif piece not in ("", "."):
            parts.append(piece)
    return parts or ["recording"]


def _shared(one: list[str], other: list[str]) -> list[str]:
    same = itertools.takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return [name for name, _ in same]


def _kept(name: str) -> str:
    """Keep a recording's own name if this system allows it."""
    if os.name != "nt" and len(name.encode("utf-8", "replace")) <= _LONGEST and "\0" not in name:
        return name
    return safe_name(name)
