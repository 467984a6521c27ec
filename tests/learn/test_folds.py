"""Cross-validation holds whole recordings back."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sidecar.learn.folds import folds

WINDOWS = st.lists(
    st.tuples(st.integers(0, 12), st.tuples(st.booleans(), st.booleans(), st.booleans())),
    min_size=1,
    max_size=80,
)


@given(WINDOWS, st.integers(0, 5))
def test_a_recording_is_never_split(
    windows: list[tuple[int, tuple[bool, bool, bool]]], seed: int
) -> None:
    recordings = np.array([recording for recording, _ in windows])
    present = np.array([classes for _, classes in windows])
    held = folds(recordings, present, seed=seed)
    for recording in set(recordings):
        assert len(set(held[recordings == recording])) == 1
    assert set(held) == set(range(min(5, len(set(recordings)))))
    assert (held == folds(recordings, present, seed=seed)).all()


def test_a_class_is_spread_over_as_many_folds_as_recordings_allow() -> None:
    recordings = np.repeat(np.arange(20), 10)
    present = np.zeros((200, 3), np.bool_)
    present[(recordings < 2)[:, None] & [True, False, False]] = True
    present[(recordings < 5)[:, None] & [False, True, False]] = True
    present[(recordings >= 5)[:, None] & [False, False, True]] = True
    for seed in range(10):
        held = folds(recordings, present, seed=seed)
        assert [len(set(held[column])) for column in present.T] == [2, 5, 5]
        assert np.bincount(held).tolist() == [40] * 5
