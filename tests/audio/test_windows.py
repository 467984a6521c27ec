"""Samples to windows."""

from __future__ import annotations

import numpy as np
import pytest
import soxr
from hypothesis import given
from hypothesis import strategies as st

from sidecar.audio.windows import Cutter, Grid, count, silent
from sidecar.padding import Padding
from sidecar.values import Float32

PADDINGS = st.sampled_from(["zero", "before", "reflect", "discard", "overlap"])


def _cut(
    frames: int, *, length: int, hop: int, padding: Padding, block: int = 10_000
) -> tuple[Float32, list[int]]:
    samples = np.arange(1, frames + 1, dtype=np.float32)
    blocks = [samples[first : first + block] for first in range(0, frames, block)]
    cutter = Cutter(length=length, hop=hop, padding=padding)
    cut = list(cutter.cut(blocks))
    # All samples differ, so only a window of a single one is silent.
    assert cutter.quiet <= (1 if length > 1 else frames)
    if not cut:
        return np.empty((0, length), np.float32), []
    offsets = [offset for each in cut for offset in each.offsets.tolist()]
    return np.concatenate([each.samples for each in cut]), offsets


def _lone(frames: int, length: int, hop: int, padding: Padding) -> int:
    """Count the last windows that are silent, because they mirror a single sample."""
    whole = max(0, (frames - length) // hop + 1)
    covered = (whole - 1) * hop + length if whole else 0
    return int(padding == "reflect" and covered < frames and frames - whole * hop == 1)


@given(st.integers(0, 200), st.integers(2, 40), st.data(), PADDINGS)
def test_counting_agrees_with_cutting_in_blocks_of_any_size(
    frames: int, length: int, data: st.DataObject, padding: Padding
) -> None:
    hop = data.draw(st.integers(1, length))
    block = data.draw(st.integers(1, 60))
    windows, offsets = _cut(frames, length=length, hop=hop, padding=padding, block=block)
    counted = count(frames, length=length, hop=hop, padding=padding)
    assert counted - len(windows) == _lone(frames, length, hop, padding)
    whole, same = _cut(frames, length=length, hop=hop, padding=padding)
    assert np.array_equal(windows, whole) and offsets == same


@given(st.integers(1, 200), st.integers(2, 40), st.data())
def test_every_sample_is_in_a_window_unless_the_rest_is_discarded(
    frames: int, length: int, data: st.DataObject
) -> None:
    hop = data.draw(st.integers(1, length))
    paddings: list[Padding] = ["zero", "reflect", "overlap"]
    for padding in paddings:
        windows, _ = _cut(frames, length=length, hop=hop, padding=padding)
        missing = set(range(1, frames + 1)) - set(windows.ravel().astype(int).tolist())
        assert len(missing) == _lone(frames, length, hop, padding)


@pytest.mark.parametrize(
    ("padding", "last", "offset"),
    [
        ("zero", [5, 6, 0, 0], 4),
        ("reflect", [5, 6, 5, 6], 4),
        ("overlap", [3, 4, 5, 6], 2),
        ("discard", [1, 2, 3, 4], 0),
    ],
)
def test_the_last_window_is_filled_as_asked(padding: Padding, last: list[int], offset: int) -> None:
    windows, offsets = _cut(6, length=4, hop=4, padding=padding)
    assert (windows[-1].tolist(), offsets[-1]) == (last, offset)


SOUND = np.random.default_rng(0).normal(0, 0.1, 4000).astype(np.float32)


@pytest.mark.parametrize("level", [0.0, 0.5, -1.0])
@pytest.mark.parametrize("block", [7, 1000, 100_000])
def test_a_window_of_one_constant_value_is_left_out_and_counted(level: float, block: int) -> None:
    samples = np.concatenate([SOUND, np.full(12_000, level, np.float32), SOUND])
    cutter = Cutter(length=4000, hop=4000)
    cut = cutter.cut(samples[first : first + block] for first in range(0, len(samples), block))
    offsets = [offset for each in cut for offset in each.offsets.tolist()]
    assert (offsets, cutter.quiet) == ([0, 16_000], 3)


@pytest.mark.parametrize("place", [0, 1, 1996, 3999])
def test_a_single_sample_with_the_faintest_sound_keeps_its_window(place: int) -> None:
    samples = np.zeros((1, 4000), np.float32)
    samples[0, place] = 2.0**-15
    assert silent(np.zeros((2, 4000), np.float32)).tolist() == [True, True]
    assert silent(samples).tolist() == [False]


def test_a_resampled_constant_is_silent() -> None:
    constant = soxr.resample(np.full(44_100, 0.5, np.float32), 44_100, 48_000)
    assert silent(constant[np.newaxis, 4000:-4000]).tolist() == [True]


def test_a_recording_shorter_than_a_window_is_one_window() -> None:
    windows, offsets = _cut(2, length=4, hop=4, padding="overlap")
    assert (windows.tolist(), offsets) == ([[1, 2, 0, 0]], [0])


def test_a_window_ends_no_later_than_its_recording() -> None:
    starts, ends = Grid(48_000, 3.0).times(np.array([0, 144_000, 1]), np.array([1.5, 9.0, -1.0]))
    assert starts.tolist() == [0.0, 3.0, 0.0] and ends.tolist() == [1.5, 6.0, 0.0]


def test_times_are_rounded_to_a_tenth_of_a_millisecond() -> None:
    starts, ends = Grid(44_100, 1 / 3).times(np.array([1, 100, 441]), np.inf)
    assert starts.tolist() == [0.0, 0.0023, 0.01] and ends.tolist() == [0.3334, 0.3356, 0.3433]
