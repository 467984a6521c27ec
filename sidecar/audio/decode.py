"""A recording's samples, in blocks: decoded, mixed to mono, resampled."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import soundfile
import soxr

from sidecar.audio.chunks import UNKNOWN_SIZE, read_chunks
from sidecar.audio.discover import FOREIGN
from sidecar.audio.unfinished import Behind, start_of_samples
from sidecar.errors import RecordingNotFound, UnreadableAudio, UnsupportedFormat
from sidecar.values import AudioFacts, Float32

# Below is no sound a model could use; above is no recorder, but a damaged header.
_LOWEST_HZ, _HIGHEST_HZ = 1_000, 1_000_000

# Headers off by less than this were rounded, not left behind by an accident.
_ROUNDING_S = 0.01

# libsndfile's word for a number of frames that the header does not give.
_UNKNOWN_FRAMES = 1 << 62
_COUNTED = 1 << 20

# Frame counts of these are the decoder's estimate, so falling short proves nothing.
ESTIMATED = ("MPEG", "MP3")

# Decoders of these can fail half-way through a block.
_FALLIBLE = ("FLAC", "OGG", *ESTIMATED)

_RIFF = ("WAV", "WAVEX", "RF64")

# Encodings whose samples can be read without a header.
_PLAIN = ("PCM_16", "PCM_24", "PCM_32", "PCM_U8", "FLOAT", "DOUBLE", "ULAW", "ALAW")


_LOSSY = ("VORBIS", "OPUS", "MPEG_LAYER_I", "MPEG_LAYER_II", "MPEG_LAYER_III")

Samples = npt.NDArray[np.generic]  # [n, channels] as stored: int16, int32, float32 or float64


@dataclass(frozen=True)
class Trouble:
    """Something wrong with a recording that did not keep the rest from being read."""

    message: str
    reached_s: float


class _Forward(soundfile.SoundFile):  # type: ignore[misc] # soundfile has no types
    """A sound file that is only read on and on.

    soundfile seeks to where it is after every read, and a lossy codec (MP3) starts anew there:
    its samples would depend on the size of the blocks.
    """

    def seekable(self) -> bool:
        return False

    def block(self, frames: int) -> tuple[Float32, Exception | None]:
        """Read on: [n <= frames, channels], and what kept more from being read.

        What was decoded before an error is kept, so damage costs the same in any block length.
        """
        block = np.empty((frames, self.channels), np.float32)
        if self.format in _FALLIBLE:
            # A failed read does not tell how many frames it gave (MP3).
            block.fill(np.nan)
        try:
            given: Float32 = self.read(out=block)
        except (soundfile.SoundFileError, OSError) as error:
            return block[: _filled(block)] if self.format in _FALLIBLE else block[:0], error
        return given, None


class Recording:
    """An open recording. `trouble` and `reached_s` are settled once `mono` has ended."""

    def __init__(self, file: _Forward, facts: AudioFacts) -> None:
        self.facts = facts
        self.trouble: list[Trouble] = []
        self._file = file
        self._read = 0
        self._bad = 0
        self._first_bad = 0
        self._listener: Callable[[Float32, Float32], None] | None = None

    def listen(self, listener: Callable[[Float32, Float32], None]) -> None:
        """Let `listener` have each block as it is read: [n, channels], and mixed to mono [n]."""
        self._listener = listener

    @property
    def reached_s(self) -> float:
        return self._read / self.facts.rate_hz

    def mono(self, rate_hz: int, *, block_s: float = 10.0) -> Iterator[Float32]:
        """Read on to the end: mono blocks [n] at `rate_hz`, the same for any block length.

        Channels are averaged. Values that are not numbers are read as silence, and told of.
        """
        blocks = self._mixed(max(1, round(block_s * self.facts.rate_hz)))
        if rate_hz == self.facts.rate_hz:
            yield from blocks
        else:
            yield from self._resampled(blocks, rate_hz)
        self._look_back()

    def excerpt(self, start_s: float, end_s: float, *, block_s: float = 10.0) -> Iterator[Float32]:
        """Read what lies between two times, and nothing else: mono blocks [n] at its own rate."""
        rate_hz = self.facts.rate_hz
        first = min(self.facts.frames, round(start_s * rate_hz))
        left = min(self.facts.frames, round(end_s * rate_hz)) - first
        if left <= 0:
            return
        self._file.seek(first)
        for block in self._mixed(min(left, max(1, round(block_s * rate_hz)))):
            yield block[:left]
            left -= len(block)
            if left <= 0:
                return

    def cut(self, first: int, last: int, *, block: int = 1 << 19) -> Iterator[Samples]:
        """Read frames as they are: blocks [n, channels] of numbers that hold the file's exactly."""
        self._file.seek(first)
        dtype = native(self.facts.encoding)
        while first < last:
            try:
                given: Samples = self._file.read(min(block, last - first), dtype, always_2d=True)
            except (soundfile.SoundFileError, OSError) as error:
                reached_s = first / self.facts.rate_hz
                raise UnreadableAudio(
                    f"The recording is damaged after {reached_s:.1f} s.", hint=str(error)
                ) from error
            if not len(given):
                return
            yield given
            first += len(given)

    def first(self, frames: int) -> Float32:
        """Read the first frames [n <= frames, channels] as they are, of a recording just opened."""
        block, _ = self._file.block(frames)
        return block

    def _mixed(self, frames: int) -> Iterator[Float32]:
        channels = self.facts.channels
        while True:
            block, error = self._file.block(frames)
            if len(block):
                mixed = block[:, 0]
                if channels > 1:
                    mixed = block @ np.full(channels, 1.0 / channels, np.float32)
                mixed = self._numbers(mixed)
                if self._listener is not None:
                    self._listener(block, mixed)
                yield mixed
                self._read += len(block)
            if error:
                self._tell(f"The recording is damaged after {self.reached_s:.1f} s ({error}).")
            if error or not len(block):
                return

    def _numbers(self, samples: Float32) -> Float32:
        """Replace what is not a number by silence."""
        # A sum is finite only if every term is; the mask costs ten times as much.
        with np.errstate(all="ignore"):
            if np.isfinite(samples.sum(dtype=np.float64)):
                return samples
        bad = ~np.isfinite(samples)
        if bad.any() and not self._bad:
            self._first_bad = self._read + int(bad.argmax())
        self._bad += int(bad.sum())
        return np.where(bad, np.float32(0), samples)

    def _resampled(self, blocks: Iterator[Float32], rate_hz: int) -> Iterator[Float32]:
        stream = soxr.ResampleStream(
            self.facts.rate_hz, rate_hz, 1, dtype="float32", quality=soxr.HQ
        )
        made = 0
        for block in blocks:
            out = stream.resample_chunk(block)
            made += len(out)
            yield out
        if self._read:
            rest = stream.resample_chunk(np.empty(0, np.float32), last=True)
            total = round((self._read) * rate_hz / self.facts.rate_hz)
            yield _fitted(rest, total - made)

    def _look_back(self) -> None:
        facts = self.facts
        if self._bad:
            self._tell(
                f"{self._bad} samples, the first at {self._first_bad / facts.rate_hz:.1f} s, are "
                "not numbers; they were read as silence."
            )
        declared = max(facts.frames, _declared_frames(facts))
        missing_s = (declared - self._read) / facts.rate_hz
        short = facts.container not in ESTIMATED and missing_s > _ROUNDING_S
        if short and not any("damaged" in trouble.message for trouble in self.trouble):
            self._tell(
                f"The recording was cut short: {self.reached_s:.1f} s of "
                f"{declared / facts.rate_hz:.1f} s are there."
            )
        if _unread(facts):
            self._tell(
                "The recorder never finished this file's header; without one, sound encoded as "
                f"{facts.encoding} cannot be read."
            )
        changed = _change(facts)
        if changed:
            self._tell(f"The file {changed} while it was being read.")

    def _tell(self, message: str) -> None:
        self.trouble.append(Trouble(message, self.reached_s))


