"""Windows spread over recordings, each read from its own stretch alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sidecar.audio.decode import Recording
from sidecar.audio.resample import resampled
from sidecar.audio.windows import Cutter, count
from sidecar.errors import UnreadableAudio
from sidecar.run.prepare import Cutting
from sidecar.values import AudioFacts, Float32

# Sound beside a stretch that is resampled too, so that the stretch sounds as in its recording.
_BESIDE_S = 0.25

# Frames that a rounded header may lack, in seconds.
_LACKING_S = 0.05


def shares(there: Sequence[int], wanted: int) -> list[int]:
    """Share `wanted` windows among recordings that have `there`: evenly, as far as each has them.

    What a recording lacks goes to the others; the first ones get what is left over.
    """
    given = [0] * len(there)
    while (left := wanted - sum(given)) > 0:
        open_ = [place for place, have in enumerate(there) if given[place] < have]
        if not open_:
            break
        each = max(1, left // len(open_))
        for place in open_[:left]:
            given[place] += min(each, there[place] - given[place])
    return given


def spread(there: int, wanted: int) -> list[int]:
    """Choose `wanted` of `there` places in order, evenly spread; all if there are no more."""
    number = min(there, wanted)
    return [(2 * place + 1) * there // (2 * number) for place in range(number)]


def whole_windows(facts: AudioFacts, cutting: Cutting) -> int:
    """Count the windows that sound fills; a shorter recording has one, if a model pads it."""
    frames = facts.frames * cutting.rate_hz // facts.rate_hz
    length = cutting.length
    return frames // length or count(frames, length=length, hop=length, padding=cutting.padding)


def covering(start_s: float, ours_s: float, theirs_s: float, end_s: float) -> list[float]:
    """Find the starts of another model's windows that cover the window at `start_s`.

    They lie evenly, the first at its start and the last at its end. A longer window lies around it,
    within the recording, which ends at `end_s`.
    """
    if theirs_s >= ours_s:
        around = start_s + (ours_s - theirs_s) / 2
        return [max(0.0, min(around, end_s - theirs_s))]
    number = int(np.ceil(ours_s / theirs_s))
    return [start_s + place * (ours_s - theirs_s) / (number - 1) for place in range(number)]


@dataclass(frozen=True)
class Heard:
    """A window of a recording as one model hears it, and as another hears the same stretch."""

    ours: Float32  # [1, samples]
    theirs: Float32 | None  # [b, samples]; None if there is no other model, or it hears silence


def heard_at(
    audio: Recording, places: Iterable[int], ours: Cutting, theirs: Cutting | None
) -> Iterator[Heard | None]:
    """Read the windows of an open recording at some places; None for a silent one.

    Raises UnreadableAudio for a stretch that the file lacks.
    """
    for place in places:
        start_s = place * ours.spec.window
        own = _cut(audio, [start_s], ours)
        if own is None:
            yield None
            continue
        other = None
        if theirs is not None:
            end_s = audio.facts.duration_s
            starts = covering(start_s, ours.spec.window, theirs.spec.window, end_s)
            other = _cut(audio, starts, theirs)
        yield Heard(own, other)


def _cut(audio: Recording, starts: Iterable[float], cutting: Cutting) -> Float32 | None:
    """Cut the windows [b, samples] that begin at some times; None if all are silent."""
    found = []
    for start_s in starts:
        cutter = Cutter(length=cutting.length, hop=cutting.length, padding=cutting.padding)
        found += [each.samples for each in cutter.cut([_stretch(audio, start_s, cutting)])]
    return np.concatenate(found) if found else None


def _stretch(audio: Recording, start_s: float, cutting: Cutting) -> Float32:
    """Read a window's samples [up to its length] at the model's rate."""
    rate_hz, wanted_hz, length = audio.facts.rate_hz, cutting.rate_hz, cutting.length
    first = round(start_s * rate_hz)
    last = min(audio.facts.frames, first + -(-length * rate_hz // wanted_hz))
    if rate_hz == wanted_hz:
        return _read(audio, first, last)[:length]
    beside = round(_BESIDE_S * rate_hz)
    lead, rest = min(beside, first), min(beside, audio.facts.frames - last)
    read = _read(audio, first - lead, last + rest)
    skipped = round(lead * wanted_hz / rate_hz)
    samples = resampled([read], rate_hz, len(read), wanted_hz)[skipped:]
    return samples[: min(length, round((last - first) * wanted_hz / rate_hz))]


def _read(audio: Recording, first: int, last: int) -> Float32:
    blocks = [block.copy() for block in audio.between(first, last)]
    read = sum(map(len, blocks))
    if audio.trouble:
        raise UnreadableAudio(audio.trouble[0].message)
    if last - first - read > _LACKING_S * audio.facts.rate_hz:
        raise UnreadableAudio(
            f"The file lacks sound after {(first + read) / audio.facts.rate_hz:.1f} s."
        )
    return np.concatenate(blocks) if blocks else np.empty(0, np.float32)
