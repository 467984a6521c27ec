"""What two models agree on: pairs of detections one by one, or counted by species and site."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sidecar.catalog.matches import HeardBy, MatchPage, MatchQuestion, partners
from sidecar.catalog.sqlite.door import from_rows
from sidecar.catalog.sqlite.query.cursor import PageCursor, read_cursor, write_cursor
from sidecar.catalog.sqlite.query.matchread import MatchedRecording, MatchReading
from sidecar.catalog.sqlite.query.rowsql import columns_of
from sidecar.catalog.sqlite.query.select.detections import DETECTIONS
from sidecar.catalog.sqlite.query.tallied import one_state
from sidecar.catalog.sqlite.taxa import names
from sidecar.errors import InvalidParams

# Fields of a row that its first detection tells.
_SHARED = (
    *("recordingId", "path", "recordedAt", "heardAt", "heardAtUtc", "siteId", "site"),
    *("species", "common"),
)
# Fields that both detections of a row have.
_OWN = ("detectionId", "start", "end", "confidence", "verified")

# What is counted of each side: with a partner, without, and where the other did not listen.
_COUNTED = (("both", "onlyA", "notComparedA"), ("bothOfB", "onlyB", "notComparedB"))


@dataclass(frozen=True)
class _Match:
    """A row before its detections are read; `matches` counts all partners of the first one."""

    heard_by: HeardBy
    a: int | None
    b: int | None
    matches: int


@from_rows()
def matches(
    db: sqlite3.Connection, asked: MatchQuestion, limit: int, cursor: str | None
) -> MatchPage:
    """Give a page of pairs by recording, start and id; raises InvalidParams for a wrong cursor."""
    digest = _digest(asked)
    passed, recording, skipped = 0, 0, 0
    if cursor is not None:
        known = read_cursor(cursor, digest, 2)
        passed, (recording, skipped) = known.total, map(_whole, known.values)
    found: list[_Match] = []
    last = (recording, skipped)
    more = False
    with one_state(db):
        for number, rows in _by_recording(MatchReading(db, asked), recording):
            rows = rows[skipped if number == recording else 0 :]
            if not rows:
                continue
            if len(found) == limit:
                more = True
                break
            taken = rows[: limit - len(found)]
            before = skipped if number == recording else 0
            last = (number, before + len(taken))
            found += taken
            more = len(taken) < len(rows)
            if more:
                break
        told = _told(db, found)
    passed += len(found)
    following = None
    if more:
        following = write_cursor(PageCursor(digest, passed, False, ">", [*last]))
    return MatchPage(told, following, passed)


def _whole(value: object) -> int:
    if not isinstance(value, int) or value < 0:
        raise InvalidParams("The cursor is not valid.", field="cursor")
    return value


def _digest(asked: MatchQuestion) -> str:
    parts = [asked.a.text, asked.b.text, asked.where]
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()[:16]


def _by_recording(reading: MatchReading, from_id: int) -> Iterator[tuple[int, list[_Match]]]:
    for chunk in reading.chunks(from_id):
        chunk = [each for each in chunk if all(each.sides)]
        placed: list[list[tuple[float, int, _Match]]] = [[] for _ in chunk]
        for place, start_s, match in _listed(reading, chunk):
            placed[place].append((start_s, match.a or match.b or 0, match))
        for recording, rows in zip(chunk, placed, strict=True):
            rows.sort(key=lambda row: row[:2])
            yield recording.recording_id, [match for *_, match in rows]


def _listed(
    reading: MatchReading, chunk: Sequence[MatchedRecording]
) -> Iterator[tuple[int, float, _Match]]:
    """List the rows of a chunk: the place of the recording, the start, and the match."""
    a, b = reading.heard(chunk)
    best, count = partners(a.heard, b.heard)
    for row in np.flatnonzero(a.passes & (a.compared | (best >= 0))).tolist():
        partner = int(best[row])
        other = int(b.heard.ids[partner]) if partner >= 0 else None
        by: HeardBy = "onlyA" if other is None else "both"
        match = _Match(by, int(a.heard.ids[row]), other, int(count[row]))
        yield int(a.place[row]), float(a.heard.start_s[row]), match
    alone = partners(b.heard, a.heard)[0] < 0
    for row in np.flatnonzero(b.passes & b.compared & alone).tolist():
        match = _Match("onlyB", None, int(b.heard.ids[row]), 0)
        yield int(b.place[row]), float(b.heard.start_s[row]), match


def _told(db: sqlite3.Connection, found: Sequence[_Match]) -> list[dict[str, Any]]:
    wanted = {each for match in found for each in (match.a, match.b) if each is not None}
    rows = _detections(db, sorted(wanted))
    return [_row(match, rows) for match in found]


def _detections(db: sqlite3.Connection, ids: Sequence[int]) -> dict[int, sqlite3.Row]:
    fields = {name: DETECTIONS.fields[name] for name in (*_OWN, *_SHARED)}
    needs = {table for each in fields.values() for table in each.value.needs}
    source = DETECTIONS.routes.chains["d"].source("", needs)  # type: ignore[union-attr]
    found = db.execute(
        f"""SELECT {columns_of(fields)} FROM {source}
            WHERE d.detectionId IN (SELECT value FROM json_each(?))""",
        (json.dumps(ids),),
    )
    return {row["detectionId"]: row for row in found}


def _row(match: _Match, rows: Mapping[int, sqlite3.Row]) -> dict[str, Any]:
    a, b = (None if each is None else rows[each] for each in (match.a, match.b))
    first = a if a is not None else b
    assert first is not None
    return {
        "match": f"{match.a or ''}-{match.b or ''}",
        "heardBy": match.heard_by,
        **{name: first[name] for name in _SHARED},
        **{f"{name}A": None if a is None else a[name] for name in _OWN},
        **{f"{name}B": None if b is None else b[name] for name in _OWN},
        "matches": match.matches,
    }


@from_rows()
def match_totals(db: sqlite3.Connection, asked: MatchQuestion, most: int) -> list[dict[str, Any]]:
    """Count by species, in all and by site; raises InvalidParams for more than `most` rows."""
    counted: Counter[tuple[str, int, int | None, str]] = Counter()
    with one_state(db):
        reading = MatchReading(db, asked)
        for chunk in reading.chunks():
            counted.update(_counts(reading, chunk))
        cells: dict[tuple[str, int, int | None], dict[str, int]] = {}
        for (scope, taxon, site, what), number in counted.items():
            cells.setdefault((scope, taxon, site), {})[what] = number
        if len(cells) > most:
            raise InvalidParams(
                f"The answer would have more than {most:,} rows.",
                field="where",
                hint="Filter by site or by species.",
            )
        species = names(db, sorted({taxon for _, taxon, _ in cells}))
        sites = dict(db.execute("SELECT siteId, site_code FROM Site").fetchall())
    rows = [
        {
            "place": f"{scope} {taxon} {'none' if site is None else site}",
            "scope": scope,
            "species": species[taxon][0],
            "common": species[taxon][1],
            "siteId": site,
            "site": sites.get(site),
            **{what: counts.get(what, 0) for side in _COUNTED for what in side},
        }
        for (scope, taxon, site), counts in cells.items()
    ]
    rows.sort(key=lambda row: (row["scope"], row["species"], row["siteId"] or 0))
    return rows


def _counts(
    reading: MatchReading, chunk: Sequence[MatchedRecording]
) -> Counter[tuple[str, int, int | None, str]]:
    """Count in some recordings: by scope, taxon and site, and by what became of a detection."""
    counted: Counter[tuple[str, int, int | None, str]] = Counter()
    both = reading.heard(chunk)
    sites = [each.site_id for each in chunk]
    known = sorted({-1 if site is None else site for site in sites})
    of_place = np.searchsorted(known, [-1 if site is None else site for site in sites])
    for side, (mine, theirs) in enumerate((both, both[::-1])):
        matched = partners(mine.heard, theirs.heard)[0] >= 0
        what = np.where(matched, 0, np.where(mine.compared, 1, 2))
        # One number for each cell, because NumPy sorts rows of several slowly.
        keys = (mine.taxon * len(known) + of_place[mine.place]) * 3 + what
        cells, numbers = np.unique(keys[mine.passes], return_counts=True)
        for cell, number in zip(cells.tolist(), numbers.tolist(), strict=True):
            place, kind = divmod(cell, 3)
            taxon, site = divmod(place, len(known))
            name = _COUNTED[side][kind]
            counted["site", taxon, None if known[site] < 0 else known[site], name] += number
            counted["all", taxon, None, name] += number
    return counted
