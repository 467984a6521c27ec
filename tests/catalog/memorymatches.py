"""Matches in memory: each detection of one model is compared with each of the other."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sidecar.catalog.matches import MatchPage, MatchQuestion, Side
from sidecar.errors import InvalidParams
from sidecar.run.detections import Detection
from sidecar.taxonomy.synonyms import synonyms
from sidecar.values import Channel

if TYPE_CHECKING:
    from tests.catalog.memory import Kept


@dataclass(frozen=True)
class _Heard:
    number: int
    recording_id: int
    channel: Channel
    found: Detection

    @property
    def half_ms(self) -> float:
        return 500 * (self.found.end_s - self.found.start_s)


def memory_matches(
    kept: Kept, asked: MatchQuestion, limit: int, cursor: str | None = None
) -> MatchPage:
    """List all matches and cut a page out; the twin filters by one value of a field."""
    rows = _rows(kept, asked)
    first = int(cursor or 0)
    last = min(first + limit, len(rows))
    return MatchPage(rows[first:last], str(last) if last < len(rows) else None, last)


def memory_totals(kept: Kept, asked: MatchQuestion, most: int) -> list[dict[str, Any]]:
    """Count what the rows say, and the detections that could not be compared."""
    counted = Counter[tuple[str, str]]()
    for row in _rows(kept, asked):
        counted[_key(row["species"]), row["heardBy"]] += 1
    a, b = _heard(kept, asked.a), _heard(kept, asked.b)
    for one, other, side, name in ((a, b, asked.b, "A"), (b, a, asked.a, "B")):
        for each in one:
            if not _passes(each, asked):
                continue
            species = _key(each.found.species)
            if not _listened(kept, side, each):
                counted[species, f"notCompared{name}"] += 1
            elif name == "B" and any(_match(each, partner) for partner in other):
                counted[species, "bothOfB"] += 1
    names = sorted({name for name, _ in counted})
    if 2 * len(names) > most:
        raise InvalidParams(f"more than {most} rows", field="where")
    kinds = ("both", "onlyA", "onlyB", "bothOfB", "notComparedA", "notComparedB")
    return [
        {
            "scope": scope,
            "species": name.capitalize(),
            **{kind: counted[name, kind] for kind in kinds},
        }
        for scope in ("all", "site")
        for name in names
    ]


def _rows(kept: Kept, asked: MatchQuestion) -> list[dict[str, Any]]:
    a, b = _heard(kept, asked.a), _heard(kept, asked.b)
    rows = []
    for each in a:
        there = [other for other in b if _match(each, other)]
        if _passes(each, asked) and _listened(kept, asked.b, each):
            best = max(there, key=lambda other: _order(each, other), default=None)
            rows.append(_row("both" if best else "onlyA", each, best, len(there)))
    for each in b:
        alone = not any(_match(other, each) for other in a)
        if alone and _passes(each, asked) and _listened(kept, asked.a, each):
            rows.append(_row("onlyB", None, each, 0))
    return sorted(rows, key=lambda row: (row["recordingId"], row["start"]))


def _heard(kept: Kept, side: Side) -> list[_Heard]:
    return [
        _Heard(number * 1000 + place, heard.recording_id, channel, each)
        for channels in kept.current.values()
        for number, channel in channels.items()
        if (heard := kept.analyses[number]).model == side.name
        for place, each in enumerate(heard.found)
        if each.confidence >= side.least
    ]


def _listened(kept: Kept, side: Side, each: _Heard) -> bool:
    return any(
        heard.model == side.name
        and heard.recording_id == each.recording_id
        and (channel is None or each.channel in (None, channel))
        and heard.reached_s > each.found.start_s
        for channels in kept.current.values()
        for number, channel in channels.items()
        if (heard := kept.analyses[number])
    )


def _match(one: _Heard, other: _Heard) -> bool:
    same = one.recording_id == other.recording_id
    heard = one.channel is None or other.channel in (None, one.channel)
    taxon = _key(one.found.species) == _key(other.found.species)
    shared = _shared_ms(one, other)
    return same and heard and taxon and 0 < shared >= min(one.half_ms, other.half_ms) - 0.001


def _shared_ms(one: _Heard, other: _Heard) -> float:
    end = min(one.found.end_s, other.found.end_s)
    return 1000 * (end - max(one.found.start_s, other.found.start_s))


def _order(one: _Heard, other: _Heard) -> tuple[float, ...]:
    shared = round(_shared_ms(one, other), 3)
    return shared, other.found.confidence, -other.found.start_s, -other.number


def _passes(each: _Heard, asked: MatchQuestion) -> bool:
    fields = {"recordingId": each.recording_id, "species": each.found.species}
    return all(fields[name] == wanted for name, wanted in asked.where.items())


def _row(heard_by: str, a: _Heard | None, b: _Heard | None, count: int) -> dict[str, Any]:
    first = a or b
    assert first is not None
    return {
        "heardBy": heard_by,
        "recordingId": first.recording_id,
        "species": first.found.species,
        "start": first.found.start_s,
        "startA": a and a.found.start_s,
        "startB": b and b.found.start_s,
        "confidenceA": a and a.found.confidence,
        "confidenceB": b and b.found.confidence,
        "matches": count,
    }


def _key(species: str) -> str:
    """Give one key for all names of a taxon."""
    return synonyms().accepted(species).lower()
