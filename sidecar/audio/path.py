"""Paths as text, reversibly, for the wire and the catalog."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit
from urllib.request import url2pathname


def path_text(path: Path) -> str:
    """Write a path as it is, or as a `file://` URL when its bytes are not UTF-8."""
    text = str(path)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return path.absolute().as_uri()
    return text


def text_path(text: str) -> Path:
    """Read a path or a `file://` URL."""
    if not text.startswith("file://"):
        return Path(text)
    path = urlsplit(text).path
    if os.name == "nt":
        return Path(url2pathname(path))
    return Path(os.fsdecode(unquote_to_bytes(path)))


def is_there(path: Path) -> bool:
    """Tell whether there is a file or folder; there is none on a card that cannot be read.

    Raises OSError for a name that is too long.
    """
    try:
        os.stat(path)
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise
        return False
    except ValueError:  # no name on any system
        return False
    return True