def native(encoding: str) -> str:
    """Choose the type of number that holds samples exactly; float32 for those of lossy codecs."""
    if encoding in ("PCM_24", "PCM_32", "ALAC_20", "ALAC_24", "ALAC_32"):
        return "int32"
    if encoding == "DOUBLE":
        return "float64"
    return "float32" if encoding in ("FLOAT", *_LOSSY) else "int16"


def _filled(block: Float32) -> int:
    """Count the frames up to the last that is not NaN."""
    frames = np.flatnonzero(~np.isnan(block[:, -1]))
    return int(frames[-1]) + 1 if len(frames) else 0


def _fitted(samples: Float32, length: int) -> Float32:
    """Cut or pad with silence; the resampler's last block may be a sample off."""
    length = max(0, length)
    return np.pad(samples[:length], (0, max(0, length - len(samples))))


def _change(facts: AudioFacts) -> str | None:
    try:
        status = facts.path.stat()
    except OSError:
        return "vanished"
    if (status.st_size, status.st_mtime_ns) != (facts.size_bytes, facts.modified_ns):
        return "changed"
    return None


def _declared_frames(facts: AudioFacts) -> int:
    """Read how many frames a WAV header promises; libsndfile reports only those that are there.

    A size of nothing or of all ones is what recorders leave that lost power, and promises
    nothing.
    """
    if facts.container not in _RIFF:
        return 0
    try:
        chunks, size = read_chunks(facts.path)
    except OSError:
        return 0
    data = next((chunk for chunk in chunks if chunk.name == b"data"), None)
    if data is None or data.size in (0, UNKNOWN_SIZE) or data.start + data.size <= size:
        return 0
    if facts.frames:
        # Bytes a frame, from what libsndfile made of the bytes that are there: right for any codec.
        return round(data.size * facts.frames / (size - data.start))
    layout = next((chunk.content for chunk in chunks if chunk.name == b"fmt "), b"")
    frame_bytes = int.from_bytes(layout[12:14], "little") if len(layout) >= 14 else 0
    return data.size // frame_bytes if frame_bytes else 0


