"""The ID3 tag that programs for music put before an MP3 or FLAC file."""

from __future__ import annotations

from typing import BinaryIO

_HEADER_BYTES = 10


def after_id3(file: BinaryIO) -> int:
    """Find the byte of an open file where its sound's own header begins."""
    file.seek(0)
    head = file.read(_HEADER_BYTES)
    if head[:3] != b"ID3" or len(head) < _HEADER_BYTES:
        return 0
    size = 0
    for byte in head[6:]:
        size = size << 7 | byte
    return _HEADER_BYTES + size
