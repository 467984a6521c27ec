"""Writes a copy of a recording with silence in some stretches, and all else as it was."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

import numpy as np

from sidecar.audio.decode import Recording
from sidecar.audio.muting import FADE_S, Stretch, muted
from sidecar.audio.riff import (
    UNKNOWN_SIZE,
    Chunk,
    Layout,
    Place,
    chunks_of,
    layout_of,
    place_of_samples,
)
from sidecar.audio.sound import Samples
from sidecar.audio.write import write_samples
from sidecar.errors import UnreadableAudio, UnsupportedFormat
from sidecar.regular import open_regular

# The GUANO field (https://guano-md.org) and the tag of FLAC that tell what was muted.
_FIELD, _TAG = "Linnet|Redacted", "LINNET_REDACTED"

_AT_ONCE = 1 << 20

# What silence is in encodings whose zero is another byte; they have no fades.
_SILENCE = {"PCM_U8": 0x80, "ALAW": 0xD5, "ULAW": 0xFF}

# Blocks of FLAC's metadata (RFC 9639): those that the new samples bring, and the comments.
_STREAMINFO, _PADDING, _SEEKTABLE, _COMMENT = 0, 1, 3, 4


def write_redacted(
    source: Path, audio: Recording, file: BinaryIO, stretches: Sequence[Stretch], said: str
) -> None:
    """Write a copy of a recording, open as `audio`, with silence in stretches of its frames.

    Format, metadata and all frames outside stay; a line says what was muted. Raises
    UnsupportedFormat for a format that cannot be written without loss, UnreadableAudio for damage.
    """
    if audio.facts.container == "FLAC":
        _write_flac(source, audio, file, stretches, said)
    elif audio.facts.container in ("WAV", "WAVEX", "RF64"):
        _write_wav(source, audio, file, stretches, said)
    else:
        raise UnsupportedFormat(
            f"A copy as {audio.facts.container} would lose sound outside the speech too.",
            hint="Convert the recording to FLAC or WAV, and redact that.",
            path=source,
        )


def _write_wav(
    source: Path, audio: Recording, file: BinaryIO, stretches: Sequence[Stretch], said: str
) -> None:
    """Copy a WAV file byte by byte, silence its samples in place, and add what was muted.

    The earlier GUANO chunk becomes a chunk of junk, and the new one stands at the end: so samples
    and all other chunks stay where they were.
    """
    with open_regular(source) as original:
        chunks, size = chunks_of(original)
        place, layout = place_of_samples(chunks, size), layout_of(chunks)
        if place is None or layout is None or not _is_whole(place, layout, chunks, audio):
            raise UnsupportedFormat(
                "The recording's header does not tell wholly where its sound lies.",
                hint="Convert the recording to FLAC or to a plain WAV file, and redact that.",
                path=source,
            )
        original.seek(0)
        while content := original.read(_AT_ONCE):
            file.write(content)
        guano = next((each for each in chunks if each.name == b"guan"), None)
        told = b"" if guano is None else _content(original, guano)
    for stretch in stretches:
        file.seek(place.start + stretch[0] * layout.frame_bytes)
        for silenced in _silent_bytes(audio, layout, stretch):
            file.write(silenced)
    if guano is not None:
        file.seek(guano.start - 8)
        file.write(b"junk")
    _append_guano(file, size, chunks, told, said)


def _content(file: BinaryIO, chunk: Chunk) -> bytes:
    file.seek(chunk.start)
    return file.read(chunk.size)


def _is_whole(place: Place, layout: Layout, chunks: list[Chunk], audio: Recording) -> bool:
    """Tell whether frames of the recording lie in its file one after the other, all of them."""
    declared = next(each.size for each in chunks if each.name == b"data")
    plain = not place.promised and declared == place.length
    return plain and place.length // layout.frame_bytes == audio.facts.frames


def _silent_bytes(audio: Recording, layout: Layout, stretch: Stretch) -> Iterator[bytes]:
    first, last = stretch
    if (byte := _SILENCE.get(layout.encoding)) is not None:
        for begin in range(first, last, _AT_ONCE):
            yield bytes([byte]) * ((min(last, begin + _AT_ONCE) - begin) * layout.frame_bytes)
        return
    fade = round(FADE_S * layout.rate_hz)
    for block in muted(audio.cut(first, last), [stretch], fade, first=first):
        yield _encoded(block, layout.encoding)


def _encoded(block: Samples, encoding: str) -> bytes:
    """Turn samples, as `Recording.cut` gives them, into the bytes of a WAV file."""
    if encoding == "PCM_24":
        whole = (block.astype("<i4") >> 8).reshape(-1, 1).view(np.uint8).reshape(-1, 4)
        return whole[:, :3].tobytes()
    kinds = {"PCM_16": "<i2", "PCM_32": "<i4", "FLOAT": "<f4", "DOUBLE": "<f8"}
    return block.astype(kinds[encoding]).tobytes()


def _append_guano(file: BinaryIO, size: int, chunks: list[Chunk], told: bytes, said: str) -> None:
    """Write the file's GUANO with one more line behind its last chunk, and count it in."""
    before = told.rstrip(b"\0").rstrip() or b"GUANO|Version:1.0"
    content = before + f"\n{_FIELD}:{said}\n".encode()
    content += b"\n" * (len(content) % 2)
    last = chunks[-1]
    end = last.start + last.size + last.size % 2
    file.seek(size)
    file.write(b"\0" * max(0, end - size))  # a last chunk of odd size may lack its padding
    file.write(struct.pack("<4sI", b"guan", len(content)) + content)
    whole = file.tell() - 8
    large = next((each for each in chunks if each.name == b"ds64"), None)
    if large is not None:
        file.seek(large.start)
        file.write(struct.pack("<Q", whole))
    elif whole < UNKNOWN_SIZE:
        file.seek(4)
        file.write(struct.pack("<I", whole))


