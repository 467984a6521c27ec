"""`spectrogram` and `waveform`: draw a stretch of a recording from that stretch alone."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import Literal

import numpy as np

from sidecar.app.engine import Engine
from sidecar.app.method import Method
from sidecar.audio.decode import Recording, open_stretch
from sidecar.audio.resample import resampled
from sidecar.contract.picture import (
    SpectrogramRequest,
    SpectrogramResult,
    Stretch,
    WaveformRequest,
    WaveformResult,
)
from sidecar.errors import InvalidParams
from sidecar.frontends.compute import front_end
from sidecar.frontends.heard import Span, ears_of, heard
from sidecar.frontends.named import NAMED
from sidecar.frontends.picture import (
    MAX_DB,
    MIN_DB,
    Bytes,
    Painting,
    View,
    bands,
    peaks,
    spectrogram,
)
from sidecar.methods.overview import draw_long, long_peaks, no_sound_above
from sidecar.methods.stretch import place_of
from sidecar.rpc.verb import Call
from sidecar.values import Float32

# Rows of a PNG that are compressed at once.
_ROWS = 256

# A spectrogram is computed in memory; two hours at 48 kHz would need too much.
_LONGEST_S = 600.0

# Windows are read one by one where all of them are so many times as many.
_SPARSE = 4
_LOOKS_AT_ONCE = 64

# More than half of any front end's window of samples.
_BESIDE_S = 0.25


def draw_spectrogram(engine: Engine, request: SpectrogramRequest, call: Call) -> SpectrogramResult:
    """Draw a stretch of a recording; any part beyond its end is silence."""
    if request.end - request.start > _LONGEST_S:
        return _answer(request, draw_long(engine, request), MIN_DB, MAX_DB, of_overview=True)
    with open_stretch(place_of(engine, request), request.channel) as audio:
        if request.model is not None:
            drawn, low, high = _as_model_hears(engine, audio, request, call), MIN_DB, MAX_DB
        elif request.frontend is None:
            drawn, low, high = _plain(audio, request, call), MIN_DB, MAX_DB
        else:
            drawn, low, high = _as_heard(audio, request, call)
    return _answer(request, drawn, low, high)


def _answer(
    request: SpectrogramRequest, drawn: Bytes, low: float, high: float, *, of_overview: bool = False
) -> SpectrogramResult:
    data = _png(drawn) if request.format == "png" else drawn.data.cast("B")
    return SpectrogramResult(
        data=data,
        width=request.width,
        height=request.height,
        min_db=low,
        max_db=high,
        of_overview=of_overview,
    )


def draw_waveform(engine: Engine, request: WaveformRequest, call: Call) -> WaveformResult:
    """Find the peaks of a stretch of any length, reading it in blocks if no overview is kept."""
    if request.end - request.start > _LONGEST_S:
        kept = long_peaks(engine, request)
        if kept is not None:
            return WaveformResult(
                peaks=_in_steps(kept.astype(np.float32) / np.float32(127), request.format),
                width=request.width,
                of_overview=True,
            )
    with open_stretch(place_of(engine, request), request.channel) as audio:
        first, samples = _frames_of(request, audio.facts.rate_hz)
        blocks = _checked(audio.between(first, first + samples), call)
        found = peaks(blocks, samples, request.width)
    return WaveformResult(peaks=_in_steps(found, request.format), width=request.width)


def _in_steps(found: Float32, form: Literal["i8", "i16"]) -> bytes:
    """Write peaks -1..1 as whole numbers."""
    steps, kind = (127, "<i1") if form == "i8" else (32_767, "<i2")
    return np.clip(np.rint(found * steps), -steps, steps).astype(kind).tobytes()


def _frames_of(request: Stretch, rate_hz: int) -> tuple[int, int]:
    """Give the first frame of a stretch, and how many it has."""
    return round(request.start * rate_hz), max(1, round((request.end - request.start) * rate_hz))


def _checked(blocks: Iterator[Float32], call: Call) -> Iterator[Float32]:
    for block in blocks:
        call.check()
        yield block


def _plain(audio: Recording, request: SpectrogramRequest, call: Call) -> Bytes:
    """Draw plain frequencies; windows at the edges reach into what lies beside the stretch."""
    rate_hz = audio.facts.rate_hz
    first, samples = _frames_of(request, rate_hz)
    high = rate_hz / 2 if request.high_hz is None else request.high_hz
    low = request.low_hz or 0.0
    if high <= low:
        raise no_sound_above(rate_hz / 2)
    view = View(
        request.width,
        request.height,
        2 * low / rate_hz,
        2 * high / rate_hz,
        fft=request.fft,
        most_looks=request.looks,
    )
    if _SPARSE * view.looks(samples) <= view.all_looks(samples):
        drawn = _at_looks(audio, first, samples, view, call)
        if drawn is not None:
            return drawn
    beside = view.n_fft // 2
    lead = min(beside, first)
    blocks = audio.between(first - lead, first + samples + beside)
    return spectrogram(_checked(blocks, call), samples, view, lead=lead)


def _at_looks(audio: Recording, first: int, samples: int, view: View, call: Call) -> Bytes | None:
    """Draw from the windows that are looked at alone; None where they cannot be read alone."""
    starts = view.centres(samples) + (first - view.n_fft // 2)
    painting = Painting(view, view.looks(samples))
    for at in range(0, len(starts), _LOOKS_AT_ONCE):
        call.check()
        windows = audio.windows(starts[at : at + _LOOKS_AT_ONCE], view.n_fft)
        if windows is None:
            return None
        painting.add(windows)
    return painting.drawn()


def _as_model_hears(
    engine: Engine, audio: Recording, request: SpectrogramRequest, call: Call
) -> Bytes:
    """Draw the bands that a model hears, each at its frequencies."""
    model = engine.manifest(request.model).input
    ears = ears_of(model.spec, model.inside)
    if not ears:
        raise InvalidParams(
            f'Linnet cannot draw what "{request.model}" hears.',
            field="model",
            hint="The model computes its spectrogram itself. Leave out `model`.",
        )
    rate_hz = audio.facts.rate_hz

    def read(start_s: float, samples: int, wanted_hz: int) -> Float32:
        first, frames = round(start_s * rate_hz), round(samples * rate_hz / wanted_hz)
        blocks = _checked(audio.between(first, first + frames), call)
        return resampled(blocks, rate_hz, frames, wanted_hz)

    half_hz = rate_hz / 2
    high = half_hz if request.high_hz is None else request.high_hz
    low = request.low_hz or 0.0
    view = View(request.width, request.height, low / half_hz, high / half_hz)
    return heard(ears, read, Span(request.start, request.end), view, half_hz)


def _as_heard(
    audio: Recording, request: SpectrogramRequest, call: Call
) -> tuple[Bytes, float, float]:
    """Draw a front end's bands; its frames at the edges reach into what lies beside the stretch."""
    spec = NAMED.get(request.frontend or "")
    if spec is None or not spec.drawable:
        drawable = [name for name, each in NAMED.items() if each.drawable]
        raise InvalidParams(
            f'The front end "{request.frontend}" cannot be drawn.',
            field="frontend",
            hint=f"Front ends: {', '.join(drawable)}.",
        )
    rate_hz = audio.facts.rate_hz
    first, frames = _frames_of(request, rate_hz)
    beside = round(_BESIDE_S * rate_hz)
    lead = min(beside, first)
    total = lead + frames + beside
    blocks = _checked(audio.between(first - lead, first - lead + total), call)
    energies = front_end(spec).energies(resampled(blocks, rate_hz, total, spec.sample_rate))
    assert energies is not None  # the front end is drawable
    begin = round(lead / total * energies.shape[1])
    end = max(begin + 1, round((lead + frames) / total * energies.shape[1]))
    return bands(energies[:, begin:end], request.width, request.height)


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
