"""Pictures of sound for people: a spectrogram in bytes, a waveform in peaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.fft

from sidecar.values import Float32, Int64

Bytes = npt.NDArray[np.uint8]

# Levels of the darkest and the brightest byte, relative to a sine of full scale. They are the same
# for every tile, so that no seam shows between two.
MIN_DB, MAX_DB = -120.0, 0.0

# A window of about 20 ms at the rates of recorders; longer where a picture asks for more rows.
_N_FFT = 1024
# A column longer than a window takes this many windows and shows the loudest.
_LOOKS = 4
_AT_ONCE = 64

# Samples of silence in a block.
_SILENCE = 1 << 20


def spectrogram(blocks: Iterable[Float32], samples: int, width: int, height: int) -> Bytes:
    """Draw `samples` samples, in blocks [n], as bytes [height, width].

    Time runs to the right, and the highest frequency is on top. Each pixel is the loudest of the
    bins and windows that it covers. Silence follows the last block. Only what a few columns show
    is in memory.
    """
    n_fft = max(_N_FFT, 1 << (2 * height - 1).bit_length())
    hop = samples / width
    looks = min(_LOOKS, max(1, round(hop / n_fft)))
    centres = ((np.arange(width * looks) + 0.5) * (hop / looks)).astype(np.int64)
    taper = np.hanning(n_fft).astype(np.float32)
    full = np.float32(20.0 * np.log10(taper.sum() / 2))
    rows = np.linspace(0, n_fft // 2 + 1, height + 1).astype(np.int64)[:-1]
    one_each = n_fft // 2 < 1.5 * height
    drawn = np.empty((height, width), np.uint8)
    done = 0
    for frames in _frames(_then_silence(blocks, samples + n_fft), centres, n_fft, looks):
        frames *= taper
        parts = scipy.fft.rfft(frames, overwrite_x=True).view(np.float32)
        np.square(parts, out=parts)
        power = parts[:, ::2] + parts[:, 1::2]
        found = power[:, rows] if one_each else np.maximum.reduceat(power, rows, axis=1)
        loudest = found.reshape(-1, looks, height).max(axis=1)
        np.maximum(loudest, np.float32(1e-30), out=loudest)
        level = np.float32(10.0) * np.log10(loudest) - full
        drawn[:, done : done + len(level)] = _as_bytes(level.T[::-1], MIN_DB, MAX_DB)
        done += len(level)
    return drawn


def _then_silence(blocks: Iterable[Float32], samples: int) -> Iterator[Float32]:
    """Yield blocks of any length, then silence, until there are `samples`."""
    for block in blocks:
        yield block
        samples -= len(block)
    while samples > 0:
        yield np.zeros(min(samples, _SILENCE), np.float32)
        samples -= _SILENCE


def _frames(
    blocks: Iterable[Float32], centres: Int64, length: int, looks: int
) -> Iterator[Float32]:
    """Cut frames [looks * n, length] around ascending centres; before the sound is silence."""
    at_once = looks * max(1, _AT_ONCE // looks)
    held, base, done = np.zeros(length // 2, np.float32), -(length // 2), 0
    inside = np.arange(length) - length // 2
    for block in blocks:
        held = np.concatenate([held, block])
        reached = base + len(held) - length // 2
        while done < len(centres):
            part = centres[done : done + at_once]
            if part[-1] > reached:
                break
            yield held[(part - base)[:, np.newaxis] + inside]
            done += len(part)
        if done == len(centres):
            return
        spare = min(len(held), centres[done] - length // 2 - base)
        held, base = held[spare:], base + spare


def bands(energies: Float32, width: int, height: int) -> tuple[Bytes, float, float]:
    """Draw a front end's bands [bands, frames] as bytes, with the levels of 0 and 255 in dB."""
    most = float(_decibels(energies.max()))
    row = np.linspace(0, len(energies), height, endpoint=False).astype(np.int64)
    column = np.linspace(0, energies.shape[1], width, endpoint=False).astype(np.int64)
    level = _decibels(energies[:, column])
    drawn = np.empty((height, width), np.uint8)
    for place, band in enumerate(row[::-1].tolist()):
        drawn[place] = _as_bytes(level[band], most - 80.0, most)
    return drawn, most - 80.0, most


def _decibels(energies: Any) -> Any:  # noqa: ANN401 - a number or an array
    return 10.0 * np.log10(np.maximum(energies, 1e-10))


def _as_bytes(level: npt.NDArray[np.floating], low: float, high: float) -> Bytes:
    scaled = (level - np.float32(low)) * np.float32(255.0 / (high - low))
    np.clip(np.rint(scaled, out=scaled), 0, 255, out=scaled)
    drawn: Bytes = scaled.astype(np.uint8, order="C")
    return drawn


def peaks(blocks: Iterable[Float32], samples: int, width: int) -> npt.NDArray[np.int8]:
    """Find the lowest and the highest of `samples` in each of `width` columns: [width, 2].

    Full scale is 127. Columns that no sample falls into are 0.
    """
    found = np.zeros((width, 2), np.float32)
    done = 0
    for block in blocks:
        column = np.arange(done, done + len(block)) * width // max(1, samples)
        column = np.minimum(column, width - 1)
        first = np.flatnonzero(np.diff(column, prepend=-1))
        touched = column[first]
        found[touched, 0] = np.minimum(found[touched, 0], np.minimum.reduceat(block, first))
        found[touched, 1] = np.maximum(found[touched, 1], np.maximum.reduceat(block, first))
        done += len(block)
    scaled: npt.NDArray[np.int8] = np.clip(np.rint(found * 127), -127, 127).astype(np.int8)
    return scaled
