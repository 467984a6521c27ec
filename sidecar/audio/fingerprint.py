"""Recognises a recording by a digest of its samples and a fingerprint of its sound.

The digest covers every decoded sample, so WAV, FLAC and AIFF give the same, whatever else the file
holds. The fingerprint (version 1) survives MP3, Vorbis, Opus and resampling. It covers chosen
seconds and 16 pairs of neighbouring bands from 250 to 5,500 Hz. A bit says whether the difference
of their levels grew from one fifth of the second to the next. (After the bits of
Haitsma and Kalker, "A Highly Robust Audio Fingerprinting System", ISMIR 2002.)
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import xxhash

from sidecar.audio.decode import Recording, open_recording
from sidecar.audio.provenance import Provenance
from sidecar.audio.version import clock_was_set
from sidecar.errors import LinnetError, UnreadableAudio
from sidecar.fourier import rfft
from sidecar.values import AudioFacts, Float32, Identity

VERSION = 1

Words = npt.NDArray[np.uint16]

# The first part of a digest covers this many frames: a third of a second, read in a millisecond.
_HEAD_FRAMES = 16_384
HEAD_BYTES = 8

_BANDS = 17
_BITS = _BANDS - 1
_LOWEST_HZ, _HIGHEST_HZ = 250.0, 5_500.0
_LEAST_RATE_HZ = 12_000  # sound is resampled to this or more before its spectrum
_FRAMES_PER_S = 25  # frames of 80 ms, 40 ms apart
_STEPS = 5
_FLOOR = 1e-9  # of a band's energy; anything below is silence

# Samples that become words together; their spectra take 16 times their bytes.
_MOST_SAMPLES = 1 << 20

# Filters in memory: a survey has few sample rates, and damaged headers have any.
_MOST_RATES = 16

# Lossy codecs put silence before the sound, and some decoders keep it: 23 ms (48 kHz) to 69 ms
# (16 kHz) for MP3. A fingerprint tolerates half of these steps.
SHIFTS_S = tuple(round(0.02 * step, 2) for step in range(-4, 5))

# A match must be this many standard deviations from chance: one in 10^13 comparisons. Bits of real
# recordings scatter as if a fifth of them were missing.
_LEAST_Z = 7.5
_INDEPENDENT = 0.8
_MOST_WRONG = 0.33
_LEAST_BITS = 128
_MOST_PARTS = 8
_MOST_WRONG_OF_PART = 0.4

# How much two forms of one recording may differ in duration: codecs add up to 0.1 s.
MOST_LONGER_S = 0.2


@dataclass(frozen=True)
class Head:
    """The beginning of a file. `plain`: it has one value only, such as digital silence."""

    facts: AudioFacts
    digest: bytes
    plain: bool

    @property
    def identity(self) -> Identity:
        """Give what the beginning alone tells of the whole."""
        return Identity(self.digest, b"", 0, plain=self.plain, begins_plain=self.plain)


class Identifier:
    """Computes an identity while a recording is read for another purpose."""

    def __init__(self, audio: Recording) -> None:
        facts = audio.facts
        self._audio = audio
        self._head = xxhash.xxh3_64(seed=_seed(facts))
        self._whole = xxhash.xxh3_128(seed=_seed(facts))
        self._head_left = _HEAD_FRAMES
        self._first: Float32 | None = None
        self._plain = self._begins_plain = True
        self._sound = Fingerprint(facts.rate_hz)
        audio.listen(self._take)

    def _take(self, block: Float32, mono: Float32) -> None:
        if self._head_left:
            part = block[: self._head_left]
            self._head.update(part.data)
            self._head_left -= len(part)
            self._begins_plain = self._plain = self._plain and self._is_plain(part)
        self._plain = self._plain and self._is_plain(block)
        self._whole.update(block.data)
        self._sound.take(mono)

    def _is_plain(self, block: Float32) -> bool:
        if self._first is None:
            self._first = block[:1].copy()
        return bool((block == self._first).all())

    def head(self) -> bytes | None:
        """Give the digest of the beginning; None before it was read, and where it is plain."""
        return None if self._head_left or self._begins_plain else self._head.digest()

    def identity(self) -> Identity | None:
        """Give the identity after the last block.

        Where reading the file again may give more, it is that of the beginning; None where not
        even that was read.
        """
        head, plain = self._head.digest(), (self._plain, self._begins_plain)
        if not self._audio.again:
            return Identity(head + self._whole.digest(), self._sound.result(), VERSION, *plain)
        return None if self._head_left else Identity(head, b"", 0, *plain)


class Fingerprint:
    """Takes mono samples in blocks of any length; the first `shift_s` of them are left out."""

    def __init__(self, rate_hz: int, *, shift_s: float = 0.0) -> None:
        self._bands = _bands(rate_hz)
        self._rate_hz = rate_hz
        self._at_once = max(1, _MOST_SAMPLES // rate_hz)
        self._at = -round(shift_s * rate_hz)  # of the next sample
        # The samples so far of the second at `at`; silence before a sound that begins later.
        self._begun = np.zeros(max(0, self._at), np.float32)
        self._words: list[Words] = []

    def take(self, mono: Float32) -> None:
        """Take the next samples [n]."""
        if self._at < 0:
            left_out = min(len(mono), -self._at)
            mono, self._at = mono[left_out:], self._at + left_out
        rate_hz = self._rate_hz
        chosen: list[Float32] = []
        while len(mono):
            second, inside = divmod(self._at, rate_hz)
            part, mono = mono[: rate_hz - inside], mono[rate_hz - inside :]
            self._at += len(part)
            if not _chosen(second):
                continue
            if inside or len(part) < rate_hz:
                part = np.concatenate([self._begun[:inside], part])
                self._begun = part
            if len(part) == rate_hz:
                chosen.append(part)
        for first in range(0, len(chosen), self._at_once):
            part = np.stack(chosen[first : first + self._at_once])
            self._words.append(self._bands.words(part))

    def result(self) -> bytes:
        """Give the fingerprint: the number of bits used in a word, then the words."""
        words = np.concatenate([np.empty(0, np.uint16), *self._words])
        return np.array([self._bands.usable], "<u2").tobytes() + words.astype("<u2").tobytes()


def _chosen(second: int) -> bool:
    """Choose seconds: all of a short clip, few of a long night, the same whatever its length."""
    for until, every in ((4, 1), (64, 4), (3600, 16)):
        if second < until:
            return second % every == 0
    return second % 64 == 0


@lru_cache(maxsize=_MOST_RATES)
def _bands(rate_hz: int) -> _Bands:
    return _Bands(rate_hz)


class _Bands:
    """Turns whole seconds of sound at one rate into words."""

    def __init__(self, rate_hz: int) -> None:
        self._fold = _fold(rate_hz)
        self._low_hz = rate_hz // self._fold
        self._hop = max(1, self._low_hz // _FRAMES_PER_S)
        self._length = 2 * self._hop
        self._window = np.hanning(self._length + 2)[1:-1].astype(np.float32)
        edges = np.geomspace(_LOWEST_HZ, _HIGHEST_HZ, _BANDS + 1)
        wide = self._low_hz / self._length
        hertz = np.arange(self._length // 2 + 1) * wide
        above = np.maximum(edges[:-1], hertz[:, np.newaxis] - wide / 2)
        below = np.minimum(edges[1:], hertz[:, np.newaxis] + wide / 2)
        weights = np.clip((below - above) / wide, 0, 1)
        self._weights = (weights / np.maximum(weights.sum(axis=0), 1e-9)).astype(np.float32)
        self.usable = max(0, int((edges[1:] <= rate_hz / 2).sum()) - 1)

    # Samples far above full scale overflow; their words are wrong, but the same each time.
    @np.errstate(over="ignore", invalid="ignore")
    def words(self, seconds: Float32) -> Words:
        """Turn [u, rate] samples into [u * 4] words."""
        count = len(seconds)
        low = seconds
        if self._fold > 1:  # averages: aliases are far quieter, and alike in both forms
            weights = np.full(self._fold, 1 / self._fold, np.float32)
            low = seconds.reshape(-1, self._fold) @ weights
        low = low.reshape(count, self._low_hz)
        frames = np.lib.stride_tricks.sliding_window_view(low, self._length, axis=1)
        frames = frames[:, :: self._hop] * self._window
        spectrum = rfft(frames)
        power: Any = (spectrum.real**2 + spectrum.imag**2) @ self._weights
        cuts = np.linspace(0, power.shape[1], _STEPS + 1).round().astype(int)
        energy = np.stack([power[:, a:b].mean(axis=1) for a, b in pairwise(cuts)], axis=1)
        level = np.log(energy + _FLOOR)
        slope = level[:, :, :-1] - level[:, :, 1:]
        bits = slope[:, 1:] > slope[:, :-1]
        return (bits @ (1 << np.arange(_BITS))).astype(np.uint16).reshape(-1)


def _fold(rate_hz: int) -> int:
    """Find how many samples become one: an even part of a second at 12 kHz or more."""
    folds = range(1, max(1, rate_hz // _LEAST_RATE_HZ) + 1)
    return max(fold for fold in folds if rate_hz % fold == 0)


def read_head(path: Path) -> Head:
    """Read the beginning of a recording; raises RecordingNotFound, UnreadableAudio and the like."""
    with open_recording(path) as audio:
        return head_of(audio)


def read_beginning(path: Path) -> tuple[Provenance, Identity]:
    """Read what the recorder wrote, and what a recording's beginning tells of its identity."""
    with open_recording(path) as audio:
        return audio.provenance(), head_of(audio).identity


