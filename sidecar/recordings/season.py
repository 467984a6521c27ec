"""Reads the recordings of a season from the catalog into columns, for the audit."""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

import numpy as np

from sidecar.audio.fingerprint import HEAD_BYTES
from sidecar.audit.chorus import Activity
from sidecar.audit.season import NONE, Deployment, Season, seconds_of
from sidecar.catalog.interface import Catalog
from sidecar.catalog.sameness import is_aside
from sidecar.catalog.values import Question, Tally, Where
from sidecar.values import Float64, Int64

_FIELDS = (
    "recordingId",
    "deploymentId",
    "path",
    "start",
    "duration",
    "serial",
    "gain",
    "batteryVolts",
    "temperatureCelsius",
    "latitude",
    "longitude",
)
# Whole and real numbers that are kept of a recording.
_WHOLE, _REAL = 7, 5

# Whoever listens hears of so many recordings at once.
_TOLD_EVERY = 10_000

_DIGITS = re.compile(r"\d+")
# A running number has so many digits, and none of a date or time stands before it.
_NUMBER_DIGITS, _OTHER_DIGITS = range(3, 6), 2

# Deployments whose counts are asked for together: a year of them has 62,000 cells.
_AT_ONCE = 50
_MOST_CELLS = 10_000_000

# Recordings whose digests are in memory together.
_FOUND_AT_ONCE = 5_000

_FIRST_DAY = date(1970, 1, 1).toordinal()
_MID_WEEK = 3


class _Codes:
    """Gives each value a code, in the order in which values come."""

    def __init__(self) -> None:
        self._codes: dict[Any, int] = {}

    def of(self, value: object) -> int:
        return NONE if value is None else self._codes.setdefault(value, len(self._codes))

    def values(self) -> list[Any]:
        return list(self._codes)


class _Columns:
    """Takes rows of recordings, and keeps what the checks need of them."""

    def __init__(self) -> None:
        self.deployments, self.serials, self.folders = _Codes(), _Codes(), _Codes()
        self._gains, self._numberings = _Codes(), _Codes()
        # Flat arrays: tuples of a million recordings would take gigabytes.
        self._whole, self._real = array("q"), array("d")
        self.places: dict[int, tuple[float, float]] = {}  # of files, by deployment
        self.homes: dict[int, str] = {}  # a folder of each deployment

    def take(self, row: tuple[Any, ...]) -> None:
        (number, deployment, path, start, duration, serial, gain, *rest) = row
        battery, temperature, latitude, longitude = rest
        if path.endswith(")") and is_aside(path):  # its file is of another sound now
            return
        folder, _, name = path.rpartition("/" if "/" in path else "\\")
        begin, offset = _moment(start)
        running, around = _running(name)
        self._whole.extend(
            (
                number,
                self.deployments.of(deployment),
                self.serials.of(serial),
                self.folders.of(folder or "/"),
                self._gains.of(gain),
                running,
                self._numberings.of(None if running == NONE else (folder, around)),
            )
        )
        self._real.extend((begin, offset, duration or 0.0, _real(battery), _real(temperature)))
        if deployment is not None:
            self.homes.setdefault(deployment, folder)
        if deployment is not None and _is_place(latitude, longitude):
            self.places.setdefault(deployment, (latitude, longitude))

    def season(self, deployments: Sequence[Deployment], catalog: Catalog) -> Season:
        whole = np.array(self._whole, np.int64).reshape(-1, _WHOLE).T
        real = np.array(self._real, np.float64).reshape(-1, _REAL).T
        number, deployment, serial, folder, gain, running, numbering = whole
        begin, offset, length, battery, temperature = real
        return Season(
            recording=number,
            deployment=deployment,
            serial=serial,
            folder=folder,
            begin=begin,
            shown=_shown(catalog, number, begin),
            offset=offset,
            length=length,
            battery=battery,
            temperature=temperature,
            gain=gain,
            number=running,
            numbering=numbering,
            original=_originals(catalog, number),
            deployments=deployments,
            serials=self.serials.values(),
            folders=self.folders.values(),
        )