def _unread(facts: AudioFacts) -> bool:
    """Tell whether sound lies behind an unfinished header that could not be done without."""
    if facts.frames or facts.container not in _RIFF or facts.encoding in _PLAIN:
        return False
    try:
        return start_of_samples(facts.path) is not None
    except OSError:
        return False


@contextmanager
def open_recording(path: Path) -> Iterator[Recording]:
    """Open a recording for reading.

    Raises RecordingNotFound, UnreadableAudio or UnsupportedFormat.
    """
    status = _status(path)
    if path.suffix.lower() in FOREIGN:
        raise UnsupportedFormat(
            f"Linnet cannot read {path.suffix.lower()[1:].upper()} files.",
            hint="Convert it to FLAC or WAV first.",
            path=path,
        )
    with _sound_file(path, _native(path)) as file, _unfinished(path, file) as unfinished:
        samples = unfinished or file
        facts = AudioFacts(
            path=path,
            rate_hz=file.samplerate,
            channels=file.channels,
            frames=_frames(path, samples),
            container=file.format,
            encoding=file.subtype,
            size_bytes=status.st_size,
            modified_ns=status.st_mtime_ns,
        )
        if not _LOWEST_HZ <= facts.rate_hz <= _HIGHEST_HZ:
            raise UnsupportedFormat(
                f"A sample rate of {facts.rate_hz} Hz is not that of a sound recording.",
                hint="The header may be damaged.",
                path=path,
            )
        yield Recording(samples, facts)


def _sound_file(path: Path, source: str | bytes | Behind, **raw: object) -> _Forward:
    try:
        return _Forward(source, **raw)
    except (soundfile.SoundFileError, OSError, TypeError, ValueError) as error:
        raise UnreadableAudio(
            "This is not a sound file that Linnet can read; it may be damaged.",
            hint=str(error).rsplit(": ", 1)[-1],
            path=path,
        ) from error


def _frames(path: Path, file: _Forward) -> int:
    """Give the number of frames; a FLAC written to a pipe does not know, and is counted."""
    if file.frames < _UNKNOWN_FRAMES:
        return max(0, int(file.frames))
    frames = 0
    with _sound_file(path, _native(path)) as again:
        error = None
        while not error:
            block, error = again.block(_COUNTED)
            if not len(block):
                break
            frames += len(block)
    return frames


@contextmanager
def _unfinished(path: Path, file: _Forward) -> Iterator[_Forward | None]:
    """Open what lies behind a WAV header that says "no sound"; None where that is the truth.

    Recorders write the size last; one that loses power leaves it at nothing.
    """
    start = None
    if not file.frames and file.format in _RIFF and file.subtype in _PLAIN:
        start = start_of_samples(path)
    if start is None:
        yield None
        return
    with path.open("rb") as source:
        raw = _sound_file(
            path,
            Behind(source, start),
            samplerate=file.samplerate,
            channels=file.channels,
            subtype=file.subtype,
            format="RAW",
            endian="LITTLE",
        )
        with raw:
            yield raw


def _status(path: Path) -> os.stat_result:
    try:
        status = path.stat()
        with path.open("rb") as file:
            first = file.read(1)
    except FileNotFoundError as error:
        raise RecordingNotFound(
            "There is no such file.",
            hint="Was it moved, or is its drive not connected?",
            path=path,
        ) from error
    except OSError as error:
        raise UnreadableAudio(
            f"The file cannot be opened: {error.strerror}.", hint="", path=path
        ) from error
    if not first:
        raise UnreadableAudio("The file is empty.", hint="", path=path)
    return status


def _native(path: Path) -> str | bytes:
    # Bytes, because soundfile cannot encode a name that is not UTF-8; Windows has only text.
    return str(path) if os.name == "nt" else os.fsencode(path)
