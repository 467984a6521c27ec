"""MP3 files that do not count their blocks, or not all: libsndfile stops at a wrong length.

It guesses the length by the first block and the size of the file. Of a variable bit rate it may
read a third, and damage ends it without a word. So the blocks are counted here, and libsndfile is
told a number or a size that reaches to the last one; no sample changes. (A block is what MPEG calls
a frame: 1,152 or 576 samples of each channel, behind a header.)
"""

from __future__ import annotations

import logging
import struct
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sidecar.audio.decoders.content import Content, KeptFile
from sidecar.audio.decoders.declared import Told
from sidecar.audio.decoders.forward import Forward, open_forward
from sidecar.audio.id3 import after_id3
from sidecar.errors import UnreadableAudio, UnsupportedFormat
from sidecar.regular import open_regular

log = logging.getLogger(__name__)

# Kilobits a second of layer 3, by the four bits of a header: of version 1, and of 2 and 2.5.
_BIT_RATES = (
    (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0),
    (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0),
)
# By the two bits of the version: 2.5, none, 2, 1.
_RATES_HZ = ((11_025, 12_000, 8_000), (), (22_050, 24_000, 16_000), (44_100, 48_000, 32_000))

_VERSION_1 = 3
_LAYER_3 = 1

# Bytes that are looked at together, few at first; a block has 1,441 at most.
_AT_FIRST, _AT_ONCE = 1 << 12, 1 << 20
_LONGEST = 1441

# A tag of music programs may have pictures, but a sound begins soon after it.
_FARTHEST = 1 << 16

# The tag behind the sound that libmpg123 knows by itself.
_ID3V1_BYTES = 128

# Programs do not agree whether the block with the table counts.
_ODD = 2


@dataclass(frozen=True)
class Mp3Blocks:
    """The blocks of a file: where they begin and end, how many there are, and of which samples.

    `lost` counts the blocks that damage left out, as far as its bytes tell. `breaks_off`: the last
    block is not whole. `bytes` is the length of the first one.
    """

    first: int
    end: int
    count: int
    samples: int
    lost: int
    breaks_off: bool
    bytes: int

    @property
    def frames(self) -> int:
        """Count the samples of each channel."""
        return self.count * self.samples

    @property
    def most(self) -> int:
        """Count the samples of each channel before damage left some out."""
        return (self.count + self.lost) * self.samples


@dataclass(frozen=True)
class Counted:
    """An open MP3 file whose blocks were counted.

    `stream` reads all of them and nothing behind them; None where libsndfile does so by itself.
    """

    file: KeptFile
    blocks: Mp3Blocks
    stream: Forward | None

    @classmethod
    def of(cls, path: Path, told: Told | None, guess: int) -> Counted | None:
        """Open a file; `told` is what its own table says, and `guess` libsndfile's frames.

        None where the file has no blocks of layer 3, or no more of them than it tells.
        """
        with ExitStack() as closing:
            try:
                opened = closing.enter_context(open_regular(path))
                start = after_id3(opened)
                file = KeptFile(opened)
                blocks = blocks_of(file, start, has_table=told is not None)
                if blocks is None or not blocks.count:
                    return None
                if told is not None and blocks.count <= told.blocks + _ODD:
                    return None
                stream = _stream(path, file, blocks, told, guess)
            except (OSError, UnreadableAudio, UnsupportedFormat) as error:
                log.info("the blocks of %s cannot be counted: %s", path, error)
                return None
            closing.pop_all()  # the sound goes on reading
            return cls(file, blocks, stream)


def _stream(
    path: Path, file: KeptFile, blocks: Mp3Blocks, told: Told | None, guess: int
) -> Forward | None:
    if told is not None:
        begins = file.read(0, told.place) + struct.pack(">I", blocks.count)
        return open_forward(path, Content(file, begins, told.place + 4, blocks.end))
    if guess < (blocks.count - _ODD) * blocks.samples:
        claims = blocks.first + (blocks.count + blocks.lost + 1) * blocks.bytes
        return open_forward(path, Content(file, b"", 0, blocks.end, claims=claims))
    if blocks.end + _ID3V1_BYTES < file.size and not blocks.breaks_off:
        return open_forward(path, Content(file, b"", 0, blocks.end))
    return None


