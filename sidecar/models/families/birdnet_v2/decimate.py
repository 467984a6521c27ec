"""Rewrites a bank of low filters so that it works on every fourth sample.

BirdNET's lower spectrogram ends near 3 kHz, so its filters need no 48,000 samples a second. A
low-pass keeps every fourth sample, and shorter filters follow it. They are fitted by least squares,
so that both together are the filters that they replace.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from sidecar.models.families.birdnet_v2.mel import Float64

FACTOR = 4

# The low-pass passes 1/16 of the sample rate (3 kHz of 48), and stops what would fold onto that:
# from 3/16 up (9 kHz). So many taps under Kaiser's window weaken it by about 130 dB (his formula).
_TAPS = 65
_CUT = 1 / 9  # of the sample rate
_KAISER_BETA = 14.0

# Kept samples before and after a frame, which the low-pass spreads over. More fit no better.
_MARGIN = 6

# The largest error of a filter, as a part of its size. BirdNET's bank reaches 5.6e-6; single
# precision rounds its sums by as much.
_TOLERANCE = 1e-5


@dataclass(frozen=True)
class DecimatedBank:
    """A low-pass and the filters behind it; each filter stands once for each of its phases.

    A frame need not begin at a sample that is kept: `phases` frames, one after another, begin at
    so many different places, and then the pattern repeats after `stride` kept samples.
    """

    low_pass: Float64  # [taps], centred on the sample that is kept
    filters: Float64  # [bands, phases, n]
    stride: int
    margin: int  # kept samples of a filter before the first of its frame


def decimated(filters: Float64, hop: int) -> DecimatedBank | None:
    """Fit a bank to filters [bands, n], `hop` samples apart; None where none is as good."""
    phases = Fraction(hop, FACTOR).denominator
    low_pass = _low_pass()
    starts = [phase * hop % FACTOR for phase in range(phases)]
    skipped = [phase * hop // FACTOR for phase in range(phases)]
    size = filters.shape[1]
    length = -(-(size + FACTOR) // FACTOR) + skipped[-1] + 2 * _MARGIN
    # Column j is the low-pass around kept sample j - margin, on samples from `-before` on.
    before = FACTOR * _MARGIN + _TAPS // 2
    basis = np.zeros((FACTOR * (length - 1) + _TAPS, length))
    for column in range(length):
        basis[FACTOR * column : FACTOR * column + _TAPS, column] = low_pass
    wanted = np.zeros((len(basis), len(filters), phases))
    for phase, (start, kept) in enumerate(zip(starts, skipped, strict=True)):
        first = before + FACTOR * kept + start
        wanted[first : first + size, :, phase] = filters.T
    flat = wanted.reshape(len(basis), -1)
    # Its normal equations are sound: the low-pass leaves kept samples nearly independent.
    fitted: Float64 = np.linalg.solve(basis.T @ basis, basis.T @ flat)
    error = np.linalg.norm(basis @ fitted - flat, axis=0) / np.linalg.norm(flat, axis=0)
    if error.max() > _TOLERANCE:
        return None
    bank = fitted.T.reshape(len(filters), phases, length)
    return DecimatedBank(low_pass, bank, phases * hop // FACTOR, _MARGIN)


def _low_pass() -> Float64:
    taps = np.arange(_TAPS) - _TAPS // 2
    shape: Float64 = 2 * _CUT * np.sinc(2 * _CUT * taps) * np.kaiser(_TAPS, _KAISER_BETA)
    return shape
