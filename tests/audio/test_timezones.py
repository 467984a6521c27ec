"""Time zones that Linnet proposes for places, from its small table of the Earth."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidecar.audio import timezones
from sidecar.audio.clock import hours_apart, zone
from sidecar.audio.timezones import proposed, source

_GOLDEN = Path(__file__).with_name("timezones.csv")  # by `build/timezones.py places`

with _GOLDEN.open(encoding="utf-8", newline="") as file:
    PLACES = [
        (row["place"], float(row["latitude"]), float(row["longitude"]), row["timezone"])
        for row in csv.DictReader(file)
    ]

# Places where the table cannot know better: a border, or two zones that both claim the place.
SEVERAL = {"Leticia", "Window Rock", "Basel", "Urumqi", "Churchill", "Bialowieza"}


@pytest.mark.parametrize(
    ("place", "latitude", "longitude", "timezone"), PLACES, ids=[each[0] for each in PLACES]
)
def test_a_place_has_the_zone_of_the_whole_map(
    place: str, latitude: float, longitude: float, timezone: str
) -> None:
    found = proposed(latitude, longitude)
    if place in SEVERAL:
        assert timezone in found
    else:
        assert found == ((timezone,) if timezone else ())


def test_a_border_names_each_zone_and_the_one_of_most_area_first() -> None:
    assert proposed(47.557, 7.589) == ("Europe/Zurich", "Europe/Paris", "Europe/Berlin")
    assert set(proposed(43.83, 87.62)) == {"Asia/Shanghai", "Asia/Urumqi"}
    assert len(proposed(48.14, 11.58)) == 1


@given(st.floats(-60, 90), st.floats(-180, 180))  # stations of Antarctica choose any zone
def test_every_place_has_zones_that_can_be_set_or_none(latitude: float, longitude: float) -> None:
    for name in proposed(latitude, longitude):
        zone(name)
        assert hours_apart(name, longitude) < 4.0


@pytest.mark.parametrize("latitude", [-90.0, 0.0, 90.0])
@pytest.mark.parametrize("longitude", [-180.0, 180.0])
def test_the_ends_of_the_map_are_places_too(latitude: float, longitude: float) -> None:
    assert isinstance(proposed(latitude, longitude), tuple)


def test_the_table_names_its_source_and_only_zones_that_python_knows() -> None:
    assert "OpenStreetMap" in source() and "ODbL" in source()
    table = timezones._table()
    for name in table.zones:
        zone(name)
    assert len(table.rows) == 180 * table.cells_per_degree
