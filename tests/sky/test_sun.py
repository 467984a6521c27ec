"""Sunrise, sunset and civil twilight, against another library, and at places where they fail."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from astral import Observer, SunDirection
from astral.sun import sunrise, sunset, time_of_transit
from hypothesis import given
from hypothesis import strategies as st

from sidecar.sky.sun import CIVIL_DEG, HORIZON_DEG, SolarDays, altitude, solar_day, solar_days
from sidecar.values import Float64

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_RISING, _SETTING = SunDirection.RISING, SunDirection.SETTING

LATITUDES = st.floats(-90, 90)
LONGITUDES = st.floats(-180, 180)
DAYS = st.integers(10_957, 29_219).map(float)  # 2000 to 2049
MOMENTS = st.floats(946_684_800, 2_524_607_999)

Transit = Callable[[Observer, date], datetime]


def one(latitude: float, longitude: float, day: float) -> SolarDays:
    return solar_days(latitude, longitude, np.array([day]))


def ends(stretch: tuple[Float64, Float64]) -> tuple[float, float]:
    return float(stretch[0][0]), float(stretch[1][0])


def sample(count: int) -> list[tuple[float, float, int]]:
    """Draw places and days; both ends of the latitudes, and the solstices, are among them."""
    chance = random.Random(20)
    drawn = []
    for _ in range(count):
        latitude = chance.choice([-60.0, 60.0, chance.uniform(-60, 60)])
        day = chance.choice([chance.randrange(10_958, 29_219), 18_617, 18_800])
        drawn.append((latitude, chance.uniform(-180, 180), day))
    return drawn


def apart(moment: float, transit: Transit, observer: Observer, day: int) -> float:
    """Tell how many seconds astral's nearest moment is away; astral's days are those of UTC."""
    found = []
    for each in (day - 1, day, day + 1):
        there = date(1970, 1, 1) + timedelta(days=each)
        try:
            found.append(abs((transit(observer, there) - _EPOCH).total_seconds() - moment))
        except ValueError:  # astral knows none on this day
            continue
    return min(found)


def by_definition(altitude_deg: float, direction: SunDirection) -> Transit:
    """Ask astral for the sun's centre at an altitude, without its own refraction."""
    return lambda observer, day: time_of_transit(
        observer, day, 90 - altitude_deg, direction, with_refraction=False
    )


@pytest.mark.parametrize(
    ("of", "transit", "most_s"),
    [
        pytest.param(
            lambda days: days.sunrise, by_definition(HORIZON_DEG, _RISING), 2, id="sunrise"
        ),
        pytest.param(
            lambda days: days.sunset, by_definition(HORIZON_DEG, _SETTING), 2, id="sunset"
        ),
        pytest.param(
            lambda days: days.twilight[0], by_definition(CIVIL_DEG, _RISING), 2, id="dawn"
        ),
        pytest.param(
            lambda days: days.twilight[1], by_definition(CIVIL_DEG, _SETTING), 2, id="dusk"
        ),
        # Astral lets less refraction pass: 29 minutes of arc, in place of NOAA's 34.
        pytest.param(lambda days: days.sunrise, sunrise, 60, id="sunrise by its own refraction"),
        pytest.param(lambda days: days.sunset, sunset, 60, id="sunset by its own refraction"),
    ],
)
def test_moments_are_those_of_astral(
    of: Callable[[SolarDays], Float64], transit: Transit, most_s: float
) -> None:
    worst = 0.0
    for latitude, longitude, day in sample(250):
        moment = float(of(one(latitude, longitude, day))[0])
        assert math.isfinite(moment)
        worst = max(worst, apart(moment, transit, Observer(latitude, longitude), day))
    assert worst <= most_s


@given(LATITUDES, LONGITUDES, DAYS)
def test_the_sun_rises_before_noon_and_sets_after_it(
    latitude: float, longitude: float, day: float
) -> None:
    found = one(latitude, longitude, day)
    noon = found.noon[0]
    assert solar_day(longitude, noon) == day
    for moment, side in ((found.sunrise[0], -1), (found.sunset[0], 1)):
        if not math.isnan(moment):
            assert 0 < side * (moment - noon) < 43_200
            assert altitude(latitude, longitude, moment) == pytest.approx(HORIZON_DEG, abs=0.006)
    if abs(latitude) <= 60:
        twilight, light = found.twilight, found.light
        assert twilight[0][0] < light[0][0] == found.sunrise[0]
        assert found.sunset[0] == light[1][0] < twilight[1][0]


@given(LATITUDES, LONGITUDES, MOMENTS)
def test_light_is_what_the_altitude_says(latitude: float, longitude: float, moment: float) -> None:
    """Where the sun crosses slowly, a moment before noon may belong to the day before."""
    found = one(latitude, longitude, float(solar_day(longitude, moment)))
    high = altitude(latitude, longitude, moment)
    for above, (begin, end) in ((HORIZON_DEG, found.light), (CIVIL_DEG, found.twilight)):
        if abs(high - above) > 0.02:
            assert (begin[0] <= moment < end[0]) == (high > above)


@given(LATITUDES, DAYS)
def test_both_sides_of_the_date_line_have_the_same_sun(latitude: float, day: float) -> None:
    west, east = one(latitude, -180, day), one(latitude, 180, day + 1)
    for one_side, other in ((west.noon, east.noon), (west.sunrise, east.sunrise)):
        np.testing.assert_allclose(one_side, other, atol=1e-3)


@pytest.mark.parametrize("latitude", [90.0, -90.0])
def test_a_pole_has_no_sunrise(latitude: float) -> None:
    found = solar_days(latitude, 0, np.arange(10_957.0, 29_219.0, 1.0))
    assert np.isnan(found.sunrise).all()
    assert np.isnan(found.sunset).all()


def test_polar_days_and_nights_cross_nothing() -> None:
    longyearbyen = 78.22, 15.63
    june, december = one(*longyearbyen, 18_800), one(*longyearbyen, 18_617)
    assert math.isnan(june.sunrise[0])
    assert ends(june.light) == (-math.inf, math.inf)
    assert math.isnan(december.sunset[0])
    assert ends(december.light) == (math.inf, -math.inf)
    assert ends(december.twilight) == (math.inf, -math.inf)
    # The sun of Tromsø stays below the horizon at Christmas, but not by six degrees.
    tromso = one(69.65, 18.96, 18_617)
    assert ends(tromso.light) == (math.inf, -math.inf)
    assert tromso.twilight[0][0] < tromso.noon[0] < tromso.twilight[1][0]
