"""Mel filter banks."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt

from sidecar.frontends.spec import MelBank

Floats = npt.NDArray[np.floating[Any]]

# Slaney's Auditory Toolbox (1998): 3 mels per 200 Hz up to 1 kHz, then 27 per factor of 6.4.
_SLANEY_LINEAR = 3.0 / 200.0
_SLANEY_BREAK_HZ = 1000.0
_SLANEY_BREAK = _SLANEY_BREAK_HZ * _SLANEY_LINEAR
_SLANEY_LOG = 27.0 / np.log(6.4)


def filter_bank(bank: MelBank, *, rate_hz: int, n_fft: int) -> Floats:
    """Compute the weights [bands, n_fft // 2 + 1] of each bin in each band.

    torchaudio's banks are computed as torchaudio does, in single precision. Models were trained
    with these, which differ from exact triangles by 2e-5 of the largest weight.
    """
    match bank.scale:
        case "slaney":
            return _slaney(bank, np.arange(n_fft // 2 + 1) * (rate_hz / n_fft))
        case "htk":
            return _htk(bank, _evenly(0.0, rate_hz // 2, n_fft // 2 + 1))
        case "kaldi":
            return _kaldi(bank, np.float32(rate_hz / n_fft) * _counting(n_fft // 2))


def band_edges(bank: MelBank) -> npt.NDArray[np.float64]:
    """Give the frequencies [bands + 1] at which the bands meet: half a triangle in mels, in Hz."""
    places = np.arange(bank.bands + 1) + 0.5
    match bank.scale:
        case "slaney":
            low, high = _slaney_mel(np.array([bank.low, bank.high])).tolist()
            edges = _slaney_hertz(low + places * ((high - low) / (bank.bands + 1)))
            return edges.astype(np.float64)
        case "htk" | "kaldi":  # the same mels, up to a factor
            low, high = (math.log1p(f / 700.0) for f in (bank.low, bank.high))
            mels = low + places * ((high - low) / (bank.bands + 1))
            return np.asarray(700.0 * np.expm1(mels), np.float64)


def _slaney(bank: MelBank, hertz: Floats) -> Floats:
    low, high = _slaney_mel(np.array([bank.low, bank.high])).tolist()
    edges = _slaney_hertz(np.linspace(low, high, bank.bands + 2))
    rising, falling = _slopes(edges, hertz)
    return _triangles(rising, falling) * _norm(bank, edges)


def _htk(bank: MelBank, hertz: Floats) -> Floats:
    low, high = (2595.0 * math.log10(1.0 + f / 700.0) for f in (bank.low, bank.high))
    mels = _evenly(low, high, bank.bands + 2)
    powers = np.power(10.0, (mels / np.float32(2595)).astype(np.float64)).astype(np.float32)
    edges = np.float32(700) * (powers - np.float32(1))
    rising, falling = _slopes(edges, hertz)
    return _triangles(rising, falling) * _norm(bank, edges)


def _kaldi(bank: MelBank, hertz: Floats) -> Floats:
    """Triangles over mels; the bin at half the sample rate belongs to no band."""
    low, high = (1127.0 * math.log(1.0 + f / 700.0) for f in (bank.low, bank.high))
    step = (high - low) / (bank.bands + 1)
    corners = np.float32(low) + _counting(bank.bands + 2) * np.float32(step)
    ratio = np.float32(1) + hertz / np.float32(700)
    mels = np.float32(1127) * np.log(ratio.astype(np.float64)).astype(np.float32)
    rising, falling = _slopes(corners, mels)
    edges = np.float32(700) * np.expm1(corners / np.float32(1127))
    return np.pad(_triangles(rising, falling) * _norm(bank, edges), ((0, 0), (0, 1)))


def _slopes(edges: Floats, at: Floats) -> tuple[Floats, Floats]:
    """Lines [bands, len(at)] up from edges[i] to edges[i+1] and down from there to edges[i+2]."""
    low, middle, high = (part[:, np.newaxis] for part in (edges[:-2], edges[1:-1], edges[2:]))
    return (at - low) / (middle - low), (high - at) / (high - middle)


def _triangles(rising: Floats, falling: Floats) -> Floats:
    return np.maximum(0, np.minimum(rising, falling))


def _norm(bank: MelBank, edges: Floats) -> Floats:
    if bank.norm == "none":
        return np.ones((bank.bands, 1), edges.dtype)
    return (2 / (edges[2:] - edges[:-2]))[:, np.newaxis]


def _evenly(start: float, stop: float, count: int) -> Floats:
    """Space numbers evenly with torch.linspace's roundings: from both ends to the middle.

    The step is a float32 and each number is rounded once, as on processors with fused
    multiplication. On other processors torchaudio's own banks differ by 2e-5.
    """
    step = float((np.float32(stop) - np.float32(start)) / np.float32(count - 1))
    index = np.arange(count)
    up, down = np.float32(start) + step * index, np.float32(stop) - step * (count - 1 - index)
    return np.where(index < count // 2, up, down).astype(np.float32)


def _counting(count: int) -> Floats:
    return np.arange(count, dtype=np.float32)


def _slaney_mel(hertz: Floats) -> Floats:
    above = np.maximum(hertz, _SLANEY_BREAK_HZ) / _SLANEY_BREAK_HZ
    logarithmic = _SLANEY_BREAK + _SLANEY_LOG * np.log(above)
    return np.where(hertz < _SLANEY_BREAK_HZ, hertz * _SLANEY_LINEAR, logarithmic)


def _slaney_hertz(mels: Floats) -> Floats:
    above = np.maximum(mels - _SLANEY_BREAK, 0.0)
    logarithmic = _SLANEY_BREAK_HZ * np.exp(above / _SLANEY_LOG)
    return np.where(mels < _SLANEY_BREAK, mels / _SLANEY_LINEAR, logarithmic)


class MelProjection:
    """Projects spectra onto a filter bank without its zeros.

    A band covers few of the bins. So bands are taken in groups, and each group is multiplied only
    with its narrow strip of bins: a fifth of the time of the full product.
    """

    _GROUP = 8

    def __init__(self, weights: Floats, dtype: npt.DTypeLike) -> None:
        self._bands = len(weights)
        self._strips: list[tuple[slice, slice, Floats]] = []
        for first in range(0, self._bands, self._GROUP):
            group = slice(first, min(first + self._GROUP, self._bands))
            seen = np.flatnonzero(weights[group].any(axis=0))
            if len(seen):
                strip = slice(int(seen[0]), int(seen[-1]) + 1)
                part = np.ascontiguousarray(weights[group, strip], dtype)
                self._strips.append((group, strip, part))

    def __call__(self, spectra: Floats) -> Floats:
        """Give the bands [bands, f] of spectra [f, bins]."""
        bands = np.zeros((self._bands, len(spectra)), spectra.dtype)
        for group, strip, part in self._strips:
            np.matmul(part, spectra[:, strip].T, out=bands[group])
        return bands
