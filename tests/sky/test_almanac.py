"""Hours from sunrise and sunset, light and moon at single moments."""

from __future__ import annotations

import math
from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sidecar.sky.almanac import Event, almanac
from sidecar.sky.many import LIGHTS, suns
from sidecar.sky.sun import solar_day, solar_days
from tests.sky.test_sun import LATITUDES, LONGITUDES, MOMENTS

BOGOTA = 4.6, -74.1
EVENTS = st.sampled_from(("sunrise", "sunset"))


def at(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()


def test_a_dawn_of_bogota() -> None:
    """The sun rises at about a quarter to six, by the clocks there."""
    hours = almanac().hours_from("sunrise", *BOGOTA, at("2024-05-01T10:45"))
    assert hours == pytest.approx(0, abs=0.05)
    words = [
        almanac().light(*BOGOTA, at(f"2024-05-01T{hour}"))
        for hour in ("10:00", "10:30", "11:00", "16:00", "23:15", "23:45")
    ]
    assert words == ["night", "twilight", "day", "day", "twilight", "night"]


@given(EVENTS, st.floats(-65, 65), LONGITUDES, MOMENTS)
def test_hours_count_from_the_nearest_event(
    event: Event, latitude: float, longitude: float, moment: float
) -> None:
    days = solar_days(latitude, longitude, solar_day(longitude, moment) + np.arange(-2.0, 3))
    events = days.sunrise if event == "sunrise" else days.sunset
    nearest = events[np.argmin(np.abs(events - moment))]
    found = almanac().hours_from(event, latitude, longitude, moment)
    assert found is not None
    assert abs(found) == pytest.approx(abs(moment - nearest) / 3600, abs=6e-4)


@given(EVENTS, LATITUDES, LONGITUDES, MOMENTS, st.floats(0, 3600))
def test_hours_run_on_but_for_their_own_wrap(
    event: Event, latitude: float, longitude: float, moment: float, later: float
) -> None:
    one = almanac().hours_from(event, latitude, longitude, moment)
    other = almanac().hours_from(event, latitude, longitude, moment + later)
    if one is None or other is None:
        return
    passed = other - one
    if passed < 0:  # from the middle between two events to the other side of it
        assert one > 10.5 and other < -10.5
    else:
        assert passed == pytest.approx(later / 3600, abs=1e-3)


@given(EVENTS, LATITUDES, MOMENTS)
def test_the_date_line_parts_no_sun(event: Event, latitude: float, moment: float) -> None:
    west, east = (almanac().hours_from(event, latitude, each, moment) for each in (-180.0, 180.0))
    if west is None or east is None or abs(abs(west) - abs(east)) > 1e-9:
        assert west == east
    assert almanac().light(latitude, -180.0, moment) == almanac().light(latitude, 180.0, moment)


@pytest.mark.parametrize(
    ("latitude", "longitude", "moment"),
    [
        (90.1, 0.0, 0.0),
        (0.0, 180.1, 0.0),
        (math.nan, 0.0, 0.0),
        (0.0, math.inf, 0.0),
        (0.0, 0.0, math.nan),
        (0.0, 0.0, at("1949-12-31")),
        (0.0, 0.0, at("2100-01-02")),
        (0.0, 0.0, math.inf),
    ],
)
def test_nowhere_and_never_are_unknown(latitude: float, longitude: float, moment: float) -> None:
    assert almanac().hours_from("sunset", latitude, longitude, moment) is None
    assert almanac().light(latitude, longitude, moment) is None


def test_polar_nights_have_light_but_no_sunrise() -> None:
    longyearbyen = 78.22, 15.63
    for moment, light in (("2024-12-21T11:00", "night"), ("2024-06-21T23:00", "day")):
        assert almanac().hours_from("sunrise", *longyearbyen, at(moment)) is None
        assert almanac().light(*longyearbyen, at(moment)) == light
    assert almanac().light(90.0, 0.0, at("2024-06-21T00:00")) == "day"


@given(st.lists(st.tuples(LATITUDES, LONGITUDES, MOMENTS), min_size=1, max_size=20))
@example([(math.nan, 0.0, 0.0), (91.0, 0.0, 0.0), (0.0, 0.0, at("2100-01-02"))])
def test_many_moments_at_once_are_those_of_the_almanac(
    asked: list[tuple[float, float, float]],
) -> None:
    table = np.array(asked)
    found = suns(table[:, :2], np.arange(len(asked)), table[:, 2])
    for number, moment in enumerate(asked):
        for event, hours in (("sunrise", found.from_sunrise), ("sunset", found.from_sunset)):
            hour = almanac().hours_from(event, *moment)  # type: ignore[arg-type]
            assert hour == (None if math.isnan(hours[number]) else hours[number])
        light = found.light[number]
        assert almanac().light(*moment) == (None if math.isnan(light) else LIGHTS[int(light)])


# Greatest eclipses: at those of the sun the moon is new, at those of the moon it is full (NASA).
@pytest.mark.parametrize(
    ("eclipse", "lit"),
    [
        ("2009-07-22T02:36", 0),
        ("2017-08-21T18:27", 0),
        ("2024-04-08T18:18", 0),
        ("2045-08-12T17:42", 0),
        ("2000-07-16T13:56", 1),
        ("2018-07-27T20:23", 1),
        ("2025-03-14T06:59", 1),
    ],
)
def test_the_moon_is_new_or_full_at_eclipses(eclipse: str, lit: float) -> None:
    assert almanac().moon(at(eclipse)) == lit


def test_the_moon_of_meeus() -> None:
    """Example 48.a of Astronomical Algorithms: 0.6786 on 1992-04-12."""
    assert almanac().moon(at("1992-04-12")) == pytest.approx(0.6786, abs=0.005)
    assert almanac().moon(math.inf) is None
