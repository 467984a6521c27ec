"""The overview of a long recording shows the loudest of each column, wherever blocks begin."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sidecar.frontends.overview import COLUMN_S, ROWS, Overview, Overviewing, joined
from sidecar.frontends.picture import MAX_DB, MIN_DB
from sidecar.values import Float32

RATE_HZ = 3_000
LENGTH = COLUMN_S * RATE_HZ
NOISE = np.random.default_rng(4).normal(0, 0.1, 10 * LENGTH).astype(np.float32)
DB = (MAX_DB - MIN_DB) / 255


def _overview(sound: Float32, cuts: list[int], rate_hz: int = RATE_HZ) -> Overview:
    made = Overviewing(rate_hz)
    for part in np.split(sound, sorted(cuts)):
        made.take(part)
    return made.result()


def _levels(sound: Float32) -> npt.NDArray[np.float64]:
    """Give levels [columns, ROWS] as the description says, one window after another."""
    fall = 0.5 - 0.5 * np.cos(np.pi * (np.arange(128) + 0.5) / 128)
    taper = np.concatenate([fall, np.ones(256), fall[::-1]])
    padded = np.pad(sound.astype(float), (512, 1024))
    levels = np.full((-(-len(sound) // LENGTH), ROWS), MIN_DB)
    edges = np.linspace(0, 257, ROWS + 1).astype(int)
    end = min(len(sound) + 256, len(levels) * LENGTH)  # a last window may begin within the sound
    for centre in range(0, end, 384):
        waves = np.abs(np.fft.rfft(padded[centre + 256 : centre + 768] * taper))
        for row in range(ROWS):
            most = max(waves[edges[row] : edges[row + 1]].max(), 1e-15)
            level = 20 * np.log10(most / (taper.sum() / 2))
            column = centre // LENGTH
            levels[column, row] = max(levels[column, row], min(level, MAX_DB))
    return levels


@settings(deadline=None, max_examples=12)
@given(samples=st.integers(1, len(NOISE)), cuts=st.lists(st.integers(0, len(NOISE)), max_size=6))
@example(samples=LENGTH, cuts=[LENGTH - 1, LENGTH])
def test_blocks_of_any_length_give_the_loudest_of_each_column(
    samples: int, cuts: list[int]
) -> None:
    sound = NOISE[:samples]
    found = _overview(sound, cuts)
    level = MIN_DB + found.levels * DB
    assert np.abs(level - _levels(sound)).max() <= DB
    assert (found.frames, found.duration_s) == (samples, samples / RATE_HZ)
    for column, (lowest, highest) in enumerate(found.peaks.tolist()):
        part = sound[column * LENGTH : (column + 1) * LENGTH]
        assert lowest == pytest.approx(127 * min(0.0, float(part.min())), abs=1.0)
        assert highest == pytest.approx(127 * max(0.0, float(part.max())), abs=1.0)


@settings(deadline=None, max_examples=12)
@given(samples=st.integers(1, len(NOISE)), columns=st.sets(st.integers(1, 9), max_size=4))
def test_stretches_made_apart_are_the_whole(samples: int, columns: set[int]) -> None:
    sound = NOISE[:samples]
    count = -(-samples // LENGTH)
    edges = [0, *sorted(each for each in columns if each < count), None]
    parts = []
    for first, until in pairwise(edges):
        made = Overviewing(RATE_HZ, column=first or 0, until=until)
        made.take(sound[made.first : made.last])
        parts.append(made.result())
    apart, whole = joined(parts), _overview(sound, [])
    assert np.array_equal(apart.levels, whole.levels)
    assert np.array_equal(apart.peaks, whole.peaks)
    assert apart.frames == whole.frames


@pytest.mark.parametrize("rate_hz", [24_000, 48_000, 384_000])
@settings(deadline=None, max_examples=10)
@given(at_s=st.floats(0.0, 5.95))
def test_a_short_call_is_shown_wherever_it_is(rate_hz: int, at_s: float) -> None:
    """A call of 40 ms in silence; its column and its row, and hardly any other."""
    sound = np.zeros(6 * rate_hz, np.float32)
    first, length = round(at_s * rate_hz), rate_hz // 25
    call = np.sin(2 * np.pi * 0.2 * np.arange(length)) * np.hanning(length)
    sound[first : first + length] = 0.5 * call[: len(sound) - first]
    found = _overview(sound, [], rate_hz)
    columns = {first // (2 * rate_hz), (first + length) // (2 * rate_hz)} & {0, 1, 2}
    levels = MIN_DB + found.levels.max(axis=0) * DB
    assert levels.max() > -13.0 and int(levels.argmax()) == int(0.4 * ROWS)
    assert set(np.flatnonzero(found.levels.max(axis=1) > 200).tolist()) <= columns


def test_a_picture_is_cut_from_an_overview_in_time_and_band() -> None:
    levels = np.zeros((10, ROWS), np.uint8)
    levels[3, 32], levels[9, 63], levels[0, 0] = 200, 100, 50
    peaks = np.zeros((10, 2), np.int8)
    peaks[3], peaks[9] = (-100, 127), (-5, 6)
    found = Overview(RATE_HZ, 10 * LENGTH, levels, peaks)
    whole = found.picture(0, 20, 10, ROWS, (0.0, 1.0))
    assert np.array_equal(whole, levels.T[::-1])
    few = found.picture(0, 20, 2, 2, (0.0, 1.0))
    assert few.tolist() == [[200, 100], [50, 0]]
    upper = found.picture(6, 8, 4, 4, (0.5, 0.625))  # half a column a pixel
    assert upper.tolist() == [[0] * 4, [0] * 4, [0] * 4, [200] * 4]
    beyond = found.picture(16, 26, 5, 2, (0.5, 1.5))
    assert beyond.tolist() == [[0] * 5, [0, 100, 0, 0, 0]]
    assert found.peaks_of(5, 0, 20).tolist() == [[0, 0], [-100, 127], [0, 0], [0, 0], [-5, 6]]
    assert found.peaks_of(3, 5, 8).tolist() == [[0, 0], [-100, 127], [-100, 127]]
    assert found.peaks_of(2, 18, 22).tolist() == [[-5, 6], [0, 0]]
    assert found.silent_s == 16.0


@settings(deadline=None, max_examples=30)
@given(
    start=st.floats(0, 25),
    seconds=st.floats(0.01, 30),
    width=st.integers(1, 40),
    height=st.integers(1, 80),
    low=st.floats(0, 1),
    wide=st.floats(0.01, 1),
)
def test_each_pixel_is_the_loudest_that_it_touches(
    start: float, seconds: float, width: int, height: int, low: float, wide: float
) -> None:
    levels = np.random.default_rng(2).integers(0, 256, (10, ROWS)).astype(np.uint8)
    found = Overview(RATE_HZ, 10 * LENGTH, levels, np.zeros((10, 2), np.int8))
    drawn = found.picture(start, start + seconds, width, height, (low, low + wide))
    for x, y in {(0, 0), (width - 1, height - 1), (width // 2, height // 3)}:
        since = (start + seconds * x / width) / COLUMN_S
        until = (start + seconds * (x + 1) / width) / COLUMN_S
        below = (low + wide * y / height) * ROWS
        above = (low + wide * (y + 1) / height) * ROWS
        touched = [
            levels[column, row]
            for column in range(10)
            for row in range(ROWS)
            if column < until - 1e-6 and column + 1 > since + 1e-6
            if row < above - 1e-6 and row + 1 > below + 1e-6
        ]
        assert drawn[height - 1 - y, x] == max(touched, default=0)
