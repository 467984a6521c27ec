"""What a recorder wrote beside the samples: when, where, with what."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from pathlib import Path

import soundfile

from sidecar.audio.audiomoth import from_audiomoth
from sidecar.audio.chunks import read_chunks
from sidecar.audio.filename import from_name
from sidecar.audio.guano import from_guano
from sidecar.values import Metadata

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Written:
    """What stands beside a recording's samples; a text is empty where there is none."""

    comment: str
    guano: str
    name: str  # of the file


# The first that tells a field wins.
RECORDERS: tuple[Callable[[Written], Metadata], ...] = (
    lambda written: from_guano(written.guano),
    lambda written: from_audiomoth(written.comment),
    lambda written: from_name(written.name),
)


def read_metadata(path: Path) -> Metadata:
    """Ask each of RECORDERS what a file says; the first that tells a field wins.

    Never raises: what cannot be understood is None.
    """
    comment, guano = _texts(path)
    written = Written(comment, guano, path.name)
    found = [recorder(written) for recorder in RECORDERS]
    joined = Metadata(comment=comment or None)
    for field in fields(Metadata):
        values = (getattr(metadata, field.name) for metadata in found)
        known = next((value for value in values if value is not None), None)
        if known is not None:
            joined = replace(joined, **{field.name: known})
    return joined


def _texts(path: Path) -> tuple[str, str]:
    """Read a file's comment and its GUANO text, empty where there is none."""
    try:
        chunks, _ = read_chunks(path)
    except OSError as error:
        log.info("no metadata from %s: %s", path, error)
        return "", ""
    if not chunks:
        return _tag(path), ""
    guano = next((chunk.content for chunk in chunks if chunk.name == b"guan"), b"")
    listed = (c.content[4:] for c in chunks if c.name == b"LIST" and c.content[:4] == b"INFO")
    comment = next((text for info in listed if (text := _info(info, b"ICMT"))), "")
    return comment, guano.decode("utf-8", "replace").rstrip("\0")


def _tag(path: Path) -> str:
    """Read the comment of FLAC, OGG and AIFF files."""
    try:
        with soundfile.SoundFile(str(path)) as file:
            return str(file.comment or "")
    except (soundfile.SoundFileError, OSError, TypeError, ValueError, UnicodeError):
        return ""  # decoding the samples will say what is wrong with the file


def _info(content: bytes, wanted: bytes) -> str:
    """Find one text in the body of a LIST/INFO chunk."""
    position = 0
    while position + 8 <= len(content):
        name, size = content[position : position + 4], content[position + 4 : position + 8]
        length = int.from_bytes(size, "little")
        if name == wanted:
            text = content[position + 8 : position + 8 + length]
            return text.split(b"\0")[0].decode("utf-8", "replace").strip()
        position += 8 + length + length % 2
    return ""
