"""FLAC files: one broken block costs that block, and all later sound keeps its time."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import BinaryIO

import numpy as np
import soundfile

from sidecar.audio.decoders.content import Content, KeptFile
from sidecar.audio.decoders.flacblocks import Block, Blocks, StreamInfo, read_info
from sidecar.audio.decoders.forward import Forward, open_forward
from sidecar.audio.sound import Samples
from sidecar.audio.tags import Tags, tags_of
from sidecar.audio.texts import Texts, texts_of_tags
from sidecar.errors import UnreadableAudio
from sidecar.values import Float32, Int64

log = logging.getLogger(__name__)

# Places of damage that a message lists.
_MOST_PLACES = 3


def open_flac(path: Path, file: BinaryIO) -> Flac | None:
    """Read an open file, which the answer then owns; None where no block of FLAC is found.

    Raises UnreadableAudio.
    """
    info = read_info(file)
    if info is None:
        return None
    kept = KeptFile(file)
    blocks = Blocks(kept.read, kept.size, info)
    last = blocks.last()
    return None if last is None else Flac(path, kept, info, blocks, last)


class Flac:
    """An open FLAC file. Damaged blocks are read as silence, and `lack` tells of them."""

    container = "FLAC"

    def __init__(
        self, path: Path, file: KeptFile, info: StreamInfo, blocks: Blocks, last: Block
    ) -> None:
        self._path = path
        self._file = file
        self._info = info
        self._blocks = blocks
        self._stream: Forward | None = open_forward(path, Content(self._file, b"", 0))
        self.rate_hz: int = self._stream.samplerate
        self.channels: int = self._stream.channels
        self.encoding: str = self._stream.subtype
        self.frames, self._promised = self._length(last)
        self._at = 0
        self._resumes = 0  # the frame that the stream goes on with; silence is read until there
        self._until = self.frames  # the frame where damage begins
        self._failed: int | None = None  # the frame that the last failed read began with
        self._alone = False  # only one block is read on with, because more have failed here
        self._lost: list[tuple[int, int]] = []

    def block(self, frames: int) -> tuple[Float32, Exception | None]:
        room = np.empty((max(0, min(frames, self.frames - self._at)), self.channels), np.float32)
        filled, error = self._read(room)
        return room[:filled], error

    def exact(self, frames: int, dtype: str) -> Samples:
        lost = self._lost[:]
        room = np.empty((max(0, min(frames, self.frames - self._at)), self.channels), dtype)
        filled, error = self._read(room)
        if error is not None:
            raise error
        if self._lost != lost:
            raise RuntimeError(self.lack())
        return room[:filled]

    def seek(self, frame: int) -> None:
        self._close_stream()
        self._at = self._resumes = frame
        self._until, self._failed, self._lost = self.frames, None, []
        self._alone = False

    def windows(self, starts: Int64, length: int) -> Float32:
        read = np.empty((len(starts), length, self.channels), np.float32)
        with open_forward(self._path, Content(self._file, b"", 0)) as stream:
            for room, start in zip(read, starts.tolist(), strict=True):
                if stream.seek(start) != start or not _fill(stream, room):
                    raise OSError("The file is damaged.")
        if self._file.error is not None:
            raise self._file.error
        return read

    def promised(self) -> int:
        return self._promised

    def lack(self) -> str | None:
        """Say how much sound is damaged, and where."""
        if not self._lost:
            return None
        lost_s = sum(last - first for first, last in self._lost) / self.rate_hz
        at = [f"{first / self.rate_hz:.2f} s" for first, _ in self._lost]
        where = "at " + " and ".join(at)
        if len(at) > _MOST_PLACES:
            where = f"in {len(at)} places, the first at {at[0]},"
        return f"{lost_s:.2f} s of sound {where} are damaged; they were read as silence."

    def texts(self) -> Texts:
        try:
            return texts_of_tags(tags_of(self._file.content) or Tags())
        except OSError as error:
            log.info("no tags from %s: %s", self._path, error)
            return Texts()

    def close(self) -> None:
        self._close_stream()
        self._file.close()

    def _length(self, last: Block) -> tuple[int, int]:
        """Count the frames that are there, and those that the header promises beyond them.

        The last block tells its time. Some recorders' headers count every frame twice.
        """
        declared = self._info.frames
        if last.end == declared:
            return declared, 0
        whole = self._decodes(last)
        there = last.end if whole else last.start
        doubled = whole and abs(2 * there - declared) < self._info.longest
        return there, 0 if doubled or declared < there else declared

    def _decodes(self, block: Block) -> bool:
        try:
            with self._open(block) as stream:
                return _skip(stream, block.end - block.start)
        except UnreadableAudio:
            return False

    def _read(self, block: Samples) -> tuple[int, Exception | None]:
        """Fill `block`, which is not longer than what is left.

        Tells how many frames were filled, and what kept more from being read.
        """
        filled = 0
        while filled < len(block):
            rest = block[filled:]
            if self._at < self._resumes:
                rest = rest[: self._resumes - self._at]
                rest[:] = 0
                self._lose(self._at, self._at + len(rest))
            elif self._stream is None:
                self._go_on()
                rest = rest[:0]
            else:
                rest = self._decoded(rest[: self._until - self._at])
            if self._file.error is not None:
                return filled, self._file.error
            filled += len(rest)
            self._at += len(rest)
            if self._at == self._until:
                self._close_stream()
                self._until = self.frames
        return filled, None

    def _decoded(self, rest: Samples) -> Samples:
        """Fill what lies before the next damage; nothing where there is unforeseen damage."""
        assert self._stream is not None
        if _fill(self._stream, rest):
            return rest
        self._close_stream()
        self._until = self._whole(self._at)
        again = self._failed == self._at
        if again and self._until > self._at:
            self._file.error = OSError("FLAC blocks that are whole cannot be decoded.")
        self._alone = again
        self._failed = self._at
        return rest[:0]

    def _whole(self, frame: int) -> int:
        """Find the end of the whole blocks that follow one another from a frame on."""
        end, stream = frame, None
        for block in self._blocks.after(self._blocks.before(frame)):
            if block.end <= frame:
                continue
            if block.start > end:
                break
            stream = stream or self._open(block)
            if not _skip(stream, block.end - block.start):
                break
            end = block.end
        if stream is not None:
            stream.close()
        return end

    def _go_on(self) -> None:
        """Open a stream at the block that holds the present frame, else at the next whole one."""
        for block in self._blocks.after(self._blocks.before(self._at)):
            if block.end > self._at and self._decodes(block):
                self._stream = self._open(block)
                _skip(self._stream, self._at - block.start)
                self._resumes = max(self._at, block.start)
                if self._alone:
                    self._until = block.end
                return
        self._resumes = self.frames

    def _open(self, block: Block) -> Forward:
        content = Content(self._file, self._info.alone(), block.position)
        return open_forward(self._path, content)

    def _lose(self, first: int, last: int) -> None:
        if self._lost and self._lost[-1][1] == first:
            first, _ = self._lost.pop()
        self._lost.append((first, last))

    def _close_stream(self) -> None:
        if self._stream is not None:
            self._stream.close()
            self._stream = None


def _skip(stream: Forward, frames: int) -> bool:
    """Decode frames that nobody wants; tells whether they are whole."""
    return _fill(stream, np.empty((max(0, frames), stream.channels), np.int16))


def _fill(stream: Forward, block: Samples) -> bool:
    """Read numbers into `block`; tells whether it is full. If not, no number in it is right."""
    try:
        return not len(block) or len(stream.read(out=block)) == len(block)
    except (soundfile.SoundFileError, OSError):
        return False
