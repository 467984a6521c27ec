"""Paths as text, reversibly, for the wire and the catalog."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from urllib.parse import unquote_to_bytes
from urllib.request import url2pathname

from sidecar.errors import PathNotAllowed, RecordingNotFound

_SCHEME = "file://"
_THIS_COMPUTER = ("", "localhost")


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
    """Read a path or a `file://` URL that a person gave.

    Raises RecordingNotFound for a text that names no file of this computer.
    """
    path = _path(text)
    if path is None or not text or "\0" in str(path):
        raise RecordingNotFound(
            f'"{text}" is not the address of a file.',
            hint="Give the path itself, or write file:///folder/file.",
            path=text,
        )
    return path


def url_path(url: str) -> Path:
    """Read a recording's url in a catalog; one that is no address of a file stays as it is."""
    path = _path(url)
    return Path(url) if path is None else path


def _path(text: str) -> Path | None:
    """Read a path or a `file://` URL; None for the URL of nothing, or of another computer.

    The parsers of URLs raise errors for some texts, so none of them sees the whole.
    """
    if not text.startswith(_SCHEME):
        return Path(text)
    host, slash, rest = text.removeprefix(_SCHEME).partition("/")
    path = (slash + rest).partition("#")[0].partition("?")[0]
    if os.name == "nt":
        return Path(url2pathname(f"//{host}{path}" if host else path)) if path else None
    if not path or host not in _THIS_COMPUTER:
        return None
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
