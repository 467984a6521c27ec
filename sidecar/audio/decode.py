"""A recording's samples, in blocks: decoded, mixed to mono, resampled."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sidecar.audio.decoders.table import open_sound
from sidecar.audio.decoders.unfinished import open_plain
from sidecar.audio.foreign import refusal
from sidecar.audio.metadata import Written, provenance_of
from sidecar.audio.mixing import mean_of, silenced
from sidecar.audio.provenance import Provenance
from sidecar.audio.resample import resampler
from sidecar.audio.riff import PLAIN
from sidecar.audio.sound import ESTIMATED, Apart, Samples, Sound, most_frames, native
from sidecar.errors import RecordingNotFound, UnreadableAudio, UnsupportedFormat
from sidecar.regular import check_regular, open_regular
from sidecar.resampling import USUAL, Resampling
from sidecar.values import AudioFacts, Float32, Int64, Metadata

# Below is no sound a model could use; above is no recorder, but a damaged header.
_LOWEST_HZ, _HIGHEST_HZ = 1_000, 1_000_000

# Headers off by less than this were rounded, not left behind by an accident.
_ROUNDING_S = 0.01

# Channels cancel if their mean has less than this part of the power that it would have if they had
# nothing in common.
_CANCELLED = 0.1

# Channels that every player plays as they are.
_MOST_PLAYED = 2

# Bytes of a file in one read.
_AT_ONCE = 1 << 20


@dataclass(frozen=True)
class Trouble:
    """Something wrong with a recording that did not keep the rest from being read."""

    message: str
    reached_s: float


class Recording:
    """An open recording.

    `trouble`, `again`, `reached_s` and `cancels` are settled once `mono` has ended. `again` tells
    whether reading the file again may give more. `channel` is the one that is read, counted from 1;
    None stands for the mean of all.
    """

    def __init__(self, sound: Sound, facts: AudioFacts, channel: int | None = None) -> None:
        self.facts = facts
        self.channel = channel
        self.trouble: list[Trouble] = []
        self.again = False
        self._sound = sound
        self._read = 0
        self._bad = 0
        self._first_bad = 0
        self._broke_off = False  # reading ended with an error
        self._mean_power = self._power = 0.0
        self._listeners: list[Callable[[Float32, Float32], None]] = []

    def listen(self, listener: Callable[[Float32, Float32], None]) -> None:
        """Let `listener` have each block as it is read: [n, channels], and their mean [n]."""
        self._listeners.append(listener)

    def metadata(self) -> Metadata:
        """Read what is told of the recording beside its samples; never raises."""
        return self.provenance().metadata

    def provenance(self) -> Provenance:
        """Read what each source says of the recording, and which one counts; never raises."""
        facts = self.facts
        return provenance_of(Written(self._sound.texts(), facts.path, facts.modified_ns))

    @property
    def reached_s(self) -> float:
        return self._read / self.facts.rate_hz

    @property
    def cancels(self) -> bool:
        """Tell whether the channels are opposites, so that their mean has lost their sound."""
        alone = self._power / self.facts.channels**2  # of the mean of channels without likeness
        return self._mean_power < _CANCELLED * alone

    def mono(
        self, rate_hz: int, *, block_s: float = 10.0, resampling: Resampling = USUAL
    ) -> Iterator[Float32]:
        """Read on to the end: mono blocks [n] at `rate_hz`, the same for any block length.

        Channels are averaged, unless one was chosen. Values that are not numbers become silence,
        and `trouble` says so.
        """
        blocks = self._mixed(self._block(block_s, rate_hz))
        if rate_hz == self.facts.rate_hz:
            yield from blocks
        else:
            yield from self._resampled(blocks, rate_hz, resampling)
        self._look_back()

    def excerpt(self, start_s: float, end_s: float, *, block_s: float = 10.0) -> Iterator[Float32]:
        """Read what lies between two times, and nothing else: mono blocks [n] at its own rate."""
        rate_hz = self.facts.rate_hz
        return self.between(round(start_s * rate_hz), round(end_s * rate_hz), block_s=block_s)

    def between(self, first: int, last: int, *, block_s: float = 10.0) -> Iterator[Float32]:
        """Read the frames of a recording from `first` to before `last`: mono blocks [n]."""
        left = min(self.facts.frames, last) - first
        if left <= 0:
            return
        self._sound.seek(first)
        for block in self._mixed(min(left, self._block(block_s, self.facts.rate_hz))):
            yield block[:left]
            left -= len(block)
            if left <= 0:
                return

    @property
    def apart(self) -> bool:
        """Tell whether parts of the file are read without what lies before them."""
        return isinstance(self._sound, Apart)

    def windows(self, starts: Int64, length: int) -> Float32 | None:
        """Read windows [n, length] that lie apart, without what lies between; silence is outside.

        None where a file has to be read on and on, and where it is damaged in one of the windows.
        """
        if not isinstance(self._sound, Apart):
            return None
        try:
            read = self._windows(self._sound, starts, length)
        except (OSError, RuntimeError):
            return None
        flat = read.reshape(-1, self.facts.channels)
        one = mean_of(flat) if self.channel is None else flat[:, self.channel - 1]
        return silenced(one)[0].reshape(len(starts), length)

    def _windows(self, sound: Apart, starts: Int64, length: int) -> Float32:
        first = np.clip(starts, 0, self.facts.frames)
        count = np.clip(starts + length, 0, self.facts.frames) - first
        whole = count == length
        if whole.all():
            return sound.windows(first, length)
        read = np.zeros((len(starts), length, self.facts.channels), np.float32)
        read[whole] = sound.windows(first[whole], length)
        for each in np.flatnonzero(~whole & (count > 0)).tolist():
            into = first[each] - starts[each]
            part = sound.windows(first[each : each + 1], int(count[each]))
            read[each, into : into + count[each]] = part[0]
        return read

    @property
    def numberless(self) -> bool:
        """Tell whether samples read so far are not numbers; they were read as silence."""
        return self._bad > 0

    @property
    def played(self) -> int:
        """Count the channels that `channels_between` gives."""
        return 1 if self.channel or self.facts.channels > _MOST_PLAYED else self.facts.channels

    def channels_between(self, first: int, last: int) -> Iterator[Float32]:
        """Read frames to play them: blocks [n, channels] of one channel, or of one or two.

        Of more channels, the mean is given, because players mix them in ways of their own. Ends at
        damage; values that are not numbers become silence.
        """
        if self.played == 1:
            yield from (block[:, np.newaxis] for block in self.between(first, last))
            return
        self._sound.seek(first)
        while first < last:
            given = min(last - first, self._block(10.0, self.facts.rate_hz))
            block, error = self._sound.block(given)
            if len(block):
                yield silenced(block)[0]
            if error or not len(block):
                return
            first += len(block)

    def cut(self, first: int, last: int, *, block: int = 1 << 19) -> Iterator[Samples]:
        """Read frames as they are: blocks [n, channels] of numbers that hold the file's exactly."""
        self._sound.seek(first)
        block = min(block, most_frames(self.facts.channels))
        dtype = native(self.facts.encoding)
        while first < last:
            try:
                given = self._sound.exact(min(block, last - first), dtype)
            except (RuntimeError, OSError) as error:
                reached_s = first / self.facts.rate_hz
                raise UnreadableAudio(
                    f"The recording is damaged after {reached_s:.1f} s.", hint=str(error)
                ) from error
            if not len(given):
                return
            yield given
            first += len(given)

    def first(self, frames: int) -> Iterator[Float32]:
        """Read the first frames as they are, of a recording just opened: blocks [n, channels]."""
        at_once = most_frames(self.facts.channels)
        while frames > 0:
            block, error = self._sound.block(min(frames, at_once))
            if len(block):
                yield block
            if error or not len(block):
                return
            frames -= len(block)

    def _block(self, block_s: float, rate_hz: int) -> int:
        """Count the frames of a block: so few that neither it nor what is made of it is large."""
        facts = self.facts
        most = most_frames(max(facts.channels, -(-rate_hz // facts.rate_hz)))
        return min(most, max(1, round(block_s * facts.rate_hz)))

    def _mixed(self, frames: int) -> Iterator[Float32]:
        while True:
            block, error = self._sound.block(frames)
            if len(block):
                yield self._one(block)
                self._read += len(block)
            if error:
                self._broke_off = True
                self.again = isinstance(error, OSError) and error.errno is not None
                self._tell(f"The recording is damaged after {self.reached_s:.1f} s ({error}).")
            if error or not len(block):
                return

    def _one(self, block: Float32) -> Float32:
        """Make one channel [n] of all; listeners have their mean, whichever is chosen."""
        if self.channel is None:
            one = self._numbers(mean_of(block))
            self._weigh(block, one)
        else:
            one = self._numbers(np.ascontiguousarray(block[:, self.channel - 1]))
        if self._listeners:
            mean = one if self.channel is None else silenced(mean_of(block))[0]
            for listener in self._listeners:
                listener(block, mean)
        return one

    def _weigh(self, block: Float32, mean: Float32) -> None:
        """Add up the power of the channels and that of their mean."""
        power = float(np.vdot(block, block))
        if np.isfinite(power):
            self._power += power
            self._mean_power += float(np.vdot(mean, mean))

    def _numbers(self, samples: Float32) -> Float32:
        """Replace what is not a number by silence, and count it."""
        samples, bad = silenced(samples)
        if len(bad) and not self._bad:
            self._first_bad = self._read + int(bad[0])
        self._bad += len(bad)
        return samples

    def _resampled(
        self, blocks: Iterator[Float32], rate_hz: int, resampling: Resampling
    ) -> Iterator[Float32]:
        stream = resampler(self.facts.rate_hz, rate_hz, resampling=resampling)
        made = 0
        for block in blocks:
            out = stream.resample_chunk(block)
            made += len(out)
            yield out
        if self._read:
            rest = stream.resample_chunk(np.empty(0, np.float32), last=True)
            total = round(self._read * rate_hz / self.facts.rate_hz)
            yield _fitted(rest, total - made)

    def _look_back(self) -> None:
        facts = self.facts
        if self._bad:
            at = f"at {self._first_bad / facts.rate_hz:.1f} s"
            self._tell(
                f"1 sample, {at}, is not a number; it was read as silence."
                if self._bad == 1
                else f"{self._bad:,} samples, the first {at}, are not numbers; they were read as "
                "silence."
            )
        counted = 0 if facts.container in ESTIMATED else facts.frames
        declared = max(counted, self._sound.promised())
        missing_s = (declared - self._read) / facts.rate_hz
        if missing_s > _ROUNDING_S and not self._broke_off:
            self._tell(
                f"The file ends after {self.reached_s:.1f} s; its header says "
                f"{declared / facts.rate_hz:.1f} s."
            )
        lack = self._sound.lack()
        if lack is not None:
            self._tell(lack)
        changed = _change(facts)
        if changed:
            self._tell(f"The file {changed} while it was being read.")
            self.again = True
        if self.trouble and not self.again:
            self.again = self._fell_short() or not _gives_all(facts)

    def _fell_short(self) -> bool:
        """Tell whether plain samples that the file has were not given: the system kept them."""
        facts = self.facts
        counted = facts.encoding in PLAIN and facts.container != "FLAC"
        return counted and not self._broke_off and self._read < facts.frames

    def _tell(self, message: str) -> None:
        self.trouble.append(Trouble(message, self.reached_s))


def _fitted(samples: Float32, length: int) -> Float32:
    """Cut or pad with silence; the resampler's last block may be a sample off."""
    length = max(0, length)
    return np.pad(samples[:length], (0, max(0, length - len(samples))))


def _gives_all(facts: AudioFacts) -> bool:
    """Tell whether the system gives every byte of a file.

    libsndfile takes bytes that the system refuses for the end of the file, or for damage. If the
    system gives all bytes, the trouble is the file's own, and reading it again gives no more.
    """
    left = facts.size_bytes
    try:
        with open_regular(facts.path) as file:
            while part := file.read(_AT_ONCE):
                left -= len(part)
    except (OSError, UnsupportedFormat):
        return False
    return left <= 0


def _change(facts: AudioFacts) -> str | None:
    try:
        status = facts.path.stat()
    except OSError:
        return "vanished"
    if (status.st_size, status.st_mtime_ns) != (facts.size_bytes, facts.modified_ns):
        return "changed"
    return None


@contextmanager
def open_recording(path: Path, channel: int | None = None) -> Iterator[Recording]:
    """Open a recording for reading one channel, counted from 1, or the mean of all.

    Raises RecordingNotFound, UnreadableAudio or UnsupportedFormat.
    """
    status = _status(path)
    if refused := refusal(path):
        raise refused
    with closing(_opened(path)) as sound:
        facts = AudioFacts(
            path=path,
            rate_hz=sound.rate_hz,
            channels=sound.channels,
            frames=sound.frames,
            container=sound.container,
            encoding=sound.encoding,
            size_bytes=status.st_size,
            modified_ns=status.st_mtime_ns,
        )
        if not _LOWEST_HZ <= facts.rate_hz <= _HIGHEST_HZ:
            raise UnsupportedFormat(
                f"A sample rate of {facts.rate_hz} Hz is not that of a sound recording.",
                hint="The header may be damaged.",
                path=path,
            )
        if channel is not None and channel > facts.channels:
            raise UnsupportedFormat(
                f"The recording has no channel {channel}.",
                hint=f"It has {facts.channels} channels; choose one, or leave the channel out."
                if facts.channels > 1
                else "It has one channel.",
                path=path,
            )
        yield Recording(sound, facts, channel)


@contextmanager
def open_stretch(path: Path, channel: int | None = None) -> Iterator[Recording]:
    """Open a recording to read parts of it. Raises as `open_recording`.

    NumPy reads the samples of a plain WAV file in a third of libsndfile's time.
    """
    with open_recording(path, channel) as recording, ExitStack() as closing_too:
        plain = open_plain(recording.facts)
        if plain is None:
            yield recording
        else:
            closing_too.callback(plain.close)
            yield Recording(plain, recording.facts, channel)


def _status(path: Path) -> os.stat_result:
    try:
        status = check_regular(path)
    except FileNotFoundError as error:
        raise RecordingNotFound(
            "There is no such file.",
            hint="Was it moved, or is its drive not connected?",
            path=path,
        ) from error
    except OSError as error:
        raise _closed(path, error) from error
    if not status.st_size:
        raise UnreadableAudio("The file is empty.", hint="", path=path)
    return status


def _opened(path: Path) -> Sound:
    try:
        return open_sound(path)
    except UnreadableAudio:
        # A decoder does not say why the system refused a file.
        try:
            open_regular(path).close()
        except OSError as error:
            raise _closed(path, error) from error
        raise


def _closed(path: Path, error: OSError) -> UnreadableAudio:
    return UnreadableAudio(f"The file cannot be opened: {error.strerror}.", hint="", path=path)
