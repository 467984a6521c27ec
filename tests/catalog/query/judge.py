"""A judge that looks at each detection of a varied catalog, and the filters that it can judge."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from math import floor
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.catalog.sqlite.tallies import keep_tallies, teach
from sidecar.sky.almanac import Event, almanac
from tests.bench.bigcatalog import make_catalog

# What a survey of one place and one model does not show.
_VARIED = """
UPDATE Site SET latitude = 51.5 WHERE siteId % 2 = 0;
UPDATE Site SET latitude = NULL WHERE siteId % 7 = 0;
UPDATE Recording SET deploymentId = NULL WHERE recordingId % 6 = 0;
UPDATE Recording SET datetime = NULL WHERE recordingId % 5 = 0;
UPDATE Recording SET datetime = substr(datetime, 1, 11) || '23:56:01+02:00'
  WHERE recordingId % 4 = 0;
UPDATE Recording SET datetime = substr(datetime, 1, 4) || '-12-31T22:00:00'
  WHERE recordingId % 9 = 0;
UPDATE Recording SET datetime = datetime || '-05:00'
  WHERE recordingId % 4 = 3 AND length(datetime) = 19;
UPDATE Site SET latitude = 78.2 WHERE siteId % 10 = 3;
UPDATE Analysis SET current = 0 WHERE analysisId % 8 = 0;
UPDATE Detection SET confidence = round(confidence, 1) WHERE detectionId % 3 = 0;
INSERT INTO RecordingFacts
  (recordingId, sizeBytes, modifiedNs, frames, channels, container, encoding, recorder)
  VALUES (6, 1, 1, 28800000, 1, 'WAV', 'PCM_16', 'AudioMoth 24F3');
INSERT INTO RecordingSource (recordingId, place, source, start, impossible, givesStart, disagrees)
  VALUES (6, 0, 'guano', '1970-01-01T00:00:00', '{"start": "The clock was never set."}', 0, 0),
    (6, 1, 'bext', '2024-05-01T05:30:00', NULL, 1, 0),
    (7, 0, 'name', '2024-05-01T06:30:00', NULL, 0, 1);
INSERT INTO ClockRule (recordingId, timezone) VALUES (6, 'Europe/Berlin');
INSERT INTO ClockRule (siteId, shiftSeconds) VALUES (1, 3600);
INSERT INTO ClockRule (folder, source) VALUES ('/card', 'name');
"""

# Somebody decided on some of the detections, and nobody on most.
_DECIDED = """
INSERT INTO Labeler VALUES (90, 'Cleo', NULL, 1, NULL), (91, 'Dan', NULL, 1, NULL);
UPDATE Annotation SET mostRecent = 0 WHERE annotationId % 11 = 0;
INSERT INTO Annotation
SELECT 100000 + annotationId, iif(annotationId % 2, 'YES', 'NO'), regionId,
  iif(annotationId % 3, 90, 91), '2024-06-' || printf('%02d', 1 + annotationId % 7), speciesId,
  100, 1
FROM Annotation WHERE annotationId % 11 = 0;
"""

_ALL = """
SELECT d.detectionId, d.analysisId, d.startTime AS start, d.speciesId, d.confidence, d.verified,
  d.occurrence, s.species, s.common, r.url AS path, r.datetime AS recordedAt, r.recordingId,
  r.deploymentId, p.siteId, t.site_code AS site, t.latitude, v.surveyname AS survey,
  h.annotationDate AS verdictAt, l.name AS verdictBy, iif(length(r.datetime) > 20,
    substr(r.datetime, 20), NULL) AS utcOffset, coalesce(c.code, f.recorder) AS recorder, a.runId,
  a.current, m.name AS model, coalesce(t.latitude, f.latitude) AS placeLatitude,
  coalesce(t.longitude, f.longitude) AS placeLongitude
