"""`spectrogram` and `waveform`: draw a stretch of a recording from that stretch alone."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import numpy as np
import soxr

from sidecar.app.engine import Engine
from sidecar.app.method import Method
from sidecar.audio.decode import Recording, open_recording
from sidecar.audio.path import text_path
from sidecar.contract.picture import (
    SpectrogramRequest,
    SpectrogramResult,
    Stretch,
    WaveformRequest,
    WaveformResult,
)
from sidecar.errors import InvalidParams
from sidecar.frontends.compute import front_end
from sidecar.frontends.named import NAMED
from sidecar.frontends.picture import MAX_DB, MIN_DB, Bytes, bands, peaks, spectrogram
from sidecar.recordings.inputs import path_of
from sidecar.recordings.replaced import check_sound
from sidecar.rpc.verb import Call
from sidecar.values import Float32

# Rows of a PNG that are compressed at once.
_ROWS = 256

# A spectrogram is computed in memory; two hours at 48 kHz would need too much.
_LONGEST_S = 600.0


def draw_spectrogram(engine: Engine, request: SpectrogramRequest, call: Call) -> SpectrogramResult:
    """Draw a stretch of a recording; any part beyond its end is silence."""
    if request.end - request.start > _LONGEST_S:
        raise InvalidParams(
            f"A spectrogram spans at most {_LONGEST_S:.0f} s; request it in tiles.", field="end"
        )
    with open_recording(_path(engine, request)) as audio:
        blocks = _blocks(audio, request, call)
        if request.frontend is None:
            samples = max(1, round((request.end - request.start) * audio.facts.rate_hz))
            drawn = spectrogram(blocks, samples, request.width, request.height)
            low, high = MIN_DB, MAX_DB
        else:
            drawn, low, high = _as_heard(blocks, audio.facts.rate_hz, request)
    data = _png(drawn) if request.format == "png" else drawn.data.cast("B")
    return SpectrogramResult(
        data=data,
        width=request.width,
        height=request.height,
        min_db=low,
        max_db=high,
    )


def draw_waveform(engine: Engine, request: WaveformRequest, call: Call) -> WaveformResult:
    """Find the peaks of a stretch of any length, reading it in blocks."""
    with open_recording(_path(engine, request)) as audio:
        samples = round((request.end - request.start) * audio.facts.rate_hz)
        found = peaks(_blocks(audio, request, call), samples, request.width)
    return WaveformResult(peaks=found.tobytes(), width=request.width)


def _path(engine: Engine, request: Stretch) -> Path:
    if request.path is not None:
        return text_path(request.path).absolute()
    assert request.recording_id is not None
    path = path_of(engine, request.recording_id, field="recordingId")
    for known in engine.catalog.recordings.find([request.recording_id]):
        check_sound(known, path)
    return path


def _blocks(audio: Recording, request: Stretch, call: Call) -> Iterator[Float32]:
    for block in audio.excerpt(request.start, request.end):
        call.check()
        yield block


def _resampled(
    blocks: Iterator[Float32], rate_hz: int, stretch_s: float, wanted_hz: int
) -> Float32:
    """Resample blocks as they come; silence fills up a stretch that they end before."""
    samples = np.zeros(max(1, round(round(stretch_s * rate_hz) * wanted_hz / rate_hz)), np.float32)
    stream = soxr.ResampleStream(rate_hz, wanted_hz, 1, dtype="float32", quality="HQ")
    at = 0
    for block in chain(blocks, [np.empty(0, np.float32)]):
        made = stream.resample_chunk(block, last=not len(block))[: len(samples) - at]
        samples[at : at + len(made)] = made
        at += len(made)
    return samples


def _as_heard(
    blocks: Iterator[Float32], rate_hz: int, request: SpectrogramRequest
) -> tuple[Bytes, float, float]:
    spec = NAMED.get(request.frontend or "")
    if spec is None or not spec.drawable:
        drawable = [name for name, each in NAMED.items() if each.drawable]
        raise InvalidParams(
            f'The front end "{request.frontend}" cannot be drawn.',
            field="frontend",
            hint=f"Front ends: {', '.join(drawable)}.",
        )
    stretch_s = request.end - request.start
    resampled = _resampled(blocks, rate_hz, stretch_s, spec.sample_rate)
    energies = front_end(spec).energies(resampled)
    assert energies is not None  # the front end is drawable
    return bands(energies, request.width, request.height)


def _png(drawn: Bytes) -> bytes:
    """Write a grey PNG (ISO/IEC 15948): signature, header, data, end."""
    height, width = drawn.shape
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pieces = [b"\x89PNG\r\n\x1a\n"]
    for kind, data in ((b"IHDR", [header]), (b"IDAT", _compressed(drawn)), (b"IEND", [])):
        pieces += [struct.pack(">I", sum(map(len, data))), kind, *data]
        check = zlib.crc32(kind)
        for each in data:
            check = zlib.crc32(each, check)
        pieces.append(struct.pack(">I", check))
    return b"".join(pieces)


def _compressed(drawn: Bytes) -> list[bytes]:
    compressor = zlib.compressobj(1)
    made = []
    for first in range(0, len(drawn), _ROWS):
        rows = np.pad(drawn[first : first + _ROWS], ((0, 0), (1, 0)))  # 0: the row has no filter
        made.append(compressor.compress(rows.data))
    return [*made, compressor.flush()]


METHODS = (
    Method(
        "spectrogram",
        draw_spectrogram,
        "picture",
        "Draw a stretch of a recording from that stretch alone.",
    ),
    Method("waveform", draw_waveform, "picture", "Find the peaks of a stretch of a recording."),
)
