"""The start that counts for a recording: what its sources say, and the rules that people set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from difflib import get_close_matches
from zoneinfo import ZoneInfo, available_timezones

from sidecar.audio.name_pattern import from_pattern
from sidecar.audio.provenance import Choice, agree, with_offset
from sidecar.audio.source import Kind, Source, judged
from sidecar.errors import InvalidParams
from sidecar.values import Metadata


@dataclass(frozen=True)
class ClockRules:
    """What people know of a recorder's clock; None where nothing was said.

    `shift_s` is added to what the clock showed. `timezone` is the IANA name of the place's zone.
    `source` is the one that counts, `pattern` reads the start from the file's name.
    """

    timezone: str | None = None
    shift_s: float | None = None
    source: Kind | None = None
    pattern: str | None = None

    def before(self, other: ClockRules) -> ClockRules:
        """Fill in from `other` what these rules do not say."""
        if other is NO_RULES or self is NO_RULES:
            return self if other is NO_RULES else other
        said = {name: value for name, value in vars(self).items() if value is not None}
        return replace(other, **said)


def zone(name: str) -> ZoneInfo:
    """Find a time zone by its IANA name; raises InvalidParams for the field `timezone`."""
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError) as error:
        known = available_timezones()
        folded = {each.rpartition("/")[2].casefold(): each for each in sorted(known)}
        close = get_close_matches(name.rpartition("/")[2].casefold(), folded, n=3)
        names = ", ".join(folded[each] for each in close) or "Europe/Berlin, America/Bogota"
        raise InvalidParams(
            f'There is no time zone "{name}".', field="timezone", hint=f"Examples: {names}."
        ) from error


def follows_the_file(start: datetime | None, sources: Sequence[Source]) -> bool:
    """Tell whether a start lies more than a day after the file's last change.

    No recording begins then: it is the day of an import.
    """
    date = next((each.says.start for each in sources if each.kind is Kind.FILE_DATE), None)
    if start is None or date is None:
        return False
    return start.replace(tzinfo=UTC) > date.replace(tzinfo=UTC) + timedelta(days=1)


def hours_apart(name: str, longitude: float) -> float:
    """Tell how far a zone's clocks are from the sun's time at a longitude, in hours."""
    there = zone(name)
    offsets = (datetime(2024, month, 1, tzinfo=there).utcoffset() for month in (1, 7))
    hours = (each.total_seconds() / 3600 - longitude / 15 for each in offsets if each is not None)
    return min(min(each % 24, -each % 24) for each in hours)


NO_RULES = ClockRules()


@dataclass(frozen=True)
class Start:
    """The start that counts, its source, and why. `disagreeing` are sources that say another."""

    at: datetime | None
    source: Kind | None
    why: str
    disagreeing: frozenset[Kind] = frozenset()


def effective_start(
    sources: Sequence[Source], rules: ClockRules, name: str, latest: datetime
) -> Start:
    """Choose the start that counts from what sources say, by rules; `name` is the file's.

    No start is after `latest`, which is aware. A shift comes first, then the time zone: a start
    with an offset moves to local time, and one without is taken as local time.
    """
    told = with_pattern(sources, rules, name, latest)
    shifted = tuple(_shifted(each, rules, latest) for each in told)
    chosen, why = _chosen(shifted, rules)
    if chosen is None:
        return Start(None, None, " ".join(why))
    start, _ = with_offset(chosen, _counting(shifted))
    assert start is not None
    if rules.shift_s:
        why.append(f"A rule shifts it by {_duration(rules.shift_s)}.")
    decided = rules.source is not None or chosen.kind is Kind.PATTERN
    others = frozenset() if decided else _disagreeing(start, chosen, shifted)
    if rules.timezone is not None:
        start, note = local(start, zone(rules.timezone))
        why += [f"A rule gives it in the time zone {rules.timezone}.", *note]
    return Start(start, chosen.kind, " ".join(why), others)


def with_pattern(
    sources: Sequence[Source], rules: ClockRules, name: str, latest: datetime
) -> tuple[Source, ...]:
    """Put what the rules' pattern reads from a file's name before the other sources."""
    found = from_pattern(rules.pattern, name) if rules.pattern is not None else None
    if found is None or found.start is None:
        return tuple(sources)
    return (judged(Kind.PATTERN, Metadata(start=found.start), latest), *sources)


def local(start: datetime, zone: ZoneInfo) -> tuple[datetime, list[str]]:
    """Give a start in a zone, with its offset from UTC, and what is odd about it.

    A clock showed a skipped time because nobody set it forward, so it runs on. Of a time that came
    twice, the first counts.
    """
    odd: list[str] = []
    if start.tzinfo is None:
        first = start.replace(tzinfo=zone, fold=0)
        moved = first.astimezone(UTC).astimezone(zone)
        if moved.replace(tzinfo=None, fold=0) != start.replace(fold=0):
            odd.append("The clocks there skipped this hour, so the recorder's was not set forward.")
        elif first.utcoffset() != first.replace(fold=1).utcoffset():
            odd.append("This hour came twice there, and the first counts.")
        start = first
    try:
        there = start.astimezone(UTC).astimezone(zone)
    except OverflowError:  # the first or last day of the calendar
        return start.replace(tzinfo=None), odd
    return there.replace(tzinfo=timezone(there.utcoffset() or timedelta()), fold=0), odd


def _shifted(source: Source, rules: ClockRules, latest: datetime) -> Source:
    """Shift what a source says; a shift may make an impossible start possible, or the reverse."""
    said = source.says.start
    if said is None or not rules.shift_s:
        return source
    try:
        start = said + timedelta(seconds=rules.shift_s)
    except OverflowError:
        return source
    return judged(source.kind, replace(source.says, start=start), latest)


def _chosen(sources: tuple[Source, ...], rules: ClockRules) -> tuple[Source | None, list[str]]:
    """Find the source that counts: the rules' one, else the first with a possible start."""
    why: list[str] = []
    wanted = rules.source
    if wanted is None and any(each.kind is Kind.PATTERN for each in sources):
        wanted = Kind.PATTERN
    elif wanted is None and rules.pattern is not None:
        why.append("The name does not fit the pattern of a rule.")
    if wanted is not None:
        named = next((each for each in sources if each.kind is wanted), None)
        if named is not None and named.possible.start is not None:
            return named, [f"The start is that of {named.kind.value}, by a rule."]
        lacking = named.why_not("start") if named is not None else None
        why.append(f"A rule names {wanted.value}, which tells no possible start.")
        why += [lacking] if lacking else []
    counting = _counting(sources)
    first = next((each for each in counting if each.possible.start is not None), None)
    offset = with_offset(first, counting)[1] if first else None
    usual = Choice("start", first.kind if first else None, sources, offset)
    return first, [*why, usual.reason]


def _counting(sources: Sequence[Source]) -> list[Source]:
    return [each for each in sources if each.kind is not Kind.FILE_DATE]


def _disagreeing(start: datetime, chosen: Source, sources: tuple[Source, ...]) -> frozenset[Kind]:
    return frozenset(
        each.kind
        for each in sources
        if each.kind not in (chosen.kind, Kind.FILE_DATE)
        and each.possible.start is not None
        and not agree(start, each.possible.start)
    )


def _duration(seconds: float) -> str:
    sign = "-" if seconds < 0 else "+"
    return f"{sign}{timedelta(seconds=abs(seconds))}"
