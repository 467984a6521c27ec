"""Each fault of a season is found, and nothing else; a clean season has none."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sidecar.audit.season import DAY_S, HOUR_S, Deployment
from sidecar.values import Float64
from tests.audit.seasons import (
    BERLIN,
    BOGOTA,
    FIJI,
    MAY,
    SITES,
    Row,
    always,
    changed,
    checked,
    chorus,
    kinds,
    nightly,
)

S1, S2, _ = SITES


def _two_sites() -> list[Row]:
    return [*nightly(), *nightly(first=1000, deployment=1, serial="B2", folder="/cards/S2")]


def _warm(row: Row, hour: float) -> Row:
    """Make it warmest at an hour of the clock."""
    assert row.begin is not None
    angle = 2 * math.pi * (row.begin / HOUR_S - hour) / 24
    return replace(row, celsius=12 + 6 * math.cos(angle))


def _clean() -> list[Row]:
    return _two_sites()


def _serial_at_two_sites() -> list[Row]:
    """Every second night of the recorder A1 lies at S2, half an hour apart from S1."""
    rows = nightly()
    more = [
        replace(
            row, recording_id=row.recording_id + 1000, deployment=1, begin=(row.begin or 0) + 300
        )
        for row in rows
        if row.begin is not None and row.begin < MAY + 6 * DAY_S
    ]
    return [*rows, *more]


def _two_serials() -> list[Row]:
    rows = nightly()
    return [
        *rows,
        *[replace(row, recording_id=row.recording_id + 1000, serial="B2") for row in rows],
    ]


def _reset() -> list[Row]:
    """From 7 May on, the clock begins again in 1970."""
    late = MAY + 7 * DAY_S
    return [
        row
        if row.begin is None or row.begin < late
        else replace(row, begin=None, shown=row.begin - late)
        for row in nightly()
    ]


def _reset_to_2000() -> list[Row]:
    late = MAY + 7 * DAY_S
    begin = 946_684_800.0 + 8 * DAY_S
    return [
        row
        if row.begin is None or row.begin < late
        else replace(row, begin=begin + row.begin - late)
        for row in nightly()
    ]


def _ahead() -> list[Row]:
    rows = nightly()
    more = [replace(row, recording_id=row.recording_id + 1000, begin=None) for row in rows[:9]]
    return [*rows, *[replace(row, shown=MAY + 9_000 * DAY_S) for row in more]]


def _back() -> list[Row]:
    """Numbers go on, but the clock goes back by a month after the recorder's fifth day."""
    rows = [replace(row, number=place + 1) for place, row in enumerate(always(10))]
    return [
        replace(row, begin=row.begin - 30 * DAY_S)
        if row.begin is not None and row.begin >= MAY + 5 * DAY_S
        else row
        for row in rows
    ]


def _gap() -> list[Row]:
    """A night is missing, from midnight to 5."""
    low, high = MAY + 6 * DAY_S, MAY + 6 * DAY_S + 5 * HOUR_S
    return [row for row in _two_sites() if row.deployment or not low <= (row.begin or 0) < high]


def _overlap() -> list[Row]:
    rows = nightly()
    return [*rows, replace(rows[80], recording_id=5000, begin=(rows[80].begin or 0) + 30)]


def _copied() -> list[Row]:
    rows = nightly()
    return [*rows, *[_copy(row, folder="/cards/S1/again") for row in rows[3:9]]]


def _copied_to_another_site() -> list[Row]:
    rows = nightly()
    return [*_two_sites(), *[_copy(row, deployment=1) for row in rows[3:9]]]


def _copy(row: Row, **fields: object) -> Row:
    copied = replace(row, recording_id=row.recording_id + 5000, original=row.recording_id)
    return replace(copied, **fields)  # type: ignore[arg-type]


def _flat() -> list[Row]:
    return changed(nightly(), lambda row: (row.begin or 0) > MAY + 9 * DAY_S, battery=3.0)


def _hot() -> list[Row]:
    return changed(nightly(), lambda row: row.recording_id == 7, celsius=71.0)


