"""What sources say of recordings, the rules of their clocks, and the starts that follow.

Functions that write run inside a transaction of Catalog's.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from sidecar.audio.clock import NO_RULES, ClockRules, Start, effective_start, with_pattern
from sidecar.audio.metadata import sources_of_path
from sidecar.audio.provenance import Provenance, chosen
from sidecar.audio.source import Impossible, Kind, Source, latest_start, parted
from sidecar.catalog.sqlite.door import from_rows
from sidecar.catalog.values import MovedStart
from sidecar.values import Metadata

KINDS = {kind.word: kind for kind in Kind}

_RULE = "timezone, shiftSeconds, source, pattern"

# No source gives a start that a person set.
BY_HAND = Start(None, None, "")

# Recordings whose starts are computed together.
_AT_ONCE = 1_000


class RuleBook:
    """All rules but those of single recordings."""

    @from_rows()
    def __init__(self, db: sqlite3.Connection) -> None:
        self._deployments: dict[int, ClockRules] = {}
        self._sites: dict[int, ClockRules] = {}
        folders: dict[str, ClockRules] = {}
        for row in db.execute("SELECT * FROM ClockRule WHERE recordingId IS NULL"):
            if row["deploymentId"] is not None:
                self._deployments[row["deploymentId"]] = _rules(row)
            elif row["siteId"] is not None:
                self._sites[row["siteId"]] = _rules(row)
            else:
                folders[row["folder"]] = _rules(row)
        self._folders = sorted(folders.items(), key=lambda each: -len(each[0]))

    def of_folders(self, url: str) -> ClockRules:
        """Give the rules of the folders in which a file is; the deepest counts first."""
        if not self._folders:
            return NO_RULES
        rules, path = NO_RULES, plain(url)
        for folder, each in self._folders:
            if path.startswith(f"{folder.rstrip('/')}/"):
                rules = rules.before(each)
        return rules

    def of(
        self, url: str, deployment_id: int | None, site_id: int | None, own: ClockRules = NO_RULES
    ) -> ClockRules:
        """Give all that is said of a recording's clock; its `own` rules come first."""
        rules = own
        if deployment_id is not None:
            rules = rules.before(self._deployments.get(deployment_id, NO_RULES))
        if site_id is not None:
            rules = rules.before(self._sites.get(site_id, NO_RULES))
        return rules.before(self.of_folders(url))


# So many of them are told one by one.
_TOLD = 5


@dataclass(frozen=True)
class Settled:
    """How many recordings got another start, some of them, and the urls that keep a person's."""

    changed: int
    kept: Sequence[str]
    moved: Sequence[MovedStart]


def plain(url: str) -> str:
    """Write a path with slashes, on every system."""
    return url.replace("\\", "/")


def start_of(
    db: sqlite3.Connection, recording_id: int | None, url: str, provenance: Provenance
) -> tuple[tuple[Source, ...], Start]:
    """Give the sources of a recording that was read, and its start by the rules.

    A reading that tells no start adds to the earlier ones.
    """
    sources, book = provenance.sources, RuleBook(db)
    rules = book.of_folders(url)
    if recording_id is not None:
        (recording,) = _recordings(db, [recording_id])
        rules = _rules_of(book, recording)
        if provenance.metadata.start is None:
            there = {each.kind for each in sources}
            earlier = _sources(db, [recording_id]).get(recording_id, ())
            sources += tuple(each for each in earlier if each.kind not in there)
    name, latest = _name(url), latest_start()
    start = effective_start(sources, rules, name, latest)
    return with_pattern(sources, rules, name, latest), start


def put_sources(
    db: sqlite3.Connection, recording_id: int, sources: Sequence[Source], start: Start
) -> None:
    """Keep what each source says of a recording, in place of what was kept."""
    db.execute("DELETE FROM RecordingSource WHERE recordingId = ?", (recording_id,))
    add_sources(db, recording_id, sources, start)


def add_sources(
    db: sqlite3.Connection, recording_id: int, sources: Sequence[Source], start: Start
) -> None:
    """Keep what each source says of a new recording."""
    place = chosen(tuple(sources), None).place
    db.executemany(
        f"INSERT INTO RecordingSource VALUES ({', '.join('?' * 17)})",
        (
            (recording_id, number, each.kind.word, *_said(each), *flags)
            for number, each in enumerate(sources)
            for flags in [_flags(each, start, place.source, place.reason)]
        ),
    )


