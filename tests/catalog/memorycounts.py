"""Counts in memory: looks at each detection, label and second of each recording."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from math import floor
from typing import TYPE_CHECKING, Any

from sidecar.catalog.values import StoredRecording, Tally
from sidecar.errors import InvalidParams
from sidecar.sky.almanac import Event, almanac
from sidecar.taxonomy.synonyms import synonyms

if TYPE_CHECKING:
    from tests.catalog.memory import Kept

_Row = dict[str, Any]
_EVENTS: tuple[Event, ...] = ("sunrise", "sunset")
_OF_SKY = ("sun", *(f"hourFrom{event.title()}" for event in _EVENTS))
_WITHOUT_HOURS = {"species", "score", "verdict"}
# Filters of hours.
_OF_EFFORT = ("recordingId", "sun")


def memory_counts(kept: Kept, tally: Tally, most: int) -> list[dict[str, object]]:
    """Count by keys; the twin filters by one value of species or recordingId alone."""
    rows = {"detections": _detections, "labels": _labels, "recordings": _recordings}
    counted = [row for row in rows[tally.of](kept) if _passes(row, tally, tally.where)]
    cells = defaultdict[tuple[Any, ...], list[_Row]](list)
    _taxa(counted)
    for row in counted:
        cells[_cell(tally, row)].append(row)
    hours = None if _WITHOUT_HOURS & set(tally.by) else _hours(kept, tally)
    for cell in (*(hours or ()), *([()] if not tally.by else [])):
        _ = cells[cell]
    if len(cells) > most:
        raise InvalidParams(f"more than {most} rows", field="by")
    ordered = sorted(cells, key=lambda cell: [(each is None, each) for each in cell])
    return [
        _named(tally, cell) | _measured(tally, cells[cell]) | _sought(tally, hours, cell)
        for cell in ordered
    ]


def _passes(row: _Row, tally: Tally, where: Any) -> bool:
    return all(_is(name, row[name], wanted) for name, wanted in where.items())


def _is(name: str, value: Any, wanted: Any) -> bool:
    """Compare a value; all names of a taxon are one."""
    if name == "species" and isinstance(wanted, str):
        return value in synonyms().alike(wanted)
    return bool(value == wanted)


def _taxa(rows: list[_Row]) -> None:
    """Give all rows of a taxon the accepted name, if a row has it, else the first of them."""
    there = {row["species"] for row in rows if row.get("species")}
    for row in rows:
        if name := row.get("species"):
            names = sorted(there & set(synonyms().alike(name)))
            accepted = synonyms().accepted(name)
            row["species"] = accepted if accepted in names else names[0]


def _detections(kept: Kept) -> Iterator[_Row]:
    for (_, _), numbers in kept.current.items():
        for number in numbers:
            heard = kept.analyses[number]
            for each in heard.found:
                at = _moment_and_sky(kept, heard.recording_id, each.start_s)
                yield {
                    "recordingId": heard.recording_id,
                    "species": each.species,
                    "common": each.common,
                    "score": round(min(int(each.confidence * 20), 19) / 20, 2),
                    "confidence": each.confidence,
                    "verdict": _verdict(kept, heard.recording_id, each.start_s, each.species),
                    "model": heard.model,
                    **at,
                }


def _verdict(kept: Kept, recording_id: int, start_s: float, species: str) -> str:
    for each in kept.annotations.values():
        same = (each.recording_id, each.start_s, each.species) == (recording_id, start_s, species)
        if same and each.counts and not each.of_model:
            return each.verified
    return "UNVERIFIED"


def _labels(kept: Kept) -> Iterator[_Row]:
    for each in kept.annotations.values():
        if each.counts and not each.of_model:
            yield {
                "recordingId": each.recording_id,
                "species": each.species,
                "common": None,
                "verdict": each.verified,
                **_moment_and_sky(kept, each.recording_id, each.start_s),
            }


def _recordings(kept: Kept) -> Iterator[_Row]:
    for each in kept.recordings.values():
        number = each.recording_id
        yield {"recordingId": number, **_moment_and_sky(kept, number, 0.0)}


def _moment_and_sky(kept: Kept, recording_id: int, second: float) -> _Row:
    """Tell also what the sun did, where a source says the place and the offset from UTC."""
    recording = kept.recordings[recording_id]
    row = {**_moment(recording, second), **dict.fromkeys(_OF_SKY)}
    says = next((each.says for each in kept.sources[recording_id]), None)
    at = datetime.fromisoformat(recording.recorded_at) if recording.recorded_at else None
    if says is None or says.latitude is None or says.longitude is None:
        return row
    if at is None or at.tzinfo is None:
        return row
    moment = says.latitude, says.longitude, at.timestamp() + second
    for event in _EVENTS:
        hours = almanac().hours_from(event, *moment)
        row[f"hourFrom{event.title()}"] = None if hours is None else floor(hours)
    return {**row, "sun": almanac().light(*moment)}


def _moment(recording: StoredRecording, second: float) -> _Row:
    if recording.recorded_at is None:
        return {"date": None, "hour": None}
    at = datetime.fromisoformat(recording.recorded_at).replace(tzinfo=None)
    at += timedelta(seconds=second)
    return {"date": str(at.date()), "hour": at.hour}


def _cell(tally: Tally, row: _Row) -> tuple[Any, ...]:
    return tuple(row[key] for key in tally.by)


def _named(tally: Tally, cell: tuple[Any, ...]) -> _Row:
    return dict(zip(tally.by, cell, strict=True))


def _measured(tally: Tally, rows: list[_Row]) -> _Row:
    distinct = len({row["recordingId"] for row in rows})
    if tally.of == "recordings":
        return {"recordings": distinct, "confirmed": None, "maxScore": None}
    best = max((row["confidence"] for row in rows), default=None) if tally.of == "detections" else 0
    return {
        tally.of: len(rows),
        "recordings": None if "score" in tally.by else distinct,
        "confirmed": sum(row["verdict"] == "YES" for row in rows),
        "maxScore": best if tally.of == "detections" else None,
    }


def _hours(kept: Kept, tally: Tally) -> dict[tuple[Any, ...], list[float]]:
    """Look at each second of each recording."""
    sought = defaultdict[tuple[Any, ...], list[float]](lambda: [0.0, 0.0])
    where = {name: wanted for name, wanted in tally.where.items() if name in _OF_EFFORT}
    number = where.pop("recordingId", None)
    by_sun = bool({*_OF_SKY} & {*tally.by, *where})
    for recording in kept.recordings.values():
        if number not in (None, recording.recording_id):
            continue
        reached = defaultdict[str, float](float)
        for (of, _), analyses in kept.current.items():
            for each in analyses if of == recording.recording_id else ():
                heard = kept.analyses[each]
                reached[heard.model] = max(reached[heard.model], heard.reached_s)
        if "model" not in tally.by:
            reached = {"": max(reached.values(), default=0.0)}  # type: ignore[assignment]
        for model, seconds in reached.items():
            for second in range(int(recording.duration_s or 0)):
                at = (
                    _moment_and_sky(kept, recording.recording_id, second)
                    if by_sun
                    else _moment(recording, second)
                )
                row = {"model": model, **at}
                if not _passes(row, tally, where):
                    continue
                cell = sought[_cell(tally, row)]
                cell[0] += 1
                cell[1] += second < seconds
    return sought


def _sought(
    tally: Tally, hours: dict[tuple[Any, ...], list[float]] | None, cell: tuple[Any, ...]
) -> _Row:
    if hours is None:
        return {"hoursRecorded": None, "hoursAnalysed": None}
    recorded, analysed = hours.get(cell, [0.0, 0.0])
    return {
        "hoursRecorded": None if "model" in tally.by else recorded / 3600,
        "hoursAnalysed": analysed / 3600,
    }
