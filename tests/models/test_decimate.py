"""Low filters on every fourth sample hear what they hear on all of them."""

from __future__ import annotations

import numpy as np
import pytest

from sidecar.models.families.birdnet_v2.decimate import FACTOR, DecimatedBank, decimated
from sidecar.models.families.birdnet_v2.mel import Float64

RATE_HZ = 48_000
SIZE = 2048


def bank_of(hertz: list[float]) -> Float64:
    """Make filters [bands, SIZE], each a tone under Hann's window."""
    turns = np.outer(hertz, np.arange(SIZE)) / RATE_HZ
    bank: Float64 = np.cos(2 * np.pi * turns) * np.hanning(SIZE + 1)[:SIZE]
    return bank


def heard(sound: Float64, filters: Float64, hop: int) -> Float64:
    """Filter a sound by its definition, to [bands, frames]."""
    frames = np.lib.stride_tricks.sliding_window_view(sound, filters.shape[1])[::hop]
    result: Float64 = filters @ frames.T
    return result


def heard_low(sound: Float64, bank: DecimatedBank, frames: int) -> Float64:
    """Filter as above by a bank, step by step as its docstring has it."""
    kept = np.convolve(sound, bank.low_pass, "same")[::FACTOR]
    bands, phases, size = bank.filters.shape
    kept = np.pad(kept, (bank.margin, size))
    results = np.empty((bands, frames))
    for frame in range(frames):
        turn, phase = divmod(frame, phases)
        results[:, frame] = bank.filters[:, phase] @ kept[turn * bank.stride :][:size]
    return results


# A hop of 278 begins every other frame between two kept samples; 277 has all four places.
@pytest.mark.parametrize(("hop", "phases"), [(280, 1), (278, 2), (277, 4)])
def test_low_filters_give_the_same_from_every_fourth_sample(hop: int, phases: int) -> None:
    filters = bank_of([60, 440.5, 1200, 2900])
    bank = decimated(filters, hop)
    assert bank is not None
    assert bank.filters.shape[:2] == (4, phases)
    sound = np.random.default_rng(3).normal(0, 0.1, 24_000)
    expected = heard(sound, filters, hop)
    error = heard_low(sound, bank, expected.shape[1]) - expected
    assert np.abs(error).max() <= 1e-5 * np.abs(expected).max()


def test_high_filters_keep_every_sample() -> None:
    assert decimated(bank_of([440, 6500]), 280) is None