def _warm_at_night() -> list[Row]:
    return [_warm(row, 3.0) for row in always()]


FAULTS: dict[str, tuple[Callable[[], list[Row]], list[str]]] = {
    "clean": (_clean, []),
    "warm days": (lambda: [_warm(row, 14.0) for row in always()], []),
    "one serial at two sites": (_serial_at_two_sites, ["serialAtTwoSites"]),
    "two serials in one deployment": (_two_serials, ["siteWithTwoSerials"]),
    "reset to 1970": (_reset, ["clockReset"]),
    "reset to 2000": (_reset_to_2000, ["clockReset"]),
    "in the future": (_ahead, ["clockAhead"]),
    "back by the numbers": (_back, ["clockBack"]),
    "half a night missing": (_gap, ["gap"]),
    "overlap": (_overlap, ["overlap"]),
    "copies": (_copied, ["sameSound"]),
    "copies at another site": (_copied_to_another_site, ["soundAtTwoSites"]),
    "flat battery": (_flat, ["batteryDrop"]),
    "hot box": (_hot, ["temperatureExtreme"]),
    "warm nights": (_warm_at_night, ["warmestAtNight"]),
}


@pytest.mark.parametrize("name", list(FAULTS))
def test_each_fault_is_found_and_nothing_else(name: str) -> None:
    made, expected = FAULTS[name]
    assert kinds(checked(made())) == expected


@settings(max_examples=40)
@given(st.sampled_from(list(FAULTS)), st.integers(0, 2**32 - 1))
@example("one serial at two sites", 1)
@example("two serials in one deployment", 1)
def test_the_order_of_recordings_does_not_matter(name: str, seed: int) -> None:
    rows = FAULTS[name][0]()
    mixed = rows.copy()
    Random(seed).shuffle(mixed)
    one, other = checked(rows), checked(mixed)
    assert [each.__dict__ for each in one.findings] == [each.__dict__ for each in other.findings]
    assert one.not_checked == other.not_checked


def test_findings_name_recordings_and_fixes() -> None:
    (found,) = checked(_serial_at_two_sites()).findings
    assert (found.severity, found.sites, found.serials) == ("fault", ("S2", "S1"), ("A1",))
    assert found.recordings == (1001, 1002, 1003, 1004, 1005) and found.count == 384
    (fix,) = found.fixes
    assert fix.request == {"where": {"serial": "A1", "deploymentId": 2}, "deploymentId": 1}
    assert fix.command == (
        "linnet recordings update --deployment 1 --where serial=A1 deploymentId=2"
    )


def test_a_reset_clock_goes_on_after_the_last_right_start() -> None:
    (found,) = checked(_reset()).findings
    assert "1970-01-01 00:00" in found.message and found.count == 408
    (fix,) = found.fixes
    assert fix.request is not None
    shift = fix.request["shiftSeconds"]
    # The last right recording began 10 minutes before the first reset one, and took a minute.
    assert shift == MAY + 7 * DAY_S - 540


def test_a_clock_that_went_back_is_shifted_from_there_on() -> None:
    (found,) = checked(_back()).findings
    assert found.recordings[0] == 5 * 24 + 1 and found.count == 5 * 24
    assert found.fixes[0].request is not None
    assert found.fixes[0].request["shiftSeconds"] == 30 * DAY_S


def test_a_recorder_that_moved_is_no_fault() -> None:
    rows = nightly(4)
    moved = [
        replace(
            row,
            recording_id=row.recording_id + 1000,
            deployment=1,
            begin=(row.begin or 0) + 5 * DAY_S,
        )
        for row in rows
    ]
    assert kinds(checked([*rows, *moved])) == []


def test_two_deployments_of_one_site_are_a_remark() -> None:
    rows = nightly()
    both = [S1, replace(S1, deployment_id=9, recorder="second")]
    more = [
        replace(row, recording_id=row.recording_id + 1000, deployment=1, serial="B2")
        for row in rows
    ]
    (found,) = checked([*rows, *more], both).findings
    assert (found.kind, found.severity) == ("siteWithTwoSerials", "remark")


