"""The words that stand beside a recording's samples, as they are, for the readers of recorders."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import soundfile

from sidecar.audio.riff import Chunk, read_chunks
from sidecar.audio.tags import Tags, read_tags
from sidecar.errors import UnsupportedFormat
from sidecar.regular import open_regular

log = logging.getLogger(__name__)

# Names of a comment: programs that convert WAV to FLAC write the one or the other.
_COMMENTS = ("COMMENT", "DESCRIPTION")


@dataclass(frozen=True)
class Texts:
    """Each is empty where the file has none."""

    comment: str = ""
    artist: str = ""
    guano: str = ""
    ixml: str = ""
    wamd: bytes = b""
    bext: bytes = b""
    tags: Mapping[str, str] = field(default_factory=dict)  # of FLAC and OGG, names in capitals


def read_texts(path: Path) -> Texts:
    """Read a file's texts; none where it cannot be read."""
    try:
        chunks, _ = read_chunks(path)
    except (OSError, UnsupportedFormat) as error:
        log.info("no metadata from %s: %s", path, error)
        return Texts()
    return texts_of(chunks) if chunks else tagged(path)


def texts_of(chunks: list[Chunk]) -> Texts:
    """Find the texts among a RIFF file's chunks; the first of a kind counts."""
    found: dict[bytes, bytes] = {}
    for chunk in chunks:
        name = chunk.name
        if name == b"LIST":
            if chunk.content[:4] == b"INFO":
                _inform(found, chunk.content)
        elif name not in found:
            found[name] = chunk.content if name != b"guan" else _whole_lines(chunk)
    return Texts(
        comment=_text(found.get(b"ICMT", b"")),
        artist=_text(found.get(b"IART", b"")),
        guano=_decoded(found.get(b"guan", b"")).rstrip("\0"),
        ixml=_decoded(found.get(b"iXML", b"")),
        wamd=found.get(b"wamd", b""),
        bext=found.get(b"bext", b""),
    )


def tagged(path: Path, file: soundfile.SoundFile | None = None) -> Texts:
    """Read the texts of a file that is no RIFF file; `file` is the same one, open already."""
    try:
        tags = read_tags(path)
    except (OSError, UnsupportedFormat) as error:
        log.info("no tags from %s: %s", path, error)
        return Texts()
    if tags is not None:
        return texts_of_tags(tags)
    return _strings(path) if file is None else _strings_of(file)


def texts_of_tags(tags: Tags) -> Texts:
    """Find the texts among a file's tags; those of the chunks that it carries come first."""
    fields = tags.fields
    within = texts_of(tags.chunks)
    comment = next((fields[name] for name in _COMMENTS if fields.get(name)), "")
    return Texts(
        comment=within.comment or comment,
        artist=within.artist or fields.get("ARTIST", ""),
        guano=within.guano or fields.get("GUANO", ""),
        ixml=within.ixml,
        wamd=within.wamd,
        bext=within.bext,
        tags=fields,
    )


def _strings(path: Path) -> Texts:
    """Read the comment and the artist of MP3, AIFF and all other files."""
    try:
        with open_regular(path) as content, soundfile.SoundFile(content) as file:
            return _strings_of(file)
    except (soundfile.SoundFileError, OSError, UnsupportedFormat, TypeError, ValueError):
        return Texts()  # decoding the samples will say what is wrong with the file


def _strings_of(file: soundfile.SoundFile) -> Texts:
    try:
        return Texts(comment=str(file.comment or ""), artist=str(file.artist or ""))
    except UnicodeError:
        return Texts()


def _inform(found: dict[bytes, bytes], content: bytes) -> None:
    """Add the texts of a LIST/INFO chunk."""
    position = 4
    while position + 8 <= len(content):
        length = int.from_bytes(content[position + 4 : position + 8], "little")
        found.setdefault(
            content[position : position + 4], content[position + 8 : position + 8 + length]
        )
        position += 8 + length + length % 2


def _whole_lines(chunk: Chunk) -> bytes:
    """Leave out the last line of a chunk that was cut: half a time is a wrong time."""
    cut = len(chunk.content) < chunk.size
    return chunk.content[: chunk.content.rfind(b"\n") + 1] if cut else chunk.content


def _text(content: bytes) -> str:
    return _decoded(content.split(b"\0")[0]).strip() if content else ""


def _decoded(content: bytes) -> str:
    return content.decode("utf-8", "replace")