def begins_otherwise(
    path: Path,
    version: tuple[int | None, int | None] | None,
    digest: bytes | None,
    now: tuple[int, int] | None = None,
) -> bool:
    """Tell whether a file begins with other samples than the recording at its path.

    `version` is the size and time of change of the file that was read for the recording. Reads a
    third of a second, only of a file that changed or whose time of change tells nothing. `now` is
    the file's present size and time of change, where the caller knows them.
    """
    if not digest:
        return False
    with suppress(LinnetError, OSError):  # the next reader reports the error
        if now is None:
            status = path.stat()
            now = status.st_size, status.st_mtime_ns
        if version == now and clock_was_set(now[1]):
            return False
        return read_head(path).digest != digest[:HEAD_BYTES]
    return False


def head_of(audio: Recording) -> Head:
    """Read the beginning of a recording that was just opened."""
    digest = xxhash.xxh3_64(seed=_seed(audio.facts))
    first, plain = None, True
    for block in audio.first(_HEAD_FRAMES):
        digest.update(block.data)
        first = block[0].copy() if first is None else first
        plain = plain and bool((block == first).all())
    return Head(audio.facts, digest.digest(), plain)


def _seed(facts: AudioFacts) -> int:
    return facts.rate_hz * 256 + facts.channels


def identify(path: Path) -> Identity:
    """Read a whole recording for its identity.

    Raises UnreadableAudio and similar errors, also where reading it again may give more.
    """
    identity, _ = identify_shifted(path, ())
    return identity