FROM Detection d JOIN Analysis a USING (analysisId) JOIN Recording r USING (recordingId)
JOIN Species s USING (speciesId) JOIN ModelVersion m USING (modelId)
LEFT JOIN Deployment p USING (deploymentId) LEFT JOIN Site t USING (siteId)
LEFT JOIN Survey v USING (surveyId) LEFT JOIN Recorder c USING (recorderId)
LEFT JOIN RecordingFacts f ON f.recordingId = r.recordingId
LEFT JOIN Annotation h ON h.annotationId = 100000 + d.annotationId
LEFT JOIN Labeler l ON l.labelerId = h.labelerId"""

# A field, what is asked of it, and the same as a test.
Filter = tuple[str, Any, Callable[[Any], bool]]

# What the sun and the moon say, and the keys of counts by it.
SKY = (
    *("heardAtUtc", "moonIlluminated", "sun", "hoursFromSunrise", "hoursFromSunset"),
    *("hourFromSunrise", "hourFromSunset"),
)
EVENTS: tuple[Event, ...] = ("sunrise", "sunset")

_SEASONS = ("winter", "spring", "summer", "autumn")


def judged(row: sqlite3.Row) -> dict[str, Any]:
    """Add what a detection's moment says, by Python's own calendar."""
    known: dict[str, Any] = dict(row)
    return known | moments(known, known["start"]) | sky(known, known["start"])


def sky(row: dict[str, Any], second: float) -> dict[str, Any]:
    """Tell where the sun and the moon are, where the place and the offset from UTC are known."""
    found = dict.fromkeys(SKY)
    began = datetime.fromisoformat(row["recordedAt"]) if row["recordedAt"] else None
    if began is None or began.tzinfo is None:
        return found
    heard = began.astimezone(UTC) + timedelta(seconds=second)
    moment = heard.timestamp()
    found |= {"heardAtUtc": heard.replace(tzinfo=None), "moonIlluminated": almanac().moon(moment)}
    place = row["placeLatitude"], row["placeLongitude"]
    if None in place:
        return found
    for event in EVENTS:
        hours = almanac().hours_from(event, *place, moment)
        found[f"hoursFrom{event.title()}"] = hours
        found[f"hourFrom{event.title()}"] = None if hours is None else floor(hours)
    return found | {"sun": almanac().light(*place, moment)}


def moments(row: dict[str, Any], second: float) -> dict[str, Any]:
    """Tell what Python's own calendar says of a second of a recording."""
    if not row["recordedAt"]:
        return dict.fromkeys(("heardAt", "date", "timeOfDay", "month", "dayOfYear", "season"))
    began = datetime.fromisoformat(row["recordedAt"]).replace(tzinfo=None)
    heard = began + timedelta(seconds=second)
    midnight = heard.replace(hour=0, minute=0, second=0, microsecond=0)
    southern = (row["latitude"] or 0) < 0
    return {
        "heardAt": heard,
        "date": heard,
        "timeOfDay": (heard - midnight).total_seconds() / 3600,
        "month": heard.month,
        "dayOfYear": heard.timetuple().tm_yday,
        "season": _SEASONS[(heard.month // 3 + 2 * southern) % 4],
    }


class Rows(list[dict[str, Any]]):
    """All detections, which nobody wants to see in a failure's report."""

    def __repr__(self) -> str:
        return f"{len(self)} detections"


def _equal(field: str, values: list[Any]) -> st.SearchStrategy[Filter]:
    """A value, several, or all but one."""
    one = st.sampled_from([*values, None])
    return st.one_of(
        one.map(lambda v: (field, v, lambda x: x == v)),
        one.map(lambda v: (field, {"ne": v}, lambda x: x != v)),
        st.lists(one, min_size=1, max_size=4).map(lambda v: (field, v, lambda x: x in v)),
    )


def _within(field: str, values: list[float], *, cyclic: bool) -> Any:
    def test(ends: tuple[float, float]) -> Filter:
        first, last = ends
        turned = cyclic and first > last

        def keep(x: float | None) -> bool:
            if x is None:
                return False
            return x >= first or x <= last if turned else first <= x <= last

        return field, {"between": list(ends)}, keep

    ends = st.tuples(st.sampled_from(values), st.sampled_from(values))
    above = st.sampled_from(values).map(
        lambda v: (field, {"ge": v}, lambda x: x is not None and x >= v)
    )
    below = st.sampled_from(values).map(
        lambda v: (field, {"lt": v}, lambda x: x is not None and x < v)
    )
    return st.one_of(ends.map(test), above, below)


def _dated(field: str) -> Any:
    days = st.dates(datetime(2023, 1, 1).date(), datetime(2025, 1, 1).date())

    def one(day: Any) -> Filter:
        return field, str(day), lambda x: x is not None and x.date() == day

    def several(ends: tuple[Any, Any]) -> Filter:
        first, last = sorted(ends)
        return (
            field,
            {"ge": str(first), "le": str(last)},
            lambda x: x is not None and first <= x.date() <= last,
        )

    def since(day: Any) -> Filter:
        noon = datetime(day.year, day.month, day.day, 12)
        return field, {"gt": noon.isoformat()}, lambda x: x is not None and x > noon

    return st.one_of(days.map(one), st.tuples(days, days).map(several), days.map(since))


def _containing(field: str, parts: list[str]) -> Any:
    return st.sampled_from(parts).map(
        lambda part: (
            field,
            {"contains": part},
            lambda x: x is not None and part.lower() in x.lower(),
        )
    )


OF_THE_YEAR = st.one_of(
    _equal("month", [1, 5, 12]),
    _equal("season", list(_SEASONS)),
    _within("month", [1, 2, 6, 11, 12], cyclic=True),
    _within("dayOfYear", [1, 60, 180, 350, 366], cyclic=True),
)

FILTERS = st.one_of(
    _equal("species", [f"Genus{n % 60} species{n}" for n in (1, 2, 3, 7, 50, 400)]),
    _containing("species", ["genus1 ", "species4", "%", "Genus"]),
    _containing("common", ["bird 1", "ird 20"]),
    _within("confidence", [0.3, 0.4, 0.5, 0.9, 0.999], cyclic=False),
    _equal("verified", ["YES", "NO", "UNSURE", "UNVERIFIED"]),
    _equal("deploymentId", [1, 10, 31, 99]),
    _equal("siteId", [3, 4, 60]),
    _equal("site", ["S02", "S03", "S40", "nowhere"]),
    _equal("survey", ["Survey 1", "Survey 2"]),
    _equal("recorder", ["R1", "R2", "AudioMoth 24F3"]),
    _equal("model", ["model-1", "model-2"]),
    _equal("recordingId", [1, 2, 8, 30]),
    _equal("speciesId", [1, 2, 8, 30]),
    _equal("occurrence", [0.5]),
    OF_THE_YEAR,
    _within("timeOfDay", [0, 4, 5.5, 12, 22, 23.99], cyclic=True),
    _within("start", [0, 3, 150, 297], cyclic=False),
    _dated("date"),
    _dated("heardAt"),
    _dated("heardAtUtc"),
    _equal("sun", ["day", "twilight", "night"]),
    _within("hoursFromSunrise", [-11, -1, 0, 1.5, 11], cyclic=True),
    _within("hoursFromSunset", [-11, -1, 0, 1.5, 11], cyclic=True),
    _within("moonIlluminated", [0, 0.1, 0.5, 0.9], cyclic=False),
    _containing("path", ["/S1", "07.wav", "_"]),
)


def varied_catalog(folder: Path) -> SqliteCatalog:
    """Make a catalog of 3,000 detections, with all that a survey of one place does not show."""
    path = make_catalog(folder / "catalog.sqlite", 3000)
    with closing(sqlite3.connect(path)) as db:
        db.executescript(_VARIED)
        db.executescript(_DECIDED)
        # Changes removed the tallies; half of them are there again.
        teach(db)
        keep_tallies(db, range(1, 16))
        db.commit()
    return SqliteCatalog(path)


def detections(catalog: SqliteCatalog) -> Rows:
    """Read all detections, current or not, as the judge sees them."""
    return Rows(judged(row) for row in catalog.reader().execute(_ALL))
