"""A small survey with all that spoils effort, and a judge that looks at each minute of it.

Recordings overlap, stop early, fail, cross noon and midnight, and have two analyses that count.
All times are whole minutes, so that the judge can count minutes.
"""

from __future__ import annotations

import random
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from sidecar.catalog.occasions import AnalysisBasis
from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.run.detections import Detection
from sidecar.run.judging import Digests
from sidecar.values import Metadata
from tests.keeping import BIRDNET, heard, keep_run

SPECIES = ("Strix aluco", "Asio otus", "Bubo bubo", "Tyto alba")
NOBODY = "Athene noctua"  # asked for, and in no row
FIRST = datetime(2024, 3, 28)  # clocks change on 31 March
_DAYS, _RECORDINGS = 8, 50

_PLACES = """
INSERT INTO Survey (surveyId, surveyname) VALUES (1, 'Owls');
INSERT INTO Site (siteId, surveyId, site_code, latitude, longitude) VALUES
  (1, 1, 'Wood', 52.5, 13.4), (2, 1, 'Creek', -30.0, 13.4), (3, NULL, NULL, NULL, NULL);
INSERT INTO Deployment (deploymentId, siteId) VALUES (1, 1), (2, 1), (3, 2), (4, 3), (5, NULL);
"""


@dataclass(frozen=True)
class Heard:
    """A detection: seconds from the recording's start, and the run of its analysis."""

    species: str
    start: int
    confidence: float
    run: int
    verdict: str


@dataclass(frozen=True)
class Tape:
    """A recording: how far each run's analysis came, in minutes; none: it was not analysed."""

    url: str
    site: int | None
    begin: datetime | None
    minutes: int
    reached: Mapping[int, int]
    found: Sequence[Heard]
    failed: bool


def tapes(seed: int = 3) -> list[Tape]:
    """Draw the recordings of the survey."""
    draw = random.Random(seed)
    return [_tape(draw, number) for number in range(_RECORDINGS)]


def _tape(draw: random.Random, number: int) -> Tape:
    site = draw.choice([1, 1, 1, 2, 2, 3, None])
    minutes = draw.choice([10, 60, 60, 120, 900])
    begin = FIRST + timedelta(minutes=draw.randrange(0, _DAYS * 1440, 30))
    ways = draw.random()
    reached: dict[int, int] = {}
    if ways > 0.2:
        reached[1] = minutes if ways > 0.4 else draw.randrange(minutes)
    if ways > 0.8:
        reached[2] = draw.randrange(minutes + 1)
    found = [
        Heard(
            draw.choice(SPECIES),
            60 * draw.randrange(reach),
            draw.choice([0.3, 0.5, 0.5, 0.8, 0.99]),
            run,
            draw.choice(["UNVERIFIED"] * 4 + ["YES", "NO", "NO", "UNSURE"]),
        )
        for run, reach in reached.items()
        if reach
        for _ in range(draw.randrange(8))
    ]
    undated = number % 13 == 0
    return Tape(
        f"/card/{number:03d}.wav",
        site,
        None if undated else begin,
        minutes,
        reached,
        found,
        failed=not reached and ways > 0.1,
    )


def survey(
    path: Path, recordings: Sequence[Tape], settings: Mapping[int, str] | None = None
) -> SqliteCatalog:
    """Keep the recordings in a catalog: run 1 and run 2 count together, as channels would."""
    catalog = SqliteCatalog(path)
    for run in (1, 2):
        some = [each for each in recordings if run == 1 or run in each.reached]
        said = (settings or {}).get(run, "{}")
        keep_run(catalog, BIRDNET, *(_outcome(each, run) for each in some), settings=said)
    catalog.close()
    with closing(sqlite3.connect(path)) as db:
        db.executescript(_PLACES)
        for each in recordings:
            _mend(db, each)
        db.commit()
    return SqliteCatalog(path)


def _outcome(tape: Tape, run: int) -> Any:
    found = [
        Detection(each.species, each.species, float(each.start), each.start + 3.0, each.confidence)
        for each in tape.found
        if each.run == run
    ]
    return heard(
        tape.url,
        *found,
        seconds=60.0 * tape.minutes,
        offsets=np.arange(1),
        digests=Digests("w", f"s{run}"),
        metadata=Metadata(start=tape.begin) if tape.begin else None,
    )


def _mend(db: sqlite3.Connection, tape: Tape) -> None:
    """Put a recording into its site, and make its analyses what they should be."""
    (number,) = db.execute(
        "SELECT recordingId FROM Recording WHERE url = ?", (tape.url,)
    ).fetchone()
    deployment = {1: 1 + number % 2, 2: 3, 3: 4, None: 5 if number % 2 else None}[tape.site]
    db.execute("UPDATE Recording SET deploymentId = ? WHERE recordingId = ?", (deployment, number))
    for run in (1, 2):
        if run in tape.reached:
            db.execute(
                "UPDATE Analysis SET current = 1, secondsReached = ? "
                "WHERE recordingId = ? AND runId = ?",
                (60.0 * tape.reached[run], number, run),
            )
        else:
            db.execute("DELETE FROM Analysis WHERE recordingId = ? AND runId = ?", (number, run))
    if tape.failed:
        db.execute("UPDATE RunFile SET status = 'failed' WHERE url = ?", (tape.url,))
    for each in tape.found:
        db.execute(
            """UPDATE Detection SET verified = ? WHERE startTime = ? AND confidence = ?
               AND speciesId = (SELECT speciesId FROM Species WHERE species = ?)
               AND analysisId IN (SELECT analysisId FROM Analysis
                 WHERE recordingId = ? AND runId = ?)""",
            (each.verdict, each.start, each.confidence, each.species, number, each.run),
        )


