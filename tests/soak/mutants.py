"""Damaged recordings: real sound in each format, changed at random places and in random ways."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import numpy as np
import soundfile

from tests.bench.sounds import real_sound

# Each format that folders are searched for, and encodings whose samples lie otherwise.
FORMATS = (
    *(("wav", "WAV", each) for each in ("PCM_16", "PCM_24", "FLOAT", "ULAW", "IMA_ADPCM")),
    ("wav", "WAVEX", "PCM_16"),
    ("rf64", "RF64", "PCM_16"),
    ("w64", "W64", "PCM_16"),
    ("flac", "FLAC", "PCM_16"),
    ("flac", "FLAC", "PCM_24"),
    ("ogg", "OGG", "VORBIS"),
    ("opus", "OGG", "OPUS"),
    ("mp3", "MP3", "MPEG_LAYER_III"),
    ("aiff", "AIFF", "PCM_16"),
    ("caf", "CAF", "ALAC_16"),
    ("au", "AU", "PCM_16"),
)

# A recorder with a trigger leaves out silence, and marks it in the sound; its name tells.
_TRIGGERED = "_20240501_053000T.WAV"

_EXTREMES = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
_HEADER = 512

Change = Callable[[random.Random, bytearray, list[bytes]], None]


@cache
def seeds() -> list[tuple[str, bytes]]:
    """Encode a second of sound in each format: suffix and content.

    Each process has others, for libsndfile numbers OGG streams at random.
    """
    found = []
    for channels in (1, 2):
        sound = np.repeat(real_sound(48_000, 1.0)[:, np.newaxis], channels, axis=1)
        for suffix, container, encoding in FORMATS:
            file = io.BytesIO()
            soundfile.write(file, sound, 48_000, format=container, subtype=encoding)
            found.append((suffix, file.getvalue()))
    return found


def _flip(chance: random.Random, data: bytearray, others: list[bytes]) -> None:
    for _ in range(chance.choice((1, 3, 30))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _extreme(chance: random.Random, data: bytearray, others: list[bytes]) -> None:
    """Write an extreme number over a field of the header."""
    width = chance.choice((1, 2, 4, 8))
    place = chance.randrange(min(len(data), _HEADER))
    number = chance.choice(_EXTREMES) & (1 << 8 * width) - 1
    data[place : place + width] = number.to_bytes(width, chance.choice(("little", "big")))


def _cut(chance: random.Random, data: bytearray, others: list[bytes]) -> None:
    first = chance.randrange(len(data))
    last = len(data) if chance.random() < 0.5 else first + chance.randrange(1, 5000)
    del data[first:last]


def _insert(chance: random.Random, data: bytearray, others: list[bytes]) -> None:
    place = chance.randrange(len(data))
    length = chance.choice((1, 4, 512, 5000))
    data[place:place] = chance.choice((bytes(length), chance.randbytes(length)))


def _swap(chance: random.Random, data: bytearray, others: list[bytes]) -> None:
    """Take the bytes of another file from some place on, or its beginning."""
    other = chance.choice(others)
    place = chance.randrange(min(len(data), 4 * _HEADER))
    if chance.random() < 0.5:
        data[place:] = other[place:]
    else:
        data[:place] = other[:place]


def _repeat(chance: random.Random, data: bytearray, others: list[bytes]) -> None:
    first = chance.randrange(len(data))
    data[first:first] = data[first : first + chance.choice((8, 100, 5000))]


def _blank(chance: random.Random, data: bytearray, others: list[bytes]) -> None:
    first = chance.randrange(len(data))
    length = min(chance.choice((4, 100, 5000)), len(data) - first)
    data[first : first + length] = bytes([chance.choice((0, 0xFF))]) * length


CHANGES: tuple[Change, ...] = (_flip, _extreme, _extreme, _cut, _insert, _swap, _repeat, _blank)


def mutants(seed: int | str) -> Iterator[tuple[str, bytes]]:
    """Give damaged files without end: how each name ends, and its content."""
    chance = random.Random(seed)
    whole = seeds()
    others = [content for _, content in whole]
    suffixes = [suffix for suffix, _ in whole]
    while True:
        suffix, content = chance.choice(whole)
        data = bytearray(content)
        for _ in range(chance.choice((1, 1, 2, 5))):
            chance.choice(CHANGES)(chance, data, others)
            if not data:
                break
        if chance.random() < 0.1:  # a name that lies
            suffix = chance.choice(suffixes)
        yield (
            (_TRIGGERED if suffix == "wav" and chance.random() < 0.2 else f".{suffix}"),
            bytes(data),
        )


def write_mutants(folder: Path, files: Iterator[tuple[str, bytes]], count: int) -> list[Path]:
    """Write the next files into a new folder."""
    folder.mkdir(parents=True)
    paths = []
    for number, (ending, content) in zip(range(count), files, strict=False):
        paths.append(folder / f"{number:05}{ending}")
        paths[-1].write_bytes(content)
    return paths
