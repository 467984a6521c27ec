"""Figures of distributions, against values worked out by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidecar.models.distribution import (
    LEAST,
    gap_by_chance,
    largest_gap,
    percentiles_of,
    stability,
    stability_by_chance,
    steps,
    usual,
)
from sidecar.values import Float64


def _numbers(*values: float) -> Float64:
    return np.array(values, np.float64)


def test_percentiles_are_those_of_hand() -> None:
    found = percentiles_of(np.arange(101.0))
    assert found is not None
    assert (found.p5, found.p25, found.p50, found.p75, found.p95) == (5, 25, 50, 75, 95)
    assert found.mean == 50.0
    assert found.std == pytest.approx(math.sqrt((101**2 - 1) / 12))


def test_what_is_not_finite_is_left_out() -> None:
    found = percentiles_of(_numbers(1.0, np.nan, 3.0, np.inf))
    assert found is not None
    assert (found.count, found.mean, found.std) == (2, 2.0, 1.0)
    assert percentiles_of(_numbers(np.nan)) is None


def test_too_few_numbers_tell_nothing_of_what_is_usual() -> None:
    assert usual(np.arange(LEAST - 1.0)) is None
    assert usual(np.r_[np.arange(LEAST - 1.0), np.nan]) is None
    assert usual(np.arange(float(LEAST))) is not None


def test_what_is_usual_is_the_median_and_the_scaled_median_distance() -> None:
    known = usual(np.arange(101.0))  # distances from 50: 0, 1, 1, 2, 2 ... 50, 50
    assert known is not None
    assert known.median == 50.0
    assert known.scale == pytest.approx(1.4826 * 25)
    assert known.deviations(_numbers(50.0 + 2 * 1.4826 * 25)).tolist() == pytest.approx([2.0])


def test_odd_numbers_do_not_hide_themselves() -> None:
    """A plain standard deviation would be 30 here, so 100 would be no anomaly at all."""
    values = np.r_[np.tile([9.0, 10.0, 11.0], 30), np.full(10, 100.0)]
    known = usual(values)
    assert known is not None
    assert known.deviations(_numbers(100.0))[0] == pytest.approx(90 / 1.4826)


def test_equal_numbers_make_any_other_one_infinitely_odd() -> None:
    known = usual(np.full(LEAST, 3.0))
    assert known is not None
    assert known.deviations(_numbers(3.0, 3.1)).tolist() == [0.0, math.inf]


@pytest.mark.parametrize(
    ("one", "other", "gap"),
    [
        ([1, 2, 3, 4], [1, 2, 3, 4], 0.0),
        ([1, 2], [3, 4], 1.0),
        ([1, 2, 3, 4], [3, 4, 5, 6], 0.5),
        ([1, 1, 2], [2, 2, 2], 2 / 3),
        ([1, 3], [2], 0.5),
    ],
)
def test_the_gap_is_that_of_hand(one: list[float], other: list[float], gap: float) -> None:
    assert largest_gap(_numbers(*one), _numbers(*other)) == pytest.approx(gap)
    assert largest_gap(_numbers(*other), _numbers(*one)) == pytest.approx(gap)


_FEW = st.lists(st.integers(0, 9), min_size=1, max_size=20)


@given(_FEW, _FEW)
def test_the_gap_is_the_largest_over_all_cuts(one: list[int], other: list[int]) -> None:
    slow = max(
        abs(sum(v <= cut for v in one) / len(one) - sum(v <= cut for v in other) / len(other))
        for cut in range(10)
    )
    assert largest_gap(_numbers(*one), _numbers(*other)) == pytest.approx(slow)


def test_the_gap_by_chance_is_that_of_the_table() -> None:
    assert gap_by_chance(100, 100) == pytest.approx(0.2302, abs=1e-4)


def test_samples_of_one_distribution_stay_below_the_gap_by_chance() -> None:
    rng = np.random.default_rng(5)
    gaps = [largest_gap(rng.normal(size=300), rng.normal(size=200)) for _ in range(1000)]
    assert np.mean(np.array(gaps) > gap_by_chance(300, 200)) == pytest.approx(0.01, abs=0.01)


def test_the_index_of_equal_groups_is_zero() -> None:
    values = np.random.default_rng(1).normal(size=1000)
    assert stability(values, values) == 0.0


def test_the_index_is_that_of_hand() -> None:
    """Nine cuts part 10 numbers into tenths; all of the second group lies in the last one."""
    first, second = np.arange(1.0, 11.0), np.full(10, 10.0)
    before = [1.5 / 15] * 10
    after = [0.5 / 15] * 9 + [10.5 / 15]
    by_hand = sum((a - b) * math.log(a / b) for b, a in zip(before, after, strict=True))
    assert stability(first, second) == pytest.approx(by_hand)


def test_samples_of_one_distribution_stay_below_the_index_by_chance() -> None:
    rng = np.random.default_rng(5)
    found = [stability(rng.normal(size=3000), rng.normal(size=2000)) for _ in range(1000)]
    assert np.mean(np.array(found) > stability_by_chance(3000, 2000)) == pytest.approx(
        0.05, abs=0.03
    )


def test_the_index_survives_numbers_that_are_all_equal() -> None:
    assert stability(np.full(200, 1.0), np.full(200, 1.0)) == 0.0
    assert stability(np.full(200, 1.0), np.full(200, 2.0)) > 1.0


def test_a_step_is_a_cosine_distance() -> None:
    units = np.array([[1, 0], [1, 0], [0, 1], [0, -1]], np.float32)
    assert steps(units).tolist() == [0.0, 1.0, 2.0]
    assert steps(units[:1]).tolist() == []