def read_season(catalog: Catalog, where: Where, heard: Callable[[int], None]) -> Season:
    """Read a season of the catalog as it is now; `heard` gets the number of recordings so far.

    No file is opened. Ask within a snapshot.
    """
    columns = _Columns()
    rows = catalog.questions.rows(Question("recordings", where), _FIELDS)
    for count, row in enumerate(rows, 1):
        columns.take(row)
        if count % _TOLD_EVERY == 0:
            heard(count)
    return columns.season(_deployments(catalog, columns), catalog)


def _is_place(latitude: float | None, longitude: float | None) -> bool:
    return (
        latitude is not None
        and longitude is not None
        and abs(latitude) <= 90
        and abs(longitude) <= 180
    )


def _moment(start: str | None) -> tuple[float, float]:
    if start is None:
        return np.nan, np.nan
    try:
        return seconds_of(start)
    except (ValueError, OverflowError):  # the app keeps whatever was typed
        return np.nan, np.nan


def _real(value: float | None) -> float:
    return np.nan if value is None else value


def _running(name: str) -> tuple[int, str]:
    """Find the running number in a file's name, and what stands around it."""
    stem, _, suffix = name.rpartition(".")
    found = list(_DIGITS.finditer(stem or suffix))
    if not found or len(found[-1][0]) not in _NUMBER_DIGITS:
        return NONE, ""
    if any(len(each[0]) > _OTHER_DIGITS for each in found[:-1]):
        return NONE, ""
    last = found[-1]
    return int(last[0]), f"{name[: last.start()]}#{name[last.end() :]}"


def _originals(catalog: Catalog, number: Int64) -> Int64:
    copies = catalog.recordings.copies()
    return np.array([copies.get(each, NONE) for each in number.tolist()], np.int64)


def _shown(catalog: Catalog, number: Int64, begin: Float64) -> Float64:
    """Give what an impossible clock showed of recordings without a start."""
    shown = np.full(len(number), np.nan)
    undated = {int(number[place]): place for place in np.flatnonzero(np.isnan(begin)).tolist()}
    if not undated:
        return shown
    question = Question("sources", {"impossible": {"contains": '"start"'}}, ["key"])
    for recording, source, start in catalog.questions.rows(
        question, ("recordingId", "source", "start")
    ):
        place = undated.get(int(recording))  # type: ignore[call-overload]
        if place is not None and source != "fileDate" and np.isnan(shown[place]):
            shown[place] = _moment(start if isinstance(start, str) else None)[0]
    return shown


def _deployments(catalog: Catalog, columns: _Columns) -> list[Deployment]:
    """Read the deployments of the season, with the places and the clocks of their sites."""
    questions = catalog.questions
    sites = {
        row[0]: row[1:]
        for row in questions.rows(
            Question("sites"),
            ("siteId", "latitude", "longitude", "timezone", "proposedTimezones"),
        )
    }
    rules = _Shifts(catalog)
    known = {
        row[0]: row
        for row in questions.rows(
            Question("deployments"),
            ("deploymentId", "siteId", "site", "survey", "recorder", "startDate", "endDate"),
        )
    }
    return [
        _deployment(known.get(each, (each, *[None] * 6)), sites, rules, columns)
        for each in columns.deployments.values()
    ]


