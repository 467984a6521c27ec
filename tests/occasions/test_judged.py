"""Occasions of a survey, against a judge that looks at each minute and each detection."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sidecar.catalog.occasions import OccasionQuestion
from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.catalog.sqlite.occasions import blocks
from sidecar.export.occasions.table import OccasionTable
from sidecar.occasions.masks import Masks
from sidecar.occasions.states import CHECKED, KNOWN, NOT_KNOWN, WHY
from tests.keeping import BIRDNET
from tests.occasions.world import (
    FIRST,
    NOBODY,
    SPECIES,
    Asked,
    Cell,
    Tape,
    bases,
    judge,
    seconds,
    survey,
)

_ALL = (*SPECIES, NOBODY)
Keep = Callable[[datetime, int], bool]


@pytest.fixture(scope="module")
def catalog(
    tmp_path_factory: pytest.TempPathFactory, recordings: list[Tape]
) -> Iterator[SqliteCatalog]:
    made = survey(tmp_path_factory.mktemp("survey") / "catalog.sqlite", recordings)
    yield made
    made.close()


# Filters on times, and the same as tests of a moment and a site.
_FILTERS: list[tuple[dict[str, Any], Keep]] = [
    ({}, lambda at, site: True),
    (
        {"timeOfDay": {"ge": 20}},
        lambda at, site: at.hour >= 20,
    ),
    (
        {"date": {"ge": "2024-03-30", "lt": "2024-04-02"}},
        lambda at, site: datetime(2024, 3, 30) <= at < datetime(2024, 4, 2),
    ),
    # Seasons are opposite south of the equator, where site 2 is.
    (
        {"season": "spring"},
        lambda at, site: site != 2,
    ),
]

_MASK = st.tuples(
    st.sampled_from([1, 2, 3]),
    st.integers(0, 9 * 24).map(lambda hour: FIRST + timedelta(hours=hour)),
    st.sampled_from([1, 45, 600]),
)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    start_h=st.sampled_from([12.0, 0.0, 6.5]),
    days=st.integers(1, 3),
    first=st.none() | st.integers(-2, 4),
    filtered=st.sampled_from(range(len(_FILTERS))),
    thresholds=st.lists(st.sampled_from([0.0, 0.5, 0.8]), min_size=len(_ALL), max_size=len(_ALL)),
    may=st.tuples(*[st.lists(st.booleans(), min_size=len(_ALL), max_size=len(_ALL))] * 2),
    masks=st.none() | st.lists(_MASK, max_size=4),
    min_minutes=st.sampled_from([0, 0, 200]),
    cells=st.sampled_from([1, 10_000]),
)
@example(12.0, 1, None, 0, [0.5] * 5, ([True] * 5, [True] * 5), None, 0, 10_000)
@example(12.0, 1, None, 1, [0.5] * 5, ([True] * 5, [False] * 5), [(1, FIRST, 600)], 200, 1)
def test_every_cell_is_that_of_a_judge(
    catalog: SqliteCatalog,
    recordings: list[Tape],
    start_h: float,
    days: int,
    first: int | None,
    filtered: int,
    thresholds: list[float],
    may: tuple[list[bool], list[bool]],
    masks: list[tuple[int, datetime, int]] | None,
    min_minutes: int,
    cells: int,
) -> None:
    where, keep = _FILTERS[filtered]
    day = None if first is None else (FIRST - datetime(1970, 1, 1)).days + first
    question = OccasionQuestion(
        BIRDNET.name, _ALL, thresholds, where, round(start_h * 3600), days, day
    )
    frame = catalog.questions.occasion_frame(question)
    calendar = frame.calendar
    assert calendar is not None and frame.sites.tolist() == [3, 2, 1]
    of_runs = {1: may[0], 2: may[1]}
    asked = Asked(
        _ALL,
        thresholds,
        start_h,
        days,
        calendar.first,
        calendar.count,
        of_runs,
        masks or [],
        keep,
        min_minutes,
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "_MOST_CELLS", cells)
        patch.setattr(blocks, "masks_of", lambda db, chosen, sites: _masks(masks, sites))
        found = catalog.questions.occasions(
            question, calendar, frame.sites.tolist(), bases(of_runs)
        )
        tables = [OccasionTable(block, min_minutes / 60) for block in found]
    wanted = judge(recordings, asked)
    told = {key: cell for table in tables for key, cell in _cells(table, _ALL)}
    assert told.keys() == wanted.keys()
    if masks is None:
        assert all(table.masked_hours is None for table in tables)
    for key, cell in wanted.items():
        assert told[key] == cell, key
    # No minute of a recording lies in no occasion, unless the calendar begins after it.
    if first is None and not where:
        dated = [each for each in recordings if each.site and each.begin]
        most = sum(max((reach for reach in each.reached.values()), default=0) for each in dated)
        every = [[True] * 5] * 2
        if [*may] == every:
            recorder = {key[:2]: cell["recorder"] for key, cell in told.items()}
            assert sum(recorder.values()) == most


def _masks(masks: list[tuple[int, datetime, int]] | None, sites: list[int]) -> Masks | None:
    if masks is None:
        return None
    ours = [each for each in masks if each[0] in sites]
    begins = np.array([seconds(begin) for _, begin, _ in ours])
    lengths = np.array([60.0 * minutes for *_, minutes in ours])
    places = np.array([sites.index(site) for site, *_ in ours], np.int64)
    return Masks(places, begins, begins + lengths)


def _cells(table: OccasionTable, species: tuple[str, ...]) -> Iterator[tuple[Any, Cell]]:
    block = table.block
    for place in np.ndindex(table.shape):
        site, occasion, of = place
        key = site * block.calendar.count + occasion
        known, best = table.why[place] == KNOWN, table.best[place]
        masked = table.masked_hours
        yield (
            (block.sites[site].site_id, occasion, species[of]),
            {
                "unknown": None if known else WHY[table.why[place]],
                "detected": _or_none(table.detected[place]),
                "n": int(table.count[place]) if known else None,
                "maxScore": float(best) if np.isfinite(best) else None,
                "minutes": round(float(table.hours[place]) * 60, 6),
                "recorder": round(float(table.recorder_hours[place]) * 60, 6),
                "masked": 0 if masked is None else round(float(masked[place]) * 60, 6),
                "recordings": int(block.recordings[key]),
                "failed": int(block.failed[key]),
                "verified": CHECKED[table.checked[place]] if known else None,
                "y2": _or_none(table.y2[place]),
                "first": _moment(table.first[place]) if known else None,
                "last": _moment(table.last[place]) if known else None,
            },
        )


def _or_none(value: Any) -> int | None:
    return None if value == NOT_KNOWN else int(value)


def _moment(value: Any) -> str | None:
    if not np.isfinite(value):
        return None
    return (datetime(1970, 1, 1) + timedelta(seconds=float(value))).isoformat()
