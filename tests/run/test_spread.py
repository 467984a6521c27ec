"""Windows are spread over recordings evenly, and sound as a run hears them."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidecar.audio.decode import open_recording
from sidecar.errors import UnreadableAudio
from sidecar.frontends.spec import Waveform
from sidecar.padding import Padding
from sidecar.run.prepare import Cutting, preparing
from sidecar.run.spread import Heard, covering, heard_at, shares, spread, whole_windows
from sidecar.values import Float32
from tests.factories import write_wav

HAVE = st.lists(st.integers(0, 50), max_size=20)


def _cutting(rate_hz: int, window_s: float, padding: Padding = "zero") -> Cutting:
    spec = Waveform(sample_rate=rate_hz, window=window_s)
    return Cutting(spec, hop=spec.window_samples, padding=padding)


@given(HAVE, st.integers(0, 500))
def test_shares_are_all_that_is_wanted_and_as_even_as_can_be(have: list[int], wanted: int) -> None:
    given_ = shares(have, wanted)
    assert sum(given_) == min(wanted, sum(have))
    assert all(0 <= share <= there for share, there in zip(given_, have, strict=True))
    # Whoever has less than another, by more than the one left over, gives all it has.
    for share, there in zip(given_, have, strict=True):
        assert share == there or share >= max(given_) - 1


@given(st.integers(0, 10_000), st.integers(1, 300))
def test_places_are_apart_evenly_and_inside(there: int, wanted: int) -> None:
    places = spread(there, wanted)
    assert len(places) == min(there, wanted)
    assert places == sorted(set(places)) and all(0 <= place < there for place in places)
    if len(places) > 1:
        gaps = np.diff(places)
        assert gaps.max() - gaps.min() <= 1


@given(
    st.floats(0.0, 100.0),
    st.floats(0.1, 30.0),
    st.floats(0.1, 30.0),
    st.floats(0.0, 100.0),
)
def test_the_other_models_windows_cover_a_window_and_no_more(
    start_s: float, ours_s: float, theirs_s: float, rest_s: float
) -> None:
    end_s = start_s + ours_s + rest_s
    starts = covering(start_s, ours_s, theirs_s, end_s)
    assert all(later - earlier <= theirs_s + 1e-9 for earlier, later in pairwise(starts))
    assert starts[0] <= start_s + 1e-9 and starts[-1] + theirs_s >= start_s + ours_s - 1e-9
    if theirs_s < ours_s:
        assert starts[0] >= start_s and starts[-1] + theirs_s <= start_s + ours_s + 1e-9
        assert len(starts) == np.ceil(ours_s / theirs_s)
    else:
        assert len(starts) == 1 and starts[0] >= 0.0
        assert starts[0] + theirs_s <= max(end_s, theirs_s) + 1e-9


def _noise(seconds: float, rate_hz: int) -> Float32:
    drawn = np.random.default_rng(5).normal(0.0, 0.1, round(seconds * rate_hz))
    return drawn.astype(np.float32)


def _heard(path: Path, places: list[int], ours: Cutting, theirs: Cutting | None) -> list[Heard]:
    with open_recording(path) as audio:
        return [each for each in heard_at(audio, places, ours, theirs) if each is not None]


@pytest.mark.parametrize(
    ("rate_hz", "wanted_hz"), [(8_000, 8_000), (44_100, 32_000), (8_000, 48_000)]
)
def test_a_window_is_that_of_a_run(tmp_path: Path, rate_hz: int, wanted_hz: int) -> None:
    path = write_wav(tmp_path / "a.wav", _noise(20.0, rate_hz), rate_hz=rate_hz, subtype="FLOAT")
    ours = _cutting(wanted_hz, 3.0)
    with preparing(ours, identifying=False)(path) as prepared:
        whole = np.concatenate([each.values for each in prepared.windows])
    found = _heard(path, [0, 2, 5], ours, None)
    for place, heard in zip([0, 2, 5], found, strict=True):
        assert heard.ours.shape == (1, ours.length) and heard.theirs is None
        apart = float(np.abs(heard.ours[0] - whole[place]).max())
        assert apart == 0.0 if rate_hz == wanted_hz else apart < 2e-3


def test_the_other_model_hears_the_same_stretch(tmp_path: Path) -> None:
    samples = _noise(23.0, 8_000)
    path = write_wav(tmp_path / "a.wav", samples, rate_hz=8_000, subtype="FLOAT")
    (longer,) = _heard(path, [2], _cutting(8_000, 5.0), _cutting(8_000, 3.0))
    assert longer.theirs is not None
    assert np.array_equal(longer.theirs[0], samples[80_000:104_000])
    assert np.array_equal(longer.theirs[1], samples[96_000:120_000])
    shorter = _heard(path, [0, 5, 22], _cutting(8_000, 1.0), _cutting(8_000, 3.0))
    around = [0, 32_000, 160_000]  # not before the recording, and not beyond it
    for heard, first in zip(shorter, around, strict=True):
        assert heard.theirs is not None
        assert np.array_equal(heard.theirs[0], samples[first : first + 24_000])


def test_a_short_recording_is_padded_as_the_model_wants(tmp_path: Path) -> None:
    samples = _noise(1.0, 8_000)
    path = write_wav(tmp_path / "a.wav", samples, rate_hz=8_000, subtype="FLOAT")
    with open_recording(path) as audio:
        assert whole_windows(audio.facts, _cutting(8_000, 3.0)) == 1
        assert whole_windows(audio.facts, _cutting(8_000, 3.0, "discard")) == 0
        assert whole_windows(audio.facts, _cutting(8_000, 0.3)) == 3
    (heard,) = _heard(path, [0], _cutting(8_000, 3.0, "before"), None)
    assert np.array_equal(heard.ours[0, 16_000:], samples)
    assert not heard.ours[0, :16_000].any()


def test_a_silent_window_is_none_and_missing_sound_is_an_error(tmp_path: Path) -> None:
    samples = np.concatenate([_noise(1.0, 8_000), np.zeros(8_000, np.float32)])
    path = write_wav(tmp_path / "a.wav", samples, rate_hz=8_000, subtype="FLOAT")
    ours = _cutting(8_000, 1.0)
    with open_recording(path) as audio:
        there = [each is not None for each in heard_at(audio, [0, 1], ours, None)]
        assert there == [True, False]
        with path.open("r+b") as file:
            file.truncate(1_000)
        with pytest.raises(UnreadableAudio, match=r"lacks sound after|is damaged"):
            list(heard_at(audio, [1], ours, None))
