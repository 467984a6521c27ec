"""Occasions begin at an hour of the recorder's own clock, and masks take hours away."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidecar.occasions.calendar import OccasionCalendar, calendar_of, day_number
from sidecar.occasions.masks import Masks, masked
from sidecar.occasions.union import cut, summed, united
from sidecar.values import Float64


def _at(*texts: str) -> Float64:
    return np.array(
        [datetime.fromisoformat(each).replace(tzinfo=UTC).timestamp() for each in texts]
    )


def _noon(days: int = 1) -> OccasionCalendar:
    ends = _at("2024-05-01T11:30", "2024-05-02T04:00")
    return calendar_of(ends[0], ends[1], days=days, start_s=43_200)


@pytest.mark.parametrize(
    ("moment", "night"),
    [
        ("2024-05-01T11:59:59", "2024-04-30"),
        ("2024-05-01T12:00:00", "2024-05-01"),
        ("2024-05-02T03:00:00", "2024-05-01"),
        ("2024-05-02T11:59:59.900", "2024-05-01"),
    ],
)
def test_a_night_is_named_by_its_evening(moment: str, night: str) -> None:
    calendar = _noon()
    (place,) = calendar.places(_at(moment)).tolist()
    assert calendar.name(place) == night


def test_hours_of_two_recorders_count_once_and_masks_take_theirs_away() -> None:
    """By hand: 2.25 recorder hours on 1 May are 2.0, and 20 minutes of them are masked."""
    calendar = _noon()
    assert (calendar.count, calendar.name(0), calendar.name(1)) == (2, "2024-04-30", "2024-05-01")
    begin = _at("2024-05-01T11:30", "2024-05-01T12:15", "2024-05-02T03:00")
    end = _at("2024-05-01T12:30", "2024-05-01T13:00", "2024-05-02T04:00")
    pieces = cut(np.zeros(3, np.int64), begin, end, calendar)
    assert (summed(pieces, 2) / 3600).tolist() == [0.5, 2.25]
    assert (united(pieces, 2, calendar) / 3600).tolist() == [0.5, 2.0]
    rain = Masks(np.zeros(2, np.int64), *_rain())
    taken = masked(rain, pieces, 2, calendar)
    assert taken is not None
    assert taken.tolist() == [0.0, 1200.0]
    assert masked(None, pieces, 2, calendar) is None


def _rain() -> tuple[Float64, Float64]:
    """Rain at night, and rain while nobody recorded."""
    return (
        _at("2024-05-02T03:10", "2024-05-02T05:00"),
        _at("2024-05-02T03:30", "2024-05-02T06:00"),
    )


def test_blocks_of_days_have_one_begin_for_all_sites_and_a_chosen_first_day() -> None:
    calendar = _noon(days=3)
    assert (calendar.count, calendar.begins_at(0), calendar.begins_at(1)) == (
        1,
        "2024-04-30T12:00:00",
        "2024-05-03T12:00:00",
    )
    ends = _at("2024-05-01T11:30", "2024-05-09T12:00")
    chosen = calendar_of(*ends, days=3, start_s=0, first=day_number("2024-05-04"))
    assert [chosen.name(each) for each in range(chosen.count)] == ["2024-05-04", "2024-05-07"]
    # An end on the border begins no further occasion.
    assert (
        calendar_of(*_at("2024-05-01T12:00", "2024-05-02T12:00"), days=1, start_s=43_200).count == 1
    )
    assert calendar_of(*ends, days=1, start_s=0, first=day_number("2024-06-01")).count == 0


def test_a_change_of_clocks_adds_or_takes_no_hour() -> None:
    """In Berlin the night of 30 March 2024 has 23 hours; the recorder's clock has 24."""
    ends = _at("2024-03-30T12:00", "2024-04-01T12:00")
    calendar = calendar_of(*ends, days=1, start_s=43_200)
    pieces = cut(np.zeros(1, np.int64), ends[:1], ends[1:], calendar)
    assert (united(pieces, 2, calendar) / 3600).tolist() == [24.0, 24.0]


_SPANS = st.lists(
    st.tuples(
        st.integers(0, 1),
        st.integers(0, 10**4).map(lambda x: 100 * x),
        st.integers(0, 2000).map(lambda x: 100 * x),
    ),
    max_size=4,
)


@given(_SPANS, st.integers(0, 86_399), st.integers(1, 5), st.integers(-4, 0))
def test_cuts_at_occasions_lose_nothing(
    spans: list[tuple[int, int, int]], start_s: int, days: int, first: int
) -> None:
    """What overlaps at one site counts once, and never with another site's."""
    calendar = calendar_of(0.0, 1_300_000.0, days=days, start_s=start_s, first=first - 1)
    site, begin, length = np.array([*spans, (0, 0, 0)], np.int64).T
    pieces = cut(site, begin.astype(float), (begin + length).astype(float), calendar)
    borders = calendar.borders - calendar.begin_s
    occasion = pieces.key % calendar.count
    assert (borders[occasion] * 10**6 <= pieces.begin).all()
    assert (pieces.end <= borders[occasion + 1] * 10**6).all()
    keys = 2 * calendar.count
    assert summed(pieces, keys).sum() == pytest.approx(sum(each for *_, each in spans))
    told = united(pieces, keys, calendar).reshape(2, -1).sum(axis=1)
    for place in (0, 1):
        heard = {s for at, b, n in spans if at == place for s in range(b // 100, (b + n) // 100)}
        assert told[place] == pytest.approx(100 * len(heard))
