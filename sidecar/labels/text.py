"""Reads a text file saved by any program on any system."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from sidecar.errors import RecordingNotFound, UnsupportedFormat

# A million labels take a tenth of this; a larger file is no table of labels.
_LARGEST = 1 << 30

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_lines(path: Path) -> list[str]:
    """Read a file's lines without their ends.

    Raises RecordingNotFound if the file cannot be opened, UnsupportedFormat if it is not text.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise _not_text(path)
        content = path.read_bytes()
    except OSError as error:
        raise RecordingNotFound(
            "This file cannot be read.", hint=str(error.strerror), path=path
        ) from error
    text = decoded(content)
    if "\0" in text:
        raise _not_text(path)
    return re.split(r"\r\n|\r|\n", text)


def decoded(content: bytes) -> str:
    """Decode text by its mark, else as UTF-16 where every other byte is zero, as UTF-8, or as
    Windows and old programs write Western European.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        half = content[first:4096:2]
        if len(content) > 3 and half.count(0) > 0.8 * len(half):
            return content.decode(encoding, "replace")
    for encoding in ("utf-8", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def _not_text(path: Path) -> UnsupportedFormat:
    return UnsupportedFormat(
        "This is neither a Raven selection table nor an Audacity label track.", path=path
    )