def sources_are_kept(db: sqlite3.Connection, recording_id: int) -> bool:
    """Tell whether a recording was read since the catalog keeps what each source says."""
    sql = "SELECT 1 FROM RecordingSource WHERE recordingId = ? AND source <> 'earlier' LIMIT 1"
    return db.execute(sql, (recording_id,)).fetchone() is not None


def settle(db: sqlite3.Connection, recording_ids: Sequence[int]) -> Settled:
    """Compute the starts of recordings again from what is kept; no file is read.

    A start that a person set stays.
    """
    book, changed = RuleBook(db), 0
    kept: list[str] = []
    moved: list[MovedStart] = []
    for first in range(0, len(recording_ids), _AT_ONCE):
        some = recording_ids[first : first + _AT_ONCE]
        sources = _sources(db, some)
        for recording in _recordings(db, some):
            told = sources.get(recording["recordingId"], ())
            by_hand = recording["datetime"] != recording["start"]
            kept += [recording["url"]] * by_hand
            if not told:  # nothing was ever read of it
                continue
            move = _settle(db, recording, told, _rules_of(book, recording), by_hand=by_hand)
            if move is not None:
                changed += 1
                moved += [move][: _TOLD - len(moved)]
    return Settled(changed, kept, moved)


def _settle(
    db: sqlite3.Connection,
    recording: sqlite3.Row,
    sources: tuple[Source, ...],
    rules: ClockRules,
    *,
    by_hand: bool,
) -> MovedStart | None:
    name, latest = _name(recording["url"]), latest_start()
    start = effective_start(sources, rules, name, latest)
    recording_id = recording["recordingId"]
    told = with_pattern(sources, rules, name, latest)
    put_sources(db, recording_id, told, BY_HAND if by_hand else start)
    if by_hand:
        return None
    at = start.at.isoformat() if start.at else None
    if at == recording["start"]:
        return None
    db.execute("UPDATE RecordingFacts SET start = ? WHERE recordingId = ?", (at, recording_id))
    db.execute("UPDATE Recording SET datetime = ? WHERE recordingId = ?", (at, recording_id))
    return MovedStart(recording_id, recording["url"], recording["start"], at)


def follow(db: sqlite3.Connection, recording_id: int, old: str, new: str) -> None:
    """Let a recording that moved keep its folders' rules, and read the start in its new name."""
    book = RuleBook(db)
    before, after = book.of_folders(old), book.of_folders(new)
    if before not in (NO_RULES, after):
        own = _own_rules(db, [recording_id]).get(recording_id, NO_RULES)
        put_rule(db, "recordingId", recording_id, own.before(before))
    told = _sources(db, [recording_id]).get(recording_id, ())
    named = [each for each in sources_of_path(PurePosixPath(plain(new))) if each.possible.start]
    if named and told:
        kinds = {each.kind for each in named}
        others = [each for each in told if each.kind not in kinds]
        both = sorted([*others, *named], key=lambda each: list(Kind).index(each.kind))
        put_sources(db, recording_id, both, BY_HAND)
    settle(db, [recording_id])


def put_rule(db: sqlite3.Connection, of: str, key: int | str, rules: ClockRules | None) -> None:
    """Set the rules of a recording, deployment, site or folder; none at all removes them."""
    if rules is None or rules == NO_RULES:
        db.execute(f"DELETE FROM ClockRule WHERE {of} = ?", (key,))
        return
    source = rules.source.word if rules.source else None
    db.execute(
        f"""INSERT INTO ClockRule ({of}, {_RULE}) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT ({of}) DO UPDATE SET timezone = excluded.timezone,
              shiftSeconds = excluded.shiftSeconds, source = excluded.source,
              pattern = excluded.pattern""",
        (key, rules.timezone, rules.shift_s, source, rules.pattern),
    )


def folder_rules(db: sqlite3.Connection, url: str) -> ClockRules:
    """Read the rules of the folders in which a file is."""
    return RuleBook(db).of_folders(url)


def rule_at(db: sqlite3.Connection, of: str, key: int | str) -> ClockRules:
    """Read the rules of a recording, deployment, site or folder alone."""
    row = db.execute(f"SELECT {_RULE} FROM ClockRule WHERE {of} = ?", (key,)).fetchone()
    return _rules(row) if row else NO_RULES


