"""Questions about the sun and UTC, and what is said of recordings whose sun nobody knows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sidecar.app.engine import Engine
from sidecar.catalog.sqlite.sky import teach_sky
from sidecar.contract.query import QueryRequest, QueryResult
from sidecar.methods.query import query
from sidecar.rpc.verb import Call
from sidecar.run.detections import Detection
from sidecar.settings import Settings
from sidecar.values import Metadata
from tests.keeping import BIRDNET, heard, keep_run

OWL = Detection("Strix aluco", "Tawny Owl", 0.0, 3.0, 0.9)
BERLIN = 52.5, 13.4


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """Keep an owl at dusk in Berlin, one of no place, one of no offset, and one in a polar day."""
    engine = Engine(
        Settings(home=tmp_path, catalog=tmp_path / "catalog.sqlite", manifests=tmp_path)
    )
    said = {
        "dusk": ("2024-05-01T21:00:00+02:00", BERLIN),
        "placeless": ("2024-05-01T19:00:00+00:00", (None, None)),
        "clockless": ("2024-05-01T21:00:00", BERLIN),
        "polar": ("2024-06-21T23:00:00+00:00", (78.22, 15.63)),
    }
    outcomes = [
        heard(
            f"/card/{name}.wav",
            OWL,
            seconds=60.0,
            offsets=np.arange(1),
            metadata=Metadata(
                start=datetime.fromisoformat(start), latitude=place[0], longitude=place[1]
            ),
        )
        for name, (start, place) in said.items()
    ]
    keep_run(engine.catalog, BIRDNET, *outcomes)
    yield engine
    engine.close()


def ask(engine: Engine, **asked: Any) -> QueryResult:
    request = {"select": "detections", "orderBy": ["path"], **asked}
    return query(engine, QueryRequest.model_validate(request), Call())


def names(result: QueryResult) -> list[str]:
    return [Path(row.path).stem for row in result.rows]


def noted(result: QueryResult) -> list[tuple[str, int]]:
    return [(note.kind, note.count) for note in result.notes]


def test_rows_tell_local_time_and_utc_sun_and_moon(engine: Engine) -> None:
    clockless, dusk, placeless, polar = ask(engine).rows
    assert (dusk.heard_at, dusk.heard_at_utc) == (
        "2024-05-01T21:00:00.000",
        "2024-05-01T19:00:00.000Z",
    )
    assert dusk.sun == "twilight"
    assert dusk.hours_from_sunset == pytest.approx(0.5, abs=0.1)
    assert (placeless.heard_at_utc, placeless.sun) == ("2024-05-01T19:00:00.000Z", None)
    assert placeless.moon_illuminated == dusk.moon_illuminated == pytest.approx(0.46, abs=0.01)
    unknown = clockless.heard_at_utc, clockless.sun, clockless.hours_from_sunrise
    assert (*unknown, clockless.moon_illuminated) == (None, None, None, None)
    assert (polar.sun, polar.hours_from_sunrise, polar.hours_from_sunset) == ("day", None, None)


def test_what_has_no_sun_is_counted_where_the_sun_is_asked_for(engine: Engine) -> None:
    assert noted(ask(engine)) == []
    filtered = ask(engine, where={"sun": ["day", "twilight"]})
    assert (names(filtered), noted(filtered)) == (["dusk", "polar"], [("withoutSun", 2)])
    for asked in ({"orderBy": ["-hoursFromSunset"]}, {"fields": ["sun"]}):
        assert noted(ask(engine, **asked)) == [("withoutSun", 2)]
    request = QueryRequest(select="counts", by=["sun"])
    counted = query(engine, request, Call())
    cells = [(row.sun, row.detections) for row in counted.rows]
    assert cells == [("day", 1), ("twilight", 1), (None, 2)]
    assert noted(counted) == [("withoutSun", 2)]
    # The moon and UTC need no place.
    assert noted(ask(engine, where={"moonIlluminated": {"ge": 0}})) == [("withoutSun", 1)]
    # Recordings that another filter leaves out do not count.
    assert noted(ask(engine, where={"sun": "day", "path": {"contains": "polar"}})) == []


def test_a_filter_in_utc_is_a_moment_of_any_offset(engine: Engine) -> None:
    for text in ("2024-05-01T19:00Z", "2024-05-01T19:00", "2024-05-01T22:00+03:00"):
        found = ask(engine, where={"heardAtUtc": text})
        assert names(found) == ["dusk", "placeless"]
    assert names(ask(engine, where={"heardAtUtc": {"lt": "2024-05-01"}})) == []
    recordings = ask(engine, select="recordings", where={"startUtc": "2024-06-21"})
    assert [row.start_utc for row in recordings.rows] == ["2024-06-21T23:00:00.000Z"]


def test_a_range_of_hours_goes_over_its_wrap(engine: Engine) -> None:
    near = ask(engine, where={"hoursFromSunset": {"between": [-1, 1]}})
    assert names(near) == ["dusk"]
    assert names(ask(engine, where={"hoursFromSunset": {"between": [1, -1]}})) == []


@pytest.mark.parametrize("value", [None, "north", b"\0", 1e999, -4e11])
def test_damaged_places_and_moments_have_no_sun(value: object) -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        teach_sky(db)
        for place in ((value, 1.0, 1e9), (1.0, value, 1e9), (1.0, 1.0, value)):
            found = db.execute(
                "SELECT hours_from_sunrise(?1, ?2, ?3), hour_from_sunset(?1, ?2, ?3),"
                " sun(?1, ?2, ?3)",
                place,
            )
            assert found.fetchone() == (None, None, None)
        assert db.execute("SELECT moon_lit(?)", (value,)).fetchone() == (None,)
