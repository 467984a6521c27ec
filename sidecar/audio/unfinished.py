"""WAV files whose header was never finished: recorders write the size of the sound last."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO

from sidecar.audio.chunks import read_chunks


def start_of_samples(path: Path) -> int | None:
    """Find where samples lie behind a header that declares none; None where there are none."""
    chunks, size = read_chunks(path)
    data = next((chunk for chunk in chunks if chunk.name == b"data"), None)
    if data is None or data.size or data.start >= size:
        return None
    # Chunks that end with the file are what follows an empty recording, not samples.
    last = chunks[-1]
    ordinary = last is not data and 0 <= last.start + last.size + last.size % 2 - size <= 1
    return None if ordinary else data.start


class Behind:
    """A file from `start` on, as if what lies before were not there."""

    def __init__(self, source: IO[bytes], start: int) -> None:
        self._source = source
        self._start = start
        source.seek(start)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        if whence == os.SEEK_SET:
            offset += self._start
        return self._source.seek(offset, whence) - self._start

    def tell(self) -> int:
        return self._source.tell() - self._start

    def readinto(self, buffer: bytearray) -> int:
        return self._source.readinto(buffer)  # type: ignore[attr-defined,no-any-return]

    def read(self, size: int = -1) -> bytes:
        return self._source.read(size)
