"""The start that counts, by what sources say and the rules that people set."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sidecar.audio.clock import NO_RULES, ClockRules, effective_start, zone
from sidecar.audio.metadata import Written, provenance_of
from sidecar.audio.source import Kind, Source, judged
from sidecar.audio.texts import Texts
from sidecar.contract.places import SourceName
from sidecar.errors import InvalidParams
from sidecar.values import Metadata

LATEST = datetime(2026, 6, 1, 12, tzinfo=UTC)
MAY = datetime(2024, 5, 1, 5, 30)
BERLIN = ClockRules(timezone="Europe/Berlin")


def _source(start: datetime | None, kind: Kind = Kind.NAME) -> Source:
    return judged(kind, Metadata(start=start), LATEST)


def _start(*sources: Source, rules: ClockRules = NO_RULES, name: str = "a.wav") -> datetime | None:
    return effective_start(sources, rules, name, LATEST).at


def _why(*sources: Source, rules: ClockRules, name: str = "a.wav") -> str:
    return effective_start(sources, rules, name, LATEST).why


def test_the_contract_names_every_kind_of_source() -> None:
    assert {kind.word for kind in Kind} == set(get_args(SourceName))


@given(
    st.lists(
        st.tuples(
            st.sampled_from(list(Kind)),
            st.none()
            | st.datetimes(datetime(1969, 1, 1), datetime(2027, 1, 1))
            | st.datetimes(
                datetime(1969, 1, 1),
                datetime(2027, 1, 1),
                timezones=st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=30))]),
            ),
        ),
        max_size=4,
        unique_by=lambda each: each[0],
    ),
    st.sampled_from([None, "Europe/Berlin", "America/Bogota", "Australia/Lord_Howe", "UTC"]),
    st.sampled_from([None, 0.0, 3600.0, -86400.0, 1e9, 3e9]),
    st.none() | st.sampled_from(list(Kind)),
)
@example([(Kind.NAME, datetime(2024, 3, 31, 2, 30))], "Europe/Berlin", None, None)
@example([(Kind.NAME, datetime(2024, 10, 27, 2, 30))], "Europe/Berlin", None, None)
def test_a_start_is_possible_and_follows_from_its_source(
    told: list[tuple[Kind, datetime | None]],
    timezone_name: str | None,
    shift_s: float | None,
    source: Kind | None,
) -> None:
    sources = [_source(start, kind) for kind, start in told]
    rules = ClockRules(timezone_name, shift_s, source)
    found = effective_start(sources, rules, "a.wav", LATEST)
    assert found == effective_start(sources, rules, "a.wav", LATEST)
    assert (found.at is None) == (found.source is None) and found.why
    possible = {each.kind for each in sources if each.possible.start}
    if not shift_s:
        assert found.source is None or found.source in possible
        assert source not in possible or found.source is source
    if found.source is Kind.FILE_DATE:
        assert source is Kind.FILE_DATE
    if found.at is None:
        return
    said = dict(told)[found.source] if found.source else None
    assert said is not None
    expected = said + timedelta(seconds=shift_s or 0.0)
    if said.tzinfo is not None:
        assert found.at == expected  # the instant stays, whatever the zone
    if timezone_name is not None:
        offset = found.at.astimezone(zone(timezone_name)).utcoffset()
        assert found.at.utcoffset() == offset  # as the clocks there show
    elif said.tzinfo is None:
        assert found.at.replace(tzinfo=None) == expected
    assert found.source not in found.disagreeing


def test_without_rules_the_start_and_its_reason_are_those_of_the_reading() -> None:
    moth = "Recorded at 05:30:00 01/05/2024 (UTC) by AudioMoth 24E144055DDD3203 at medium gain"
    for name in ("20240501_053000.WAV", "20240502_053000.WAV", "owl.wav"):
        read = provenance_of(Written(Texts(comment=moth), Path("/S12", name)), LATEST)
        found = effective_start(read.sources, NO_RULES, name, LATEST)
        assert (found.at, found.source) == (read.metadata.start, read.start.source)
        assert found.why == read.start.reason
        assert bool(found.disagreeing) == (read.disagreement is not None)


def test_an_instant_and_a_zone_give_local_time() -> None:
    start = _start(_source(datetime(2024, 5, 1, 3, 30, tzinfo=UTC)), rules=BERLIN)
    assert start is not None and start.isoformat() == "2024-05-01T05:30:00+02:00"


def test_a_start_without_an_offset_takes_that_of_its_zone() -> None:
    for start, offset in ((MAY, "+02:00"), (MAY.replace(month=1), "+01:00")):
        found = _start(_source(start), rules=BERLIN)
        assert found is not None and found.isoformat() == f"{start.isoformat()}{offset}"


def test_an_hour_that_the_clocks_skipped_is_that_of_a_clock_that_nobody_set() -> None:
    source = _source(datetime(2024, 3, 31, 2, 30))
    found = _start(source, rules=BERLIN)
    assert found is not None and found.isoformat() == "2024-03-31T03:30:00+02:00"
    assert _why(source, rules=BERLIN).endswith(
        "The clocks there skipped this hour, so the recorder's was not set forward."
    )


def test_of_an_hour_that_came_twice_the_first_counts() -> None:
    source = _source(datetime(2024, 10, 27, 2, 30))
    found = _start(source, rules=BERLIN)
    assert found is not None and found.isoformat() == "2024-10-27T02:30:00+02:00"
    assert "This hour came twice there, and the first counts." in _why(source, rules=BERLIN)


def test_a_shift_comes_before_the_zone_and_can_mend_an_unset_clock() -> None:
    unset = _source(datetime(1970, 1, 1, 0, 0, 10, tzinfo=UTC), Kind.AUDIOMOTH)
    assert _start(unset) is None
    shift = datetime(2024, 5, 1, 18, tzinfo=UTC) - datetime(1970, 1, 1, tzinfo=UTC)
    rules = ClockRules("Europe/Berlin", shift.total_seconds())
    found = _start(unset, rules=rules)
    assert found is not None and found.isoformat() == "2024-05-01T20:00:10+02:00"
    assert "A rule shifts it by +19844 days, 18:00:00." in _why(unset, rules=rules)
    # A shift into the future makes no start.
    assert _start(_source(MAY), rules=ClockRules(shift_s=1e8)) is None


def test_the_named_source_counts_unless_it_tells_nothing_possible() -> None:
    guano, name = _source(MAY, Kind.GUANO), _source(MAY.replace(day=3))
    rules = ClockRules(source=Kind.NAME)
    found = effective_start((guano, name), rules, "a.wav", LATEST)
    assert (found.at, found.disagreeing) == (MAY.replace(day=3), frozenset())
    assert found.why == "The start is that of the file's name, by a rule."
    unset = _source(datetime(1970, 1, 1))
    assert _start(guano, unset, rules=rules) == MAY
    assert _why(guano, unset, rules=rules) == (
        "A rule names the file's name, which tells no possible start. The clock was never set; it"
        " stood at 1970-01-01 00:00:00. The start is that of the GUANO text, the first source that"
        " tells it."
    )


def test_sources_that_disagree_are_named_until_a_rule_decides() -> None:
    guano, name = _source(MAY, Kind.GUANO), _source(MAY.replace(day=3))
    found = effective_start((guano, name), NO_RULES, "a.wav", LATEST)
    assert (found.at, found.disagreeing) == (MAY, frozenset((Kind.NAME,)))


def test_a_pattern_reads_the_start_before_all_other_sources() -> None:
    rules = ClockRules(pattern="{site}_{yyyy}_{MM}_{dd}_{HH}_{mm}_{ss}")
    header = _source(MAY.replace(year=2020), Kind.BEXT)
    assert _start(header, rules=rules, name="S12_2024_05_01_05_30_00.wav") == MAY
    assert _start(header, rules=rules, name="owl.wav") == MAY.replace(year=2020)
    why = _why(header, rules=rules, name="owl.wav")
    assert why.startswith("The name does not fit the pattern of a rule.")


@pytest.mark.parametrize(
    "name", ["Berlin", "Europe", "", "../etc/passwd", "Mars/Olympus", "\ud800"]
)
def test_an_unknown_zone_is_refused_with_examples(name: str) -> None:
    with pytest.raises(InvalidParams, match="There is no time zone") as raised:
        zone(name)
    assert raised.value.field == "timezone" and raised.value.hint.startswith("Examples: ")
    if name == "Berlin":
        assert raised.value.hint == "Examples: Europe/Berlin, Europe/Dublin, America/Belize."


def test_zones_are_known_where_the_system_has_none() -> None:
    code = "from sidecar.audio.clock import zone; print(zone('America/Argentina/Ushuaia'))"
    environment = {**os.environ, "PYTHONTZPATH": ""}
    ran = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True)
    assert ran.stdout.split() == [b"America/Argentina/Ushuaia"], ran.stderr


def test_rules_fill_in_what_nearer_ones_leave_open() -> None:
    near, far = ClockRules(shift_s=60.0), ClockRules("UTC", 3600.0)
    assert near.before(far) == ClockRules("UTC", 60.0)
