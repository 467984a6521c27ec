"""Pictures of sound for people: a spectrogram in bytes, a waveform in peaks."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import scipy.fft

from sidecar.values import Float32

Bytes = npt.NDArray[np.uint8]

# Levels of the darkest and the brightest byte, relative to a sine of full scale. They are the same
# for every tile, so that no seam shows between two.
MIN_DB, MAX_DB = -120.0, 0.0

# A window of about 20 ms at the rates of recorders; longer where a picture asks for more rows.
_N_FFT = 1024
# A column longer than a window takes this many windows and shows the loudest.
_LOOKS = 4
_AT_ONCE = 64


def spectrogram(samples: Float32, width: int, height: int) -> Bytes:
    """Draw samples [n] as bytes [height, width]: time to the right, the highest frequency on top.

    Each pixel is the loudest of the bins and windows that it covers.
    """
    n_fft = max(_N_FFT, 1 << (2 * height - 1).bit_length())
    hop = len(samples) / width
    looks = min(_LOOKS, max(1, round(hop / n_fft)))
    centres = ((np.arange(width * looks) + 0.5) * (hop / looks)).astype(np.int64)
    padded = np.pad(samples, n_fft // 2)
    taper = np.hanning(n_fft).astype(np.float32)
    views = np.lib.stride_tricks.sliding_window_view(padded, n_fft)
    rows = np.linspace(0, n_fft // 2 + 1, height + 1).astype(np.int64)[:-1]
    one_each = n_fft // 2 < 1.5 * height
    out = np.empty((width * looks, height), np.float32)
    for first in range(0, len(centres), _AT_ONCE):
        part = slice(first, first + _AT_ONCE)
        frames = views[centres[part]] * taper
        parts = scipy.fft.rfft(frames, overwrite_x=True).view(np.float32)
        np.square(parts, out=parts)
        power = parts[:, ::2] + parts[:, 1::2]
        out[part] = power[:, rows] if one_each else np.maximum.reduceat(power, rows, axis=1)
    loudest = out.reshape(width, looks, height).max(axis=1) if looks > 1 else out
    np.maximum(loudest, np.float32(1e-30), out=loudest)
    level = np.float32(10.0) * np.log10(loudest) - np.float32(20.0 * np.log10(taper.sum() / 2))
    return _as_bytes(level.T[::-1], MIN_DB, MAX_DB)


def bands(energies: Float32, width: int, height: int) -> tuple[Bytes, float, float]:
    """Draw a front end's bands [bands, frames] as bytes, with the levels of 0 and 255 in dB."""
    level = 10.0 * np.log10(np.maximum(energies, 1e-10))
    most = float(level.max())
    row = np.linspace(0, len(level), height, endpoint=False).astype(np.int64)
    column = np.linspace(0, level.shape[1], width, endpoint=False).astype(np.int64)
    drawn = _as_bytes(level[row][::-1][:, column], most - 80.0, most)
    return drawn, most - 80.0, most


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
