"""Paths as text, reversibly, for the wire and the catalog."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit
from urllib.request import url2pathname

from sidecar.errors import PathNotAllowed


def path_text(path: Path) -> str:
    """Write a path as it is, or as a `file://` URL when its bytes are not UTF-8."""
    text = str(path)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return path.absolute().as_uri()
    return text


def at_home(path: Path) -> Path:
    """Put the user's own folder in place of `~`; raises PathNotAllowed for another person's.

    The system may ask a network where the folder of another person is.
    """
    first = path.parts[0] if path.parts else ""
    if first == "~":
        return path.expanduser()
    if first.startswith("~") and not path.exists():
        raise PathNotAllowed(
            f"{path} begins with the name of a person's folder, which Linnet does not look up.",
            hint="Write the whole path of the folder.",
            path=path,
        )
    return path


def text_path(text: str) -> Path:
    """Read a path or a `file://` URL."""
    if not text.startswith("file://"):
        return Path(text)
    path = urlsplit(text).path
    if os.name == "nt":
        return Path(url2pathname(path))
    return Path(os.fsdecode(unquote_to_bytes(path)))
