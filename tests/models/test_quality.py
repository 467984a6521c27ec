"""Numbers about embeddings are right, whatever the embeddings are."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sidecar.models.quality import differences, norms, numbers, similarities, spread, units
from sidecar.values import Float32


def _normal(count: int, dimension: int, seed: int = 0, scale: float = 1.0) -> Float32:
    drawn = np.random.default_rng(seed).normal(0.0, scale, (count, dimension))
    return drawn.astype(np.float32)


def test_what_fills_its_space_evenly_has_its_whole_dimension() -> None:
    found = spread(units(_normal(20_000, 8)))
    assert found.dimension == 8 and found.collapsed == 0 and found.sparsity < 1e-4
    assert 7.9 < found.effective <= 8.0


def test_equal_variances_along_some_axes_are_that_many_dimensions() -> None:
    """Three of eight axes, turned anyhow: no single dimension is collapsed."""
    turned, _ = np.linalg.qr(_normal(8, 8, seed=1))
    found = spread(units(_normal(20_000, 3) @ turned[:3].astype(np.float32)))
    assert found.collapsed == 0 and 2.9 < found.effective <= 3.0


def test_a_dimension_that_stands_still_is_collapsed_whatever_its_value() -> None:
    embeddings = _normal(100, 6)
    embeddings[:, 2] = 0.0
    assert spread(units(embeddings)).collapsed == 1
    assert spread(units(embeddings)).sparsity == 1 / 6
    constant = np.full((50, 4), 3.0, np.float32)
    found = spread(units(constant))
    assert (found.collapsed, found.effective, found.sparsity) == (4, 0.0, 0.0)


@given(
    st.integers(1, 40),
    st.integers(1, 40),
    st.integers(0, 2**32 - 1),
    st.floats(1e-3, 1e3),
)
def test_a_spread_has_bounds_and_no_scale(
    count: int, dimension: int, seed: int, scale: float
) -> None:
    directions = units(_normal(count, dimension, seed))
    found = spread(directions)
    assert 0 <= found.collapsed <= dimension and 0.0 <= found.sparsity <= 1.0
    assert 0.0 <= found.effective <= min(dimension, count) + 1e-6
    again = spread(units(_normal(count, dimension, seed) * np.float32(scale)))
    assert again.collapsed == found.collapsed
    assert abs(again.effective - found.effective) < 1e-3 * max(found.effective, 1.0)


@given(st.integers(0, 2**32 - 1), st.floats(1e-20, 1e30))
def test_units_have_length_one_and_leave_out_what_has_no_direction(seed: int, scale: float) -> None:
    embeddings = _normal(6, 5, seed)
    embeddings[0] = 0.0
    embeddings[1, 2] = np.nan
    embeddings[2, 0] = np.inf
    embeddings *= np.float32(scale)
    lengths = np.linalg.norm(units(embeddings), axis=1)
    # Below 1e-12 an embedding has no direction.
    assert len(lengths) == (3 if scale > 1e-10 else len(lengths))
    assert np.allclose(lengths, 1.0, atol=1e-6)
    assert numbers(embeddings).tolist() == [True, False, False, True, True, True]
    assert norms(embeddings)[0] == 0.0


def test_a_difference_is_relative_and_knows_what_has_no_numbers() -> None:
    one = np.array([[3, 4], [0, 0], [np.nan, 1], [np.nan, 1], [0, 0], [1e30, 0]], np.float32)
    other = np.array([[3, 4.5], [0, 0], [1, 1], [1, np.inf], [0, 2], [1e30, 1e28]], np.float32)
    found = differences(one, other)
    assert np.allclose(found, [0.5 / np.hypot(3, 4.5), 0.0, np.inf, 0.0, 1.0, 0.01], rtol=1e-3)


def test_a_similarity_is_a_cosine_and_knows_what_has_no_direction() -> None:
    one = np.array([[1, 0], [1, 1], [0, 0], [0, 0], [np.nan, 0], [3e38, 3e38]], np.float32)
    other = np.array([[0, 2], [5, 5], [0, 0], [1, 0], [1, 0], [1e-6, 1e-6]], np.float32)
    found = similarities(one, other)
    assert np.allclose(found, [0.0, 1.0, np.nan, 0.0, 0.0, 1.0], equal_nan=True)


@given(st.integers(0, 2**32 - 1), st.integers(1, 20), st.integers(1, 20))
def test_comparisons_are_the_same_from_both_sides(seed: int, count: int, dimension: int) -> None:
    one, other = _normal(count, dimension, seed), _normal(count, dimension, seed + 1)
    one[seed % count, 0] = np.inf if seed % 2 else 0.0
    assert np.array_equal(differences(one, other), differences(other, one))
    alike = similarities(one, other)
    assert np.allclose(alike, similarities(other, one), equal_nan=True)
    assert (np.abs(alike[~np.isnan(alike)]) <= 1.0 + 1e-9).all()
    assert np.array_equal(differences(one, one), np.zeros(count))
