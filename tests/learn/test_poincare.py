"""The Poincaré ball: against geoopt, against cases worked out by hand, and by its own laws."""

from __future__ import annotations

import json
from math import acosh, asinh, atanh, log, sqrt, tanh

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidecar.learn.poincare import LARGEST, distances, exp_map
from sidecar.values import Float64
from tests.reference.poincare import GOLDENS, cases

CURVATURES = st.floats(1e-6, 100.0)


def log_map(points: Float64, curvature: float) -> Float64:
    """Map points [n, d] inside the ball to tangent vectors at the origin: the way back."""
    root = np.sqrt(curvature)
    lengths = np.linalg.norm(points, axis=-1)
    reach = root * lengths
    scale = np.divide(np.arctanh(reach), reach, where=reach > 0, out=np.ones_like(reach))
    return np.asarray(points * scale[..., None], np.float64)


def _distance(one: Float64, other: Float64, curvature: float) -> float:
    return float(distances(one[None], other, curvature)[0])


def _point(curvature: float, *shares: float) -> Float64:
    """Make a point by its numbers as shares of the radius."""
    return np.array(shares) / sqrt(curvature)


# Against geoopt.


def test_it_agrees_with_geoopt() -> None:
    told, drawn = json.loads(GOLDENS.read_text("utf-8")), list(cases())
    assert len(told) == len(drawn) > 400
    same = 0
    for golden, case in zip(told, drawn, strict=True):
        ours = _distance(case.one, case.other, case.curvature)
        # Not one digit in a billion is lost, however near the points are to the boundary.
        assert ours == pytest.approx(golden["exact"], rel=1e-9, abs=1e-300)
        off = abs(golden["distance"] - golden["exact"])  # geoopt's own rounding
        assert abs(ours - golden["distance"]) <= off + 1e-9 * golden["exact"]
        same += off <= 1e-7 * golden["exact"]
        mapped = exp_map(case.tangent[None], case.curvature)
        assert np.linalg.norm(mapped.at) == pytest.approx(golden["mapped"], rel=1e-10)
        back = log_map(case.one[None], case.curvature)
        # Near the boundary, geoopt rounds here too.
        assert np.linalg.norm(back) == pytest.approx(golden["back"], rel=1e-7)
        length = atanh(np.linalg.norm(case.one) * sqrt(case.curvature)) / sqrt(case.curvature)
        assert np.linalg.norm(back) == pytest.approx(length, rel=1e-10)
    assert same > len(told) / 2


# Worked out by hand.


@pytest.mark.parametrize("curvature", [1e-4, 0.5, 1.0, 7.0])
def test_from_the_middle_it_is_twice_the_inverse_tangent(curvature: float) -> None:
    root, middle = sqrt(curvature), _point(curvature, 0.0, 0.0)
    for share in (1e-12, 0.1, 0.5, 0.9, 0.99999):
        expected = 2.0 / root * atanh(share)
        assert _distance(_point(curvature, 0.6 * share, 0.8 * share), middle, curvature) == (
            pytest.approx(expected, rel=1e-10)
        )


def test_half_the_radius_is_log_3_away() -> None:
    assert _distance(_point(1.0, 0.5, 0.0), _point(1.0, 0.0, 0.0), 1.0) == pytest.approx(log(3.0))
    # Along a diameter distances add up.
    assert _distance(_point(1.0, 0.5), _point(1.0, -0.5), 1.0) == pytest.approx(2 * log(3.0))


def test_curvature_counts_in_numerator_and_denominator() -> None:
    """A formula for curvature -1 alone is wrong in a ball of another radius."""
    one, other, c = np.array([0.3, 0.1]), np.array([-0.2, 0.4]), 2.0
    apart, x, y = 0.25 + 0.09, 0.1, 0.2  # squares of the difference and of both norms
    expected = acosh(1 + 2 * c * apart / ((1 - c * x) * (1 - c * y))) / sqrt(c)
    assert _distance(one, other, c) == pytest.approx(expected, rel=1e-12)
    assert _distance(one, other, c) != pytest.approx(
        acosh(1 + 2 * apart / ((1 - x) * (1 - y))) / sqrt(c), rel=1e-3
    )


def test_a_flat_ball_has_twice_the_straight_distance() -> None:
    one, other = np.array([0.3, -0.7, 0.2]), np.array([1.1, 0.4, -0.5])
    straight = float(np.linalg.norm(one - other))
    for curvature in (1e-6, 1e-9, 1e-12):
        off = _distance(one, other, curvature) / (2 * straight) - 1
        assert 0 <= off < 2 * curvature + 1e-15


def test_points_that_nearly_agree_keep_their_digits() -> None:
    """The usual form arcosh(1 + tiny) is 0 here."""
    one = np.array([0.6, 0.0])
    for apart in (1e-9, 1e-12):
        other = np.array([0.6 + apart, 0.0])
        apart = float(other[0] - one[0])
        near = _distance(one, other, 1.0)
        assert near == pytest.approx(2 * apart / (1 - 0.36), rel=1e-8)
    assert acosh(1 + 2 * 1e-24 / (1 - 0.36) ** 2) == 0.0


def test_the_way_into_the_ball_is_a_hyperbolic_tangent() -> None:
    vector = np.array([[3.0, 4.0]])
    for curvature in (0.01, 0.04, 1.0):
        root = sqrt(curvature)
        points = exp_map(vector, curvature)
        assert points.at == pytest.approx(vector / 5 * tanh(5 * root) / root)
        assert not points.held.any()


