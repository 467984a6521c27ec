"""Which windows are asked about."""

from __future__ import annotations

import numpy as np
import pytest

from sidecar.learn.uncertain import spread, uncertainty


def test_nothing_is_less_certain_than_the_threshold() -> None:
    logits = np.array([[-800.0, -1.0], [2.0, 1.0], [900.0, np.nan]])
    bits = uncertainty(logits, np.array([2.0, 1.0]))
    assert bits[1].tolist() == [1.0, 1.0]
    assert max(bits[0, 0], bits[2, 0], bits[2, 1]) < 1e-9
    assert bits[0, 1] == pytest.approx(0.527, abs=0.001)


def test_one_recording_does_not_take_every_place() -> None:
    values = np.array([1.0, 0.99, 0.98, 0.97, 0.8, 0.1])
    rows, _ = spread(values, np.array([7, 7, 7, 7, 8, 9]), 3)
    assert rows.tolist() == [0, 4, 1]


def test_parts_keep_what_the_whole_would_choose() -> None:
    rng = np.random.default_rng(0)
    values, recordings = rng.random(300), np.sort(rng.integers(0, 40, 300))
    whole, _ = spread(values, recordings, 10)
    parts = []
    for part in (recordings < 20, recordings >= 20):
        rows = np.nonzero(part)[0]
        parts.append(rows[spread(values[rows], recordings[rows], 10)[0]])
    kept = np.concatenate(parts)
    again, _ = spread(values[kept], recordings[kept], 10)
    assert sorted(kept[again]) == sorted(whole)
