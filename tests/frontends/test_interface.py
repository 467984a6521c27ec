"""What holds for every kind of front end, and what it takes to bring another."""

from __future__ import annotations

import hashlib
import json
import pickle
from pathlib import Path
from typing import Literal, get_args

import numpy as np
import pytest

from sidecar.app.engine import Engine
from sidecar.cache.features import Features
from sidecar.contract.picture import SpectrogramRequest
from sidecar.contract.preprocess import PreprocessRequest
from sidecar.errors import InvalidParams
from sidecar.frontends.compute import front_end
from sidecar.frontends.interface import CacheForm, Description, FrontEnd
from sidecar.frontends.named import NAMED
from sidecar.frontends.spec import Spec
from sidecar.methods.picture import draw_spectrogram
from sidecar.methods.preprocess import preprocess
from sidecar.rpc.verb import Call
from sidecar.run.prepare import Cutting
from sidecar.settings import Settings
from sidecar.values import Float32
from tests.conftest import MANIFESTS
from tests.factories import tone, write_wav


class Loudness(Description):
    """A third kind, which lives in this file alone: the loudness of every `step` samples."""

    in_words = "loudness"
    callers_fed = 3
    windows_at_once = 2
    drawable = True

    kind: Literal["loudness"] = "loudness"
    step: int

    @property
    def kept(self) -> CacheForm:
        return CacheForm(root=2)

    def shape(self, samples: int | None = None) -> tuple[int, ...]:
        return (1, (samples or self.window_samples) // self.step)


class _Loudness:
    def __init__(self, spec: Loudness) -> None:
        self.spec = spec

    def __call__(self, samples: Float32) -> Float32:
        return np.stack([self.energies(window) for window in samples])

    @property
    def bands(self) -> None:
        """Return None: loudness has no frequency."""

    def energies(self, samples: Float32) -> Float32:
        whole = samples[: len(samples) // self.spec.step * self.spec.step]
        squares: Float32 = np.square(whole).reshape(1, -1, self.spec.step).mean(axis=2)
        return squares


@front_end.register
def _(spec: Loudness) -> FrontEnd:
    return _Loudness(spec)


LOUDNESS = Loudness(sample_rate=1000, window=2.0, step=100)
ALL = {**NAMED, "loudness": LOUDNESS}

# As version 0.1 named them: the file of a recording whose windows are kept as float16, and the
# digest of the description in what decides whether an analysis is done.
RECORDED = {
    "birdnet-v2.4": ("977e467ea85f63febf0963f9d4bb1bfd", "0bca9f498c03971c"),
    "birdnet-v3.0": ("02cc2600d4c53bf21f4679109ad0fcb5", "be81b72cc7ff6f02"),
    "perch-v2": ("b396c3c54da9ab1ca87b6877f2adcf1b", "3c91fde2b3cdb7f1"),
    "ucsd-librosa-mel": ("4523a071f5908c347a036404ff44b170", "228d8e6759d56b91"),
    "ucsd-torchaudio-mel": ("3fb37d56c4fe94618963423352a7c64c", "58f0f09b3c0137fd"),
    "efficientat": ("7d715da03cc18f5eaf7f2984d0d15d61", "7531e0421d0690bd"),
    "seven-sense-log-mel": ("f74a89c3bd8b32add5a7ce199a69c8c5", "92c33863f42a9ebd"),
}


@pytest.fixture
def with_loudness(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """Make an engine that knows the third kind by name."""
    monkeypatch.setitem(NAMED, "loudness", LOUDNESS)
    return Engine(Settings(tmp_path / "home", tmp_path / "c.sqlite", MANIFESTS))


def _windows(spec: Description, count: int) -> Float32:
    rng = np.random.default_rng(5)
    return rng.normal(0.0, 0.1, (count, spec.window_samples)).astype(np.float32)


@pytest.mark.parametrize("name", sorted(RECORDED))
def test_caches_and_catalogs_of_earlier_versions_stay_valid(name: str, tmp_path: Path) -> None:
    cutting = Cutting(NAMED[name], hop=110_250, padding="reflect", quietest=0.001)
    kept = Features(tmp_path, 1).path("0" * 32, cutting, "float16").stem
    described = json.dumps(NAMED[name].model_dump(mode="json"), sort_keys=True)
    digest = hashlib.sha256(described.encode()).hexdigest()[:16]
    assert (kept, digest) == RECORDED[name]


@pytest.mark.parametrize("name", sorted(ALL))
def test_a_front_end_gives_the_shape_that_its_description_promises(name: str) -> None:
    spec = ALL[name]
    compute = front_end(spec)
    assert compute.spec == spec
    windows = _windows(spec, 3)
    together = compute(windows)
    assert together.shape == (3, *spec.shape())
    assert together.dtype == np.float32
    assert np.array_equal(together[1:2], compute(windows[1:2]))


@pytest.mark.parametrize("name", sorted(ALL))
def test_a_front_end_leaves_the_sound_it_is_given_as_it_was(name: str) -> None:
    windows = _windows(ALL[name], 1)
    before = windows.copy()
    front_end(ALL[name])(windows)
    assert np.array_equal(windows, before)


@pytest.mark.parametrize("name", sorted(ALL))
def test_bands_are_there_where_a_front_end_says_that_it_can_be_drawn(name: str) -> None:
    spec = ALL[name]
    energies = front_end(spec).energies(_windows(spec, 1)[0])
    assert (energies is not None) == spec.drawable
    if energies is not None:
        assert energies.ndim == 2
        assert (energies >= 0).all()


@pytest.mark.parametrize("name", sorted(ALL))
def test_a_description_is_a_value_that_can_be_sent(name: str) -> None:
    spec = ALL[name]
    front_end(spec)(_windows(spec, 1))
    sent = pickle.loads(pickle.dumps(spec))
    assert sent == spec
    assert hash(sent) == hash(spec)
    assert len(pickle.dumps(spec)) < 4096


@pytest.mark.parametrize("name", sorted(ALL))
def test_a_description_says_what_it_is_in_words(name: str) -> None:
    assert ALL[name].in_words
    assert ALL[name].callers_fed >= 1
    assert ALL[name].windows_at_once >= 1
    assert len({spec.in_words for spec in ALL.values()}) == 3


def test_every_kind_that_a_manifest_may_write_out_can_be_computed() -> None:
    kinds, _ = get_args(Spec)
    base = front_end.dispatch(Description)
    assert all(front_end.dispatch(kind) is not base for kind in get_args(kinds))


def test_windows_of_a_new_kind_are_kept_and_come_back_from_the_cache(
    with_loudness: Engine, tmp_path: Path
) -> None:
    write_wav(tmp_path / "a.wav", tone(6.0, hertz=100.0))  # the front end hears up to 500 Hz
    request = PreprocessRequest(inputs=[str(tmp_path / "a.wav")], frontend="loudness", dtype="int8")
    first = preprocess(with_loudness, request, Call()).recordings
    again = preprocess(with_loudness, request, Call()).recordings
    assert [(each.shape, each.cached) for each in first] == [([3, 1, 20], False)]
    assert [(each.shape, each.cached) for each in again] == [([3, 1, 20], True)]


def test_a_new_kind_can_be_drawn(with_loudness: Engine, tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", tone(2.0))
    asked = {"path": str(tmp_path / "a.wav"), "start": 0, "end": 2, "width": 10, "height": 4}
    request = SpectrogramRequest.model_validate({**asked, "frontend": "loudness"})
    assert draw_spectrogram(with_loudness, request, Call()).max_db < 0
    with pytest.raises(InvalidParams) as refused:
        wave = SpectrogramRequest.model_validate({**asked, "frontend": "perch-v2"})
        draw_spectrogram(with_loudness, wave, Call())
    assert "loudness" in refused.value.hint
    assert "perch" not in refused.value.hint


def test_no_module_but_the_front_ends_own_asks_which_kind_it_has() -> None:
    package = Path(__file__).parents[2] / "sidecar"
    others = [path for path in package.rglob("*.py") if path.parent.name != "frontends"]
    named = [path for path in others if "MelSpectrogram" in path.read_text("utf-8")]
    assert len(others) > 100
    assert named == []
