"""Windows are compared by what sounds in them, not by how loud it is."""

from __future__ import annotations

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from sidecar.run.likeness import describe
from sidecar.values import Float32
from tests.factories import RECORDINGS, owl, tone
from tests.shared import needs_recordings

RATES = (8_000, 22_050, 32_000, 48_000, 96_000)


def _alike(one: Float32, other: Float32, rate_hz: int = 48_000) -> float:
    first, second = describe(np.stack([one, other]), rate_hz)
    return float(first @ second)


def _noise(seed: int, seconds: float = 3.0, level: float = 0.01) -> Float32:
    samples = np.random.default_rng(seed).normal(0.0, level, round(seconds * 48_000))
    return samples.astype(np.float32)


@pytest.mark.parametrize("rate_hz", RATES)
def test_a_window_equals_itself_at_any_rate(rate_hz: int) -> None:
    sound = owl(3.0, rate_hz=rate_hz)
    assert _alike(sound, sound, rate_hz) == pytest.approx(1.0, abs=1e-6)


@given(st.floats(1e-2, 3.0))
def test_loudness_does_not_count(gain: float) -> None:
    sound = owl(3.0)
    assert _alike(sound, sound * np.float32(gain)) > 0.99


def test_a_call_at_another_moment_is_alike_and_one_of_another_pitch_is_not() -> None:
    sound = owl(4.0)
    noise = _noise(1, 4.0, 0.005)
    now, later = (sound + noise)[:144_000], (sound + noise)[12_345:156_345]
    assert _alike(now, later) > 0.99
    other = tone(3.0, hertz=5_000.0, level=0.3) * (now > 0.05) + _noise(2)
    assert _alike(now, other.astype(np.float32)) < 0.8


def test_the_same_noise_with_and_without_a_call_is_not_alike() -> None:
    quiet = np.zeros(144_000, np.float32)
    quiet[48_000:72_000] = tone(0.5, hertz=4_000.0, level=0.2)
    assert _alike(_noise(1) + quiet, _noise(2)) < 0.9


def test_silence_is_like_nothing_not_even_itself() -> None:
    assert _alike(np.zeros(144_000, np.float32), np.zeros(144_000, np.float32)) == 0.0
    assert _alike(np.full(144_000, 0.5, np.float32), owl(3.0)) < 0.5


def test_each_window_is_described_by_itself() -> None:
    windows = np.stack([owl(3.0), _noise(1), tone(3.0)])
    together = describe(windows, 48_000)
    alone = np.concatenate([describe(each[np.newaxis], 48_000) for each in windows])
    assert np.array_equal(together, alone) and together.shape == (3, 128)


@needs_recordings
def test_real_windows_are_more_like_their_neighbours_than_like_another_place() -> None:
    parts = []
    for name in ("powdermill_snippet.wav", "birds_10s.wav"):
        samples, rate_hz = soundfile.read(RECORDINGS / name, dtype="float32", always_2d=True)
        mono = samples[:, 0]
        length = 3 * rate_hz
        parts.append(
            describe(np.stack([mono[at : at + length] for at in (0, length, 2 * length)]), rate_hz)
        )
    for own, other in (parts, parts[::-1]):
        assert (own @ own.T).min() > (own @ other.T).max()