def identify_shifted(path: Path, shifts_s: tuple[float, ...]) -> tuple[Identity, list[bytes]]:
    """Read a recording once for its identity, and fingerprints as if it began that much later."""
    with open_recording(path) as audio:
        identifier = Identifier(audio)
        shifted = [Fingerprint(audio.facts.rate_hz, shift_s=shift) for shift in shifts_s]
        for block in audio.mono(audio.facts.rate_hz):
            for each in shifted:
                each.take(block)
        identity = identifier.identity()
        if identity is None or not identity.whole:
            raise UnreadableAudio(" ".join(each.message for each in audio.trouble), path=path)
    return identity, [each.result() for each in shifted]


class Sounds:
    """Fingerprints to compare others with: each with its key and its duration."""

    def __init__(self, known: list[tuple[int, float, bytes]]) -> None:
        known = sorted(known, key=lambda each: each[1])
        self._keys = [key for key, _, _ in known]
        self._durations = np.array([duration for _, duration, _ in known])
        self._prints = [_read(fingerprint) for _, _, fingerprint in known]

    def near(self, duration_s: float) -> bool:
        """Tell whether any fingerprint has about this duration."""
        first, last = self._span(duration_s)
        return last > first

    def like(self, duration_s: float, fingerprints: list[bytes]) -> list[int]:
        """List the keys of all fingerprints that match one of `fingerprints`, of one recording."""
        first, last = self._span(duration_s)
        forms = [_read(each) for each in fingerprints]
        return [
            self._keys[place]
            for place in range(first, last)
            if any(_alike(self._prints[place], form) for form in forms)
        ]

    def _span(self, duration_s: float) -> tuple[int, int]:
        first = np.searchsorted(self._durations, duration_s - MOST_LONGER_S, "left")
        last = np.searchsorted(self._durations, duration_s + MOST_LONGER_S, "right")
        return int(first), int(last)


def alike(one: bytes, other: bytes) -> bool:
    """Tell whether two fingerprints are of one sound, as far as both go."""
    return _alike(_read(one), _read(other))


def contradict(one: bytes, other: bytes) -> bool:
    """Tell whether two fingerprints have enough in common to be told apart, and differ."""
    return _verdict(_read(one), _read(other)) is False


def _read(fingerprint: bytes) -> tuple[int, Words]:
    values = np.frombuffer(fingerprint, "<u2")
    return (int(values[0]), values[1:]) if len(values) else (0, values)


def _alike(one: tuple[int, Words], other: tuple[int, Words]) -> bool:
    return _verdict(one, other) is True


def _verdict(one: tuple[int, Words], other: tuple[int, Words]) -> bool | None:
    """Tell whether the common part of two fingerprints is one sound; None: it is too short."""
    usable = min(one[0], other[0])
    length = min(len(one[1]), len(other[1]))
    a, b = one[1][:length], other[1][:length]
    heard = (a != 0) & (b != 0)  # silence has no bits
    bits = int(heard.sum()) * usable
    if bits < _LEAST_BITS:
        return None
    differing = np.bitwise_count((a ^ b)[heard] & np.uint16((1 << usable) - 1))
    # Every part must agree: recordings may begin with the same beep.
    parts = np.array_split(differing, min(_MOST_PARTS, bits // _LEAST_BITS))
    if max(part.mean() for part in parts) > _MOST_WRONG_OF_PART * usable:
        return False
    wrong = float(differing.sum()) / bits
    return wrong <= _MOST_WRONG and (0.5 - wrong) * 2 * (bits * _INDEPENDENT) ** 0.5 >= _LEAST_Z