def test_a_schedule_is_learnt_from_starts_or_stated() -> None:
    # Windows that follow the sun by four minutes a day have no gap.
    drifting = [
        row
        for row in nightly(20)
        if row.begin is not None
        and (row.begin - MAY) % DAY_S / HOUR_S > 20 + (row.begin - MAY) / DAY_S / 15
    ]
    assert kinds(checked(drifting)) == []
    # Two seasons in one deployment have none either.
    later = [
        replace(row, recording_id=row.recording_id + 1000, begin=(row.begin or 0) + 200 * DAY_S)
        for row in nightly()
    ]
    assert kinds(checked([*nightly(), *later])) == []
    # Starts at any time show no schedule, and that is said.
    some = np.random.default_rng(3).uniform(0, 10 * DAY_S, 200)
    wild = [Row(place + 1, MAY + begin, length=1.0) for place, begin in enumerate(some)]
    audited = checked(wild)
    assert kinds(audited) == []
    assert [each.count for each in audited.not_checked if each.check == "schedule"] == [200]
    # Every second recording is lost: a stated schedule shows it.
    half = [row for row in always(12) if row.recording_id % 2]
    assert kinds(checked(half)) == []
    assert kinds(checked(half, every_s=7_200.0)) == []
    # A recorder that missed whole days; the days around show what is missing.
    broken = [row for row in always(12) if not 4 <= ((row.begin or 0) - MAY) / DAY_S < 7]
    (found,) = checked(broken).findings
    assert found.kind == "gap" and "72 recordings are missing" in found.message
    assert "from 2024-05-04 23:01 to 2024-05-08 00:00" in found.message


def test_stated_days_are_compared() -> None:
    stated = [replace(S1, first_day="2024-05-01", last_day="2024-06-30")]
    (early,) = checked(nightly(), stated).findings
    assert early.kind == "endsEarly" and "2024-05-13" in early.message
    right = [replace(S1, first_day="2024-05-01", last_day="2024-05-13")]
    assert kinds(checked(nightly(), right)) == []
    (outside,) = checked(nightly(), [replace(S1, first_day="2024-06-01")]).findings
    assert outside.kind == "outsideDates" and outside.count == len(nightly())
    assert [fix.command for fix in outside.fixes] == [
        None,
        "linnet sites set --deployment 1 --shift=744:00",
    ]


def test_a_dying_microphone_is_found_within_one_gain() -> None:
    def dying(ids: Sequence[int]) -> Float64:
        return np.asarray(np.where(np.array(ids) > 400, -95.0, -60.0) + np.array(ids) % 3)

    (found,) = checked(nightly(), levels=dying).findings
    assert (found.kind, found.severity) == ("levelDrop", "fault") and "dB quieter" in found.message
    other = changed(nightly(), lambda row: row.recording_id > 400, gain="low")
    assert kinds(checked(other, levels=dying)) == []
    unknown = checked(nightly(), levels=lambda ids: np.full(len(ids), np.nan))
    assert "levels" in {each.check for each in unknown.not_checked}


PLACES = {
    "Berlin": BERLIN,
    "Bogotá": BOGOTA,
    "at the date line": FIJI,
    "beyond it": (-16.8, -179.9),
}


@pytest.mark.parametrize("name", list(PLACES))
@pytest.mark.parametrize("late_h", [0, 10, -7, 2])
def test_a_chorus_at_another_hour_proposes_a_shift(name: str, late_h: int) -> None:
    latitude, longitude = PLACES[name]
    here = replace(S1, latitude=latitude, longitude=longitude)
    found = checked(always(28), [here], activity={1: chorus(here, 28, late_h=late_h)}).findings
    if late_h == 0:
        assert found == []
        return
    (shifted,) = found
    assert shifted.kind == "chorusShifted"
    request = {"deployments": [{"deploymentId": 1, "shiftSeconds": -late_h * HOUR_S}]}
    assert shifted.fixes[0].request == request