def test_the_middle_stays_the_middle() -> None:
    zero = np.zeros((2, 3))
    assert not exp_map(zero, 1.0).at.any() and not log_map(zero, 1.0).any()
    assert distances(zero, zero[0], 1.0).tolist() == [0.0, 0.0]


@pytest.mark.parametrize("curvature", [0.01, 1.0, 50.0])
def test_what_lies_too_far_out_is_held_at_the_boundary_and_marked(curvature: float) -> None:
    most = atanh(LARGEST) / sqrt(curvature)
    lengths = np.array([0.99 * most, 1.01 * most, 100 * most, 1e150])
    points = exp_map(lengths[:, None] * np.array([0.6, 0.8]), curvature)
    assert points.held.tolist() == [False, True, True, True]
    reach = np.linalg.norm(points.at, axis=1) * sqrt(curvature)
    assert reach[1:] == pytest.approx(LARGEST, rel=1e-12) and reach[0] < LARGEST
    far = distances(points.at, -points.at[3], curvature)
    assert np.isfinite(far).all() and far.max() == pytest.approx(4 * most, rel=1e-6)


def test_a_curvature_with_its_sign_is_refused() -> None:
    for wrong in (-1.0, 0.0, float("nan")):
        with pytest.raises(ValueError, match="positive"):
            exp_map(np.ones((1, 2)), wrong)


# Laws.


@st.composite
def _balls(draw: st.DrawFn, count: int) -> tuple[float, list[Float64]]:
    """Draw a curvature, and points up to the boundary's share of the radius."""
    curvature = draw(CURVATURES)
    numbers = st.floats(-1.0, 1.0)
    points = []
    for _ in range(count):
        direction = np.array(draw(st.lists(numbers, min_size=3, max_size=3)))
        length = np.linalg.norm(direction)
        share = draw(st.floats(0.0, LARGEST))
        points.append(direction / length * share / sqrt(curvature) if length else direction)
    return curvature, points


@given(_balls(2))
def test_a_distance_is_the_same_both_ways_and_none_to_itself(
    drawn: tuple[float, list[Float64]],
) -> None:
    curvature, (one, other) = drawn
    there, back = _distance(one, other, curvature), _distance(other, one, curvature)
    assert there == pytest.approx(back, rel=1e-12) and there >= 0
    assert _distance(one, one, curvature) == 0.0


@given(_balls(3))
def test_a_detour_is_never_shorter(drawn: tuple[float, list[Float64]]) -> None:
    curvature, (one, other, over) = drawn
    direct = _distance(one, other, curvature)
    detour = _distance(one, over, curvature) + _distance(over, other, curvature)
    assert direct <= detour * (1 + 1e-9) + 1e-12 / sqrt(curvature)


@given(_balls(2), st.integers(0, 2**32 - 1))
def test_a_turn_of_the_ball_changes_no_distance(
    drawn: tuple[float, list[Float64]], seed: int
) -> None:
    curvature, (one, other) = drawn
    turn, _ = np.linalg.qr(np.random.default_rng(seed).normal(size=(3, 3)))
    before, after = _distance(one, other, curvature), _distance(turn @ one, turn @ other, curvature)
    # A turn itself rounds points, which counts most near the boundary.
    assert after == pytest.approx(before, rel=1e-7, abs=1e-9 / sqrt(curvature))


@given(_balls(2), st.floats(0.01, 100.0))
def test_a_ball_of_another_size_has_the_same_shape(
    drawn: tuple[float, list[Float64]], times: float
) -> None:
    """Points at the same shares of both radii: distances grow as the radius does."""
    curvature, (one, other) = drawn
    larger = _distance(one * times, other * times, curvature / times**2)
    assert larger == pytest.approx(times * _distance(one, other, curvature), rel=1e-7, abs=1e-12)


@given(CURVATURES, st.lists(st.floats(-3.0, 3.0), min_size=1, max_size=6))
def test_the_way_back_undoes_the_way_in(curvature: float, numbers: list[float]) -> None:
    vector = np.array([numbers]) / sqrt(curvature)
    points = exp_map(vector, curvature)
    if not points.held.any():
        assert log_map(points.at, curvature) == pytest.approx(vector, rel=1e-6, abs=1e-12)
        # The map keeps lengths from the middle, and so the distance is twice the length.
        length = float(np.linalg.norm(vector))
        middle = np.zeros(len(numbers))
        assert _distance(points.at[0], middle, curvature) == pytest.approx(2 * length, rel=1e-6)


@given(CURVATURES, st.floats(0.0, 0.99), st.floats(0.0, 3.1))
def test_it_is_the_law_of_cosines(curvature: float, share: float, angle: float) -> None:
    """Two points of one length: sinh(d/2) = sinh(2a) sin(angle/2), for tangents of length a."""
    root = sqrt(curvature)
    one = _point(curvature, share, 0.0)
    other = _point(curvature, share * np.cos(angle), share * np.sin(angle))
    expected = 2 / root * asinh(np.sinh(2 * atanh(share)) * np.sin(angle / 2))
    assert _distance(one, other, curvature) == pytest.approx(expected, rel=1e-6, abs=1e-9 / root)