def blocks_of(file: KeptFile, start: int, *, has_table: bool = False) -> Mp3Blocks | None:
    """Count the blocks of a file whose tag ends at `start`; None where it has none of layer 3.

    `has_table`: the first block holds a table of the encoder's, and no sound.
    """
    first = next(_heads(file, start, min(file.size, start + _FARTHEST)), None)
    if first is None:
        return None
    head = file.read(first, 4)
    if has_table:
        first += _lengths(head[1])[head[2] >> 1]
    count, sound, lost, at = 0, 0, 0, first
    for begin, end in _runs(file, first, head):
        lost += begin - at if count else 0
        count, sound, at = count + end.blocks, sound + end.place - begin, end.place
    rest = file.read(at, 4)
    lengths = _lengths(head[1])
    breaks_off = _is_head(rest, head[1], lengths) and at + lengths[rest[2] >> 1] > file.size
    missing = round(lost * count / sound) if sound else 0
    samples = 1152 if head[1] >> 3 & 3 == _VERSION_1 else 576
    length = lengths[file.read(first, 3)[2] >> 1]
    return Mp3Blocks(first, at, count, samples, missing, breaks_off, length)


@dataclass(frozen=True)
class _End:
    place: int
    blocks: int


def _runs(file: KeptFile, first: int, head: bytes) -> Iterator[tuple[int, _End]]:
    """List the stretches of blocks that follow one another: the begin of each, and its end."""
    begin = first
    while True:
        end = _follow(file, begin, head[1])
        yield begin, end
        found = (each for each in _heads(file, end.place, file.size) if each > end.place)
        again = next((each for each in found if file.read(each, 2)[1] | 1 == head[1] | 1), None)
        if again is None:
            return
        begin = again


def _follow(file: KeptFile, begin: int, kind: int) -> _End:
    """Go from block to block until there is none."""
    lengths, wanted = _lengths(kind), kind | 1
    count, place = 0, begin
    block, base = b"", place
    while True:
        at = place - base
        if at + 3 > len(block):
            many = min(_AT_ONCE, _AT_FIRST + place - begin)
            block, base, at = file.read(place, many), place, 0
            if len(block) < 4:
                return _End(place, count)
        if block[at] != 255 or block[at + 1] | 1 != wanted:
            return _End(place, count)
        length = lengths[block[at + 2] >> 1]
        if not length or place + length > file.size:
            return _End(place, count)
        place += length
        count += 1


def _heads(file: KeptFile, start: int, end: int) -> Iterator[int]:
    """Find where blocks begin: with a header, and another of the same kind after it."""
    many = _AT_FIRST
    while start < end:
        block = file.read(start, many + _LONGEST + 4)
        at = block.find(b"\xff")
        while 0 <= at < many:
            head = block[at : at + 3]
            lengths = _lengths(head[1]) if len(head) == 3 else ()
            length = lengths[head[2] >> 1] if lengths else 0
            if length and _is_head(block[at + length : at + length + 3], head[1], lengths):
                yield start + at
            at = block.find(b"\xff", at + 1)
        start += many
        many = min(_AT_ONCE, 2 * many)


def _is_head(content: bytes, kind: int, lengths: tuple[int, ...]) -> bool:
    """Tell whether bytes are the header of a block of one kind."""
    known = len(content) >= 3 and content[0] == 255 and content[1] | 1 == kind | 1
    return known and bool(lengths[content[2] >> 1])


@cache
def _lengths(kind: int) -> tuple[int, ...]:
    """Give the bytes of a block by its bit rate, rate and padding; nothing of another layer."""
    version, layer = kind >> 3 & 3, kind >> 1 & 3
    if kind >> 5 != 7 or layer != _LAYER_3 or not _RATES_HZ[version]:
        return ()
    lengths = []
    for bits in range(128):
        kilobits = _BIT_RATES[version != _VERSION_1][bits >> 3]
        rates = (*_RATES_HZ[version], 0)
        rate_hz = rates[bits >> 1 & 3]
        by_rate = 144_000 if version == _VERSION_1 else 72_000
        lengths.append(by_rate * kilobits // rate_hz + (bits & 1) if kilobits and rate_hz else 0)
    return tuple(lengths)
