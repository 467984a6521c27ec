"""What a recorder wrote beside the samples: when, where, with what."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from pathlib import Path

import soundfile

from sidecar.audio.audiomoth import from_audiomoth
from sidecar.audio.filename import from_name
from sidecar.audio.guano import from_guano
from sidecar.audio.riff import read_chunks, texts
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
    return metadata_of(path.name, *_texts(path))


def metadata_of(name: str, comment: str, guano: str) -> Metadata:
    """Ask each of RECORDERS what a file's name and texts say; the first that tells a field wins."""
    written = Written(comment, guano, name)
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
    return texts(chunks) if chunks else (_tag(path), "")


def _tag(path: Path) -> str:
    """Read the comment of FLAC, OGG and AIFF files."""
    try:
        with soundfile.SoundFile(str(path)) as file:
            return str(file.comment or "")
    except (soundfile.SoundFileError, OSError, TypeError, ValueError, UnicodeError):
        return ""  # decoding the samples will say what is wrong with the file
