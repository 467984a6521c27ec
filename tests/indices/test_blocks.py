"""The blocks in which a recording is read change no bit of what is measured."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidecar.indices.listener import IndexListener
from sidecar.indices.minutes import unpacked
from tests.indices.sounds import facts, measured, noise

# So low that two minutes are few samples, and high enough for whole groups of frames in one.
RATE_HZ = 4_000


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(1, 300_000), max_size=6), st.sampled_from([1, 2]))
def test_any_blocks_give_the_same_bits(sizes: list[int], channels: int) -> None:
    sound = noise(130.3, rate_hz=RATE_HZ)
    every = np.stack([sound, np.roll(sound, 77)], axis=1)[:, :channels]
    mean = every.mean(axis=1, dtype=np.float32)
    listener = IndexListener(facts(RATE_HZ, channels))
    cuts = np.cumsum(sizes)
    for block, one in zip(np.split(every, cuts), np.split(mean, cuts), strict=True):
        listener.hear(block, one)
    found = listener.heard()
    assert found.packed() == measured(every, rate_hz=RATE_HZ).packed()
    assert (found.seconds, found.lengths.tolist()) == (130.3, [60, 60, pytest.approx(10.3)])


def test_each_minute_is_measured_by_itself() -> None:
    sound = noise(120.0, rate_hz=RATE_HZ)
    both = measured(sound, rate_hz=RATE_HZ).values
    halves = [measured(part, rate_hz=RATE_HZ).values for part in np.split(sound, 2)]
    np.testing.assert_array_equal(both, np.concatenate(halves, axis=1))


def test_what_is_packed_is_read_again() -> None:
    found = measured(noise(70.0, rate_hz=RATE_HZ), rate_hz=RATE_HZ)
    again = unpacked(found.packed(), found.seconds)
    assert [*again] == [*found]
    with pytest.raises(ValueError, match="reshape"):
        unpacked(found.packed()[:-4], found.seconds)


def test_a_mask_adds_up_whole_minutes_and_knows_nothing_of_missing_values() -> None:
    found = measured(noise(70.0, rate_hz=RATE_HZ), rate_hz=RATE_HZ)
    assert found.masked_s({"level": -30.0}) == pytest.approx(70.0)
    assert found.masked_s({"level": 0.0}) == 0.0
    assert found.masked_s({"rain": 0.0, "level": 0.0}) == 0.0  # no band, so no score
    assert found.masked_s({"level": 0.0, "ht": 0.5}) == pytest.approx(70.0)
