"""What a model hears, as a picture over plain frequencies."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from sidecar.frontends.compute import front_end
from sidecar.frontends.inside import spectrogram_of
from sidecar.frontends.interface import Banded, Bands, Description
from sidecar.frontends.picture import Bytes, View, in_bytes, touched
from sidecar.frontends.spec import Inside
from sidecar.values import Float32

# More than half of any window of samples, so that no edge is dark.
_BESIDE_S = 0.25

# Gives the samples [n] of a stretch, from a second on, at a rate; silence is outside.
Reader = Callable[[float, int, int], Float32]


@dataclass(frozen=True)
class Span:
    """Seconds of a recording."""

    start_s: float
    end_s: float


def ears_of(spec: Description, inside: tuple[Inside, ...]) -> list[Banded]:
    """Find what makes the bands that a model hears; none where Linnet cannot compute them."""
    if spec.over_hertz:
        return [front_end(spec)]
    return [spectrogram_of(each) for each in inside]


def heard(ears: list[Banded], read: Reader, span: Span, view: View, half_hz: float) -> Bytes:
    """Draw a stretch as bytes [height, width]; each row shows the bands at its frequencies.

    `view` has its band in parts of `half_hz`. The first of the ears that hears a frequency is
    drawn there; rows that none hears stay dark. 0 dB is a sine of full scale in the loudest band.
    """
    rows_hz = np.linspace(view.low * half_hz, view.high * half_hz, view.height + 1)
    drawn = np.zeros((view.height, view.width), np.uint8)
    free = np.ones(view.height, bool)
    for ear in ears:
        bands = ear.bands
        assert bands is not None  # it is an ear
        rows = np.interp(rows_hz, bands.edges_hz, np.arange(len(bands.edges_hz)))
        own = free & (rows[1:] > rows[:-1])
        if not own.any():
            continue
        levels = in_bytes(_columns(ear, bands, read, span, view.width), bands.full_db)
        drawn[own] = touched(levels, rows, axis=0)[own]
        free &= ~own
    return np.ascontiguousarray(drawn[::-1])


def _columns(ear: Banded, bands: Bands, read: Reader, span: Span, width: int) -> Float32:
    """Compute the loudest frame of each column: [bands, width].

    Frames are counted from the recording's beginning, so that no seam shows between two stretches.
    """
    hop_s = bands.hop / bands.rate_hz
    first = max(0, math.floor((span.start_s - _BESIDE_S) / hop_s))
    last = math.ceil((span.end_s + _BESIDE_S) / hop_s)
    energies = ear.energies(read(first * hop_s, (last - first) * bands.hop, bands.rate_hz))
    assert energies is not None  # it is an ear
    if bands.power == 1:
        energies = np.square(energies)
    # A frame stands for the time around its middle.
    edges = np.linspace(span.start_s, span.end_s, width + 1) / hop_s - first + 0.5
    return touched(energies, edges, axis=1)