class _Shifts:
    """What rules of deployments, sites and folders add to clocks, and their zones."""

    def __init__(self, catalog: Catalog) -> None:
        self._rules: dict[tuple[str, Any], tuple[Any, Any]] = {}
        folders: dict[str, tuple[Any, Any]] = {}
        fields = ("deploymentId", "siteId", "folder", "timezone", "shiftSeconds")
        for deployment, site, folder, *said in catalog.questions.rows(Question("clocks"), fields):
            zone, shift = said
            if deployment is not None:
                self._rules["deployment", deployment] = zone, shift
            elif site is not None:
                self._rules["site", site] = zone, shift
            elif isinstance(folder, str):
                folders[f"{folder.rstrip('/')}/"] = zone, shift
        # The deepest counts first, as in the rules of clocks.
        self._folders = sorted(folders.items(), key=lambda each: -len(each[0]))

    def of(self, deployment: object, site: object, folder: str) -> tuple[str | None, float]:
        """Give the zone and the shift of a deployment: field by field, the nearest rule counts."""
        near = [self._rules.get(each) for each in (("deployment", deployment), ("site", site))]
        path = folder.replace("\\", "/")
        near += [said for above, said in self._folders if f"{path}/".startswith(above)]
        zones = [said[0] for said in near if said is not None and said[0] is not None]
        shifts = [said[1] for said in near if said is not None and said[1] is not None]
        return (zones[0] if zones else None), (float(shifts[0]) if shifts else 0.0)


def _deployment(
    row: tuple[Any, ...],
    sites: dict[Any, tuple[Any, ...]],
    rules: _Shifts,
    columns: _Columns,
) -> Deployment:
    number, site_id, site, survey, recorder, first, last = row
    latitude, longitude, zone, proposed = sites.get(site_id, (None,) * 4)
    zones = json.loads(proposed) if proposed else []
    if not _is_place(latitude, longitude):
        latitude, longitude = columns.places.get(number, (None, None))
        zones = _zones(latitude, longitude)
    rule, shift_s = rules.of(number, site_id, columns.homes.get(number, ""))
    return Deployment(
        deployment_id=number,
        site_id=site_id,
        site=site,
        survey=survey,
        recorder=recorder,
        first_day=first,
        last_day=last,
        latitude=latitude,
        longitude=longitude,
        timezone=rule or zone or (zones[0] if zones else None),
        shift_s=shift_s,
    )


def _zones(latitude: float | None, longitude: float | None) -> Sequence[str]:
    if latitude is None or longitude is None:
        return ()
    from sidecar.audio.timezones import proposed  # few requests read this table

    return proposed(latitude, longitude)


def read_activity(catalog: Catalog, season: Season) -> dict[int, Activity]:
    """Count the detections of the season's deployments by week and hour of their clocks."""
    found: dict[int, Activity] = {}
    ids = sorted(each.deployment_id for each in season.deployments)
    for first in range(0, len(ids), _AT_ONCE):
        where = {"deploymentId": {"in": ids[first : first + _AT_ONCE]}}
        tally = Tally("detections", ("deployment", "week", "hour"), where)
        found |= dict(_activities(catalog.questions.counts(tally, _MOST_CELLS)))
    return found


def _activities(rows: Sequence[dict[str, Any]]) -> Iterator[tuple[int, Activity]]:
    cells: dict[int, list[tuple[float, ...]]] = {}
    for row in rows:
        if row["deploymentId"] is None or row["week"] is None or row["hour"] is None:
            continue
        day = date.fromisoformat(row["week"]).toordinal() - _FIRST_DAY + _MID_WEEK
        cells.setdefault(row["deploymentId"], []).append(
            (day, row["hour"], row["detections"] or 0, row["hoursAnalysed"] or 0.0)
        )
    for number, some in cells.items():
        day, hour, detections, analysed = np.array(some, np.float64).T
        yield number, Activity(day.astype(np.int64), hour.astype(np.int64), detections, analysed)


def unidentified(catalog: Catalog, season: Season) -> int:
    """Count the recordings of which Linnet never read all the sound, so that copies are unknown."""
    ids, lacking = season.recording.tolist(), 0
    for first in range(0, len(ids), _FOUND_AT_ONCE):
        some = ids[first : first + _FOUND_AT_ONCE]
        whole = (
            each.digest is not None and len(each.digest) > HEAD_BYTES
            for each in catalog.recordings.find(some)
        )
        lacking += len(some) - sum(whole)
    return lacking