def origins(db: sqlite3.Connection, urls: Iterable[str]) -> Iterator[tuple[str, ClockRules]]:
    """Give the rules for files that the catalog does not know; files without one are left out."""
    book = RuleBook(db)
    for url in urls:
        rules = book.of_folders(url)
        if rules != NO_RULES:
            yield url, rules


def rules_of(db: sqlite3.Connection, recording_ids: Sequence[int]) -> dict[int, ClockRules]:
    """Give all that is said of the clocks of recordings."""
    book = RuleBook(db)
    return {
        recording["recordingId"]: _rules_of(book, recording)
        for recording in _recordings(db, recording_ids)
    }


_RECORDINGS = """
SELECT r.recordingId, r.url, r.datetime, f.start, r.deploymentId, p.siteId, k.timezone,
  k.shiftSeconds, k.source, k.pattern
FROM json_each(?) u CROSS JOIN Recording r ON r.recordingId = u.value
LEFT JOIN RecordingFacts f ON f.recordingId = r.recordingId
LEFT JOIN Deployment p ON p.deploymentId = r.deploymentId
LEFT JOIN ClockRule k ON k.recordingId = r.recordingId"""


def _recordings(db: sqlite3.Connection, recording_ids: Sequence[int]) -> list[sqlite3.Row]:
    return db.execute(_RECORDINGS, (json.dumps(list(recording_ids)),)).fetchall()


def _rules_of(book: RuleBook, recording: sqlite3.Row) -> ClockRules:
    own = _rules(recording)
    return book.of(recording["url"], recording["deploymentId"], recording["siteId"], own)


def _own_rules(db: sqlite3.Connection, recording_ids: Sequence[int]) -> dict[int, ClockRules]:
    return {each["recordingId"]: _rules(each) for each in _recordings(db, recording_ids)}


@from_rows()
def _rules(row: sqlite3.Row) -> ClockRules:
    zone, shift_s, source, pattern = (
        row["timezone"],
        row["shiftSeconds"],
        row["source"],
        row["pattern"],
    )
    if zone is shift_s is source is pattern is None:  # as of most recordings
        return NO_RULES
    rules = ClockRules(zone, shift_s, KINDS[source] if source else None, pattern)
    return NO_RULES if rules == NO_RULES else rules


_COLUMNS = """recordingId, source, start, recorder, serial, deploymentCode, gain, batteryVolts,
  temperatureCelsius, latitude, longitude, impossible"""


@from_rows()
def _sources(
    db: sqlite3.Connection, recording_ids: Collection[int]
) -> dict[int, tuple[Source, ...]]:
    """Read what was kept of each source, in order; what a pattern read is left out."""
    rows = db.execute(
        f"""SELECT {_COLUMNS} FROM json_each(?) u
            CROSS JOIN RecordingSource s ON s.recordingId = u.value
            WHERE s.source <> 'pattern' ORDER BY s.recordingId, s.place""",
        (json.dumps(list(recording_ids)),),
    )
    found: dict[int, list[Source]] = {}
    for row in rows:
        found.setdefault(row["recordingId"], []).append(_source(row))
    return {recording_id: tuple(each) for recording_id, each in found.items()}


def _source(row: sqlite3.Row) -> Source:
    start = row["start"]
    says = Metadata(datetime.fromisoformat(start) if start else None, *tuple(row)[3:11])
    impossible = [Impossible(*each) for each in json.loads(row["impossible"] or "{}").items()]
    return parted(KINDS[row["source"]], says, tuple(impossible))


def _said(source: Source) -> tuple[object, ...]:
    says = source.says
    return (
        says.start.isoformat() if says.start else None,
        says.latitude,
        says.longitude,
        says.recorder,
        says.serial,
        says.deployment_code,
        says.gain,
        says.battery_v,
        says.temperature_c,
        json.dumps({each.field: each.reason for each in source.impossible})
        if source.impossible
        else None,
    )


def _flags(source: Source, start: Start, place: Kind | None, why_place: str) -> tuple[object, ...]:
    """Say whether a source gives the start and the place, disagrees on the start, and why."""
    gives = source.kind is start.source, source.kind is place
    why = [text for text, holds in zip((start.why, why_place), gives, strict=True) if holds]
    return *gives, source.kind in start.disagreeing, " ".join(why) or None


def _name(url: str) -> str:
    return PurePosixPath(plain(url)).name