@dataclass(frozen=True)
class Asked:
    """A question to the judge; `may` are the species of each run, `masks` minutes of sites."""

    species: Sequence[str]
    thresholds: Sequence[float]
    start_h: float
    days: int
    first: int  # day since 1970
    count: int
    may: Mapping[int, Sequence[bool]]
    masks: Sequence[tuple[int, datetime, int]]  # site, begin, minutes
    keep: Callable[[datetime, int], bool]
    min_minutes: int = 0


Cell = dict[str, Any]


def judge(recordings: Sequence[Tape], asked: Asked) -> dict[tuple[int, int, str], Cell]:
    """Look at each minute of each recording and at each detection, one by one."""
    cells: dict[tuple[int, int, str], Cell] = {}
    for site in (1, 2, 3):
        own = [each for each in recordings if each.site == site and each.begin]
        masked = {
            begin + timedelta(minutes=minute)
            for of, begin, minutes in asked.masks
            if of == site
            for minute in range(minutes)
        }
        by_occasion = _minutes(own, site, asked)
        for occasion in range(asked.count):
            some = by_occasion[occasion]
            for place, name in enumerate(asked.species):
                cells[site, occasion, name] = _cell(own, site, occasion, place, some, masked, asked)
    return cells


Minute = tuple[Tape, int, datetime]


def _minutes(own: Sequence[Tape], site: int, asked: Asked) -> dict[int, list[Minute]]:
    """List the recorded minutes of each occasion that pass the filters."""
    found = defaultdict[int, list[Minute]](list)
    for tape in own:
        assert tape.begin is not None
        for minute in range(tape.minutes):
            moment = tape.begin + timedelta(minutes=minute)
            if asked.keep(moment, site):
                found[_occasion(moment, asked)].append((tape, minute, moment))
    return found


def _occasion(moment: datetime, asked: Asked) -> int:
    noon = datetime(1970, 1, 1) + timedelta(days=asked.first, hours=asked.start_h)
    return (moment - noon) // timedelta(days=asked.days)


def _inside(moment: datetime, occasion: int, site: int, asked: Asked) -> bool:
    return _occasion(moment, asked) == occasion and asked.keep(moment, site)


def _cell(
    own: Sequence[Tape],
    site: int,
    occasion: int,
    place: int,
    some: Sequence[Minute],
    masked: set[datetime],
    asked: Asked,
) -> Cell:
    minutes, recorder, analysed = set[datetime](), 0, set[str]()
    for tape, minute, moment in some:
        if minute < max(tape.reached.values(), default=0):
            analysed.add(tape.url)
        if minute < _reached(tape, place, asked):
            minutes.add(moment)
            recorder += 1
    found: list[tuple[datetime, Heard]] = []
    failed = 0
    for tape in own:
        assert tape.begin is not None
        failed += tape.failed and _inside(tape.begin, occasion, site, asked)
        for each in tape.found:
            moment = tape.begin + timedelta(seconds=each.start)
            counts = each.species == asked.species[place] and moment not in masked
            if counts and _inside(moment, occasion, site, asked):
                found.append((moment, each))
    return _told(minutes, masked, recorder, bool(some), analysed, failed, found, place, asked)


def _reached(tape: Tape, place: int, asked: Asked) -> int:
    """Tell how many minutes an analysis heard that could name the species."""
    return max((reach for run, reach in tape.reached.items() if asked.may[run][place]), default=0)


def _told(
    minutes: set[datetime],
    masked: set[datetime],
    recorder: int,
    recorded: bool,
    analysed: set[str],
    failed: int,
    found: list[tuple[datetime, Heard]],
    place: int,
    asked: Asked,
) -> Cell:
    above = [each for each in found if each[1].confidence >= asked.thresholds[place]]
    left = len(minutes - masked)
    unknown = None
    if not recorded:
        unknown = "notRecorded"
    elif not analysed:
        unknown = "notAnalysed"
    elif not minutes:
        unknown = "notModelled"
    elif not left:
        unknown = "masked"
    elif left < asked.min_minutes:
        unknown = "fewHours"
    yes, no = (sum(each.verdict == word for _, each in above) for word in ("YES", "NO"))
    said = "confirmed" if yes else "none"
    if not yes and no:
        said = "refuted" if no == len(above) else "partial"
    y2 = 2 if yes else 0 if said == "refuted" else int(bool(above))
    times = [moment for moment, _ in above]
    return {
        "unknown": unknown,
        "detected": None if unknown else int(bool(above)),
        "n": None if unknown else len(above),
        "maxScore": max((each.confidence for _, each in found), default=None),
        "minutes": left,
        "recorder": recorder,
        "masked": len(minutes & masked),
        "recordings": len(analysed),
        "failed": failed,
        "verified": None if unknown else said,
        "y2": None if unknown else y2,
        "first": min(times).isoformat() if times and not unknown else None,
        "last": max(times).isoformat() if times and not unknown else None,
    }


def bases(may: Mapping[int, Sequence[bool]]) -> dict[AnalysisBasis, Any]:
    """Turn what each run may name into what the catalog takes."""
    return {
        AnalysisBasis(run, None, None, None): np.array(each, np.bool_) for run, each in may.items()
    }


def seconds(moment: datetime) -> float:
    return moment.replace(tzinfo=UTC).timestamp()
