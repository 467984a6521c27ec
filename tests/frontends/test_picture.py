"""A picture drawn from blocks is the one that the whole stretch gives."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
import scipy.fft

from sidecar.frontends.named import NAMED
from sidecar.frontends.picture import MAX_DB, MIN_DB, bands, spectrogram
from sidecar.frontends.spec import MelSpectrogram
from sidecar.frontends.spectrogram import Spectrogram
from sidecar.values import Float32

SOUND = np.random.default_rng(3).normal(0, 0.1, 400_000).astype(np.float32)


def _whole(samples: Float32, width: int, height: int) -> npt.NDArray[np.uint8]:
    """Draw as the description says, with all samples in memory and one column after another."""
    n_fft = max(1024, 1 << (2 * height - 1).bit_length())
    looks = min(4, max(1, round(len(samples) / width / n_fft)))
    padded = np.pad(samples, n_fft // 2)
    taper = np.hanning(n_fft).astype(np.float32)
    edges = np.linspace(0, n_fft // 2 + 1, height + 1).astype(np.int64)
    drawn = np.zeros((height, width), np.uint8)
    for column in range(width):
        power = np.zeros(n_fft // 2 + 1)
        for look in range(looks):
            centre = int((column * looks + look + 0.5) * (len(samples) / width / looks))
            waves = scipy.fft.rfft(padded[centre : centre + n_fft] * taper)
            power = np.maximum(power, np.abs(waves) ** 2)
        for row in range(height):
            last = max(edges[row] + 1, edges[row + 1])
            loudest = max(power[edges[row] : last].max(), 1e-30)
            level = 10 * np.log10(loudest) - 20 * np.log10(taper.sum() / 2)
            part = (level - MIN_DB) / (MAX_DB - MIN_DB)
            drawn[height - 1 - row, column] = round(float(np.clip(part * 255, 0, 255)))
    return drawn


@pytest.mark.parametrize("samples", [1, 700, 400_000])
@pytest.mark.parametrize(("width", "height"), [(3, 40), (80, 64), (300, 70)])
@pytest.mark.parametrize("block", [7_777, 100_000])
def test_blocks_of_any_length_give_the_picture_of_the_whole(
    samples: int, width: int, height: int, block: int
) -> None:
    sound = SOUND[:samples]
    heard = sound[: samples * 4 // 5 + 1]  # what lies behind is silence
    blocks = (heard[first : first + block] for first in range(0, len(heard), block))
    drawn = spectrogram(blocks, samples, width, height)
    silent = np.zeros_like(sound)
    silent[: len(heard)] = heard
    apart = np.abs(drawn.astype(int) - _whole(silent, width, height).astype(int))
    assert apart.max() <= 1


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
