"""`sound`: cuts a stretch of a recording as a WAV file to play."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from sidecar.app.engine import Engine
from sidecar.app.method import Method
from sidecar.audio.decode import Recording, open_stretch
from sidecar.audio.resample import resampler
from sidecar.contract.picture import SoundRequest, SoundResult
from sidecar.errors import InvalidParams, UnreadableAudio
from sidecar.methods.stretch import place_of
from sidecar.rpc.verb import Call
from sidecar.values import Float32

# An answer with more would not fit into a message of 64 MiB.
_MOST_NUMBERS = 24_000_000

_FULL = 1 << 15

Sixteen = npt.NDArray[np.int16]


def cut_sound(engine: Engine, request: SoundRequest, call: Call) -> SoundResult:
    """Cut a stretch as 16-bit samples; what is louder than full scale is cut off and counted.

    Raises UnreadableAudio for a file with another sound than the recording.
    """
    with open_stretch(place_of(engine, request), request.channel) as audio:
        rate_hz = audio.facts.rate_hz
        first, last = _frames_of(request, audio)
        kept = [_sixteen(each) for each in _read(audio, request, first, last, call)]
    if not kept:
        raise UnreadableAudio(
            f"No sound can be read at {request.start:.1f} s.", path=audio.facts.path
        )
    samples = np.concatenate([each for each, _ in kept])
    header_hz = max(1, round((request.rate or rate_hz) / request.slower))
    return SoundResult(
        data=_header(samples, header_hz) + samples.tobytes(),
        sample_rate=header_hz,
        channels=samples.shape[1],
        frames=len(samples),
        seconds=round(len(samples) / (request.rate or rate_hz), 6),
        clipped=sum(clipped for _, clipped in kept),
    )


def _frames_of(request: SoundRequest, audio: Recording) -> tuple[int, int]:
    """Give the first frame of a stretch and the one behind it; raises InvalidParams."""
    facts = audio.facts
    first = round(request.start * facts.rate_hz)
    last = min(facts.frames, round(request.end * facts.rate_hz))
    if last <= first:
        raise InvalidParams(
            f"The recording has no sound between {request.start:g} and {request.end:g} s.",
            field="start",
            hint=f"It is {facts.frames / facts.rate_hz:.1f} s long.",
        )
    numbers = (last - first) / facts.rate_hz * (request.rate or facts.rate_hz) * audio.played
    if numbers > _MOST_NUMBERS:
        raise InvalidParams(
            "The stretch holds too many samples for one answer.",
            field="end",
            hint="Ask for it in two pieces, or for a lower rate.",
        )
    return first, last


def _read(
    audio: Recording, request: SoundRequest, first: int, last: int, call: Call
) -> Iterator[Float32]:
    """Read the stretch as blocks [n, channels], at the rate of the request."""
    rate_hz = audio.facts.rate_hz
    stream: Any = None
    for block in audio.channels_between(first, last):
        call.check()
        if request.rate is None or request.rate == rate_hz:
            yield block
            continue
        if stream is None:
            stream = resampler(rate_hz, request.rate, channels=block.shape[1])
        yield stream.resample_chunk(block)
    if stream is not None:
        yield stream.resample_chunk(np.empty((0, audio.played), np.float32), last=True)


def _sixteen(block: Float32) -> tuple[Sixteen, int]:
    """Round samples to 16 bits, and count those beyond full scale."""
    clipped = int(np.count_nonzero(np.abs(block) > 1))
    scaled = np.rint(block * np.float32(_FULL))
    return np.clip(scaled, -_FULL, _FULL - 1).astype("<i2"), clipped


def _header(samples: Sixteen, rate_hz: int) -> bytes:
    """Write the header of a WAV file of 16 bits."""
    size, channels = samples.nbytes, samples.shape[1]
    layout = struct.pack("<HHIIHH", 1, channels, rate_hz, rate_hz * channels * 2, channels * 2, 16)
    return b"".join(
        (
            *(b"RIFF", struct.pack("<I", 36 + size), b"WAVE"),
            *(b"fmt ", struct.pack("<I", len(layout)), layout),
            *(b"data", struct.pack("<I", size)),
        )
    )


METHODS = (Method("sound", cut_sound, "picture", "Cut a stretch of a recording as sound to play."),)
