"""Front ends give what training saw: goldens everywhere, the reference itself where installed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sidecar.frontends.compute import front_end
from sidecar.frontends.named import NAMED
from sidecar.frontends.spectrogram import Spectrogram
from sidecar.values import Float32
from tests.reference.goldens import SPECTROGRAMS, Golden, read_goldens, windows

# Of the largest value before scaling; absolute after.
_ENERGY_TOLERANCE, _INPUT_TOLERANCE = 1e-5, 1e-4

GOLDENS = read_goldens()


def _plane(name: str, window: Float32) -> Float32:
    """Give the model's input of a window without batch, and one of its equal channels."""
    given = front_end(SPECTROGRAMS[name])(window[np.newaxis])[0]
    if SPECTROGRAMS[name].channels:
        assert all(np.array_equal(given[0], channel) for channel in given)
        return np.asarray(given[0])
    return np.asarray(given)


@pytest.mark.parametrize(("name", "signal"), sorted({key[:2] for key in GOLDENS}))
def test_a_front_end_gives_its_goldens(name: str, signal: str) -> None:
    if signal not in windows(name):
        pytest.skip("the real recordings are not beside this checkout")
    window = windows(name)[signal]
    _agree(
        Spectrogram(SPECTROGRAMS[name]).energies(window),
        _plane(name, window),
        GOLDENS[name, signal, "energies"],
        GOLDENS[name, signal, "input"],
    )


def _agree(energies: Any, plane: Float32, before: Golden, after: Golden) -> None:
    """Hold both tolerances; where single precision moves the reference itself, so much more."""
    distance = np.abs(energies.ravel()[before.at] - before.values).max()
    assert distance <= _ENERGY_TOLERANCE * before.largest
    distance = np.abs(plane.ravel()[after.at] - after.values).max()
    assert distance <= _INPUT_TOLERANCE + after.doubt


def test_the_reference_doubts_only_itself_where_a_logarithm_meets_a_pure_tone() -> None:
    """The allowance for the reference's own rounding is for chirps and nothing else."""
    generous = {key[1] for key, golden in GOLDENS.items() if golden.doubt > _INPUT_TOLERANCE / 2}
    assert {key[1] for key in GOLDENS if key[2] == "input"} >= {"chirp", "noise", "silence"}
    inputs = {key[1] for key in GOLDENS if key[2] == "input" and GOLDENS[key].doubt > 1e-4}
    assert inputs == {"chirp"}
    assert "silence" not in generous


@pytest.mark.parametrize("name", sorted(SPECTROGRAMS))
@pytest.mark.filterwarnings("ignore")
def test_a_front_end_gives_what_the_installed_reference_gives(name: str) -> None:
    for module in ("torch", "torchaudio", "librosa"):
        pytest.importorskip(module, reason="the reference group is not installed: make reference")
    from tests.reference import frontends

    for window in windows(name).values():
        exact = np.asarray(frontends.energies(name, window, double=True))
        single = frontends.model_input(name, window)
        double = frontends.model_input(name, window, double=True)
        energies = Spectrogram(SPECTROGRAMS[name]).energies(window)
        assert np.abs(energies - exact).max() <= _ENERGY_TOLERANCE * exact.max()
        doubt = np.abs(single - double).max()
        assert np.abs(_plane(name, window) - double).max() <= _INPUT_TOLERANCE + doubt


def test_the_references_bank_in_double_precision_is_its_own_but_for_rounding() -> None:
    torch = pytest.importorskip("torch", reason="the reference group is not installed")
    pytest.importorskip("torchaudio", reason="the reference group is not installed")
    from tests.reference import frontends

    exact, single = (frontends.kaldi_bank(each) for each in (torch.float64, torch.float32))
    assert (exact.dtype, single.dtype) == (torch.float64, torch.float32)
    # A weight is a difference of mels over a band's width: four numbers, each rounded once.
    highest = 1127.0 * np.log1p(15_000.0 / 700.0)
    rounding = np.spacing(np.float32(highest)) / 2 / (highest / 129)
    assert np.abs(exact.numpy() - single.numpy()).max() <= 4 * rounding


@pytest.mark.parametrize("name", sorted(NAMED))
def test_a_window_does_not_depend_on_its_neighbours(name: str) -> None:
    spec = NAMED[name]
    rng = np.random.default_rng(2)
    batch = rng.normal(0.0, 0.1, (3, spec.window_samples)).astype(np.float32)
    together = front_end(spec)(batch)
    assert together.shape == (3, *spec.shape())
    assert together.dtype == np.float32
    assert np.array_equal(together[1:2], front_end(spec)(batch[1:2]))


def test_perch_is_given_centred_windows_of_a_quarter_of_full_scale() -> None:
    rng = np.random.default_rng(3)
    windows = rng.normal(0.2, 0.01, (2, 160_000)).astype(np.float32)
    windows[1] = 0.0
    given = front_end(NAMED["perch-v2"])(windows)
    assert np.abs(given[0]).max() == pytest.approx(0.25, rel=1e-6)
    assert given[0].mean() == pytest.approx(0.0, abs=1e-6)
    assert not given[1].any()