def test_a_clock_without_an_offset_may_show_utc() -> None:
    here = replace(
        S1, latitude=BOGOTA[0], longitude=BOGOTA[1], timezone="America/Bogota", shift_s=60.0
    )
    rows = always(28, offset=None)
    assert kinds(checked(rows, [here], activity={1: chorus(here, 28, offset_s=-5 * HOUR_S)})) == []
    (found,) = checked(rows, [here], activity={1: chorus(here, 28)}).findings
    (fix,) = found.fixes
    # What a rule adds already stays.
    assert fix.command == (
        "linnet sites set --deployment 1 --shift=-4:59 --timezone America/Bogota"
    )
    assert "shows UTC" in fix.does or "show UTC" in fix.does


def _why(deployment: Deployment, **fields: object) -> list[str]:
    made = chorus(replace(deployment, latitude=BERLIN[0], longitude=BERLIN[1]), 28, late_h=10)
    audited = checked(always(28), [deployment], activity={1: replace(made, **fields)})  # type: ignore[arg-type]
    assert kinds(audited) == []
    return [each.message for each in audited.not_checked if each.check == "chorus"]


def test_what_keeps_a_chorus_from_being_checked_is_said() -> None:
    made = chorus(S1, 28)
    polar = replace(S1, latitude=78.2, longitude=15.6)  # the sun stays up from April to August
    assert _why(polar) == ["The sun does not rise or set at their deployment."]
    assert _why(replace(S1, latitude=None)) == [
        "Their deployment has no coordinates, so the hour of sunrise is unknown."
    ]
    assert "fewer than 500" in _why(S1, detections=made.detections * 0.01)[0]
    dawn = np.where((made.hour > 2) & (made.hour < 9), made.analysed_h, 0.0)
    assert "hours of the day" in _why(S1, analysed_h=dawn)[0]


# Detections an hour by the hour of local time: peaks of other animals, and of other choruses.
OTHERS: dict[str, Callable[[Float64], Float64]] = {
    "owls": lambda hour: np.where((hour > 20) | (hour < 3), 30.0, 2.0),
    "cicadas at noon": lambda hour: _peak(hour, 12, 3),
    "cicadas in the evening": lambda hour: _peak(hour, 18, 1) + 5 * ((hour > 5) & (hour < 18)),
    "frogs at dusk": lambda hour: _peak(hour, 20, 2),
    "crickets all night": lambda hour: _peak(hour, 23, 4) + 2,
    "dawn and dusk alike": lambda hour: _peak(hour, 5, 1) + _peak(hour, 19, 1),
    "robins at dusk": lambda hour: _peak(hour, 18, 1) + 2,
    "wind": lambda hour: _peak(hour, 14, 4) + 5,
    "no shape": lambda hour: np.full(len(hour), 10.0),
}


def _peak(hour: Float64, at: float, wide: float) -> Float64:
    apart = (hour - at + 12) % 24 - 12
    return np.asarray(40 * np.exp(-((apart / wide) ** 2) / 2))


@pytest.mark.parametrize("name", sorted(OTHERS))
@pytest.mark.parametrize("place", [BERLIN, BOGOTA], ids=["Berlin", "Bogotá"])
def test_what_is_no_dawn_chorus_proposes_no_shift(name: str, place: tuple[float, float]) -> None:
    here = replace(S1, latitude=place[0], longitude=place[1])
    zone_h = round(place[1] / 15)
    made = chorus(here, 28, offset_s=zone_h * HOUR_S)
    heard = replace(made, detections=OTHERS[name](made.hour.astype(np.float64)))
    rows = always(28, offset=zone_h * HOUR_S)
    assert kinds(checked(rows, [here], activity={1: heard})) == []


def test_what_was_not_checked_is_said_with_a_count() -> None:
    bare = [
        Row(place + 1, None, deployment=None, serial=None, battery=None, folder="/loose")
        for place in range(3)
    ]
    audited = checked(bare, [])
    assert kinds(audited) == []
    told = {(each.check, each.count) for each in audited.not_checked}
    assert {("serials", 3), ("clocks", 3), ("channels", 3)} <= told
    assert checked([], []).not_checked == []
