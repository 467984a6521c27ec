"""Counts by keys and hours of effort, against a judge that looks at each detection and second."""

from __future__ import annotations

import sqlite3
import struct
from collections import defaultdict
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.catalog.sqlite.query import counts, planned
from sidecar.catalog.values import Decision, Person, Question, Tally
from sidecar.contract.counts import MOST_CELLS
from sidecar.errors import CatalogUnavailable, InvalidParams
from sidecar.run.detections import Detection
from tests.catalog.query.judge import FILTERS, SKY, Filter, Rows, moments, sky
from tests.keeping import BIRDNET, heard, keep_run

_KEYS = (
    *("species", "site", "deployment", "recorder", "date", "week", "month", "hour", "score"),
    *("verdict", "model", "hourFromSunrise", "hourFromSunset", "sun"),
)
_OF_TIME = ("heardAt", "date", "timeOfDay", "month", "dayOfYear", "season")
_OF_SUN = ("sun", "hoursFromSunrise", "hoursFromSunset")
_OF_ANALYSES = ("model", "runId")
_FREE = ("species", "common", "speciesId", "confidence", "verified", "occurrence")

_RECORDED_S = 600


def _value(key: str, row: dict[str, Any]) -> Any:
    match key:
        case "site" | "deployment":
            return row[f"{key}Id"]
        case "score":
            return round(min(int(row["confidence"] * 20), 19) / 20, 2)
        case "verdict":
            return row["verified"]
        case "date" | "week" | "month" | "hour":
            return None if row["heardAt"] is None else _time(key, row["heardAt"])
    return row[key]


def _time(key: str, heard: datetime) -> Any:
    monday = heard.date() - timedelta(days=heard.weekday())
    known = {"date": str(heard.date()), "week": str(monday), "hour": heard.hour}
    return str(heard.date())[:7] if key == "month" else known[key]


def _told(by: list[str], row: dict[str, Any]) -> tuple[Any, ...]:
    fields = {"site": "siteId", "deployment": "deploymentId"}
    return tuple(row[fields.get(key, key)] for key in by)


def _counted(by: list[str], rows: list[dict[str, Any]]) -> dict[tuple[Any, ...], list[Any]]:
    cells = defaultdict[tuple[Any, ...], list[dict[str, Any]]](list)
    for row in rows:
        cells[tuple(_value(key, row) for key in by)].append(row)
    return {
        cell: [
            len(found),
            None if "score" in by else len({each["recordingId"] for each in found}),
            sum(each["verified"] == "YES" for each in found),
            max(each["confidence"] for each in found),
        ]
        for cell, found in cells.items()
    }


def _hours(by: list[str], rows: Rows, filters: list[Filter]) -> dict[tuple[Any, ...], list[float]]:
    """Look at each second of each recording; give hours recorded and analysed."""
    sought = defaultdict[tuple[Any, ...], list[float]](lambda: [0.0, 0.0])
    first = {row["recordingId"]: row for row in rows}
    of_moments = (*_OF_TIME, *_OF_SUN)
    sunny = bool({*SKY} & {*by, *(name for name, *_ in filters)})
    for row in first.values():
        if not all(
            keep(row[name])
            for name, _, keep in filters
            if name not in (*of_moments, *_OF_ANALYSES, *_FREE)
        ):
            continue
        of_model = all(keep(row[name]) for name, _, keep in filters if name in _OF_ANALYSES)
        analysed = bool(row["current"]) and of_model
        if "model" in by and not analysed:
            continue
        for second in range(_RECORDED_S):
            at = row | moments(row, second) | (sky(row, second) if sunny else {})
            if all(keep(at[name]) for name, _, keep in filters if name in of_moments):
                cell = sought[tuple(_value(key, at) for key in by)]
                cell[0] += 1 / 3600
                cell[1] += analysed / 3600
    return dict(sought)


# So many are found by an index; more, in totals of recordings or in tallies.
@pytest.mark.parametrize(("few", "kept"), [(0, True), (20_000, True), (0, False), (20_000, False)])
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    by=st.lists(st.sampled_from(_KEYS), max_size=2, unique=True),
    filters=st.lists(FILTERS, max_size=2, unique_by=lambda each: each[0]),
)
@example(by=["score"], filters=[])
@example(by=["date", "hour"], filters=[])
@example(by=["site", "hour"], filters=[("timeOfDay", {"between": [22, 4]}, lambda x: _at_night(x))])
@example(by=["date"], filters=[("date", None, lambda x: x is None)])
@example(by=["model"], filters=[])
@example(by=["hourFromSunrise", "sun"], filters=[])
@example(by=["hourFromSunset"], filters=[("sun", "night", lambda x: x == "night")])
def test_counts_and_hours_are_those_of_a_judge(
    catalog: SqliteCatalog, rows: Rows, by: list[str], filters: list[Filter], few: int, kept: bool
) -> None:
    where = {name: wanted for name, wanted, _ in filters}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(counts, "FEW", few)
        patch.setattr(counts, "TOTALS", kept)
        found = catalog.questions.counts(Tally("detections", by, where), MOST_CELLS)
    wanted = _counted(
        by,
        [
            row
            for row in rows
            if row["current"] and all(keep(row[name]) for name, _, keep in filters)
        ],
    )
    measures = ("detections", "recordings", "confirmed", "maxScore")
    cells = {_told(by, row): [row[name] for name in measures] for row in found}
    assert len(cells) == len(found)
    assert {cell: each for cell, each in cells.items() if each[0]} == wanted
    if {"species", "score", "verdict"} & set(by) or not all(map(_followed, filters)):
        assert all(row["hoursAnalysed"] is row["hoursRecorded"] is None for row in found)
        return
    hours = _hours(by, rows, filters)
    sunny = bool({*SKY} & {*by, *(name for name, *_ in filters)})
    # The sun is known to seconds: a cell may have a second of a recording, or lack one.
    near_h = 3 * len({row["recordingId"] for row in rows}) / 3600 if sunny else 1e-5
    told = set(wanted) | set(hours) | (set() if by else {()})
    assert set(cells) == told or (sunny and set(cells) >= told - set(hours))
    for row in found:
        recorded, analysed = hours.get(_told(by, row), [0.0, 0.0])
        assert row["hoursAnalysed"] == pytest.approx(analysed, abs=near_h)
        if "model" in by:
            assert row["hoursRecorded"] is None
        else:
            assert row["hoursRecorded"] == pytest.approx(recorded, abs=near_h)
    if sunny and "model" not in by:
        # Nothing is lost where spans are cut.
        recorded = sum(float(str(row["hoursRecorded"])) for row in found)
        assert recorded == pytest.approx(sum(each[0] for each in hours.values()), abs=near_h)


