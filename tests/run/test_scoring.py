"""Logits to hits."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sidecar.run.scoring import (
    Hits,
    Scoring,
    Sensitivity,
    SensitivityMode,
    find_hits,
    join_hits,
)


def _scoring(classes: int, minimum: float, **others: Any) -> Scoring:
    fields: dict[str, Any] = {"allowed": np.ones(classes, np.bool_), **others}
    return Scoring(thresholds=np.full(classes, minimum), **fields)


def _triples(hits: Hits) -> list[tuple[int, int, float]]:
    return list(
        zip(hits.window.tolist(), hits.label.tolist(), hits.confidence.tolist(), strict=True)
    )


def test_at_sensitivity_one_both_modes_are_the_plain_sigmoid() -> None:
    logits = np.array([-3.0, 0.0, 2.0], np.float32)
    plain = 1 / (1 + np.exp(-logits.astype(np.float64)))
    modes: list[SensitivityMode] = ["shift", "slope"]
    for mode in modes:
        found = Sensitivity(1.0, mode).confidence(logits)
        assert np.abs(found - plain).max() < 1e-6


def test_the_shift_adds_five_at_sensitivity_one_and_a_half() -> None:
    found = Sensitivity(1.5).confidence(np.array([-5.0], np.float32))
    assert found[0] == 0.5


def test_the_slope_is_birdnetlibs_and_gets_flatter_with_sensitivity() -> None:
    found = Sensitivity(1.5, "slope").confidence(np.array([2.0], np.float32))
    assert found[0] == pytest.approx(1 / (1 + np.exp(-0.5 * 2.0)), abs=1e-6)


@given(
    arrays(np.float32, (3, 7), elements=st.floats(-25, 25, width=32)),
    st.floats(0, 1),
    st.floats(0.5, 1.5),
    st.sampled_from(["shift", "slope"]),
)
def test_hits_are_exactly_the_confidences_that_reach_the_threshold(
    logits: npt.NDArray[np.float32], minimum: float, value: float, mode: SensitivityMode
) -> None:
    sensitivity = Sensitivity(value, mode)
    hits = find_hits(logits, _scoring(7, minimum, sensitivity=sensitivity))
    confidence = sensitivity.confidence(logits)
    wanted = {
        (row, label, confidence[row, label])
        for row in range(3)
        for label in range(7)
        if confidence[row, label] >= minimum
    }
    assert set(_triples(hits)) == wanted


def test_top_k_counts_only_species_that_may_be_named() -> None:
    logits = np.array([[5.0, 4.0, 3.0, 2.0, 1.0, 0.5]], np.float32)
    allowed = np.array([False, False, False, False, False, True])
    hits = find_hits(logits, _scoring(6, 0.1, allowed=allowed, top_k=1))
    assert hits.label.tolist() == [5]


def test_top_k_keeps_the_best_of_each_window() -> None:
    logits = np.array([[1.0, 2.0, 3.0], [3.0, 2.0, 1.0]], np.float32)
    hits = find_hits(logits, _scoring(3, 0.1, top_k=2))
    assert [(window, label) for window, label, _ in _triples(hits)] == [
        (0, 2),
        (0, 1),
        (1, 0),
        (1, 1),
    ]


def test_a_species_may_have_its_own_threshold() -> None:
    scoring = Scoring(np.array([0.25, 0.9]), np.ones(2, np.bool_))
    hits = find_hits(np.array([[1.0, 1.0]], np.float32), scoring)
    assert hits.label.tolist() == [0]


def test_joined_batches_are_in_the_order_of_windows() -> None:
    def one(label: int) -> Hits:
        return Hits(np.array([0]), np.array([label]), np.array([0.5]))

    joined = join_hits([(4, one(1)), (0, one(2))])
    assert _triples(joined) == [(0, 2, 0.5), (4, 1, 0.5)]


@given(
    arrays(np.float32, (4, 6), elements=st.floats(-8, 8, width=32)),
    arrays(np.float64, 6, elements=st.floats(0.01, 0.99)),
    arrays(np.bool_, 6),
    arrays(np.bool_, 6),
    st.sampled_from([None, 1, 2]),
)
def test_each_class_of_a_window_is_a_hit_or_dropped_for_one_reason(
    logits: npt.NDArray[np.float32],
    thresholds: npt.NDArray[np.float64],
    listed: npt.NDArray[np.bool_],
    there: npt.NDArray[np.bool_],
    top_k: int | None,
) -> None:
    confidence = Sensitivity().confidence(logits)
    # A confidence that rounds to a threshold may count on either side.
    assume(np.abs(confidence - thresholds).min() > 1e-5 and np.abs(confidence - 0.1).min() > 1e-5)
    scoring = Scoring(thresholds, listed & there, top_k=top_k, listed=listed)
    hits = find_hits(logits, scoring)
    reaches = confidence >= thresholds
    for window in range(4):
        here, dropped = reaches[window], hits.dropped_in(window, window + 1)
        found = int((hits.window == window).sum())
        assert found + dropped.beyond_top_k == (here & listed & there).sum()
        assert found <= (top_k or 6)
        assert dropped.out_of_range == (here & listed & ~there).sum()
        assert dropped.not_listed == (here & ~listed).sum()
        near = ~here & (confidence[window] >= 0.1)
        assert dropped.below_threshold == (near & listed & there).sum()
    joined = join_hits([(0, hits), (4, hits)])
    assert joined.dropped_in(0, 8) == hits.dropped_in(0, 4).plus(hits.dropped_in(0, 4))
    assert joined.within(4, 8).dropped_in(0, 4) == hits.dropped_in(0, 4)
