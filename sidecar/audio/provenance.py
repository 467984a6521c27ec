"""Where a recording's metadata come from: all sources, the one that counts, and disagreement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, Literal

from sidecar.audio.source import Kind, Source
from sidecar.values import Metadata

_OTHERS = ("recorder", "serial", "deployment_code", "gain", "battery_v", "temperature_c")

# Recorders begin a little after the time that they write into a name.
_AGREES_S = 5.0


@dataclass(frozen=True)
class Choice:
    """Which source counts for a recording's start or place, and why; None where none does.

    `offset` is another source that told the start's offset from UTC.
    """

    of: Literal["start", "place"]
    source: Kind | None
    sources: tuple[Source, ...]
    offset: Kind | None = None

    @property
    def reason(self) -> str:
        """Say which source counts, and why those before it do not."""
        sentences = []
        for source in self.sources:
            if source.kind == self.source:
                break
            if source.kind is Kind.FILE_DATE and self.of == "start":
                sentences.append("The file's date does not count, because a copy changes it.")
            elif why_not := source.why_not(self.of):
                sentences.append(f"{_capital(source.kind.value)} does not count. {why_not}")
        if self.source is None:
            return " ".join([f"No source tells a possible {self.of}.", *sentences])
        first = f"The {self.of} is that of {self.source.value}"
        rule = "." if sentences else ", the first source that tells it."
        if self.offset is not None:
            sentences.append(f"Its offset from UTC is that of {self.offset.value}.")
        return " ".join([first + rule, *sentences])


@dataclass(frozen=True)
class Disagreement:
    """Possible starts that differ from the one that counts, which comes first."""

    starts: tuple[tuple[Kind, datetime], ...]

    @property
    def message(self) -> str:
        told = "; ".join(f"{kind.value} says {start}" for kind, start in self.starts)
        first = _capital(self.starts[0][0].value)
        return f"The sources of the start disagree: {told}. {first} counts."


@dataclass(frozen=True)
class Provenance:
    """The chosen metadata of a recording, and all sources in the order in which they count."""

    metadata: Metadata
    sources: tuple[Source, ...]
    start: Choice
    place: Choice

    @cached_property
    def disagreement(self) -> Disagreement | None:
        """Compare the possible starts; the file's date is no start, because a copy changes it."""
        counts, start = self.start.source, self.metadata.start
        if counts is None or start is None:
            return None
        others = [
            (source.kind, source.possible.start)
            for source in self.sources
            if source.kind not in (counts, Kind.FILE_DATE)
            and source.possible.start is not None
            and not agree(start, source.possible.start)
        ]
        return Disagreement(((counts, start), *others)) if others else None


def chosen(sources: tuple[Source, ...], comment: str | None) -> Provenance:
    """Choose for each field the first source that tells a possible value."""
    counting = [each for each in sources if each.kind is not Kind.FILE_DATE]
    start = next((each for each in counting if each.possible.start), None)
    place = next((each for each in counting if each.possible.latitude is not None), None)
    first: dict[str, Any] = {}
    for each in counting:
        for name in _OTHERS:
            if name not in first and (value := getattr(each.possible, name)) is not None:
                first[name] = value
    begins, offset = with_offset(start, counting) if start else (None, None)
    metadata = Metadata(
        start=begins,
        latitude=place.possible.latitude if place else None,
        longitude=place.possible.longitude if place else None,
        comment=comment,
        **first,
    )
    return Provenance(
        metadata,
        sources,
        Choice("start", start.kind if start else None, sources, offset),
        Choice("place", place.kind if place else None, sources),
    )


def agree(one: datetime, other: datetime) -> bool:
    """Tell whether two starts are the same.

    Two with offsets are compared as instants, any others by what the clock showed. A start without
    seconds may be any moment of its minute.
    """
    if one.tzinfo is None or other.tzinfo is None:
        one, other = one.replace(tzinfo=UTC), other.replace(tzinfo=UTC)
    if abs((one - other).total_seconds()) <= _AGREES_S:
        return True
    if one.second and other.second:
        return False
    return one.replace(second=0, microsecond=0) == other.replace(second=0, microsecond=0)


def with_offset(first: Source, counting: Sequence[Source]) -> tuple[datetime | None, Kind | None]:
    """Give a source's start; a later source that agrees lends its offset, if it has none.

    The other source comes along, if there is one.
    """
    start = first.possible.start
    if start is None or start.tzinfo is not None:
        return start, None
    for each in counting:
        other = each.possible.start
        if other is not None and other.tzinfo is not None and agree(start, other):
            return start.replace(tzinfo=other.tzinfo), each.kind
    return start, None


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