def _followed(filter_: Filter) -> bool:
    """Tell whether hours of effort follow a filter."""
    name, wanted, _ = filter_
    if name in _OF_SUN:
        if isinstance(wanted, dict) and "between" in wanted:
            return bool(wanted["between"][0] <= wanted["between"][1])
        listed = wanted if isinstance(wanted, list) else [wanted]
        return None not in listed and not (isinstance(wanted, dict) and "ne" in wanted)
    places = ("deploymentId", "siteId", "site", "survey", "recorder", "recordingId", "path")
    return name in (*_OF_TIME, *_OF_ANALYSES, *_FREE, *places)


def _at_night(hour: float | None) -> bool:
    return hour is not None and (hour >= 22 or hour <= 4)


def test_recordings_are_counted_with_those_in_which_nothing_was_heard(
    catalog: SqliteCatalog, rows: Rows
) -> None:
    first = {row["recordingId"]: row for row in rows}
    found = catalog.questions.counts(Tally("recordings", ["site"], {}), MOST_CELLS)
    wanted = defaultdict[Any, int](int)
    for row in first.values():
        wanted[row["siteId"]] += 1
    assert {row["siteId"]: row["recordings"] for row in found} == wanted
    assert sum(float(str(row["hoursRecorded"])) for row in found) == pytest.approx(
        len(first) * _RECORDED_S / 3600
    )
    (one,) = catalog.questions.counts(Tally("recordings", [], {"recordingId": 8}), MOST_CELLS)
    # Its only analysis no longer counts.
    assert (one["recordings"], one["hoursAnalysed"]) == (1, 0.0)
    assert one["hoursRecorded"] == pytest.approx(_RECORDED_S / 3600)


def test_labels_are_what_people_decided_and_what_counts_now(catalog: SqliteCatalog) -> None:
    ana = Person("Ana")
    owl = Decision(recording_id=1, start_s=1.0, end_s=2.0, species="Strix aluco", verified="YES")
    catalog.labels.decide([owl], ana)
    catalog.labels.decide([Decision(recording_id=2, start_s=1.0, end_s=2.0, species="Rana")], ana)
    # A later decision sets the first aside.
    catalog.labels.decide(
        [Decision(recording_id=1, start_s=1.0, end_s=2.0, species="Strix aluco", verified="NO")],
        ana,
    )
    found = catalog.questions.counts(
        Tally("labels", ["species", "verdict"], {"labeler": "Ana"}), MOST_CELLS
    )
    measures = ("species", "verdict", "labels", "recordings", "confirmed")
    assert [tuple(row[name] for name in measures) for row in found] == [
        ("Rana", "YES", 1, 1, 1),
        ("Strix aluco", "NO", 1, 1, 0),
    ]


def test_more_rows_than_an_answer_may_have_are_refused_and_not_cut_off(
    catalog: SqliteCatalog,
) -> None:
    with pytest.raises(InvalidParams) as caught:
        catalog.questions.counts(Tally("detections", ["species"], {}), 5)
    assert caught.value.field == "by" and "more than 5 rows" in caught.value.message
    with pytest.raises(InvalidParams):
        catalog.questions.counts(Tally("recordings", ["date", "hour"], {}), 5)


def test_a_run_packs_what_it_found_and_a_damaged_tally_is_told_of(tmp_path: Path) -> None:
    catalog = SqliteCatalog(tmp_path / "catalog.sqlite")
    owl = Detection("Strix aluco", "Tawny Owl", 0.0, 3.0, 0.5)
    keep_run(catalog, BIRDNET, heard("/a.wav", owl, seconds=3.0, offsets=np.arange(1)))
    packed = catalog.reader().execute("SELECT detections FROM DetectionTally").fetchall()
    assert [tuple(row) for row in packed] == [(struct.pack("<ddi", 0.5, 0.0, 1),)]
    with closing(sqlite3.connect(catalog.path)) as db:
        db.execute("UPDATE DetectionTally SET detections = x'00'")
        db.commit()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(counts, "FEW", 0)
        patch.setattr(counts, "TOTALS", False)
        with pytest.raises(CatalogUnavailable):
            catalog.questions.counts(Tally(), MOST_CELLS)
        # A list of species reads the detections themselves, as if there were no tally.
        patch.setattr(planned, "FEW", 0)
        patch.setattr(planned, "MANY", 0)
        (owls,) = catalog.questions.page(Question("species", {"runId": [1]}), limit=9).rows
        assert (owls["species"], owls["detections"]) == ("Strix aluco", 1)
        with closing(sqlite3.connect(catalog.path)) as db:
            db.execute("DELETE FROM DetectionTally")
            db.commit()
        (row,) = catalog.questions.counts(Tally(), MOST_CELLS)
    assert (row["detections"], row["maxScore"]) == (1, 0.5)
    catalog.close()
