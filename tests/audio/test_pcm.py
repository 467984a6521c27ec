"""Bytes to samples."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidecar.audio.pcm import Pcm
from sidecar.errors import UnreadableAudio


@given(st.lists(st.integers(-32768, 32767), max_size=40), st.data())
def test_pieces_of_any_length_make_the_same_samples(values: list[int], data: st.DataObject) -> None:
    raw = np.array(values, "<i2").tobytes()
    pcm = Pcm("s16le", rate_hz=8000)
    found, at = [], 0
    while at < len(raw):
        step = data.draw(st.integers(1, 9))
        found += pcm.take(raw[at : at + step]).tolist()
        at += step
    pcm.end()
    assert found == [value / 32768 for value in values]
    assert pcm.frames == len(values)


def test_channels_are_averaged() -> None:
    pcm = Pcm("f32le", rate_hz=8000, channels=2)
    assert pcm.take(np.array([1, 0, 0.5, 0.25], "<f4").tobytes()).tolist() == [0.5, 0.375]


def test_what_is_not_a_number_is_an_error_with_its_position() -> None:
    pcm = Pcm("f32le", rate_hz=1000)
    pcm.take(np.zeros(500, "<f4").tobytes())
    bad = np.zeros(500, "<f4")
    bad[250] = np.nan
    with pytest.raises(UnreadableAudio, match=r"At 0\.750 s"):
        pcm.take(bad.tobytes())
    assert pcm.frames == 500  # what was wrong was not taken
    assert len(pcm.take(np.zeros(500, "<f4").tobytes())) == 500


def test_half_a_sample_at_the_end_is_an_error_with_its_position() -> None:
    pcm = Pcm("s16le", rate_hz=1000)
    pcm.take(b"\0" * 2001)
    with pytest.raises(UnreadableAudio, match=r"1\.000 s in the middle of a sample"):
        pcm.end()