def _write_flac(
    source: Path, audio: Recording, file: BinaryIO, stretches: Sequence[Stretch], said: str
) -> None:
    """Encode the samples anew, which loses nothing, behind the metadata of the original."""
    facts, fade = audio.facts, round(FADE_S * audio.facts.rate_hz)
    with TemporaryFile(dir=Path(file.name).parent) as scratch:
        blocks = muted(audio.cut(0, facts.frames), stretches, fade)
        frames = write_samples(scratch, blocks, facts, "flac")
        if frames < facts.frames:
            raise UnreadableAudio(
                f"The recording ends at {frames / facts.rate_hz:.1f} s, before its header says.",
                path=source,
            )
        scratch.seek(0)
        made = _flac_blocks(scratch)
        with open_regular(source) as original:
            kept = _flac_blocks(original)
        _write_metadata(file, made, kept, said)
        while content := scratch.read(_AT_ONCE):
            file.write(content)


def _flac_blocks(file: BinaryIO) -> list[tuple[int, bytes]]:
    """Read the metadata blocks of a FLAC file: their kinds and contents; stops before the sound."""
    head = file.read(4)
    if head[:3] == b"ID3":  # some programs write such tags before the stream
        rest = file.read(6)
        size = sum(byte << shift for byte, shift in zip(rest[2:], (21, 14, 7, 0), strict=True))
        file.seek(10 + size)
        head = file.read(4)
    if head != b"fLaC":
        raise UnsupportedFormat("The file's FLAC stream cannot be found.")
    blocks, last = list[tuple[int, bytes]](), False
    while not last:
        header = file.read(4)
        if len(header) < 4:
            raise UnreadableAudio("The metadata of the FLAC file ends too early.")
        last = bool(header[0] & 0x80)
        blocks.append((header[0] & 0x7F, file.read(int.from_bytes(header[1:], "big"))))
    return blocks


def _write_metadata(
    file: BinaryIO, made: list[tuple[int, bytes]], kept: list[tuple[int, bytes]], said: str
) -> None:
    """Write the new description of the samples, then what the original said beside them."""
    own = [each for each in made if each[0] == _STREAMINFO]
    others = [each for each in kept if each[0] not in (_STREAMINFO, _PADDING, _SEEKTABLE)]
    if all(kind != _COMMENT for kind, _ in others):
        others += [each for each in made if each[0] == _COMMENT] or [(_COMMENT, b"\0" * 8)]
    blocks = [*own, *((k, _tagged(c, said) if k == _COMMENT else c) for k, c in others)]
    file.write(b"fLaC")
    for number, (kind, content) in enumerate(blocks):
        last = 0x80 if number == len(blocks) - 1 else 0
        file.write(bytes([kind | last]) + len(content).to_bytes(3, "big") + content)


def _tagged(comments: bytes, said: str) -> bytes:
    """Add a line to Vorbis comments: their maker, and then each with its length."""
    maker = 4 + int.from_bytes(comments[:4], "little")
    count = int.from_bytes(comments[maker : maker + 4], "little")
    line = f"{_TAG}={said}".encode()
    return (
        comments[:maker]
        + (count + 1).to_bytes(4, "little")
        + comments[maker + 4 :]
        + len(line).to_bytes(4, "little")
        + line
    )
