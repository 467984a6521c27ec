"""A picture drawn from blocks is the one that the whole stretch gives."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import pytest
import scipy.fft

from sidecar.frontends.named import NAMED
from sidecar.frontends.picture import MAX_DB, MIN_DB, Bytes, View, bands, spectrogram
from sidecar.frontends.spec import MelSpectrogram
from sidecar.frontends.spectrogram import Spectrogram
from sidecar.values import Float32

SOUND = np.random.default_rng(3).normal(0, 0.1, 400_000).astype(np.float32)


def _whole(samples: Float32, view: View) -> npt.NDArray[np.uint8]:
    """Draw as the description says, with all samples in memory and one column after another."""
    n_fft = view.fft or max(1024, 1 << (2 * view.height - 1).bit_length())
    hop = len(samples) / view.width
    looks = 1 if hop <= n_fft else math.ceil(hop / (n_fft / 2))
    looks = min(looks, view.most_looks or looks)
    padded = np.pad(samples, n_fft // 2)
    taper = np.hanning(n_fft).astype(np.float32)
    bins = n_fft // 2 + 1
    edges = np.linspace(view.low * bins, view.high * bins, view.height + 1).astype(np.int64)
    drawn = np.zeros((view.height, view.width), np.uint8)
    for column in range(view.width):
        power = np.zeros(bins)
        for look in range(looks):
            centre = int((column * looks + look + 0.5) * (hop / looks))
            waves = scipy.fft.rfft(padded[centre : centre + n_fft] * taper)
            power = np.maximum(power, np.abs(waves) ** 2)
        for row in range(view.height):
            last = max(edges[row] + 1, edges[row + 1])
            loudest = max(power[edges[row] : last].max(initial=0.0), 1e-30)
            level = 10 * np.log10(loudest) - 20 * np.log10(taper.sum() / 2)
            part = (level - MIN_DB) / (MAX_DB - MIN_DB)
            drawn[view.height - 1 - row, column] = round(float(np.clip(part * 255, 0, 255)))
    return drawn


def _drawn(sound: Float32, samples: int, view: View, lead: int = 0, block: int = 50_000) -> Bytes:
    blocks = (sound[first : first + block] for first in range(0, len(sound), block))
    return spectrogram(blocks, samples, view, lead=lead)


VIEWS = [
    View(3, 40),
    View(80, 64),
    View(300, 70),
    View(30, 40, low=0.1, high=0.35),
    View(30, 100, low=0.02, high=0.05, fft=8192),
    View(30, 20, low=0.5, high=1.5, fft=256),
    View(7, 40, most_looks=1),
    View(11, 40, most_looks=5),
]


@pytest.mark.parametrize("samples", [1, 700, 400_000])
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("block", [7_777, 100_000])
def test_blocks_of_any_length_give_the_picture_of_the_whole(
    samples: int, view: View, block: int
) -> None:
    sound = SOUND[:samples]
    heard = sound[: samples * 4 // 5 + 1]  # what lies behind is silence
    silent = np.zeros_like(sound)
    silent[: len(heard)] = heard
    drawn = _drawn(heard, samples, view, block=block)
    apart = np.abs(drawn.astype(int) - _whole(silent, view).astype(int))
    assert apart.max() <= 1


@pytest.mark.parametrize("width", [4, 64, 500])  # coarse, middle and fine columns
def test_two_tiles_side_by_side_are_the_picture_of_both(width: int) -> None:
    whole = _drawn(SOUND, 400_000, View(2 * width, 60))
    view, half = View(width, 60), 512
    left = _drawn(SOUND[: 200_000 + half], 200_000, view)
    right = _drawn(SOUND[200_000 - half :], 200_000, view, lead=half)
    joined = np.concatenate([left, right], axis=1)
    assert np.abs(joined.astype(int) - whole.astype(int)).max() <= 1


@pytest.mark.parametrize("at_s", [0.03, 0.31, 0.503, 0.77, 0.96])
def test_a_coarse_column_shows_a_short_call_wherever_it_is(at_s: float) -> None:
    """A call of 20 ms within a column of a second."""
    sound = np.zeros(48_000, np.float32)
    first = round(at_s * 48_000)
    sound[first : first + 960] = 0.5 * np.sin(2 * np.pi * 6_000 * np.arange(960) / 48_000)
    drawn = _drawn(sound, 48_000, View(1, 64))
    level = MIN_DB + drawn.max() / 255 * (MAX_DB - MIN_DB)
    assert level == pytest.approx(-6.0, abs=3.0)
    assert int(drawn.argmax()) == 63 - round(6_000 / 24_000 * 64)


def test_a_band_is_drawn_over_all_rows_and_nothing_above_half_the_rate() -> None:
    tone = np.sin(2 * np.pi * 0.25 * np.arange(48_000)).astype(np.float32)  # in the middle
    assert int(_drawn(tone, 48_000, View(1, 100)).argmax()) == 49
    assert int(_drawn(tone, 48_000, View(1, 100, low=0.4, high=0.8)).argmax()) == 74
    above = _drawn(SOUND, 48_000, View(4, 100, low=0.5, high=2.0))
    assert not above[:66].any() and above[67:].all()


@pytest.mark.parametrize("name", [name for name, spec in NAMED.items() if spec.drawable])
def test_a_long_stretch_has_the_energies_of_the_whole(name: str) -> None:
    spec = NAMED[name]
    assert isinstance(spec, MelSpectrogram)
    front = Spectrogram(spec)
    sound = np.tile(SOUND, 1 + 3000 * spec.hop // len(SOUND))
    whole = front._bands(sound)
    found = front.energies(sound)
    assert found.shape == whole.shape
    np.testing.assert_allclose(found, whole, rtol=1e-4, atol=1e-6 * float(whole.max()))


def test_bands_show_the_loudest_as_white() -> None:
    energies = np.ones((4, 10), np.float32)
    energies[2, 5] = 100.0
    drawn, low, high = bands(energies, 10, 4)
    assert drawn[1, 5] == 255 and (low, high) == pytest.approx((-60.0, 20.0))
    assert (np.delete(drawn.ravel(), 15) == 191).all()
