"""Windows come to the level and through the resampling that were asked for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidecar.audio.resample import resampler
from sidecar.level import Level
from sidecar.resampling import Resampling
from sidecar.run.level import Target
from sidecar.run.prepare import preparing
from sidecar.values import Float32
from tests.factories import tone, write_wav
from tests.run.fake import CUTTING

# From the coarsest to the finest.
RECIPES: tuple[Resampling, ...] = get_args(Resampling)


def _size(level: Level, samples: Float32) -> float:
    if level == "peak":
        return float(np.abs(samples).max())
    return float(np.sqrt(np.square(samples, dtype=np.float64).mean()))


@given(
    level=st.sampled_from(get_args(Level)),
    dbfs=st.floats(-120, -20),
    gain=st.floats(1e-5, 1e5),
    seed=st.integers(0, 99),
)
def test_each_window_comes_to_the_level_whatever_it_was(
    level: Level, dbfs: float, gain: float, seed: int
) -> None:
    windows = np.random.default_rng(seed).normal(0, 0.1, (3, 4000)).astype(np.float32)
    windows[1] *= np.float32(gain)
    for each in Target(level, dbfs)(windows):
        assert _size(level, each) == pytest.approx(10 ** (dbfs / 20), rel=1e-4)


def test_what_lies_beyond_full_scale_is_cut_off_there() -> None:
    click = np.zeros((1, 1000), np.float32)
    click[0, 500] = -0.5
    click[0, 600] = 0.01
    (window,) = Target("rms", 0.0)(click)
    assert window[500] == -1.0
    assert window[600] == pytest.approx(0.01 * np.sqrt(1000) / 0.5, rel=1e-3)


@pytest.mark.parametrize("level", get_args(Level))
def test_silence_stays_silence(level: Level) -> None:
    silence = np.zeros((2, 100), np.float32)
    assert np.array_equal(Target(level, 0.0)(silence), silence)


def test_a_recordings_windows_reach_the_model_at_their_level(tmp_path: Path) -> None:
    sound = tone(3.0, rate_hz=CUTTING.rate_hz) * np.repeat([0.5, 0.01, 0.1], CUTTING.rate_hz)
    write_wav(tmp_path / "a.wav", sound.astype(np.float32), rate_hz=CUTTING.rate_hz)
    with preparing(replace(CUTTING, target=Target("peak", -6.0)))(tmp_path / "a.wav") as prepared:
        windows = np.concatenate([each.values for each in prepared.windows])
    assert np.abs(windows).max(axis=1) == pytest.approx([0.501] * 3, rel=1e-3)


def _alias(recipe: Resampling) -> float:
    """Measure what is left of 19 kHz at a rate of 32 kHz, in dB."""
    sound = tone(1.0, rate_hz=48_000, hertz=19_000)
    made = resampler(48_000, 32_000, resampling=recipe).resample_chunk(sound, last=True)
    return float(20 * np.log10(_size("rms", made[4000:-4000]) / _size("rms", sound)))


def test_a_finer_recipe_lets_less_through_of_what_the_rate_cannot_hold() -> None:
    left = [_alias(each) for each in RECIPES]
    assert left[0] > -40  # quick: hardly a filter at all
    assert all(each < -90 for each in left[1:])
    assert left[-1] < -120


@pytest.mark.parametrize("recipe", RECIPES)
def test_every_recipe_keeps_a_tone(recipe: Resampling) -> None:
    sound = tone(1.0, rate_hz=48_000, hertz=1000)
    made = resampler(48_000, 32_000, resampling=recipe).resample_chunk(sound, last=True)
    expected = tone(1.0, rate_hz=32_000, hertz=1000)
    assert np.abs(made[4000:-4000] - expected[4000:-4000]).max() < 2e-3
