"""The headers of an Ogg Vorbis file, which libsndfile needs whole.

libsndfile never gives back the memory (6 kB) that it took for a file whose headers it refuses. So
such a file is refused before.
"""

from __future__ import annotations

import struct
import zlib
from typing import BinaryIO

# An identification, a comment and a setup.
_HEADERS = 3

# A page begins with a mark, version, flags, place, stream, number, checksum and number of sizes.
_HEAD = struct.Struct("<4sBBqIIIB")
_CHECKSUM = slice(22, 26)
_NO_CHECKSUM = bytes(4)

# Ogg takes the bits of each byte in the other order than zlib does.
_TURNED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


def lacks_header(file: BinaryIO) -> bool:
    """Tell whether a header of an Ogg Vorbis file is damaged or cut off.

    False in any doubt, and for all other files.
    """
    file.seek(0)
    stream: int | None = None
    packets = 0
    while packets < _HEADERS:
        head = file.read(_HEAD.size)
        if len(head) < _HEAD.size:
            return stream is not None
        mark, _, _, _, of, _, checksum, count = _HEAD.unpack(head)
        if mark != b"OggS":
            return False  # libsndfile finds the next page
        sizes = file.read(count)
        content = file.read(sum(sizes))
        if stream is None:
            if not content.startswith(b"\x01vorbis"):
                return False
            stream = of
        if of == stream:
            whole = len(content) == sum(sizes)
            if not whole or checksum != _sum(head, sizes, content):
                return packets > 0  # a file without its first page is of no known kind
            packets += sum(size < 255 for size in sizes)
    return False


def _sum(head: bytes, sizes: bytes, content: bytes) -> int:
    """Compute the checksum of a page: CRC-32 with the highest bit first, and no inversion."""
    page = head[: _CHECKSUM.start] + _NO_CHECKSUM + head[_CHECKSUM.stop :] + sizes + content
    turned = zlib.crc32(page.translate(_TURNED), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return int(f"{turned:032b}"[::-1], 2)
