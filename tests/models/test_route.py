"""A/B routing: the same sound always goes to the same version, in the wanted shares."""

from __future__ import annotations

import math
import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidecar.errors import InvalidParams
from sidecar.models.route import arm_of
from sidecar.models.versions import Arm, check_weights


def _arms(*weights: float) -> list[Arm]:
    return [Arm(version_id=f"v{place}", weight=weight) for place, weight in enumerate(weights)]


@given(st.binary(min_size=1, max_size=64), st.text(min_size=1, max_size=20))
def test_the_same_sound_goes_to_the_same_version(content: bytes, name: str) -> None:
    arms = _arms(0.2, 0.3, 0.5)
    assert arm_of(content, arms, name=name) is arm_of(bytes(content), arms, name=name)


def test_versions_get_their_shares() -> None:
    weights, count = (0.6, 0.3, 0.1, 0.0), 20_000
    arms = _arms(*weights)
    chance = random.Random(7)
    got = Counter(arm_of(chance.randbytes(16), arms, name="m").version_id for _ in range(count))
    for arm in arms:
        spread = math.sqrt(count * arm.weight * (1 - arm.weight))
        assert abs(got[arm.version_id] - count * arm.weight) <= 5 * spread


@given(st.binary(min_size=8, max_size=8), st.floats(0, 1), st.floats(0, 1))
def test_a_larger_share_takes_recordings_and_gives_none_back(
    content: bytes, one: float, other: float
) -> None:
    low, high = sorted((one, other))
    before = arm_of(content, _arms(low, 1 - low), name="m").version_id
    after = arm_of(content, _arms(high, 1 - high), name="m").version_id
    assert (before, after) in (("v0", "v0"), ("v1", "v1"), ("v1", "v0"))


def test_two_models_share_out_differently() -> None:
    chance, arms = random.Random(3), _arms(0.5, 0.5)
    sounds = [chance.randbytes(16) for _ in range(2_000)]
    first, second = ([arm_of(each, arms, name=name) for each in sounds] for name in ("a", "b"))
    same = sum(one is other for one, other in zip(first, second, strict=True))
    assert 800 < same < 1_200  # 1,000 +- 9 standard deviations


def test_a_sum_that_rounding_left_below_one_still_gives_a_version() -> None:
    arms = _arms(*[0.1] * 10, 0.0)
    check_weights(arms)
    chance = random.Random(1)
    for _ in range(2_000):
        assert arm_of(chance.randbytes(16), arms, name="m").weight > 0


@pytest.mark.parametrize("weights", [(0.5, 0.4), (0.7, 0.7), (0.0,)])
def test_weights_that_do_not_sum_to_one_are_refused(weights: tuple[float, ...]) -> None:
    with pytest.raises(InvalidParams, match="not to 1"):
        check_weights(_arms(*weights))


def test_a_version_cannot_have_two_shares() -> None:
    with pytest.raises(InvalidParams, match="twice"):
        check_weights([Arm(version_id="v", weight=0.5)] * 2)
